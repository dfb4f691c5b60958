"""三值列: arithmetic and logic over columns in which NULL is unknown, with no division but an exact one.

DuckDB's `greatest`, `least`, `sum`, `any` and `all` skip NULL, and Ibis' `//` goes through a double: each is wrapped here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

import ibis
import ibis.expr.types as ir

UNKNOWN = None


@dataclass(frozen=True)
class Number:
    """`top` / (`bottom` x `heads`): an integer column (or a Python integer) over a whole number and, seldom, a column."""

    top: Any
    bottom: int = 1
    heads: Any = None


def tops(*numbers: Number) -> tuple[list[Any], int, Any]:
    """The numerators of several numbers over one common denominator, and that denominator."""
    bottom = lcm(*[number.bottom for number in numbers])
    heads = next((number.heads for number in numbers if number.heads is not None), None)
    if any(number.heads is not None and number.heads is not heads for number in numbers):
        raise ValueError("two different shares of a household cannot be added; round one of them first")
    raised = [number.top if number.bottom == bottom else number.top * (bottom // number.bottom) for number in numbers]
    if heads is not None:
        raised = [top if number.heads is not None else heads * top for top, number in zip(raised, numbers, strict=True)]
    return raised, bottom, heads


def stored(answer: Any) -> ir.Value:
    """A compiled value as a column: the numerator of a number, NULL for unknown."""
    if isinstance(answer, Number):
        return as_column(answer.top)
    return ibis.literal(answer) if isinstance(answer, str | date) else as_boolean(answer)


def typed(value: Any) -> Any:
    if isinstance(value, bool) or value is None or isinstance(value, str | tuple | date):
        return value
    fraction = Fraction(value)
    return Number(fraction.numerator, fraction.denominator)


def from_column(column: Any, bottom: int = 1) -> Any:
    if isinstance(column, ir.Value):
        return Number(column.cast("int64"), bottom) if column.type().is_numeric() else column
    return typed(column)


def product(left: Any, right: Any) -> Any:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Number) and isinstance(one.top, int) and one.top == 0:
            return Number(0)
        if one is UNKNOWN:
            return zero_or_unknown(other)
    if isinstance(left.top, int) or isinstance(right.top, int):
        return scaled(left, right)
    zero = (left.top == 0) | (right.top == 0)
    return Number(ibis.ifelse(zero, 0, left.top * right.top), left.bottom * right.bottom, one_share(left, right))


def one_share(left: Number, right: Number) -> Any:
    if left.heads is not None and right.heads is not None:
        raise ValueError("a share of a share of the household is not compiled")
    return right.heads if left.heads is None else left.heads


def scaled(left: Number, right: Number) -> Number:
    """A product with a constant that is not 0, in lowest terms."""
    constant, column = (left, right) if isinstance(left.top, int) else (right, left)
    factor = Fraction(constant.top, constant.bottom * column.bottom)
    return Number(column.top * factor.numerator, factor.denominator, column.heads)


def zero_or_unknown(number: Any) -> Any:
    """Unknown times this number: 0 where the number is 0."""
    if number is UNKNOWN:
        return UNKNOWN
    if isinstance(number.top, int):
        return Number(0) if number.top == 0 else UNKNOWN
    return Number(ibis.ifelse(number.top == 0, 0, null_of("int64")))


def either(condition: Any, then: Any, otherwise: Any) -> Any:
    """`when`: under an unknown condition only a value that both branches share is known."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    if then is UNKNOWN and otherwise is UNKNOWN:
        return UNKNOWN
    if is_whole(then, 1) and is_whole(otherwise, 0) and condition is not UNKNOWN:
        return Number(condition.cast("int64"))
    first, second, rewrap = aligned(then, otherwise)
    null = ibis.null(as_column(first).type())
    shared = null if then is UNKNOWN or otherwise is UNKNOWN else same(first, second, null)
    if condition is UNKNOWN:
        return UNKNOWN if is_null(as_column(shared)) else rewrap(shared)
    return rewrap(ibis.cases((condition.isnull(), shared), (condition, first), else_=second))


def is_whole(value: Any, whole: int) -> bool:
    return isinstance(value, Number) and isinstance(value.top, int) and (value.top, value.bottom) == (whole, 1)


