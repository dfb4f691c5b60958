"""文本文件: delimited files (RFC 4180) in any of the declared encodings, read by blocks of lines.

A block is decoded before it is split, since in GBK many characters hold the byte of `|`. Blocks without anything odd go to
a compiled parser as they are; only the lines of the others are looked at one by one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv

from zhongfu.data.intake.cells import needs_repair, plain
from zhongfu.data.intake.encodings import clue
from zhongfu.data.intake.tables import Findings, Unreadable, batch, parsed
from zhongfu.data.sources.layout import Source

_BLOCK = 4 << 20
_LONGEST_LINE = 1 << 20
_LONGEST_REST = 16 << 20
_WORKBOOK_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Delimited:
    """One text file, open for one reading."""

    def __init__(self, path: Path, source: Source) -> None:
        """Read the header; Unreadable when the bytes are of another form, OSError when there is no reading at all."""
        self.findings = Findings()
        self._path, self._delimiter = path, source.delimiter
        self._encoding = source.encoding.removesuffix("-sig")
        with path.open("rb") as file:
            line = file.readline(_LONGEST_LINE)
        if line.startswith(_WORKBOOK_MAGIC):
            raise Unreadable(
                "文件内容是Excel工作簿而不是文本文件，请另存为规定编码的文本文件后重报",
                "the file is a workbook, not a text file; save it as text in the declared encoding and send it again",
            )
        self._start = len(line)
        self.header = [plain(cell) for cell in self._header(line, source.header)]
        if not set(self.header) & set(source.header):
            self.findings.clue = clue(line, self._encoding, source.header, self._delimiter)

    def _header(self, line: bytes, names: Sequence[str]) -> list[str]:
        try:
            text = line.decode(self._encoding).lstrip("\ufeff").rstrip("\r\n")
        except UnicodeDecodeError:
            raise self._misread(line, names) from None
        try:
            return next(csv.reader([text], delimiter=self._delimiter, strict=True), [])
        except csv.Error:
            raise Unreadable(
                "表头的引号或换行不对，请以CRLF或LF换行重新导出",
                "the header's quotes or line ends are wrong; export the file again with CRLF or LF line ends",
            ) from None

    def _misread(self, line: bytes, names: Sequence[str]) -> Unreadable:
        """The header's bytes are no text in the declared encoding: say what they may be instead."""
        name, (zh, en) = self._encoding.upper(), clue(line, self._encoding, names, self._delimiter)
        return Unreadable(
            f"表头无法按{name}编码读取：{zh}，请按规定的编码重新导出",
            f"the header cannot be read as {name}: {en}; export the file again in the declared encoding",
        )

    def batches(self) -> Iterator[Any]:
        """All rows below the header, in batches; rows that cannot be told apart land in `findings`."""
        row = 2
        for block in self._blocks():
            yield from self._batches(block, row)
            row += block.count(b"\n")

    def _blocks(self) -> Iterator[bytes]:
        """Whole lines, some megabytes at a time; every block ends with a line end."""
        with self._path.open("rb") as file:
            file.seek(self._start)
            rest = b""
            while block := file.read(_BLOCK):
                cut = block.rfind(b"\n") + 1
                if cut:
                    yield rest + block[:cut]
                    rest = block[cut:]
                else:
                    rest += block
                if len(rest) > _LONGEST_REST:
                    raise Unreadable("文件没有换行，请重新导出", "the file has no line ends; export it again")
            if rest:
                yield rest + b"\n"

    def _batches(self, block: bytes, row: int) -> Iterator[Any]:
        text = self._decoded(block)
        if text is None or '"' in text or block.count(b"\r") != block.count(b"\r\n"):
            yield from self._by_line(block, row)
        else:
            yield self._parse(text, range(row, row + block.count(b"\n")))

    def _decoded(self, block: bytes) -> str | None:
        """The text, None when it is none. NUL is no text either: nothing that a department writes holds it, no database takes it."""
        try:
            return None if b"\0" in block else block.decode(self._encoding)
        except UnicodeDecodeError:
            return None

    def _by_line(self, block: bytes, row: int) -> Iterator[Any]:
        """Sort the lines: plain ones to the compiled parser, quoted ones to the exact one, broken ones to the findings."""
        simple, quoted = _Lines(), _Lines()
        for number, raw in enumerate(block.split(b"\n")[:-1], row):
            line = self._decoded(raw.rstrip(b"\r"))
            if line is None:
                self.findings.broken.append((number, self._salvage(raw.rstrip(b"\r"))))
            else:
                (quoted if '"' in line or "\r" in line else simple).add(number, line)
        if simple.texts:
            yield self._parse("\n".join(simple.texts) + "\n", simple.numbers)
        if quoted.texts:
            yield self._parse_quoted(quoted)

    def _parse(self, text: str, numbers: range | list[int]) -> Any:
        """Lines without quotes, by the compiled parser; lines with another number of cells are left out and noted."""
        wrong: list[tuple[int, str]] = []

        def leave_out(line: Any) -> str:
            wrong.append((line.number - 1, line.text))
            return "skip"

        utf8 = text.encode()
        try:
            table = pacsv.read_csv(pa.py_buffer(utf8), *self._options(len(utf8), leave_out))
        except pa.ArrowInvalid as fault:
            raise Unreadable(
                "文件内容无法按行列读取，请重新导出", "the file cannot be split into cells; export it again"
            ) from fault
        if wrong:
            left = {index for index, _ in wrong}
            self.findings.ragged += [numbers[index] for index, line in wrong if self._has_content(line)]
            numbers = [number for index, number in enumerate(numbers) if index not in left]
        return parsed(table, numbers, dirty=needs_repair(text, utf8, self._delimiter))

    def _options(self, size: int, leave_out: Any) -> tuple[Any, Any, Any]:
        names = [f"c{i}" for i in range(len(self.header))]
        return (
            pacsv.ReadOptions(column_names=names, use_threads=False, block_size=size + 1),
            pacsv.ParseOptions(
                delimiter=self._delimiter, quote_char=False, ignore_empty_lines=False, invalid_row_handler=leave_out
            ),
            pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )

    def _parse_quoted(self, lines: _Lines) -> Any:
        """Lines with quotes, one by one: an unclosed quote or a line break in a cell makes the row ragged."""
        rows, numbers = [], []
        for number, line in zip(lines.numbers, lines.texts, strict=True):
            cells = self._cells(line)
            if cells is not None and len(cells) == len(self.header):
                rows.append(cells)
                numbers.append(number)
            elif self._has_content(line):
                self.findings.ragged.append(number)
        return batch(rows, numbers, len(self.header))

    def _cells(self, line: str) -> list[str] | None:
        if "\r" in line:
            # The parser would take it for the row's end and leave out, without a word, what follows.
            return None
        try:
            return next(csv.reader(io.StringIO(line, newline=""), delimiter=self._delimiter, strict=True), [])
        except csv.Error:
            return None

    def _salvage(self, line: bytes) -> list[str]:
        """The cells of a line whose bytes are broken; none when they cannot be told apart for sure."""
        cells = self._cells(line.decode(self._encoding, errors="replace")) or []
        return cells if len(cells) == len(self.header) else []

    def _has_content(self, line: str) -> bool:
        return bool(plain(line.replace(self._delimiter, "").replace('"', "").replace("\r", "")))


class _Lines:
    """Lines with their row numbers."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.texts: list[str] = []

    def add(self, number: int, text: str) -> None:
        self.numbers.append(number)
        self.texts.append(text)
