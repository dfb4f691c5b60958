"""数据表: a delivered file seen as a header and batches of rows of text, whatever form it came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import pyarrow as pa

from zhongfu.data.intake.cells import needs_repair

Rows = Callable[[int], None]  # told how many rows were read so far


class Unreadable(Exception):
    """The bytes are not of the declared form; the sentences say why and how to mend it, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(slots=True)
class Findings:
    """What reading found besides the rows.

    `broken` are rows whose bytes are not valid in the encoding, with their cells as far as they can be told apart;
    `ragged` the rows with another number of cells than the header; `id_as_number` the first id column with number cells;
    `clue` says (zh, en) why the header may be none of the declared columns.
    """

    broken: list[tuple[int, list[str]]] = field(default_factory=list)
    ragged: list[int] = field(default_factory=list)
    id_as_number: str | None = None
    clue: tuple[str, str] = ("", "")


class Table(Protocol):
    """A file that is open for one reading. `header` is repaired; batches have the columns of `schema(len(header))`."""

    header: list[str]
    findings: Findings

    def batches(self) -> Iterator[Any]: ...


def schema(width: int) -> Any:
    """Columns `c0`, `c1` …: the cells as text; `row`: the spreadsheet's row number; `dirty`: some cell may need a repair."""
    cells = [(f"c{i}", pa.string()) for i in range(width)]
    return pa.schema([*cells, ("row", pa.int32()), ("dirty", pa.bool_())])


def batch(rows: Sequence[Sequence[str]], numbers: Sequence[int], width: int) -> Any:
    """A batch from rows of `width` cells each."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in range(width))
    arrays = [pa.array(column, pa.string()) for column in columns]
    text = "".join(f"{cell}\n" for row in rows for cell in row)
    return _labelled(arrays, numbers, dirty=needs_repair(text, text.encode(errors="replace"), "\n"))


def _labelled(arrays: list[Any], numbers: Sequence[int], *, dirty: bool) -> Any:
    labels = [pa.array(numbers, pa.int32()), pa.repeat(pa.scalar(dirty), len(numbers))]
    return pa.RecordBatch.from_arrays([*arrays, *labels], schema=schema(len(arrays)))


def parsed(table: Any, numbers: Sequence[int], *, dirty: bool) -> Any:
    """A batch from a table of text columns, with its row numbers."""
    columns = [column.combine_chunks() for column in table.columns]
    return _labelled(columns, numbers, dirty=dirty)
