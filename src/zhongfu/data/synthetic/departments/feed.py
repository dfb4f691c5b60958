"""部门数据 A feed of the synthetic place: the name of its source, the fields it fills and the function that fills them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.span import Span

Value = str | int | date | None
Row = tuple[Value, ...]
Rows = Callable[[Lives, Span, int], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Feed:
    """`rows(lives, span, month)` yields values in the order of `fields`; None is an empty cell."""

    source: str
    fields: tuple[str, ...]
    rows: Rows


def feed(source: str, fields: str) -> Callable[[Rows], Feed]:
    """Declares the function below as the feed of a source."""
    return lambda rows: Feed(source, tuple(fields.split()), rows)
