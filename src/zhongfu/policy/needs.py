"""所缺: what is missing for the unknown values of a column, as sets of names held in bits.

A name has one bit in a screening. What a column wants is one whole number where every unknown row wants the same, else a
mapping of word number to an array of 64-bit words, 0 in every row whose value is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhongfu.policy.facts import SCOPES
from zhongfu.policy.language import Expression, Fact, Over, Parameter

Array: TypeAlias = npt.NDArray[Any]
Known: TypeAlias = "bool | Array"
Wants: TypeAlias = "int | dict[int, Array]"

# How facts of the records of a list are named where many households are counted together.
LIST_NAMES: Mapping[str, str] = {
    "member": "household.members", "subject": "household.members", "income": "household.members.incomes",
    "obligor": "household.obligors", "vehicle": "household.assets.vehicles", "house": "household.assets.houses",
    "business": "household.assets.businesses",
}  # fmt: skip
_MEMBER = re.compile(r"household\.members\.[^.]+")
_INCOMES = re.compile(r"household\.members\.incomes\..*")
_THING = re.compile(r"(household\.(?:obligors|assets\.(?:vehicles|houses|businesses)))\.\d+.*")
WORD = 64


class Wanting(Protocol):
    """The parts of a column that say what is missing."""

    known: Known
    wants: Wants


class Names:
    """The bits of one screening: each name gets the next one when it is first missed."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._names: list[str] = []
        self._lock = Lock()

    def bit(self, *names: str) -> int:
        """The bits of these names together."""
        found = 0
        for name in names:
            if name not in self._bits:
                self._add(name)
            found |= self._bits[name]
        return found

    def _add(self, name: str) -> None:
        with self._lock:
            if name not in self._bits:
                self._names.append(name)
                self._bits[name] = 1 << (len(self._names) - 1)

    def of(self, bits: int) -> tuple[str, ...]:
        """The names of these bits, sorted."""
        found = []
        while bits:
            found.append(self._names[(bits & -bits).bit_length() - 1])
            bits &= bits - 1
        return tuple(sorted(found))


def fact_name(node: Fact) -> str:
    """A fact of the case by its place in the case file; a member's by the list of members; a thing's by its list."""
    if node.scope == "case":
        return SCOPES["case"].path(node.key)
    if node.scope in ("member", "subject"):
        return f"{LIST_NAMES[node.scope]}.{SCOPES['member'].path(node.key)}"
    return LIST_NAMES[node.scope]


def names_read(node: Expression) -> Iterator[str]:
    """What an expression is asked for as a whole: its facts and parameters, and a list instead of what is counted in it."""
    if isinstance(node, Fact):
        yield fact_name(node)
    elif isinstance(node, Parameter):
        yield f"parameter:{node.parameter}"
    elif isinstance(node, Over):
        yield node.collection.key
    else:
        for part in node.parts():
            yield from names_read(part)


def by_list(path: str) -> str:
    """A missing fact of one person or thing, named by its list as it is where households are counted together."""
    named = _MEMBER.sub("household.members", path, count=1)
    named = _INCOMES.sub("household.members.incomes", named)
    return _THING.sub(r"\1", named)


def united(columns: Iterable[Wanting], size: int, unknown: Array | None = None) -> Wants:
    """What rows want that are unknown because one of these columns is; only where `unknown`, where that is fewer rows."""
    open_ = [column for column in columns if column.known is not True]
    everywhere = 0
    for column in open_:
        if column.known is False and isinstance(column.wants, int):
            everywhere |= column.wants
    if all(isinstance(column.wants, int) for column in open_):
        masks = {column.wants for column in open_ if isinstance(column.wants, int)}
        if len(masks) <= 1 or all(mask | everywhere == everywhere for mask in masks):
            return everywhere or next(iter(masks), 0)
    joined: dict[int, Array] = {}
    for column in open_:
        for word, array in dense(column, size).items():
            joined[word] = joined[word] | array if word in joined else array
    return joined if unknown is None else masked(joined, unknown)


def dense(column: Wanting, size: int) -> dict[int, Array]:
    """What a column wants row by row."""
    if isinstance(column.wants, dict):
        return column.wants
    if column.known is True:
        return {}
    return {word: _part(column.known, part, size) for word, part in _words(column.wants)}


def _part(known: Known, part: int, size: int) -> Array:
    if known is False:
        return np.full(size, part, np.uint64)
    return np.where(known, np.uint64(0), np.uint64(part))


def _words(bits: int) -> Iterator[tuple[int, int]]:
    word = 0
    while bits:
        if bits & (2**WORD - 1):
            yield word, bits & (2**WORD - 1)
        bits, word = bits >> WORD, word + 1


def masked(wants: Wants, rows: Array) -> Wants:
    """The same, but only in these rows; a wish common to all unknown rows stays as it is."""
    if isinstance(wants, int):
        return wants
    return {word: np.where(rows, array, np.uint64(0)) for word, array in wants.items()}


def taken(wants: Wants, index: Array) -> Wants:
    """The wishes of these rows."""
    return wants if isinstance(wants, int) else {word: array.take(index) for word, array in wants.items()}


def gathered(wants: Mapping[int, Array], owner: Array, size: int) -> dict[int, Array]:
    """What the owners of these rows want: all that their rows want. `owner` is in ascending order."""
    found = {}
    for word, array in wants.items():
        rows = np.flatnonzero(array)
        out = np.zeros(size, np.uint64)
        if len(rows):
            owners = owner[rows]
            starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
            out[owners[starts]] = np.bitwise_or.reduceat(array[rows], starts)
        found[word] = out
    return found


def sets_of(wants: Mapping[int, Array], size: int) -> tuple[Array, list[int]]:
    """The wishes row by row as numbers into a list of distinct sets of bits."""
    code, sets = np.zeros(size, np.int64), [0]
    for word, array in wants.items():
        distinct, coded = _distinct(array)
        pairs, code = _distinct(code * len(distinct) + coded) if len(sets) > 1 else (np.arange(len(distinct)), coded)
        among = [(sets[pair // len(distinct)], int(distinct[pair % len(distinct)])) for pair in pairs.tolist()]
        sets = [below | here << (WORD * word) for below, here in among]
    return code, sets


def _distinct(array: Array) -> tuple[Array, Array]:
    """The distinct numbers in the order of their appearance, and which of them stands in each row; by hashing, not by order."""
    if not array.any():
        return np.zeros(1, array.dtype), array.astype(np.int64)
    encoded = pa.array(array).dictionary_encode()
    return encoded.dictionary.to_numpy(), encoded.indices.to_numpy().astype(np.int64)
