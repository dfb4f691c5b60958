"""月份: months as texts such as "2026-10", and the days and ages that depend on them."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date


def first_day(month: str) -> date:
    """The first day of a month; ValueError for anything but "YYYY-MM"."""
    if len(month) != 7 or month[4] != "-":
        raise ValueError(f"月份应写作 2026-10 / a month is written 2026-10: {month[:12]!r}")
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    """The last day of a month, on which ages and certificates are judged."""
    first = first_day(month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def shift(month: str, by: int) -> str:
    """The month that lies `by` months later (earlier when negative)."""
    first = first_day(month)
    years, index = divmod(first.year * 12 + first.month - 1 + by, 12)
    return f"{years:04d}-{index + 1:02d}"


def ending_with(month: str, length: int) -> tuple[str, ...]:
    """The `length` months that end with `month`, earliest first."""
    return tuple(shift(month, back) for back in range(1 - length, 1))


def before(month: str, length: int) -> Iterator[str]:
    """The `length` months before `month`, latest first."""
    return (shift(month, -back) for back in range(1, length + 1))


def number(month: str) -> int:
    """The month as the integer YYYYMM that parts hold."""
    first = first_day(month)
    return first.year * 100 + first.month


def born_by(month: str, years: int) -> date:
    """Latest birth date of those who have completed `years` years on the month's last day.

    A birthday on that day counts as reached; whoever was born on 29 February completes a year on 1 March of a
    common year, which is why the day is cut to the length of the month of birth and never moved into March.
    """
    end = last_day(month)
    year = end.year - years
    return date(year, end.month, min(end.day, monthrange(year, end.month)[1]))
