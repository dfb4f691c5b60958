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
_WORDS = {
    "zh": {"all": "且", "any": "或", "least": "较小者", "greatest": "较大者", "sum": "合计", "not": "非", "years": "周岁", "month": "月份"},
    "en": {"all": " and ", "any": " or ", "least": "least of", "greatest": "greatest of", "sum": "sum", "not": "not ", "years": "age", "month": "month"},
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
    """The kind of a node's value, for writing it."""
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
        if node.name and not top:
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
        comparator = self.results.get(id(node.comparator))
        constant = node.comparator.value if isinstance(node.comparator, Constant) else None
        sign = str(comparator or constant or "?")
        return f"{self.tell(node.left)} {_SIGNS.get(sign, sign)} {self.tell(node.right)}"

    def membership(self, node: Membership) -> str:
        return f"{self.tell(node.value)} ∈ {self.tell(node.options)}"

    def logic(self, node: Logic) -> str:
        word = _WORDS[self.lang][node.which]
        return (";" if self.lang == "zh" and node.which == "all" else word).join(map(self.tell, node.conditions))

    def negation(self, node: Negation) -> str:
        return f"{_WORDS[self.lang]['not']}({self.tell(node.condition)})"

    def when(self, node: When) -> str:
        branch = node.then if self.results.get(id(node.then)) is not None else node.otherwise
        if id(node.then) in self.results and branch is node.then:
            return self.tell(node.then)
        return self.tell(branch) if branch is not None else self.tell(node.condition)

    def over(self, node: Over) -> str:
        return f"{_WORDS[self.lang][node.which]}({self.tell(node.value)})" if not node.value.name else label(node.value, self.lang)

    def person_decides(self, node: PersonDecides) -> str:
        return "由人决定" if self.lang == "zh" else "a person decides"


_TELLING: dict[type, Callable[[_Teller, Any], str]] = {
    Constant: _Teller.constant, Fact: _Teller.fact, Parameter: _Teller.parameter, Arithmetic: _Teller.arithmetic,
    Share: _Teller.share, Extreme: _Teller.several, Rounded: _Teller.rounded, Calendar: _Teller.calendar,
    Comparison: _Teller.comparison, Membership: _Teller.membership, Logic: _Teller.logic, Negation: _Teller.negation,
    When: _Teller.when, Over: _Teller.over, PersonDecides: _Teller.person_decides,
}  # fmt: skip
