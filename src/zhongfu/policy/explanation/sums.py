"""算式: how an amount comes about, as one line of numbers that a citizen can follow: ``(1,120.00 × 3) − 2,000.00 = 1,360.00``."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from zhongfu.policy.explanation.explain import inner, kind_of
from zhongfu.policy.explanation.levers import is_number
from zhongfu.policy.language import Arithmetic, Constant, Expression, Extreme, Over, PersonDecides, Rounded, Share, When
from zhongfu.policy.reasons import Reason
from zhongfu.policy.values import shown, yuan

_CURRENCY = {"cssa": (" 港元", " HKD"), "macao_grant": (" 澳门元", " MOP")}
_SIGNS = {"-": "−", "*": "×", "+": "+"}


def currency(programme: str, lang: str) -> str:
    """The money in which a programme pays."""
    return _CURRENCY.get(programme, (" 元", " yuan"))[lang != "zh"]


def line(amount: Reason, lang: str) -> str:
    """The sum behind an amount, ending in it; empty where the amount is not known or was not reckoned."""
    if not is_number(amount.value):
        return ""
    told = _Sum(amount, lang)
    text = told.write(amount.rule, top=True)
    if not told.reckoned:
        return ""
    note = f" ({shown(told.rounded, 'rounding', lang)})" if told.rounded else ""
    return f"{_unwrapped(text)} = {grouped(amount.value)}{currency(amount.rule.name.partition('.')[0], lang)}{note}"


def grouped(fen: Any) -> str:
    """Money in yuan with its thousands apart."""
    whole, _, rest = yuan(fen).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.removeprefix('-')):,}.{rest}"


def _unwrapped(text: str) -> str:
    """A line without the brackets around it: what begins with one is in brackets as a whole."""
    return text[1:-1] if text.startswith("(") else text


class _Sum:
    """Writes the nodes of one rule; rules that are sums themselves are opened, income and head counts are told as they are."""

    def __init__(self, reason: Reason, lang: str) -> None:
        self.reason, self.results, self.lang = reason, reason.results, lang
        self.reckoned, self.rounded = False, ""

    def write(self, node: Expression, top: bool = False) -> str:
        if node.name and not top:
            return self._asked(node)
        if isinstance(node, Arithmetic):
            return self._arithmetic(node)
        if isinstance(node, Share):
            self.reckoned = True
            return f"({self.write(node.whole)} ÷ {self.write(node.heads)})"
        if isinstance(node, Rounded):
            return self._rounded(node)
        if isinstance(node, When):
            held = self.results.get(id(node.condition))
            branch = node.otherwise if held is False else node.then
            return self.write(branch) if branch is not None else self._number(node)
        if isinstance(node, Extreme):
            return self._extreme(node)
        return self._each(node) if isinstance(node, Over) else self._number(node)

    def _asked(self, rule: Expression) -> str:
        child = next(child for child in reversed(self.reason.children) if child.rule is rule)
        if any(isinstance(node, Over | PersonDecides) for node in inner(rule)):
            return _amount(child.value, kind_of(rule), self.lang)
        opened = _Sum(child, self.lang)
        text = opened.write(rule, top=True)
        self.reckoned |= opened.reckoned
        self.rounded = self.rounded or opened.rounded
        return text

    def _number(self, node: Expression) -> str:
        value = node.value if isinstance(node, Constant) else self.results.get(id(node))
        return _amount(value, kind_of(node), self.lang)

    def _value(self, node: Expression) -> Any:
        return node.value if isinstance(node, Constant) else self.results.get(id(node))

    def _arithmetic(self, node: Arithmetic) -> str:
        """A term of 0 is not told beside others, nor what makes a product 0."""
        left, right = node.operands
        if node.operator == "*" and self._value(node) == 0:
            return self._number(node)
        if node.operator != "*" and self._value(right) == 0:
            return self.write(left)
        if node.operator == "+" and self._value(left) == 0:
            return self.write(right)
        self.reckoned = True
        kind = "count" if node.operator == "*" else kind_of(node)
        return f"({self._operand(left, kind)} {_SIGNS[node.operator]} {self._operand(right, kind)})"

    def _operand(self, node: Expression, kind: str) -> str:
        """A number that a rule adds to money is money."""
        return _amount(node.value, kind, self.lang) if isinstance(node, Constant) else self.write(node)

    def _rounded(self, node: Rounded) -> str:
        if self._value(node.amount) != self._value(node):
            self.rounded = str(self._value(node.mode))
        return self.write(node.amount)

    def _extreme(self, node: Extreme) -> str:
        """The operands that are something; where a limit of 0 took the place of less than nothing, both."""
        value = self._value(node)
        telling = [operand for operand in node.operands if self._value(operand) not in (0, None)]
        if not telling or (len(telling) == 1 and self._value(telling[0]) == value):
            return self.write(telling[0] if telling else node.operands[-1])
        self.reckoned = True
        word = {"greatest": ("较大者", "the greater of"), "least": ("较小者", "the least of")}[node.which][self.lang != "zh"]
        told = telling if len(telling) > 1 else node.operands
        return f"{word}({', '.join(_unwrapped(self.write(operand)) for operand in told)})"

    def _each(self, node: Over) -> str:
        """Of one person his sum; of several what each has; else only the total."""
        part = node.value.then if isinstance(node.value, When) else node.value
        if node.which == "sum" and is_number(self._value(part)) and self._value(part) == self._value(node):
            return self.write(part)
        each = [child for child in self.reason.children if child.rule is part and child.about and child.value]
        if node.which != "sum" or len(each) < 2 or sum(child.value for child in each) != self._value(node):
            return self._number(node)
        self.reckoned = True
        return f"({' + '.join(f'{child.about} {_amount(child.value, kind_of(part), self.lang)}' for child in each)})"


def _amount(value: Any, kind: str, lang: str) -> str:
    if kind == "money" and is_number(value) and Fraction(value * 100).denominator == 1:
        return grouped(value)
    return shown(value, kind, lang)
