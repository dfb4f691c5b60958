"""列: one value per row for many rows at once, exact and three-valued, and the arithmetic over such columns.

A number is a whole numerator over one whole denominator for the column, so that nothing is divided but once, at the
rounding; a numerator takes 32 bits or 64, and where it might leave 62, Python's own integers stand in. Texts (and lists of texts) are numbers into
a list of what they stand for. A value that is the same in every row is that value itself.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np

from zhongfu.policy.columns.needs import Array, Known, Wants, taken, terms

NARROW, WIDEST = 2**31, 2**62  # below the first 32 bits do, below the second 64; beyond it Python's own integers
SMALL = 127  # so many texts are told apart by one byte


@dataclass(slots=True)
class Column:
    """Values by row with what is known of them. Where a value is unknown, a truth is False and a number anything.

    `bound` is at least the largest numerator, sign apart; `categories` is what the numbers of a text column stand for;
    `span` is the least and the most that a partly unknown count can be.
    """

    value: Any
    known: Known = True
    wants: Wants = 0
    bottom: int = 1
    bound: int = 0
    categories: tuple[Any, ...] | None = None
    span: tuple[Array, Array] | None = None

    @property
    def constant(self) -> bool:
        """Whether it is one known value in every row."""
        return self.known is True and not isinstance(self.value, np.ndarray)

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers (or days), not truths and not texts."""
        if isinstance(self.value, np.ndarray):
            return self.categories is None and self.value.dtype != bool
        return isinstance(self.value, int) and not isinstance(self.value, bool)

    def take(self, index: Array) -> Column:
        """The rows of this index."""
        value = self.value.take(index) if isinstance(self.value, np.ndarray) else self.value
        known = self.known.take(index) if isinstance(self.known, np.ndarray) else self.known
        span = None if self.span is None else (self.span[0].take(index), self.span[1].take(index))
        return replace(self, value=value, known=known, wants=taken(self.wants, index), span=span)

    def spread(self, index: Array, size: int, elsewhere: bool) -> Column:
        """A truth told for the rows of this index, as one for all rows: elsewhere it is known to be this."""
        value, known = np.full(size, elsewhere), np.ones(size, bool)
        value[index], known[index] = self.known is not False and self.value, self.known
        wants: Wants = {names: _put(rows, index, size) for names, rows in terms(self).items()}
        return Column(value, True if self.known is True else known, wants)

    def falls(self) -> Any:
        """Where a truth is known to be False."""
        return ~self.value if self.known is True else np.greater(self.known, self.value)


def _put(rows: Known, index: Array, size: int) -> Array:
    found = np.zeros(size, bool)
    found[index] = rows
    return found


def unknown(wants: Wants = 0) -> Column:
    """A column that is unknown in every row."""
    return Column(None, False, wants)


def constant(value: Any) -> Column:
    """The same known value in every row; None does not apply, and asks for nothing."""
    if value is None:
        return unknown()
    if isinstance(value, date):
        return number(value.year * 10000 + value.month * 100 + value.day)
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        exact = Fraction(value)
        return number(exact.numerator, exact.denominator)
    return Column(value)


def number(value: Any, bottom: int = 1, bound: int | None = None) -> Column:
    """A known number; the bound is found where it is not given."""
    bound = _largest(value) if bound is None else bound
    if isinstance(value, np.ndarray) and bound < NARROW:
        value = value.astype(np.int32, copy=False)
    return Column(value, True, 0, bottom, bound)


def _largest(value: Any) -> int:
    if not isinstance(value, np.ndarray):
        return abs(int(value))
    return max(int(value.max()), -int(value.min())) if len(value) else 0


def both_known(*columns: Column) -> Known:
    """The rows in which every one of the columns is known."""
    joined: Known = True
    for column in columns:
        if column.known is False:
            return False
        if column.known is not True:
            joined = column.known if joined is True else joined & column.known
    return joined


