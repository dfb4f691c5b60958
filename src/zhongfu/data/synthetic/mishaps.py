"""瑕疵 What goes wrong on the way: cells that are only untidy, and planted rows that have to be rejected.

A planted row is one more row beside the true one it was copied from, never the true one itself: it does not change
what is true of the place, and whoever lets one through shows it in the table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from zhongfu.data.sources.layout import Column, Source
from zhongfu.data.synthetic.chance import Chance
from zhongfu.data.synthetic.identity import check_character
from zhongfu.data.synthetic.papers import BROKEN
from zhongfu.data.synthetic.span import Span
from zhongfu.data.synthetic.spelling import Cells, amount_fen

WIDE = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
FAULTS_OF_KIND = {
    "id": ("id_format", "id_checksum", "birth_in_future"),
    "cert": ("id_format", "id_checksum", "birth_in_future"),
    "date": ("date_invalid",),
    "month": ("date_invalid",),
    "money": ("amount_invalid", "amount_negative"),
    "code": ("code_unknown",),
    "town": ("region_unknown",),
    "county": ("region_unknown",),
}


@dataclass(frozen=True, slots=True)
class Mishaps:
    """Shares of rows: `faulty` planted beside the true ones, `untidy` in need of a silent repair; and `lost`, a number of files.

    Only the share `careless` of the files has untidy rows: one clerk types, the next one exports.
    """

    faulty: float = 0.0
    untidy: float = 0.0
    lost: int = 0
    careless: float = 1.0

    def of_file(self, chance: Chance) -> Mishaps:
        """What goes wrong in one file."""
        return self if chance.happens(self.careless) else replace(self, untidy=0.0)


NONE = Mishaps()


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Rows with what was planted among them: `planted` are (place in `rows`, code); `extra_fen` goes to the control total."""

    rows: list[Cells]
    planted: list[tuple[int, str]]
    extra_fen: int


class Spoiler:
    """Spoils the rows of one source and month."""

    def __init__(self, source: Source, span: Span, month: int, mishaps: Mishaps) -> None:
        self.source, self.mishaps, self.columns = source, mishaps, source.consumed
        self.last_day = span.last_day(month)
        self.control = next((place for place, column in enumerate(self.columns) if column.name == source.control), None)
        self.faults = [(place, fault) for place, column in enumerate(self.columns) for fault in faults_of(column)]

    def spoil(self, rows: list[Cells], chance: Chance) -> Spoiled:
        """Untidy cells in place, planted rows beside the true ones."""
        for place in some(chance, len(rows), self.mishaps.untidy):
            self.untidy(rows[place], chance)
        places = some(chance, len(rows), self.mishaps.faulty)
        if not places:
            return Spoiled(rows, [], 0)
        mixed: list[Cells] = []
        planted: list[tuple[int, str]] = []
        for start, end in pairwise((0, *places, len(rows))):
            mixed.extend(rows[start:end])
            if end < len(rows):
                planted.append(self.plant(mixed, rows[end], chance))
        extra = sum(self.control_fen(mixed[place]) for place, _ in planted)
        return Spoiled(mixed, planted, extra)

    def plant(self, mixed: list[Cells], true: Cells, chance: Chance) -> tuple[int, str]:
        """A faulty copy before the true row that follows, or a repetition of the row before."""
        if mixed and chance.happens(0.1):
            mixed.append(list(mixed[-1]))
            return len(mixed) - 1, "duplicate_row"
        faults = self.faults if self.source.is_workbook else [*self.faults, (-1, "encoding_broken")]
        place, fault = chance.pick([(at, name) for at, name in faults if true[at]])
        cells = list(true)
        if fault == "encoding_broken":
            named = next((at for at, column in enumerate(self.columns) if column.kind in ("text", "code")), 0)
            cells[named] += BROKEN
        else:
            cells[place] = self.wrong(fault, place, cells[place])
        mixed.append(cells)
        return len(mixed) - 1, fault

    def wrong(self, fault: str, place: int, cell: str) -> str:
        """A cell with a fault of that code."""
        plain = unicodedata.normalize("NFKC", cell).strip()
        return self.unborn(self.columns[place], plain) if fault == "birth_in_future" else WRONG[fault](plain)

    def unborn(self, column: Column, cell: str) -> str:
        day = self.last_day + timedelta(days=400)
        if column.kind == "date":
            return day.isoformat()
        digits = f"{cell[:6]}{day:%Y%m%d}{cell[14:17]}"
        return digits + check_character(digits) + cell[18:]

    def control_fen(self, cells: Cells) -> int:
        """What a planted row adds to the control total: nothing when its amount cannot be read."""
        return amount_fen(cells[self.control]) if self.control is not None else 0

    def untidy(self, cells: Cells, chance: Chance) -> None:
        """One cell written so that it needs a repair that nobody is told of."""
        place = chance.between(0, len(cells) - 1)
        column, cell = self.columns[place], cells[place]
        if cell:
            cells[place] = chance.pick(UNTIDY.get(column.kind, UNTIDY["text"]))(cell)


def faults_of(column: Column) -> tuple[str, ...]:
    """The row codes that a column can earn."""
    faults = FAULTS_OF_KIND.get(column.kind, ())
    if column.is_birth:
        faults = (*faults, "birth_in_future")
    return (*faults, "required_missing") if column.required else faults


def some(chance: Chance, count: int, share: float) -> list[int]:
    """That share of `count` places, in order, each at most once."""
    wanted = int(count * share + chance.random()) if share else 0
    return sorted({int(chance.random() * count) for _ in range(wanted)}) if count else []


def other_check(cell: str) -> str:
    return cell[:17] + ("0" if cell[17] != "0" else "1") + cell[18:]


WRONG: dict[str, Callable[[str], str]] = {
    "id_format": lambda cell: cell[:6] + cell[8:17],
    "id_checksum": other_check,
    "date_invalid": lambda cell: "20261301" if len(cell) != 6 else "202613",
    "amount_invalid": lambda cell: "不详",
    "amount_negative": lambda cell: "-1.00",
    "code_unknown": lambda cell: "其它情形",
    "region_unknown": lambda cell: cell[:-2] + "99",
    "required_missing": lambda cell: "",
}


def thousands(cell: str) -> str:
    whole, _, cents = cell.partition(".")
    return f"{int(whole):,}.{cents}"


def other_form(cell: str) -> str:
    """A date in another of the three forms."""
    digits = cell.replace("-", "") if "-" in cell else cell
    if "/" in cell:
        year, month, day = cell.split("/")
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return f"{digits[:4]}/{int(digits[4:6])}/{int(digits[6:])}"


SPACES: tuple[Callable[[str], str], ...] = (
    lambda cell: f" {cell}",
    lambda cell: f"{cell}\u3000",
    lambda cell: f"{cell} \t",
)
UNTIDY: dict[str, tuple[Callable[[str], str], ...]] = {
    "text": SPACES,
    "id": (*SPACES, lambda cell: cell.translate(WIDE), lambda cell: cell.replace("X", "x")),
    "cert": (*SPACES, lambda cell: cell.translate(WIDE)),
    "date": (*SPACES, other_form),
    "money": (thousands, lambda cell: f"{cell}元", lambda cell: cell.translate(WIDE)),
}
