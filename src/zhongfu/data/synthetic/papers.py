"""文件 The files of a delivery as they grow block by block: rows, control total and digest are kept while writing."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes

from zhongfu.data.sources.layout import Source
from zhongfu.data.synthetic import workbook
from zhongfu.data.synthetic.spelling import Cells, amount_fen, yuan

# A cell with this character makes its row unreadable in any of the encodings.
BROKEN = "\udcff"
OLD_SYSTEM = "zhongfu-old-system"


def _as_old_systems_do(error: UnicodeError) -> tuple[str | bytes, int]:
    """A character that the encoding lacks becomes `?`; the broken mark becomes the byte FF, which no encoding has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return (b"\xff" if error.object[error.start] == BROKEN else "?"), error.start + 1


codecs.register_error(OLD_SYSTEM, _as_old_systems_do)


LETTERS = tuple(workbook.letters(place) for place in range(26))
PLAIN_AMOUNT = re.compile(r"[0-9]+\.[0-9]{2}")


@lru_cache(maxsize=4096)
def as_day(text: str) -> date | None:
    """The day that an ISO text names, None for anything else."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Written:
    """What the hand-over list says of a file."""

    name: str
    rows: int
    control: str
    total: str
    algorithm: str
    digest: str


def hexadecimal(path: Path, algorithm: str) -> str:
    """The digest of a file, SHA-256 in small letters, SM3 in capitals, as departments happen to write them."""
    if algorithm == "SHA-256":
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    sm3 = hashes.Hash(hashes.SM3())
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            sm3.update(chunk)
    return sm3.finalize().hex().upper()


def signed(fen: int) -> str:
    """A sum in yuan, which planted rows can push below zero."""
    return f"{'-' if fen < 0 else ''}{yuan(abs(fen))}"


class Paper:
    """A file of one source and month; `add` appends rows, `close` says what the hand-over list says."""

    def __init__(self, source: Source, path: Path) -> None:
        self.source, self.path = source, path
        self.rows = 0
        self.total_fen = 0

    def add(self, rows: Sequence[Cells], total_fen: int) -> None:
        """Appends rows whose control column adds up to `total_fen`."""
        self.write(rows)
        self.rows += len(rows)
        self.total_fen += total_fen

    def write(self, rows: Sequence[Cells]) -> None:
        raise NotImplementedError

    def finish(self) -> None:
        """Whatever the form needs at its end."""

    def close(self) -> Written:
        self.finish()
        control = self.source.control or ""
        total = signed(self.total_fen) if control else ""
        return Written(
            self.path.name, self.rows, control, total, self.source.digest, hexadecimal(self.path, self.source.digest)
        )


class TextPaper(Paper):
    """A delimited text file in the department's encoding."""

    def __init__(self, source: Source, path: Path) -> None:
        super().__init__(source, path)
        if source.encoding == "utf-8-sig":
            self.path.write_bytes(codecs.BOM_UTF8)
        self.write([list(source.header)])

    def write(self, rows: Sequence[Cells]) -> None:
        text = io.StringIO()
        csv.writer(text, delimiter=self.source.delimiter, lineterminator=self.source.newline).writerows(rows)
        encoding = self.source.encoding.removesuffix("-sig")
        with self.path.open("ab") as stream:
            stream.write(text.getvalue().encode(encoding, OLD_SYSTEM))


class WorkbookPaper(Paper):
    """An Excel workbook with its title rows, the header, and a row of sums where the layout has one."""

    def __init__(self, source: Source, path: Path) -> None:
        super().__init__(source, path)
        self.sheet = path.with_suffix(".sheet")
        self.numbered = bool(source.columns[0].ignored)
        self.sums = dict.fromkeys(self._money(), 0)
        titles = [f"{source.label}明细表", f"制表单位:{source.provider}(合成)"][: source.header_row - 1]
        rows = [[title] for title in titles] + [list(source.header)]
        lines = [self._line(place, cells) for place, cells in enumerate(rows, start=1)]
        self.sheet.write_text(workbook.sheet_head() + "".join(lines), encoding="utf-8")

    def _money(self) -> list[int]:
        return [place for place, column in enumerate(self.source.columns) if column.kind == "money"]

    def _line(self, row: int, cells: Cells) -> str:
        return workbook.sheet_row(
            row, (workbook.text_cell(f"{workbook.letters(place)}{row}", cell) for place, cell in enumerate(cells))
        )

    def write(self, rows: Sequence[Cells]) -> None:
        first = self.source.header_row + self.rows + 1
        with self.sheet.open("a", encoding="utf-8") as stream:
            stream.writelines(self._data(first + place, cells) for place, cells in enumerate(rows))

    def _data(self, row: int, cells: Cells) -> str:
        """A row of data: plain amounts as number cells, dates that can be read as date cells, everything else as text."""
        full = [str(row - self.source.header_row), *cells] if self.numbered else cells
        made = []
        for place, (cell, column) in enumerate(zip(full, self.source.columns, strict=True)):
            reference = f"{LETTERS[place]}{row}"
            if column.kind == "money":
                plain = PLAIN_AMOUNT.fullmatch(cell)
                self.sums[place] += int(cell.replace(".", "")) if plain else amount_fen(cell)
                made.append((workbook.number_cell if plain else workbook.text_cell)(reference, cell))
            elif column.kind == "date" and (day := as_day(cell)):
                made.append(workbook.day_cell(reference, day))
            else:
                made.append(
                    workbook.number_cell(reference, cell) if column.ignored else workbook.text_cell(reference, cell)
                )
        return workbook.sheet_row(row, made)

    def finish(self) -> None:
        last = self.source.header_row + self.rows + 1
        with self.sheet.open("a", encoding="utf-8") as stream:
            if self.source.total_row:
                cells = [workbook.text_cell(f"A{last}", "合计")]
                cells += [
                    workbook.number_cell(f"{LETTERS[place]}{last}", signed(total)) for place, total in self.sums.items()
                ]
                stream.write(workbook.sheet_row(last, cells))
            end = LETTERS[len(self.source.columns) - 1]
            stream.write(workbook.sheet_tail([f"A{row}:{end}{row}" for row in range(1, self.source.header_row)]))
        workbook.pack(self.sheet, self.path)
        self.sheet.unlink()
