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
from zhongfu.policy.values import shown

_SIGNS = {"==": "=", "<=": "≤", ">=": "≥", "*": "×"}
_OPPOSITE = {"==": "≠", "<": "≥", "<=": ">", ">": "≤", ">=": "<"}
_WORDS = {
    "zh": {
        "all": "每", "any": "有一", "least": "较小者", "greatest": "较大者", "sum": "合计:", "in": "属于", "out": "不属于",
        "years": "周岁", "month": "月份", "empty": "(空)",
    },
    "en": {
        "all": "each of ", "any": "one of ", "least": "least of", "greatest": "greatest of", "sum": "total of ", "in": "is one of",
        "out": "is none of", "years": "age", "month": "month", "empty": "(empty)",
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
        return declared.kind if declared else "bool"
    if isinstance(node, Calendar):
        return "month" if node.what == "month" else "years"
    if isinstance(node, Comparison | Membership | Logic | Negation):
        return "bool"
    kinds = {kind_of(part) for part in _carriers(node)}
    return next((kind for kind in ("money", "month", "level") if kind in kinds), "count")


def _carriers(node: Expression) -> tuple[Expression, ...]:
    if isinstance(node, When):
        return (node.then,) if node.otherwise is None else (node.then, node.otherwise)
    if isinstance(node, Rounded):
        return (node.amount,)
    if isinstance(node, Share):
        return (node.whole,)
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
        return shown(node.value, "count", self.lang) if not isinstance(node.value, str) else node.value

    def fact(self, node: Fact) -> str:
        return self._labelled(label(node, self.lang), node)

    def parameter(self, node: Parameter) -> str:
        declared = DECLARED.get(node.parameter)
        short = node.parameter.removeprefix("instrument.")
        text = short if declared is None else declared.zh if self.lang == "zh" else declared.en
        return self._labelled(text, node)

    def arithmetic(self, node: Arithmetic) -> str:
        left, right = map(self.tell, node.operands)
        return f"{left} {_SIGNS.get(node.operator, node.operator)} {right}"

    def share(self, node: Share) -> str:
        return f"({self.tell(node.whole)}) ÷ {self.tell(node.heads)}"

    def several(self, node: Any) -> str:
        inner = ", ".join(self.tell(operand) for operand in node.operands)
        return f"{_WORDS[self.lang][node.which]}({inner})"

    def rounded(self, node: Rounded) -> str:
        return f"({self.tell(node.amount)}) [{self.tell(node.mode)}]"

    def calendar(self, node: Calendar) -> str:
        return f"{_WORDS[self.lang][node.what]}({', '.join(map(self.tell, node.days))})"

    def comparison(self, node: Comparison) -> str:
        comparator = node.comparator.value if isinstance(node.comparator, Constant) else self.results.get(id(node.comparator))
        sign = str(comparator or "?")
        holds = self.results.get(id(node))
        written = "?" if holds is None else _OPPOSITE.get(sign, sign) if holds is False else _SIGNS.get(sign, sign)
        kind = kind_of(node.left)
        return f"{self.tell(node.left)} {written} {self._side(node.right, kind)}"

    def _side(self, node: Expression, kind: str) -> str:
        return shown(node.value, kind, self.lang) if isinstance(node, Constant) else self.tell(node)

    def membership(self, node: Membership) -> str:
        options = self.results.get(id(node.options), node.options.value if isinstance(node.options, Constant) else None)
        listed = shown(options, "list", self.lang) or _WORDS[self.lang]["empty"]
        word = _WORDS[self.lang]["in" if self.results.get(id(node)) else "out"]
        return f"{self.tell(node.value)} {word} {listed}"

    def logic(self, node: Logic) -> str:
        """Only the conditions that settle the answer; where it is settled by none alone, all that were looked at."""
        asked = [condition for condition in node.conditions if id(condition) in self.results]
        value = self.results.get(id(node))
        settling = [condition for condition in asked if self.results[id(condition)] is value]
        return ("; " if self.lang == "en" else ";").join(map(self.tell, settling or asked))

    def negation(self, node: Negation) -> str:
        return self.tell(node.condition)

    def when(self, node: When) -> str:
        condition = self.results.get(id(node.condition))
        branch = node.then if condition is True else node.otherwise
        if condition is None and self.results.get(id(node)) is not None:
            return self.tell(node.then)  # both branches agree, so the condition does not matter
        if condition is None or branch is None:
            return self.tell(node.condition)
        return self.tell(branch)

    def over(self, node: Over) -> str:
        """A total by what is added up; the records themselves have their own lines."""
        value = node.value.then if isinstance(node.value, When) else node.value
        listed = _LISTS.get(node.collection.key, node.collection.key) if self.lang == "zh" else node.collection.key.rpartition(".")[2]
        inner = label(value, self.lang) or (label(next(value.parts()), self.lang) if isinstance(value, Logic) else "")
        if isinstance(node.value, When) and isinstance(value, Constant):
            inner = label(node.value.condition, self.lang)
        return self._labelled(f"{_WORDS[self.lang][node.which]}{listed}" + (f"({inner})" if inner else ""), node)

    def person_decides(self, node: PersonDecides) -> str:
        return "由人决定" if self.lang == "zh" else "a person decides"


_TELLING: dict[type, Callable[[_Teller, Any], str]] = {
    Constant: _Teller.constant, Fact: _Teller.fact, Parameter: _Teller.parameter, Arithmetic: _Teller.arithmetic,
    Share: _Teller.share, Extreme: _Teller.several, Rounded: _Teller.rounded, Calendar: _Teller.calendar,
    Comparison: _Teller.comparison, Membership: _Teller.membership, Logic: _Teller.logic, Negation: _Teller.negation,
    When: _Teller.when, Over: _Teller.over, PersonDecides: _Teller.person_decides,
}  # fmt: skip
