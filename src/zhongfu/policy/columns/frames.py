"""记录框: whose rows a rule is evaluated over: all households, all members, all items of income, or pairs of members.

A frame has one row for each combination of records that a rule speaks of. It knows for each row which record of each scope
is meant, and which row of the frame around it the row belongs to; the rows of one owner stand together.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhongfu.policy.columns.column import Column, coded, number
from zhongfu.policy.columns.needs import Array, Known
from zhongfu.policy.facts import businesses, houses, incomes, members, obligors, vehicles
from zhongfu.policy.language import Collection

_COLLECTIONS = {each.scope: each for each in (members, incomes, obligors, vehicles, houses, businesses)}


class Records:
    """All records of one list in a part of a table, one after the other; `pick` leaves some of the stored ones out."""

    def __init__(self, fields: dict[str, pa.Array], size: int, pick: Array | None = None) -> None:
        self.fields, self.size, self.pick = fields, size, pick
        self._columns: dict[str, Column | None] = {}
        self._lists: dict[str, Listed | None] = {}

    def column(self, key: str) -> Column | None:
        """A fact of every record, or None where the table does not hold it."""
        if key not in self._columns:
            stored = self.fields.get(key)
            self._columns[key] = None if stored is None or pa.types.is_null(stored.type) else self._picked(read(stored))
        return self._columns[key]

    def _picked(self, column: Column) -> Column:
        return column if self.pick is None else column.take(self.pick)

    def fix(self, key: str, column: Column) -> None:
        """Let this column stand for a fact, whatever the table says of it."""
        self._columns[key] = column

    def listed(self, key: str) -> Listed | None:
        """A list that every record owns, or None where the table does not hold it."""
        if key not in self._lists:
            stored = self.fields.get(key)
            self._lists[key] = None if stored is None or pa.types.is_null(stored.type) else Listed(stored, self.pick)
        return self._lists[key]


class Listed:
    """The records in the lists of all their owners, with the owner of each; `known` says whose list is known."""

    def __init__(self, stored: pa.ListArray, pick: Array | None) -> None:
        self.known: Known = True
        if stored.null_count:
            valid = stored.is_valid().to_numpy(zero_copy_only=False)
            self.known = valid if pick is None else valid.take(pick)
        lengths = pc.fill_null(stored.value_lengths(), 0).to_numpy().astype(np.int64)
        first = np.cumsum(lengths) - lengths
        within = None
        if pick is not None:
            lengths, first = lengths.take(pick), first.take(pick)
            within = run_together(first, lengths)
        inner = stored.flatten()  # leaves out what a NULL list might still hold
        fields = {inner.type.field(at).name: inner.field(at) for at in range(inner.type.num_fields)}
        self.lengths = lengths
        self.records = Records(fields, int(lengths.sum()), within)

    @cached_property
    def offsets(self) -> Array:
        """Where the records of each owner begin, and where the last ones end."""
        return offsets_of(self.lengths)

    @cached_property
    def owner(self) -> Array:
        """The owner of each record."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)


def offsets_of(lengths: Array) -> Array:
    """Where each run of these lengths begins, and where the last one ends."""
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def run_together(first: Array, lengths: Array) -> Array:
    """The numbers of several runs, each from its first number on, one run after the other."""
    offsets = offsets_of(lengths)
    numbers: Array = np.arange(offsets[-1]) + np.repeat(first - offsets[:-1], lengths)
    return numbers


