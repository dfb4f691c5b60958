"""公式: a value derived from other parameters, such as ``0.35 * place.consumption_pc_month``; exact, and unknown is told.

Numbers, percentages, names of parameters, ``+ - * /``, brackets, ``min`` and ``max``. Amounts count in yuan while the
formula is worked out; only its result becomes whole fen, half a fen upwards. What is unknown stays unknown unless it
cannot matter: 0 times anything is 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any, Protocol

from zhongfu.policy.declarations import DECLARED

NUMERIC = ("money", "ratio", "count", "months", "years", "days", "area")
MOST_LETTERS = 200
_HUNDREDTHS = ("money", "area")
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?%?)|([a-z_]+(?:\.[a-z_0-9]+)+)|(min|max)\b|([-+*/(),]))", re.ASCII)


class FormulaProblem(ValueError):
    """The text is no formula; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class Known(Protocol):
    """What a formula asks of an input: its value, and the names that it wants where it has none."""

    @property
    def value(self) -> Any: ...

    @property
    def missing(self) -> tuple[str, ...]: ...


Read = Callable[[str], "Known | None"]
_Result = Fraction | tuple[str, ...]  # a number, or the names of what is missing for it


@dataclass(frozen=True)
class _Node:
    """A number (`what` is "number"), an input ("name"), or an operation on the nodes below."""

    what: str
    number: Fraction = Fraction(0)
    name: str = ""
    below: tuple[_Node, ...] = ()


@dataclass(frozen=True)
class Formula:
    """A formula that was read: its text, the parameters it reads in order, and how it is worked out."""

    text: str
    names: tuple[str, ...]
    tree: _Node

    @classmethod
    def parse(cls, text: str) -> Formula:
        """Read a formula; raises `FormulaProblem`."""
        reader = _Parser(text)
        tree = reader.whole()
        return cls(text.strip(), tuple(dict.fromkeys(reader.names)), tree)

    def value(self, read: Read) -> Fraction | None:
        """The exact result (amounts in yuan), None where an input that matters is unknown."""
        result = _work_out(self.tree, read)
        return None if isinstance(result, tuple) else result

    def missing(self, read: Read) -> tuple[str, ...]:
        """The inputs without which there is no result; empty where there is one."""
        result = _work_out(self.tree, read)
        return tuple(dict.fromkeys(result)) if isinstance(result, tuple) else ()

    def derived(self, kind: str, read: Read, rounding: str = "") -> int | Fraction | None:
        """The result as a value of this kind: amounts rounded to the fen (half up) or as `rounding` says, whole numbers half
        up, ratios exact. Below 0 there is none."""
        exact = self.value(read)
        if exact is None or exact < 0:
            return None
        if rounding.startswith("yuan"):
            return 100 * (_half_up(exact) if rounding == "yuan_half_up" else ceil(exact))
        if kind in _HUNDREDTHS:
            return _half_up(exact * 100)
        return _half_up(exact) if kind != "ratio" or exact.denominator == 1 else exact

    def told(self, tell: Callable[[str], str]) -> str:
        """The formula for people: every name as `tell` writes it."""
        return re.sub(r"[a-z_]+(?:\.[a-z_0-9]+)+", lambda found: tell(found[0]), self.text).replace("*", "×").replace("/", "÷")