def same(first: Any, second: Any, null: Any) -> Any:
    same = first == second
    return (first if same else null) if isinstance(same, bool) else ibis.ifelse(same, first, null)


def aligned(then: Any, otherwise: Any) -> tuple[Any, Any, Callable[[Any], Any]]:
    sample = otherwise if then is UNKNOWN else then
    if isinstance(sample, Number):
        stand_in = Number(null_of("int64"), 1)
        (first, second), bottom, heads = tops(*(stand_in if one is UNKNOWN else one for one in (then, otherwise)))
        return first, second, lambda column: Number(column, bottom, heads)
    kind = "boolean" if isinstance(sample, bool) else "string" if isinstance(sample, str) else sample.type()
    first, second = (ibis.null(kind) if one is UNKNOWN else one for one in (then, otherwise))
    return first, second, lambda column: column


def choose(condition: Any, then: Any, otherwise: Any) -> Any:
    """A CASE whose condition is NULL gives NULL, never the other branch."""
    return ibis.cases((condition.isnull(), null_of("int64")), (condition, then), else_=otherwise)


def round_column(amount: Number, mode: str) -> Number:
    unit = 1 if mode == "fen_half_up" else 100
    bottom = amount.bottom if amount.heads is None else amount.heads * amount.bottom
    if mode == "yuan_ceil":
        return Number(-floor_divide(-amount.top, bottom * 100) * 100)
    whole = floor_divide(amount.top * 2 + bottom * unit, bottom * 2 * unit)
    return Number(whole * unit)


def floor_divide(top: Any, bottom: Any) -> Any:
    """Whole division towards minus infinity by a positive number; Ibis' own goes through a double."""
    if isinstance(top, int) and isinstance(bottom, int):
        return top // bottom
    if isinstance(bottom, int) and bottom == 1:
        return top
    return integer_division(top - ((top % bottom) + bottom) % bottom, bottom)


@ibis.udf.scalar.builtin(name="divide")  # type: ignore[untyped-decorator]
def integer_division(top: int, bottom: int) -> int:
    """DuckDB's ``//`` of two BIGINT: exact where it comes out even, which it does here."""
    raise NotImplementedError


def day_digits(day: Any) -> Any:
    return date_part(day, "year") * 10000 + date_part(day, "month") * 100 + date_part(day, "day")


def date_part(day: Any, part: str) -> Any:
    return getattr(day, part) if isinstance(day, date) else getattr(day, part)().cast("int64")


def as_column(value: Any) -> Any:
    return value if isinstance(value, ir.Value) else ibis.literal(value, type="int64" if isinstance(value, int) and not isinstance(value, bool) else None)


def as_boolean(value: Any) -> Any:
    if value is UNKNOWN:
        return ibis.null("boolean")
    return ibis.literal(value) if isinstance(value, bool) else value


def null_of(kind: str) -> Any:
    return ibis.null(kind)


def is_null(value: Any) -> bool:
    """Whether a compiled condition is the constant NULL."""
    return isinstance(value, ir.NullScalar) or (type(value.op()).__name__ == "Literal" and value.op().value is None)


def any_null(each: Any) -> Any:
    return each.filter(lambda value: value.isnull()).length() > 0


def constant_over(which: str, listed: Any, value: bool) -> Any:
    """any or all of the same truth for every record: only whether there is a record matters.

    DuckDB 2.0 answers NULL for a lambda without its parameter, once it stands beside another condition.
    """
    if value is (which == "all"):
        return ibis.ifelse(listed.isnull(), ibis.null("boolean"), ibis.literal(value))
    return (listed.length() > 0) == ibis.literal(value)


def settle(each: Any, wanted: bool) -> Any:
    """any (all): one record that settles it is enough; otherwise one unknown record leaves it unknown."""
    found = each.filter(lambda value: value if wanted else ~value).length() > 0
    unknown = ibis.ifelse(any_null(each), ibis.null("boolean"), ibis.literal(not wanted))
    return ibis.cases((found.isnull(), ibis.null("boolean")), (found, ibis.literal(wanted)), else_=unknown)


COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "==": lambda left, right: left == right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
