"""工作簿: the first sheet of an Excel workbook as rows of text, after a look at what unpacking it would cost."""

from __future__ import annotations

import mmap
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine

from zhongfu.data.intake.cells import plain, sheet_text
from zhongfu.data.intake.shared_texts import unfolded
from zhongfu.data.intake.tables import Findings, Unreadable, batch
from zhongfu.data.sources.layout import Source

_TOTAL = "合计"
_BATCH = 20_000
_MOST_MEMBERS = 2_000
_MOST_BYTES = 1 << 30
_MOST_RATIO = 250
_MOST_CELLS = 30_000_000
# No attribute holds a `<`: without that bound, a sheet full of `<row` would be searched through from each of them.
_ROW = re.compile(rb'<(?:\w+:)?row[^<>]*?\sr\s*=\s*["\'](\d{1,9})["\']')
_FAR_COLUMN = re.compile(rb'r\s*=\s*["\']([A-Z]{2,3})\d')


class Workbook:
    """One workbook, open for one reading of its first sheet."""

    def __init__(self, path: Path, source: Source) -> None:
        """Open the sheet and read the header; Unreadable when this is no workbook or would burst the machine."""
        self.findings = Findings()
        self._source = source
        _inspect(path)
        self._rows = _numbered(path)
        self.header = self._header()
        kinds = {column.name: column.kind for column in source.columns}
        self._kinds = [(name, kinds.get(name)) for name in self.header]

    def _header(self) -> list[str]:
        for number, cells in self._rows:
            if number == self._source.header_row:
                header = [plain(sheet_text(cell, is_money=False)) for cell in cells]
                while header and not header[-1]:
                    header.pop()
                return header
        return []

    def batches(self) -> Iterator[Any]:
        """All data rows below the header, the closing 合计 row left out where the layout has one."""
        rows = self._data_rows()
        while chunk := list(islice(rows, _BATCH)):
            texts = [texts for _, texts in chunk]
            yield batch(texts, [number for number, _ in chunk], len(self.header))

    def _data_rows(self) -> Iterator[tuple[int, list[str]]]:
        for number, cells in self._before_total():
            if any(_filled(cell) for cell in cells[len(self.header) :]):
                self.findings.ragged.append(number)
                continue
            texts = self._texts(cells)
            if any("\0" in text for text in texts):
                # `_x0000_` in a cell: no database takes it.
                self.findings.broken.append((number, texts))
            else:
                yield number, texts

    def _before_total(self) -> Iterator[tuple[int, list[Any]]]:
        """Rows with content; the last one is held back, and dropped when it is the 合计 row."""
        held: tuple[int, list[Any]] | None = None
        for number, cells in self._rows:
            if any(_filled(cell) for cell in cells):
                if held:
                    yield held
                held = number, cells
        if held and not (self._source.total_row and _is_total(held[1])):
            yield held

    def _texts(self, cells: list[Any]) -> list[str]:
        """The row's cells as text; an id that came as a number is noted, since its last digits are lost."""
        texts = []
        for (name, kind), cell in zip(self._kinds, cells, strict=False):
            if kind in ("id", "cert") and isinstance(cell, int | float) and not isinstance(cell, bool):
                self.findings.id_as_number = self.findings.id_as_number or name
            texts.append(sheet_text(cell, is_money=kind == "money"))
        return texts + [""] * (len(self.header) - len(texts))


def _filled(cell: Any) -> bool:
    return bool(plain(cell)) if isinstance(cell, str) else cell is not None


def _is_total(cells: list[Any]) -> bool:
    return bool(cells) and isinstance(cells[0], str) and plain(cells[0]) == _TOTAL


def _numbered(path: Path) -> Iterator[tuple[int, list[Any]]]:
    """The first sheet's rows from row 1 on, with their row numbers; empty columns before the first used one are left out."""
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        rows = book.get_sheet_by_index(0).iter_rows()
    except (python_calamine.CalamineError, IndexError, OSError, ValueError) as fault:
        raise _not_a_workbook() from fault
    except BaseException as fault:
        # A panic of the compiled reader is no Exception, and must not take the whole intake down for one bad file.
        if type(fault).__name__ == "PanicException":
            raise _not_a_workbook() from None
        raise
    return enumerate(rows, 1)


def _inspect(path: Path) -> None:
    """Refuse what is no workbook, and what would unpack to something out of all proportion."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic == b"\xd0\xcf\x11\xe0":
        raise _compound(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _inspect_archive(archive, path.stat().st_size)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as fault:
        raise _not_a_workbook() from fault


def _compound(path: Path) -> Unreadable:
    """An OLE file: a workbook under a password holds a stream of that name, any other is of the old form."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        has_password = content.find("EncryptedPackage".encode("utf-16-le")) >= 0
    if has_password:
        return Unreadable(
            "工作簿有密码保护，请去掉密码后重报",
            "the workbook is under a password; save it without one and send it again",
        )
    return Unreadable(
        "文件是旧的.xls或.et格式（也可能有密码），请不设密码另存为.xlsx后重报",
        "the file is of the old .xls or .et form (or has a password); save it as .xlsx without a password and send it again",
    )


def _inspect_archive(archive: zipfile.ZipFile, packed: int) -> None:
    """`packed` is the size of the whole file: members may overlap, and then the sum of their own sizes means nothing."""
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    if any(".." in re.split(r"[/\\]", member.filename) for member in members):
        raise Unreadable(
            "工作簿内含有越出自身的路径，不是表格软件生成的，请在表格软件中重新保存后重报",
            "the workbook holds a path that leads out of it, which no spreadsheet program writes; save it again in one",
        )
    if len(members) > _MOST_MEMBERS or size > _MOST_BYTES or size > 10_000_000 + _MOST_RATIO * packed:
        raise _too_large()
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise _not_a_workbook()
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels")):
            _inspect_sheet(archive, member)
    if unfolded(archive, _MOST_BYTES) > _MOST_BYTES:
        raise _too_large()


def _inspect_sheet(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack a sheet in passing: its checksum is proved, and a single cell far away cannot ask for a giant grid."""
    last_row, columns, seam = 1, 26, b""
    with archive.open(member) as sheet:
        while block := sheet.read(1 << 20):
            text = seam + block
            last_row = max([last_row, *(int(row) for row in _ROW.findall(text))])
            columns = max([columns, *(_column(name) for name in _FAR_COLUMN.findall(text))])
            seam = text[-64:]
    if last_row * columns > _MOST_CELLS or last_row > 1_048_576:
        raise _too_large()


def _column(letters: bytes) -> int:
    """The number of a column from its letters: A is 1, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _not_a_workbook() -> Unreadable:
    return Unreadable(
        "文件不是完整的.xlsx工作簿，请在表格软件中打开并另存为.xlsx后重报",
        "the file is not a whole .xlsx workbook; open it in a spreadsheet program and save it as .xlsx",
    )


def _too_large() -> Unreadable:
    return Unreadable(
        "工作簿展开后过大或单元格范围异常，请删去数据以外的内容后重报",
        "the workbook unpacks to something far too large; remove what is not data and send it again",
    )
