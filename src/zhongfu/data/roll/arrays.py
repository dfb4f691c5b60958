"""列与列表 Arrays: records of a case laid over flat, sorted columns, with what the case format says of absence.

Texts are dictionary coded: few words, many rows. A fact that nobody told and whose absence means nothing is no column at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhongfu.policy.facts import SCOPES

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def column(table: pa.Table, name: str) -> pa.Array:
    """One column in one piece."""
    return table[name].combine_chunks()


def whole(values: pa.Array) -> Counts:
    """Integers as NumPy has them, unknown ones as 0: only where the unknowns are kept apart."""
    return np.asarray(values.fill_null(0).to_numpy(zero_copy_only=False), dtype=np.int64)


def same(value: object, rows: int) -> pa.Array:
    """One value for every row."""
    if isinstance(value, str):
        return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, dtype=np.int8)), pa.array([value]))
    return pa.repeat(pa.scalar(value), rows)


def facts(scope: str, given: Mapping[str, pa.Array], rows: int) -> dict[str, pa.Array]:
    """The columns of a scope: what is given, and for other facts what their absence means in a case file."""
    fields = SCOPES[scope].fields.values()
    assumed = {field.key: same(field.default, rows) for field in fields if field.default is not None and field.key not in given}
    return {name: _coded(values) for name, values in given.items()} | assumed


def _coded(values: pa.Array) -> pa.Array:
    return values.dictionary_encode() if pa.types.is_string(values.type) else values


def records(scope: str, given: Mapping[str, pa.Array], rows: int) -> pa.StructArray:
    """Records of a scope, as many as there are rows in the given columns."""
    made = facts(scope, given, rows)
    return pa.StructArray.from_arrays(list(made.values()), names=list(made))


def lists(values: pa.Array, counts: Counts, unknown: Mask | None = None) -> pa.ListArray:
    """Consecutive values as lists of these lengths; NULL where a list is unknown."""
    offsets = np.zeros(len(counts) + 1, dtype=np.int32)
    np.cumsum(counts, out=offsets[1:])
    return pa.ListArray.from_arrays(pa.array(offsets), values, mask=None if unknown is None else pa.array(unknown))


def items_by_kind(table: pa.Table, kinds: Sequence[str]) -> pa.ListArray:
    """One column of fen for each kind of income as lists of items: those that are not 0. Unknown as a whole while one of them is."""
    held = [column(table, name) for name in kinds]
    unknown = np.logical_or.reduce([each.is_null().to_numpy(zero_copy_only=False) for each in held])
    fen = np.stack([whole(each) for each in held], axis=1)
    taken = (fen != 0) & ~unknown[:, None]
    words = pa.DictionaryArray.from_arrays(pa.array(np.nonzero(taken)[1].astype(np.int8)), pa.array(list(kinds)))
    given: dict[str, Any] = {"kind": words, "amount": pa.array(fen[taken])}
    return lists(records("income", given, len(words)), taken.sum(axis=1), unknown)
