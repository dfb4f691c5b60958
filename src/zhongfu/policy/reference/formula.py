"""规则书写: a rule written out as one line that is read beside its article, in Chinese and English, before any case.

`explain.py` tells a rule with the numbers of a case and leaves out what did not matter; here everything stands, and a rule inside a
rule is its label, so that a page can link it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.explanation.explain import kind_of, label
from zhongfu.policy.language import (
    Arithmetic,
    Calendar,
    Collection,
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
from zhongfu.policy.values import shown


class Piece(NamedTuple):
    """A stretch of a line, with the name of the rule or parameter that it stands for."""

    text: str
    rule: str = ""
    parameter: str = ""


Line: TypeAlias = "list[Piece]"

_SIGNS = {"==": "=", "<=": "≤", ">=": "≥", "*": "×", "-": "−"}
_OPPOSITE = {"==": "≠", "<": "≥", "<=": ">", ">": "≤", ">=": "<"}
_SEVERAL = (Arithmetic, Comparison, Logic, Membership, When, Rounded)
_CONDITIONS = (Logic, When)
# {a} stands for a part as it is, {(a)} for one that is put in brackets where it is made of several, {[a]} where it is of several conditions.
_ZH = {
    "all": " 且 ", "any": " 或 ", "not": "非 {(a)}", "in": "{(a)} 属于 {b}", "when": "如 {[a]},则 {[b]},否则 {[c]}", "only": "如 {[a]},则 {[b]}",
    "share": "{(a)} ÷ {(b)}", "greatest": "最大者", "least": "最小者", "years": "从 {(a)} 到 {(b)} 的周岁", "month": "{(a)} 的月份",
    "entry": "{(a)}(按 {(b)})", "rounded": "{(a)} ⟨{b}⟩", "person": "由人决定(涉及{list}:{a})", "force": "{name} 在申请日有效",
    "over sum": "各{list}的 {(a)} 合计", "over sum where": "符合 {(b)} 的各{list}的 {(a)} 合计", "over count": "符合 {(a)} 的{list}数",
    "over any": "有{list}符合 {(a)}", "over all": "各{list}均符合 {(a)}", "over all where": "凡符合 {(b)} 的{list}均符合 {(a)}",
    "over greatest": "各{list}中最大的 {(a)}", "over greatest where": "符合 {(b)} 的{list}中最大的 {(a)}",
    "over least": "各{list}中最小的 {(a)}", "over least where": "符合 {(b)} 的{list}中最小的 {(a)}", "subject": "本人的",
}  # fmt: skip
_EN = {
    "all": " and ", "any": " or ", "not": "not {(a)}", "in": "{(a)} is one of {b}", "when": "if {[a]}: {[b]}, otherwise {[c]}",
    "only": "if {[a]}: {[b]}", "share": "{(a)} ÷ {(b)}", "greatest": "the greatest of ", "least": "the least of ",
    "years": "whole years from {(a)} to {(b)}", "month": "the month of {(a)}", "entry": "{(a)} (by {(b)})", "rounded": "{(a)} ⟨{b}⟩",
    "person": "a person decides (about {list}: {a})", "force": "{name} is in force on the day of application",
    "over sum": "the sum of {(a)} over the {list}", "over sum where": "the sum of {(a)} over the {list} where {(b)}",
    "over count": "the number of {list} where {(a)}", "over any": "one of the {list}: {(a)}", "over all": "each of the {list}: {(a)}",
    "over all where": "each of the {list} where {(b)}: {(a)}", "over greatest": "the greatest {(a)} of the {list}",
    "over greatest where": "the greatest {(a)} of the {list} where {(b)}", "over least": "the least {(a)} of the {list}",
    "over least where": "the least {(a)} of the {list} where {(b)}", "subject": "the person's ",
}  # fmt: skip
_LISTS = {
    "household.members": ("成员", "members"), "incomes": ("收入", "items of income"), "household.obligors": ("义务人", "obligors"),
    "household.assets.vehicles": ("车辆", "vehicles"), "household.assets.houses": ("房屋", "houses"),
    "household.assets.businesses": ("经营主体", "businesses"),
}  # fmt: skip


def written(rule: Expression, lang: str) -> Line:
    """The rule as one line; `lang` is "zh" or "en"."""
    return _Writer(lang).whole(rule)


def inner_terms(rule: Expression) -> list[Expression]:
    """What the line names by a label although it is no rule of its own: each wants a line beside it."""
    found: dict[int, Expression] = {}
    waiting = list(rule.parts())
    while waiting:
        node = waiting.pop(0)
        if node.zh and not node.name and not isinstance(node, Fact):
            found.setdefault(id(node), node)
        if not node.name:
            waiting += node.parts()
    return list(found.values())


class _Writer:
    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words = _ZH if lang == "zh" else _EN

    def whole(self, node: Expression) -> Line:
        """The node itself, whatever its label."""
        return _WRITING[type(node)](self, node)

    def write(self, node: Expression) -> Line:
        """The node as a part of another: a label where it has one."""
        if node.name:
            return [Piece(label(node, self.lang), rule=node.name)]
        if node.zh and not isinstance(node, Fact):
            return [Piece(f"“{label(node, self.lang)}”")]
        return self.whole(node)

    def bracketed(self, node: Expression, kinds: tuple[type, ...] = _SEVERAL) -> Line:
        """The same, in brackets where it would not be read as one."""
        told = self.write(node)
        is_open = not node.name and not node.zh and isinstance(node, kinds) and len(told) > 1
        return [Piece("("), *told, Piece(")")] if is_open else told

    def phrase(self, word: str, listed: str = "", **parts: Expression) -> Line:
        """The wording of a node with its parts in their places."""
        line: Line = []
        for text in _split(self.words[word].replace("{list}", listed)):
            if text.startswith(("{(", "{[")):
                line += self.bracketed(parts[text[2:-2]], _SEVERAL if text[1] == "(" else _CONDITIONS)
            elif text.startswith("{"):
                line += self.write(parts[text[1:-1]])
            else:
                line.append(Piece(text))
        return line

    def joined(self, nodes: tuple[Expression, ...], between: str) -> Line:
        lines = [self.bracketed(node, _CONDITIONS) for node in nodes]
        return lines[0] + [piece for line in lines[1:] for piece in (Piece(between), *line)]

    def constant(self, node: Constant) -> Line:
        kind = "list" if isinstance(node.value, tuple) else "rounding" if isinstance(node.value, str) else "count"
        return [Piece(shown(node.value, kind, self.lang))]

    def fact(self, node: Fact) -> Line:
        return [Piece((self.words["subject"] if node.scope == "subject" else "") + (node.zh if self.lang == "zh" else node.en))]

    def parameter(self, node: Parameter) -> Line:
        declared = DECLARED.get(node.parameter)
        if declared is None:
            short = node.parameter.removeprefix("instrument.")
            return [Piece(self.words["force"].format(name=short), parameter=node.parameter)]
        return [Piece(declared.zh if self.lang == "zh" else declared.en, parameter=node.parameter)]

    def entry(self, node: Entry) -> Line:
        return self.phrase("entry", a=node.table, b=node.key)

    def arithmetic(self, node: Arithmetic) -> Line:
        """A sum of sums and a product of products need no brackets."""
        left, right = node.operands
        same = isinstance(left, Arithmetic) and not left.name and not left.zh and (left.operator == "*") == (node.operator == "*")
        first = self.write(left) if same else self.bracketed(left)
        return [*first, Piece(f" {_SIGNS.get(node.operator, node.operator)} "), *self.bracketed(right)]

    def share(self, node: Share) -> Line:
        return self.phrase("share", a=node.whole, b=node.heads)

    def extreme(self, node: Extreme) -> Line:
        operands = [self.write(operand) for operand in node.operands]
        inside = [piece for line in operands for piece in (Piece("; "), *line)][1:]
        return [Piece(f"{self.words[node.which]}("), *inside, Piece(")")]

    def rounded(self, node: Rounded) -> Line:
        return self.phrase("rounded", a=node.amount, b=node.mode)

    def calendar(self, node: Calendar) -> Line:
        return self.phrase(node.what, a=node.days[0], b=node.days[-1])

    def comparison(self, node: Comparison) -> Line:
        return self._compared(node, _SIGNS)

    def _compared(self, node: Comparison, signs: dict[str, str]) -> Line:
        if isinstance(node.right, Constant) and isinstance(node.right.value, bool):
            return self.phrase("not", a=node.left) if (signs is _SIGNS) is not node.right.value else self.bracketed(node.left)
        if isinstance(node.comparator, Constant):
            sign = [Piece(f" {signs.get(str(node.comparator.value), node.comparator.value)} ")]
        else:
            sign = [Piece(" ⟨"), *self.write(node.comparator), Piece("⟩ ")]
        right = self.bracketed(node.right)
        if isinstance(node.right, Constant):
            right = [Piece("0" if _is(node.right, 0) else shown(node.right.value, _plain(kind_of(node.left)), self.lang))]
        return [*self.bracketed(node.left), *sign, *right]

    def membership(self, node: Membership) -> Line:
        return self.phrase("in", a=node.value, b=node.options)

    def logic(self, node: Logic) -> Line:
        return self.joined(node.conditions, self.words[node.which])

    def negation(self, node: Negation) -> Line:
        """Of a comparison, the opposite one: ≠ is written so and not as "not =" with a word."""
        inner = node.condition
        if isinstance(inner, Comparison) and not inner.name and not inner.zh and isinstance(inner.comparator, Constant):
            return self._compared(inner, _OPPOSITE)
        return self.phrase("not", a=inner)

    def when(self, node: When) -> Line:
        if node.otherwise is None:
            return self.phrase("only", a=node.condition, b=node.then)
        return self.phrase("when", a=node.condition, b=node.then, c=node.otherwise)

    def over(self, node: Over) -> Line:
        """A count is a sum of 1 or 0, a filtered sum one of the value or 0, a filtered "all" one of "not the filter, or": see Collection."""
        value, where, word = node.value, node.where, f"over {node.which}"
        if node.which == "sum" and isinstance(value, When) and not value.zh and _is(value.otherwise, 0):
            where, value = value.condition, value.then
            if _is(value, 1):
                return self.phrase("over count", self._list(node.collection), a=where)
        elif node.which == "all" and isinstance(value, Logic) and not value.zh:
            skipped = value.conditions[0]
            if isinstance(skipped, Negation):
                where, value = skipped.condition, value.conditions[1]
        if where is None:
            return self.phrase(word, self._list(node.collection), a=value)
        return self.phrase(f"{word} where", self._list(node.collection), a=value, b=where)

    def _list(self, collection: Collection) -> str:
        zh, en = _LISTS[collection.key]
        others = ("其他", "other ") if collection.besides else ("", "")
        return others[0] + zh if self.lang == "zh" else others[1] + en

    def person_decides(self, node: PersonDecides) -> Line:
        return self.phrase("person", self._list(node.collection), a=node.concerned)


def _plain(kind: str) -> str:
    """Months are compared as numbers of months here, and not as a month of a year."""
    return "count" if kind == "month" else kind


def _is(node: Expression | None, number: int) -> bool:
    return isinstance(node, Constant) and node.value == number and node.value is not True


def _split(phrase: str) -> list[str]:
    """A phrase at its places: "a {b} c" is "a ", "{b}", " c"."""
    pieces = phrase.replace("{", "\0{").replace("}", "}\0").split("\0")
    return [piece for piece in pieces if piece]


_WRITING: dict[type, Callable[[_Writer, Any], Line]] = {
    Constant: _Writer.constant, Fact: _Writer.fact, Parameter: _Writer.parameter, Entry: _Writer.entry,
    Arithmetic: _Writer.arithmetic, Share: _Writer.share, Extreme: _Writer.extreme, Rounded: _Writer.rounded,
    Calendar: _Writer.calendar, Comparison: _Writer.comparison, Membership: _Writer.membership, Logic: _Writer.logic,
    Negation: _Writer.negation, When: _Writer.when, Over: _Writer.over, PersonDecides: _Writer.person_decides,
}  # fmt: skip
