"""说明: the arithmetic of a rule as a line that a citizen can follow, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import (
    Arithmetic,
    Calendar,
    Comparison,
    Constant,
    Entry,
    Expression,
    Extreme,
    Fact,
    Logic,
    Membership,
    Negation,
    Over,
    Parameter,
    PersonDecides,
    Rounded,
    Share,
    When,
)  # fmt: skip
from zhongfu.policy.reasons import Reason
from zhongfu.policy.values import ENTRY_KINDS, NONE, shown

_SIGNS = {"==": "=", "<=": "≤", ">=": "≥", "*": "×"}
_OPPOSITE = {"==": "≠", "<": "≥", "<=": ">", ">": "≤", ">=": "<"}
_WORDS = {
    "zh": {
        "all": "各{list}均符合({of})", "any": "有{list}符合({of})", "least": "最小的{of}({list})", "greatest": "最大的{of}({list})",
        "sum": "各{list}{of}合计", "count": "{list}数({of})", "nobody": "没有{list}", "in": "属于", "out": "不属于",
        "years": "周岁", "month": "月份", "empty": "(空)",
    },
    "en": {
        "all": "each of the {list}: {of}", "any": "one of the {list}: {of}", "least": "least {of} of the {list}",
        "greatest": "greatest {of} of the {list}", "sum": "{of}, all {list}", "count": "number of {list} ({of})",
        "nobody": "no {list}", "in": "is one of", "out": "is none of", "years": "age", "month": "month", "empty": "(empty)",
    },
}  # fmt: skip


_LISTS = {
    "household.members": "成员", "incomes": "收入", "household.obligors": "义务人", "household.assets.vehicles": "车辆",
    "household.assets.houses": "房屋", "household.assets.businesses": "经营主体",
}  # fmt: skip


def sentence(reason: Reason, lang: str) -> str:
    """The rule with its numbers, ending in its value."""
    value = shown(reason.value, kind_of(reason.rule), lang)
    told = _Teller(reason, lang).tell(reason.rule, top=True)
    about = f"[{reason.about}] " if reason.about else ""
    return f"{about}{label(reason.rule, lang)}: {told} → {value}"


def label(rule: Expression, lang: str) -> str:
    """The label of a rule, or its name where it has none."""
    return (rule.zh if lang == "zh" else rule.en) or rule.name


def kind_of(node: Expression) -> str:
    """The kind of a node's value, for writing it; worked out once per node."""
    known = node.__dict__.get("shown_as")
    if known is None:
        known = node.__dict__["shown_as"] = _kind_of(node)
    return str(known)


def _kind_of(node: Expression) -> str:
    if isinstance(node, Fact):
        return node.kind
    if isinstance(node, Parameter):
        declared = DECLARED.get(node.parameter)
        return ENTRY_KINDS.get(declared.kind, declared.kind) if declared else "bool"
    if isinstance(node, Calendar):
        return "month" if node.what == "month" else "years"
    if isinstance(node, Comparison | Membership | Logic | Negation):
        return "bool"
    kinds = {kind_of(part) for part in _carriers(node)}
    return next((kind for kind in ("money", "month", "level", "area") if kind in kinds), "count")


def _carriers(node: Expression) -> tuple[Expression, ...]:
    if isinstance(node, When):
        return (node.then,) if node.otherwise is None else (node.then, node.otherwise)
    if isinstance(node, Rounded):
        return (node.amount,)
    if isinstance(node, Share):
        return (node.whole,)
    if isinstance(node, Entry):
        return (node.table,)
    return tuple(node.parts())


