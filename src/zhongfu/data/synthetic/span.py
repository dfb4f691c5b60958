"""月份范围 The months of a synthetic place, counted from zero; negative numbers are the months before the first delivery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from zhongfu.data.synthetic.chance import Chance

# The numbers that a block may give last for so long.
MOST_MONTHS = 60


class SpanInvalid(ValueError):
    """The months asked for cannot be delivered; the sentence says why, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Span:
    """`count` months from `first` on (a date, the first of its month)."""

    first: date
    count: int

    @classmethod
    def of(cls, months: Sequence[str]) -> Span:
        """From `2026-10` texts, which have to follow each other without a gap; raises SpanInvalid."""
        try:
            days = [date.fromisoformat(f"{text}-01") for text in months]
        except ValueError:
            raise SpanInvalid("月份须写作 2026-10 / months are written 2026-10") from None
        _check_count(len(days))
        span = cls(days[0], len(days))
        if [span.text(index) for index in range(span.count)] != list(months):
            raise SpanInvalid("月份须连续并按先后排列 / months have to follow each other without a gap")
        return span

    @classmethod
    def ending(cls, last: str, count: int) -> Span:
        """`count` months of which `last` is the last; raises SpanInvalid."""
        end = cls.of([last])
        _check_count(count)
        return cls(end.day(1 - count), count)

    def day(self, index: int) -> date:
        """The first day of a month."""
        return _first_day(self.first.year * 12 + self.first.month - 1 + index)

    def last_day(self, index: int) -> date:
        return self.day(index + 1) - timedelta(days=1)

    def text(self, index: int) -> str:
        return self.day(index).isoformat()[:7]

    def number(self, index: int) -> int:
        """A month as the number 202610."""
        first = self.day(index)
        return first.year * 100 + first.month

    def index(self, day: date) -> int:
        return (day.year - self.first.year) * 12 + day.month - self.first.month

    def delivers(self, due: Sequence[int], index: int) -> bool:
        """Whether a source due in those calendar months delivers in a month; the first month brings one of each."""
        return index == 0 or self.day(index).month in due

    def any_day(self, chance: Chance, index: int) -> date:
        return chance.day(self.day(index), self.last_day(index))


def _check_count(count: int) -> None:
    if not 1 <= count <= MOST_MONTHS:
        raise SpanInvalid(f"月数须在1至{MOST_MONTHS}之间 / between 1 and {MOST_MONTHS} months can be made")


@cache
def _first_day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def age(birth: date, on: date) -> int:
    """Full years; whoever was born on 29 February completes a year on 1 March of a common year."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
