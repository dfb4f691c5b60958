"""书写 How values become the cells of a source: amounts in yuan, dates and months in the department's way, ids behind a TAB."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache

from zhongfu.data.sources.layout import Column, Source
from zhongfu.data.synthetic.departments.feed import Feed, Row, Value

Cells = list[str]
AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]{1,2})?")


def yuan(fen: int) -> str:
    """Whole fen, not below zero, as yuan with two decimals."""
    return f"{fen // 100}.{fen % 100:02d}"


def amount_text(value: Value) -> str:
    """An amount of a feed, which is whole fen or unknown."""
    return yuan(value) if type(value) is int else ""


def amount_fen(text: str) -> int:
    """What a written amount adds to a control total, in fen: 0 when it cannot be read."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip().removesuffix("元")
    return int(Decimal(plain) * 100) if AMOUNT.fullmatch(plain) else 0


@cache
def day_text(day: date, form: str) -> str:
    """A date as `20260131`, `2026-01-31` or `2026/1/31`."""
    if form == "compact":
        return f"{day:%Y%m%d}"
    return day.isoformat() if form == "iso" else f"{day.year}/{day.month}/{day.day}"


class Speller:
    """Turns the rows of a feed into the cells of its source, in the layout's order; ValueError when their fields differ."""

    def __init__(self, source: Source, feed: Feed) -> None:
        declared = [column.field for column in source.consumed]
        if set(declared) != set(feed.fields):
            raise ValueError(f"{source.name}: the feed fills {sorted(feed.fields)}, the layout has {declared}")
        self.source = source
        self.columns = source.consumed
        order = [feed.fields.index(str(field)) for field in declared]
        self.order = None if order == sorted(order) else order
        self.changes = [
            (place, change) for place, column in enumerate(self.columns) if (change := self._change(column))
        ]
        self.control = next((place for place, column in enumerate(self.columns) if column.name == source.control), None)

    def _change(self, column: Column) -> Callable[[Value], str] | None:
        form = self.source.dates
        if column.kind == "money":
            return amount_text
        if column.kind == "date":
            return lambda value: day_text(value, form) if isinstance(value, date) else ""
        if column.kind == "month":
            return lambda value: "" if value is None else str(value)
        if column.kind == "id" and self.source.tab_before_ids:
            return lambda value: f"\t{value}"
        return None if column.required else lambda value: "" if value is None else str(value)

    def cells(self, rows: Iterable[Row]) -> list[Cells]:
        """Every row as texts."""
        spelled = []
        for row in rows:
            cells: list[str] = [row[place] for place in self.order] if self.order else list(row)  # type: ignore[misc, arg-type]
            for place, change in self.changes:
                cells[place] = change(cells[place])
            spelled.append(cells)
        return spelled