def tops(*columns: Column) -> tuple[list[Any], int, int]:
    """The numerators over a common denominator, that denominator, and a bound of the numerators."""
    bottom = lcm(*[column.bottom for column in columns])
    bound = max(column.bound * (bottom // column.bottom) for column in columns)
    return [scaled(column.value, bottom // column.bottom, bound) for column in columns], bottom, bound


def scaled(value: Any, factor: int, bound: int) -> Any:
    """The value times the factor, in integers wide enough for the bound of all that it will be reckoned with."""
    wide = widened(value, bound)
    return wide if factor == 1 else wide * factor


def widened(value: Any, bound: int) -> Any:
    """The value in integers of as many bits as the bound asks for, Python's own where 64 might not do."""
    if bound < NARROW or not isinstance(value, np.ndarray):
        return value
    return value.astype(np.int64 if bound < WIDEST and value.dtype != object else object, copy=False)


def settled(value: Any, bottom: int, bound: int) -> Column:
    """A number just reckoned: back in 64 bits where it fits after all."""
    if isinstance(value, np.ndarray) and value.dtype == object:
        bound = _largest(value)
        value = value.astype(np.int64) if bound < WIDEST else value
    return Column(value, True, 0, bottom, bound)


def added(left: Column, right: Column, subtract: bool) -> Column:
    """The sum or the difference."""
    (one, other), bottom, bound = tops(left, right)
    one, other = widened(one, 2 * bound), widened(other, 2 * bound)
    return settled(one - other if subtract else one + other, bottom, 2 * bound)


def multiplied(left: Column, right: Column) -> Column:
    """The product, in lowest terms where one factor is a constant."""
    if left.constant or right.constant:
        fixed, other = (left, right) if left.constant else (right, left)
        factor = Fraction(fixed.value, fixed.bottom * other.bottom)
        bound = other.bound * abs(factor.numerator)
        return settled(scaled(other.value, factor.numerator, bound), factor.denominator, bound)
    bound = left.bound * right.bound
    return settled(widened(left.value, bound) * widened(right.value, bound), left.bottom * right.bottom, bound)


def divided(whole: Column, heads: Array, fits: Array) -> Column:
    """The exact share of each of so many heads, where they fit: over the least denominator that does for all of them."""
    found = np.flatnonzero(np.bincount(np.where(fits, heads, 1)))
    bottom = lcm(*found.tolist())
    parts = np.ones(int(found[-1]) + 1, np.int64)
    parts[found] = [bottom // head for head in found.tolist()]
    bound = whole.bound * bottom
    share = widened(whole.value, bound) * widened(parts.take(np.where(fits, heads, 1)), bound)
    return settled(share, whole.bottom * bottom, bound)


def extreme(columns: Sequence[Column], greatest: bool) -> Column:
    """The greatest or the least of the numbers, row by row."""
    values, bottom, bound = tops(*columns)
    pick, pick_constant = (np.maximum, max) if greatest else (np.minimum, min)
    constants = [value for value in values if not isinstance(value, np.ndarray)]
    arrays = [value for value in values if isinstance(value, np.ndarray)]
    best = pick_constant(constants) if constants else arrays.pop()
    for array in arrays:
        best = pick(best, array)
    return settled(best, bottom, bound)


def rounded(amount: Column, mode: str) -> Column:
    """Whole fen, or whole yuan in fen; halves go up."""
    unit = 1 if mode == "fen_half_up" else 100
    divisor, bound = amount.bottom * unit, amount.bound // amount.bottom + unit
    value = widened(amount.value, 4 * amount.bound + 2 * divisor)
    if divisor == 1:
        whole = value
    elif mode == "yuan_ceil":
        whole = -(-value // divisor)
    else:
        whole = (value * 2 + divisor) // (2 * divisor)
    return settled(whole if unit == 1 else whole * unit, 1, bound)


COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def compared(left: Column, right: Column, sign: str) -> Any:
    """The truth of the comparison, row by row or once for all rows; things of two kinds are never equal."""
    if left.is_number and right.is_number:
        (one, other), _, _ = tops(left, right)
        return COMPARE[sign](one, other)
    if left.is_number or right.is_number or is_coded(left) is not is_coded(right):
        return False
    if is_coded(left):
        return paired(left, right, COMPARE[sign])
    return COMPARE[sign](left.value, right.value)


def is_coded(column: Column) -> bool:
    """Whether its values are texts or lists."""
    return column.categories is not None or isinstance(column.value, str | tuple)


def categories_of(column: Column) -> tuple[Any, ...]:
    """What the values of a text column can be."""
    return (column.value,) if column.categories is None else column.categories


def paired(left: Column, right: Column, holds: Callable[[Any, Any], Any]) -> Any:
    """A truth about two columns of texts, found once for every pair of texts."""
    table = np.array([[bool(holds(one, other)) for other in categories_of(right)] for one in categories_of(left)])
    if left.categories is None and right.categories is None:
        return bool(table[0, 0])
    if right.categories is None:
        return looked_up(table[:, 0], left.value)
    if left.categories is None:
        return looked_up(table[0], right.value)
    return table[left.value, right.value]


def looked_up(table: Array, codes: Array) -> Any:
    """A truth by text; where it holds for one text only, a comparison is faster than a look-up."""
    true = np.flatnonzero(table)
    if len(true) == 0:
        return np.zeros(len(codes), bool)
    if len(true) == 1:
        return codes == codes.dtype.type(true[0])
    if len(true) == len(table) - 1:
        return codes != codes.dtype.type(np.flatnonzero(~table)[0])
    return table.take(codes)


def coded(values: Sequence[Any], codes: Array) -> Column:
    """A column of texts: numbers into these values."""
    return Column(codes.astype(np.int8 if len(values) <= SMALL else np.int32, copy=False), categories=tuple(values))


def chosen(condition: Array, then: Column, otherwise: Column) -> Column:
    """The one value where the condition holds and the other where it does not; what is known of them is left to others."""
    if then.known is False and then.value is None:
        return otherwise
    if otherwise.known is False and otherwise.value is None:
        return then
    if is_coded(then) and is_coded(otherwise):
        return _chosen_text(condition, then, otherwise)
    if then.is_number and otherwise.is_number:
        (one, other), bottom, bound = tops(then, otherwise)
        return settled(np.where(condition, one, other), bottom, bound)
    if then.is_number or otherwise.is_number or is_coded(then) or is_coded(otherwise):
        raise ValueError("a rule gives numbers, texts or truths, and not now this and now that")
    return Column(np.where(condition, then.value, otherwise.value))


def _chosen_text(condition: Array, then: Column, otherwise: Column) -> Column:
    values = list(dict.fromkeys((*categories_of(then), *categories_of(otherwise))))
    place = {value: at for at, value in enumerate(values)}
    one, other = (
        np.array([place[value] for value in categories_of(column)], np.int32).take(0 if column.categories is None else column.value)
        for column in (then, otherwise)
    )
    return coded(values, np.where(condition, one, other))