class Frame:
    """Rows over which a rule is evaluated. `scopes` are those bound here, each with its records and the one of each row.

    An index of None is every record once, in order. `known` says which rows of the frame around it have a known list.
    """

    def __init__(self, scopes: dict[str, tuple[Records, Array | None]], size: int, outer: Frame | None = None) -> None:
        self.scopes, self.size, self.outer = scopes, size, outer
        self.known: Known = True
        self.narrow = False  # some rows of another frame, for which alone a costly answer is wanted
        self.lengths: Array | None = None
        self.owner: Array | None = None  # the row of the outer frame
        self._inner: dict[tuple[str, bool], Frame | None] = {}
        self._bound: dict[str, tuple[Records, Array | None]] = {}
        self._homes: dict[tuple[str, ...], tuple[Frame, Array | None]] = {}
        self._of_subjects: Frame | None = None

    def bound(self, scope: str) -> tuple[Records, Array | None]:
        """The records of this scope, and which of them each row means."""
        found = self._bound.get(scope)
        if found is None:
            if scope in self.scopes:
                found = self.scopes[scope]
            else:
                assert self.outer is not None and self.owner is not None
                records, index = self.outer.bound(scope)
                found = records, self.owner if index is None else index.take(self.owner)
            self._bound[scope] = found
        return found

    def home(self, scopes: tuple[str, ...]) -> tuple[Frame, Array | None]:
        """The smallest frame that knows these scopes as this one does, and the row there for each row here."""
        found = self._homes.get(scopes)
        if found is None:
            found = self._homes[scopes] = self._find_home(scopes)
        return found

    def _find_home(self, scopes: tuple[str, ...]) -> tuple[Frame, Array | None]:
        if self.outer is None:
            return self, None
        if not any(scope in self.scopes for scope in scopes):
            assert self.owner is not None
            frame, index = self.outer.home(scopes)
            return frame, self.owner if index is None else index.take(self.owner)
        if len(scopes) == 1:
            records, index = self.scopes[scopes[0]]
            every = None if index is None else self.top.every(scopes[0], records)
            if every is not None:
                return every, index
        return self, None

    def every(self, scope: str, records: Records) -> Frame | None:
        """The frame in which each of these records stands once, where they are one of the lists of a case."""
        if scope == "subject":
            return self._subjects(records)
        frame = self.inner(members if _COLLECTIONS[scope].parent == "member" else _COLLECTIONS[scope])
        if frame is not None and _COLLECTIONS[scope].parent == "member":
            frame = frame.inner(_COLLECTIONS[scope])
        return frame if frame is not None and frame.scopes[scope][0] is records else None

    def _subjects(self, records: Records) -> Frame:
        if self._of_subjects is None:
            everybody = self.every("member", records)
            assert everybody is not None  # pairs are made of members
            self._of_subjects = Frame({"subject": (records, None)}, records.size, self)
            self._of_subjects.owner = everybody.owner
        return self._of_subjects

    @property
    def top(self) -> Frame:
        """The frame of all households."""
        return self if self.outer is None else self.outer.top

    def narrowed(self, rows: Array) -> Frame:
        """A frame of these rows alone, beside this one."""
        assert self.outer is not None and self.owner is not None
        scopes: dict[str, tuple[Records, Array | None]] = {
            scope: (records, rows if index is None else index.take(rows)) for scope, (records, index) in self.scopes.items()
        }
        frame = Frame(scopes, len(rows), self.outer)
        frame.narrow, frame.owner = True, self.owner.take(rows)
        return frame

    def inner(self, collection: Collection) -> Frame | None:
        """The frame of the records in this collection, or None where the table does not hold the list."""
        key = collection.key, collection.besides
        if key not in self._inner:
            records, index = self.bound(collection.parent)
            listed = records.listed(collection.key)
            frame = None
            if listed is not None:
                frame = self._others(listed) if collection.besides else self._listed(collection, listed, index)
            self._inner[key] = frame
        return self._inner[key]

    def _listed(self, collection: Collection, listed: Listed, index: Array | None) -> Frame:
        if index is None:
            frame = Frame({collection.scope: (listed.records, None)}, listed.records.size, self)
            frame.known, frame.lengths, frame.owner = listed.known, listed.lengths, listed.owner
            return frame
        lengths = listed.lengths.take(index)
        rows = run_together(listed.offsets.take(index), lengths)
        frame = Frame({collection.scope: (listed.records, rows)}, len(rows), self)
        frame.known = listed.known.take(index) if isinstance(listed.known, np.ndarray) else listed.known
        frame.lengths, frame.owner = lengths, np.repeat(np.arange(self.size), lengths)
        return frame

    def _others(self, listed: Listed) -> Frame:
        """Pairs of a member, then called the subject, and each other member of his household."""
        records, index = self.bound("member")
        member = np.arange(records.size) if index is None else index
        household = listed.owner.take(member)
        lengths = listed.lengths.take(household) - 1
        other = run_together(listed.offsets.take(household), lengths)
        owner = np.repeat(np.arange(self.size), lengths)
        subject = member.take(owner)
        other += other >= subject  # everybody from the subject on moves up by one
        frame = Frame({"member": (records, other), "subject": (records, subject)}, len(other), self)
        frame.lengths, frame.owner = lengths, owner
        return frame


def households(table: pa.Table, pick: Array | None = None) -> Frame:
    """The frame of the households of a table, or of those rows of it."""
    whole = table.combine_chunks()
    fields = {name: _one_chunk(whole.column(name)) for name in whole.column_names}
    size = table.num_rows if pick is None else len(pick)
    return Frame({"case": (Records(fields, size, pick), None)}, size)


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


_EPOCH = np.datetime64("1970-01-01", "D")


def read(stored: pa.Array) -> Column:
    """A column of a table. A value that is the same everywhere becomes a constant."""
    kind = stored.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind):
        column = _text(stored if pa.types.is_dictionary(kind) else stored.dictionary_encode())
    elif pa.types.is_boolean(kind):
        column = Column(pc.fill_null(stored, False).to_numpy(zero_copy_only=False))
    elif pa.types.is_date(kind):
        column = number(_digits(pc.fill_null(stored.cast(pa.int32()), 0).to_numpy(zero_copy_only=False)))
    else:
        column = number(pc.fill_null(stored.cast(pa.int64()), 0).to_numpy(zero_copy_only=False))
    if stored.null_count == len(stored) and len(stored):
        return Column(None, False)
    if stored.null_count:
        column.known = stored.is_valid().to_numpy(zero_copy_only=False)
        return column
    return _once(column) if len(stored) else column


def _text(stored: pa.DictionaryArray) -> Column:
    codes = pc.fill_null(stored.indices, 0).to_numpy(zero_copy_only=False)
    return coded(stored.dictionary.to_pylist() or [""], codes)


def _once(column: Column) -> Column:
    """The same column, as one value where every row has it."""
    low, high = column.value.min(), column.value.max()
    if low != high:
        return column
    value: Any = low.item()
    return Column(value if column.categories is None else column.categories[value], bound=column.bound)


def _digits(days: Array) -> Array:
    """Days since 1970 as numbers such as 20230301, which keep their order and give whole years by subtraction."""
    if not len(days):
        return days.astype(np.int64)
    low = int(days.min())
    every = _EPOCH + np.arange(low, int(days.max()) + 1)
    months = every.astype("datetime64[M]")
    month = months.astype(np.int64)
    day = (every - months.astype("datetime64[D]")).astype(np.int64) + 1
    table: Array = (month // 12 + 1970) * 10000 + (month % 12 + 1) * 100 + day
    digits: Array = table.take(days - low)
    return digits