def _half_up(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


class _Parser:
    """Reads a formula from left to right."""

    def __init__(self, text: str) -> None:
        self.names: list[str] = []
        self.at = 0
        self.tokens = list(self._tokens(text))

    def _tokens(self, text: str) -> list[tuple[str, str]]:
        if not text.strip() or len(text) > MOST_LETTERS:
            raise FormulaProblem(f"公式为空或超过 {MOST_LETTERS} 字", f"the formula is empty or longer than {MOST_LETTERS} letters")
        found, at = [], 0
        while text[at:].strip():
            match = _TOKEN.match(text, at)
            if match is None:
                place = at + 1 + len(text[at:]) - len(text[at:].lstrip())
                raise FormulaProblem(f"公式第 {place} 个字符看不懂", f"the formula cannot be read at character {place}")
            what = ("number", "name", "word", "sign")[(match.lastindex or 1) - 1]
            found.append((what, match[match.lastindex or 1]))
            at = match.end()
        return found

    def whole(self) -> _Node:
        tree = self.sum()
        if self.at < len(self.tokens):
            raise FormulaProblem(f"公式在“{self.tokens[self.at][1]}”处多余", f"the formula should end before “{self.tokens[self.at][1]}”")
        return tree

    def takes(self, *signs: str) -> str:
        """The next token where it is one of these, else nothing."""
        if self.at < len(self.tokens) and self.tokens[self.at][1] in signs:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def sum(self) -> _Node:
        tree = self.product()
        while sign := self.takes("+", "-"):
            tree = _Node(sign, below=(tree, self.product()))
        return tree

    def product(self) -> _Node:
        tree = self.single()
        while sign := self.takes("*", "/"):
            divisor = self.single()
            if sign == "/" and divisor == _Node("number"):
                raise FormulaProblem("公式除以零", "the formula divides by zero")
            tree = _Node(sign, below=(tree, divisor))
        return tree

    def single(self) -> _Node:
        if word := self.takes("min", "max"):
            return self.extreme(word)
        if self.takes("("):
            tree = self.sum()
            self.close()
            return tree
        what, text = self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")
        self.at += 1
        if what == "number":
            return _Node("number", Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1))
        if what == "name":
            return self.input(text)
        raise FormulaProblem("公式缺少数字或参数", "a number or a parameter is missing in the formula")

    def extreme(self, word: str) -> _Node:
        if not self.takes("("):
            raise FormulaProblem(f"{word} 后须有括号", f"{word} needs brackets")
        below = [self.sum()]
        while self.takes(","):
            below.append(self.sum())
        self.close()
        return _Node(word, below=tuple(below))

    def close(self) -> None:
        if not self.takes(")"):
            raise FormulaProblem("公式括号不配对", "a bracket of the formula is not closed")

    def input(self, name: str) -> _Node:
        declared = DECLARED.get(name)
        if declared is None:
            raise FormulaProblem(f"公式中有未知的参数 {name}", f"unknown parameter {name} in the formula")
        if declared.kind not in NUMERIC:
            raise FormulaProblem(f"参数 {name} 不是数值,不能计算", f"the parameter {name} is not a number")
        self.names.append(name)
        return _Node("name", name=name)


def _work_out(node: _Node, read: Read) -> _Result:
    if node.what == "number":
        return node.number
    if node.what == "name":
        return _input(node.name, read(node.name))
    results = [_work_out(below, read) for below in node.below]
    if node.what in "*/":
        return _multiplied(node, *results)
    unknown = [name for result in results if isinstance(result, tuple) for name in result]
    numbers = [result for result in results if isinstance(result, Fraction)]
    if unknown:
        return tuple(unknown)
    return _JOINING[node.what](numbers)


def _input(name: str, found: Known | None) -> _Result:
    if found is None:
        return (name,)
    if isinstance(found.value, bool) or not isinstance(found.value, int | Fraction):
        return found.missing or (name,)
    return Fraction(found.value) / (100 if DECLARED[name].kind in _HUNDREDTHS else 1)


def _multiplied(node: _Node, left: _Result, right: _Result) -> _Result:
    """A product or a quotient; nothing is divided by 0: then the inputs of the divisor are what is missing."""
    if node.what == "*" and (left == 0 or right == 0):
        return Fraction(0)
    if isinstance(left, tuple) or isinstance(right, tuple):
        return tuple(name for result in (left, right) if isinstance(result, tuple) for name in result)
    if node.what == "*":
        return left * right
    return left / right if right else tuple(_names(node.below[1]))


def _names(node: _Node) -> list[str]:
    return [node.name] if node.name else [name for below in node.below for name in _names(below)]


_JOINING: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "+": lambda numbers: numbers[0] + numbers[1],
    "-": lambda numbers: numbers[0] - numbers[1],
    "min": min,
    "max": max,
}
