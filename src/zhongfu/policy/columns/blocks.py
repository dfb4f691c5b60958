"""分块: a table worked some ten thousand households at a time, in two threads, those of one law together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from zhongfu.policy.columns.column import constant
from zhongfu.policy.columns.frames import Frame, households
from zhongfu.policy.columns.lawrows import Held, LawOfRows, ParameterSheet, distinct
from zhongfu.policy.columns.needs import Array
from zhongfu.policy.parameters import Setting
from zhongfu.policy.values import NONE

BLOCK = 65_536  # households worked at a time: columns that stay near the processor, few enough of them
THREADS = 2
EVENT_AT = "household.event.at"
Rows: TypeAlias = "Array | slice"


@dataclass(frozen=True)
class Part:
    """Households of one law, their parameters, and which rows of the whole table they are."""

    frame: Frame
    sheet: ParameterSheet
    rows: Rows


def in_blocks(table: pa.Table, work: Callable[[pa.Table, int], None]) -> None:
    """Do this work for every block of the table, with the number of its first row."""
    blocks = [pa.table(block) for block in table.to_batches(BLOCK)]
    firsts = np.cumsum([0, *(block.num_rows for block in blocks)]).tolist()
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in pool.map(work, blocks, firsts):
            pass


def own_parts(block: pa.Table, first: int, law: LawOfRows) -> Iterator[Part]:
    """The households of a block by the law of their own place and residence."""
    settings = law.settings(_column(block, "place"), _column(block, "residence"))
    return _parts(block, first, law, settings, np.arange(block.num_rows))


def moved_parts(block: pa.Table, first: int, law: LawOfRows) -> Iterator[Part]:
    """The households of a block whose emergency happened where another law holds, by that law."""
    if EVENT_AT not in block.column_names:
        return
    residence = _column(block, "residence")
    of_own, own = law.settings(_column(block, "place"), residence)
    of_there, there = law.settings(block.column(EVENT_AT), residence)
    differs = [[_is_elsewhere(law, here, event) for event in there] for here in own]
    rows = np.flatnonzero(np.array(differs, bool)[of_own, of_there])
    yield from _parts(block, first, law, (of_there, there), rows)


def _is_elsewhere(law: LawOfRows, own: Setting, event: Setting) -> bool:
    """Whether there was an emergency, at a known place where other values hold."""
    return event.place not in ("", NONE) and law.held(event) is not law.held(own)


def _parts(block: pa.Table, first: int, law: LawOfRows, settings: tuple[Array, list[Setting]], rows: Array) -> Iterator[Part]:
    of_row, held = settings[0], [law.held(one) for one in settings[1]]
    shapes: dict[tuple[Any, ...], int] = {}
    shape = np.array([shapes.setdefault(one.shape(law.names), len(shapes)) for one in held], np.intp)[of_row[rows]]
    for number in range(len(shapes)):
        pick = rows[shape == number]
        if len(pick):
            whole = len(pick) == block.num_rows
            frame = households(block, None if whole else pick)
            frame.scopes["case"][0].fix("as_of", constant(law.as_of))
            yield Part(frame, _sheet(held, of_row[pick]), slice(first, first + block.num_rows) if whole else first + pick)


def _sheet(held: Sequence[Held], of_row: Array) -> ParameterSheet:
    used, at = distinct(of_row)
    return ParameterSheet([held[one] for one in used], at if len(used) > 1 else None)


def _column(table: pa.Table, name: str) -> Any:
    return table.column(name) if name in table.column_names else pa.chunked_array([pa.nulls(table.num_rows, pa.string())])