class _Teller:
    """Writes one rule; a rule inside it appears by its label and value only."""

    def __init__(self, reason: Reason, lang: str) -> None:
        self.results, self.lang, self.rule = reason.results, lang, reason.rule

    def tell(self, node: Expression, top: bool = False) -> str:
        if (node.name or node.zh) and not top:
            return self._labelled(label(node, self.lang), node)
        return _TELLING[type(node)](self, node)

    def _labelled(self, text: str, node: Expression) -> str:
        if id(node) not in self.results:
            return text
        return f"{text} {shown(self.results[id(node)], kind_of(node), self.lang)}"

    def constant(self, node: Constant) -> str:
        return shown(node.value, "count", self.lang)

    def fact(self, node: Fact) -> str:
        return self._labelled(label(node, self.lang), node)

    def parameter(self, node: Parameter) -> str:
        return self._labelled(self._title(node), node)

    def _title(self, node: Parameter) -> str:
        declared = DECLARED.get(node.parameter)
        if declared is None:
            short = node.parameter.removeprefix("instrument.")
            return f"{short} 在申请日有效" if self.lang == "zh" else f"{short} in force"
        return declared.zh if self.lang == "zh" else declared.en

    def entry(self, node: Entry) -> str:
        """The entry with its key; the whole table is not told."""
        table = self._title(node.table) if isinstance(node.table, Parameter) else label(node.table, self.lang)
        return self._labelled(f"{table}({self.tell(node.key)})", node)

    def arithmetic(self, node: Arithmetic) -> str:
        """A term of 0 is not told beside others."""
        left, right = node.operands
        if node.operator != "*" and self._is_nothing(right):
            return self.tell(left)
        if node.operator == "+" and self._is_nothing(left):
            return self.tell(right)
        return f"{self.tell(left)} {_SIGNS.get(node.operator, node.operator)} {self.tell(right)}"

    def _is_nothing(self, node: Expression) -> bool:
        value = node.value if isinstance(node, Constant) else self.results.get(id(node))
        return value == 0 and value is not False

    def share(self, node: Share) -> str:
        return f"({self.tell(node.whole)}) ÷ {self.tell(node.heads)}"

    def several(self, node: Extreme) -> str:
        """What is never below 0 is told by itself, unless it is."""
        told = [operand for operand in node.operands if not self._is_nothing(operand)]
        if len(told) == 1 and self.results.get(id(told[0])) == self.results.get(id(node)):
            return self.tell(told[0])
        words = {"zh": {"least": "较小者", "greatest": "较大者"}, "en": {"least": "least of", "greatest": "greatest of"}}[self.lang]
        return f"{words[node.which]}({', '.join(map(self.tell, node.operands))})"

    def rounded(self, node: Rounded) -> str:
        """That an amount is rounded is told where it changes it."""
        told, mode = self.tell(node.amount), node.mode.value if isinstance(node.mode, Constant) else self.results.get(id(node.mode))
        if self.results.get(id(node.amount)) == self.results.get(id(node)):
            return told
        return f"({told}), {shown(mode, 'rounding', self.lang)}"

    def calendar(self, node: Calendar) -> str:
        return f"{_WORDS[self.lang][node.what]}({', '.join(map(self.tell, node.days))})"

    def comparison(self, node: Comparison) -> str:
        if isinstance(node.right, Constant) and isinstance(node.right.value, bool):
            return self.tell(node.left)
        if self._is_none(node.left) and self.results.get(id(node)) is False:
            return self.tell(node.left)
        comparator = node.comparator.value if isinstance(node.comparator, Constant) else self.results.get(id(node.comparator))
        sign = str(comparator or "?")
        holds = self.results.get(id(node))
        written = "?" if holds is None else _OPPOSITE.get(sign, sign) if holds is False else _SIGNS.get(sign, sign)
        kind = kind_of(node.left)
        return f"{self.tell(node.left)} {written} {self._side(node.right, kind)}"

    def _side(self, node: Expression, kind: str) -> str:
        return shown(node.value, kind, self.lang) if isinstance(node, Constant) else self.tell(node)

    def membership(self, node: Membership) -> str:
        if self._is_none(node.value):
            return self.tell(node.value)
        options = self.results.get(id(node.options), node.options.value if isinstance(node.options, Constant) else None)
        listed = shown(options, "list", self.lang) or _WORDS[self.lang]["empty"]
        word = _WORDS[self.lang]["in" if self.results.get(id(node)) else "out"]
        return f"{self.tell(node.value)} {word} {listed}"

    def _is_none(self, node: Expression) -> bool:
        """A fact that there is none: it is in no list and is none of anything, so the list is not told."""
        return isinstance(node, Fact) and self.results.get(id(node)) == NONE

    def logic(self, node: Logic) -> str:
        """Only the conditions that settle the answer; where it is settled by none alone, all that were looked at."""
        asked = [condition for condition in node.conditions if id(condition) in self.results]
        value = self.results.get(id(node))
        settling = [condition for condition in asked if self.results[id(condition)] is value] or asked
        telling = [condition for condition in settling if not self._says_nothing(condition)] or settling
        telling = [condition for condition in telling if self._is_unusual(condition)] or telling
        return ("; " if self.lang == "en" else ";").join(dict.fromkeys(map(self.tell, telling)))

    def _is_unusual(self, condition: Expression) -> bool:
        inner = condition.condition if isinstance(condition, Negation) else condition
        return inner.usual is None or self.results.get(id(inner)) is not inner.usual

    def _says_nothing(self, condition: Expression) -> bool:
        """That something is not in an empty list."""
        inner = condition.condition if isinstance(condition, Negation) else condition
        return isinstance(inner, Membership) and self.results.get(id(inner.options)) in ((), NONE)

    def negation(self, node: Negation) -> str:
        return self.tell(node.condition)

    def when(self, node: When) -> str:
        condition = self.results.get(id(node.condition))
        branch = node.then if condition is True else node.otherwise
        if condition is None and self.results.get(id(node)) is not None:
            return self.tell(node.then)  # both branches agree, so the condition does not matter
        if condition is None or branch is None:
            return self.tell(node.condition)
        return self.tell(node.condition if isinstance(branch, Constant) else branch)

    def over(self, node: Over) -> str:
        """A total by what is added up; the records themselves have their own lines."""
        words = _WORDS[self.lang]
        listed = _LISTS.get(node.collection.key, node.collection.key) if self.lang == "zh" else node.collection.key.rpartition(".")[2]
        if node.which in ("any", "all") and id(node) in self.results and id(node.value) not in self.results:
            return words["nobody"].format(list=listed)
        value = node.value.then if isinstance(node.value, When) else node.value
        counting = isinstance(node.value, When) and isinstance(value, Constant)
        inner = self._inner(node.value.condition if isinstance(node.value, When) and counting else value)
        text = words["count" if counting else node.which].format(list=listed, of=inner)
        return self._labelled(text.replace("()", "").removesuffix(": ").rstrip(), node)

    def _inner(self, value: Expression) -> str:
        """What is looked at in each record, by its label."""
        if isinstance(value, Logic) and not value.zh:
            labels = [label(part, self.lang) for part in value.conditions if not isinstance(part, Negation)]
            return ("、" if self.lang == "zh" else ", ").join(text for text in labels if text)
        return label(value, self.lang)

    def person_decides(self, node: PersonDecides) -> str:
        return "由人决定" if self.lang == "zh" else "a person decides"


_TELLING: dict[type, Callable[[_Teller, Any], str]] = {
    Constant: _Teller.constant, Entry: _Teller.entry, Fact: _Teller.fact, Parameter: _Teller.parameter, Arithmetic: _Teller.arithmetic,
    Share: _Teller.share, Extreme: _Teller.several, Rounded: _Teller.rounded, Calendar: _Teller.calendar,
    Comparison: _Teller.comparison, Membership: _Teller.membership, Logic: _Teller.logic, Negation: _Teller.negation,
    When: _Teller.when, Over: _Teller.over, PersonDecides: _Teller.person_decides,
}  # fmt: skip
