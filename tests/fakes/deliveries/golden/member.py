"""坏样本 One file of the golden set: its bytes, what the hand-over list says of it, and what must become of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.deliveries.cells_in_question import GOOD, ROWS
from tests.fakes.deliveries.folder import Cell, MonthFolder, Sheet, sheet
from tests.fakes.deliveries.place import identity

MONTH = "202512"


@dataclass
class Golden:
    """A delivered file and its fate.

    `code` is the cause of refusal ("" when the file is loaded), `says` words that its Chinese and its English sentence must
    hold, `problems` the rows that fail as (row, column, code), `holds` what fields of the loaded part must be, row by row,
    `accepted` how many rows stand when they are not simply those without a problem.
    """

    sheet: Sheet
    content: bytes | None = None
    name: str = ""
    code: str = ""
    says: tuple[str, str] = ("", "")
    problems: set[tuple[int, str | None, str]] = field(default_factory=set)
    holds: dict[str, list[object]] = field(default_factory=dict)
    listed: dict[str, str | None] = field(default_factory=dict)

    @property
    def delivered_name(self) -> str:
        return self.name or self.sheet.name

    @property
    def faulty(self) -> bool:
        """Whether the command must end with status 1."""
        return bool(self.code or self.problems)

    def write(self, root: Path) -> Path:
        """The month's folder with this one file and its hand-over list."""
        folder = MonthFolder(MONTH)
        folder.sheets[self.delivered_name] = self.sheet
        if self.content is not None:
            folder.contents[self.delivered_name] = self.content
        folder.listed_as(self.delivered_name, **self.listed)
        folder.write(root)
        return root / MONTH


def rows_of(stem: str, count: int = 6) -> Sheet:
    """A sheet of some rows that are right in every cell. Row 1 of the data stands in row 2, lower where titles come first."""
    lines = (ROWS[stem].format(n=f"{n:04d}", id=GOOD, person=identity(f"44142419700101{n:03d}")) for n in range(count))
    return sheet(stem, MONTH, "\n".join(lines))


def with_cells(stem: str, column: str, *cells: Cell, count: int = 0) -> Sheet:
    """A sheet whose first rows hold these cells in one column, followed by as many good rows."""
    made = rows_of(stem, count or 2 * len(cells))
    for n, cell in enumerate(cells):
        made.set(n, column, cell)
    return made


def with_names(stem: str, column: str, names: list[str]) -> Sheet:
    """A sheet of as many rows as there are names."""
    return with_cells(stem, column, *names, count=len(names))
