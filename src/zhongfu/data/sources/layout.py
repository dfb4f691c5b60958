"""数据布局: how one department's file is declared, column by column, in words that read like its layout page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "cert", "date", "month", "money", "code", "town", "county", "num", "text"]
Cadence = Literal["monthly", "snapshot", "quarterly", "term", "events"]
DateForm = Literal["compact", "iso", "slashed"]
Sensitivity = Literal["personal", "child", "identity", "health", "finance"]

EVERY_MONTH = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column: its header text, the field it becomes (None: declared ignored), and what a cell may hold."""

    name: str
    field: str | None
    kind: Kind
    required: bool = True
    codes: tuple[str, ...] = ()
    is_birth: bool = False

    @property
    def ignored(self) -> bool:
        return self.field is None


def text(name: str, field: str, *, required: bool = True) -> Column:
    """Any text; kept as it stands, NULL when empty."""
    return Column(name, field, "text", required)


def ident(name: str, field: str, *, required: bool = True) -> Column:
    """An 18-character identity number (GB 11643); kept as its first 17 digits."""
    return Column(name, field, "id", required)


def certificate(name: str, field: str) -> Column:
    """A disability certificate number: id, kind digit, grade digit, and `B1`, `B2` … when reissued."""
    return Column(name, field, "cert")


def date(name: str, field: str, *, required: bool = True) -> Column:
    """A calendar date."""
    return Column(name, field, "date", required)


def birth_date(name: str, field: str) -> Column:
    """A date of birth: it must not lie after the file's month."""
    return Column(name, field, "date", is_birth=True)


def month(name: str, field: str, *, required: bool = True) -> Column:
    """A month as YYYYMM."""
    return Column(name, field, "month", required)


def money(name: str, field: str) -> Column:
    """An amount in yuan with at most two decimals, not below zero; kept as whole fen."""
    return Column(name, field, "money")


def code(name: str, field: str, codes: str, *, required: bool = True) -> Column:
    """One of the layout's codes, given as one line of words."""
    return Column(name, field, "code", required, tuple(codes.split()))


def town(name: str, field: str) -> Column:
    """A 9-digit NBS town code of the place."""
    return Column(name, field, "town")


def county(name: str, field: str) -> Column:
    """A 6-digit county code of the place."""
    return Column(name, field, "county")


def num(name: str, field: str, *, required: bool = True) -> Column:
    """A plain number (area, head count, 万元), not checked further."""
    return Column(name, field, "num", required)


def ignored(name: str) -> Column:
    """A column that the layout has and nobody reads; it must be there, whatever it holds."""
    return Column(name, None, "text", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One feed: who sends it, how the file is written, when it is due, and its columns in the layout's order.

    `encoding` is a Python codec name (`utf-8-sig`: with BOM); a workbook (`extension` xlsx) has none of the text settings.
    `header_row` is the spreadsheet row of the header; `due` the calendar months in which a file is expected;
    (none: only on request); `control` the amount column that the hand-over list sums; `key` the columns that may not repeat.

    `category` is the feed's number in the catalogue of 42 categories ("" for a feed that the catalogue does not have);
    `sensitivity` the most sensitive of what it holds (PIPL Art. 28; "personal": none of those); `basis` the instruments by which
    it may be read, each by its short name and article; empty where none was found.
    """

    name: str
    label: str
    provider: str
    stem: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    cadence: Cadence
    extension: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = ","
    newline: str = "\n"
    digest: Literal["SHA-256", "SM3"] = "SHA-256"
    control: str | None = None
    header_row: int = 1
    total_row: bool = False
    due: tuple[int, ...] = EVERY_MONTH
    dates: DateForm = "iso"
    tab_before_ids: bool = False
    category: str = ""
    sensitivity: Sensitivity = "personal"
    basis: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = self.header
        unknown = {*self.key, *([self.control] if self.control else [])} - set(names)
        if unknown or len(set(names)) != len(names):
            raise ValueError(f"{self.name}: a column is declared twice, or key or control name none: {sorted(unknown)}")

    @property
    def is_workbook(self) -> bool:
        return self.extension == "xlsx"

    @property
    def header(self) -> tuple[str, ...]:
        """The header as the layout has it, ignored columns included."""
        return tuple(column.name for column in self.columns)

    @property
    def consumed(self) -> tuple[Column, ...]:
        """The columns that become fields of the lake, in the layout's order."""
        return tuple(column for column in self.columns if not column.ignored)

    def column(self, name: str) -> Column:
        """The column of that header text; KeyError when the layout has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def file_name(self, month: str) -> str:
        """The file's name for a month given as `2026-10`."""
        return f"{self.stem}_{month.replace('-', '')}.{self.extension}"
