"""所缺: what is missing for the unknown values of a column: sets of names, and the rows in which each is missed.

A name has one bit in a screening, and a set of names is a whole number. What a column wants is one such number where every
unknown row wants the same; else it is the rows that want each set, none of them a row whose value is known. Rows are truths,
one byte each: a union costs a fraction of what it would with the bits themselves by row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhongfu.policy.facts import SCOPES
from zhongfu.policy.language import Expression, Fact, Over, Parameter

Array: TypeAlias = npt.NDArray[Any]
Known: TypeAlias = "bool | Array"
Wants: TypeAlias = "int | dict[int, Known]"

# How facts of the records of a list are named where many households are counted together.
LIST_NAMES: Mapping[str, str] = {
    "member": "household.members", "subject": "household.members", "income": "household.members.incomes",
    "obligor": "household.obligors", "vehicle": "household.assets.vehicles", "house": "household.assets.houses",
    "business": "household.assets.businesses",
}  # fmt: skip
_MEMBER = re.compile(r"household\.members\.[^.]+")
_INCOMES = re.compile(r"household\.members\.incomes\..*")
_THING = re.compile(r"(household\.(?:obligors|assets\.(?:vehicles|houses|businesses)))\.\d+.*")
WORD = 63


class Wanting(Protocol):
    """The parts of a column that say what is missing."""

    known: Known
    wants: Wants


class Names:
    """The bits of one screening: each name gets the next one when it is first missed."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._lock = Lock()

    def bit(self, *names: str) -> int:
        """The bits of these names together."""
        found = 0
        for name in names:
            if name not in self._bits:
                with self._lock:
                    self._bits.setdefault(name, 1 << len(self._bits))
            found |= self._bits[name]
        return found

    def of(self, bits: int) -> tuple[str, ...]:
        """The names of these bits, sorted."""
        names, found = list(self._bits), []
        while bits:
            found.append(names[(bits & -bits).bit_length() - 1])
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


def united(columns: Iterable[Wanting], unknown: Array | None = None) -> Wants:
    """What rows want that are unknown because one of these columns is; only where `unknown`, where that is fewer rows."""
    open_ = [column for column in columns if column.known is not True]
    common = _common(open_)
    if common is not None:
        return common
    joined: dict[int, Known] = {}
    for column in open_:
        for names, rows in terms(column).items():
            joined[names] = joined[names] | rows if names in joined else rows
    return joined if unknown is None else masked(joined, unknown)


def _common(open_: list[Wanting]) -> int | None:
    """The one set that every unknown row wants, whichever of the columns it is unknown for; None where they differ."""
    sets = {column.wants for column in open_ if isinstance(column.wants, int)}
    if not all(isinstance(column.wants, int) for column in open_):
        return None
    everywhere = 0
    for column in open_:
        if column.known is False and isinstance(column.wants, int):
            everywhere |= column.wants
    if len(sets) <= 1 or all(names | everywhere == everywhere for names in sets):
        return everywhere or next(iter(sets), 0)
    return None


def terms(column: Wanting) -> dict[int, Known]:
    """What a column wants, set by set, each with its rows."""
    if isinstance(column.wants, dict):
        return column.wants
    if column.known is True or not column.wants:
        return {}
    return {column.wants: True if column.known is False else ~column.known}


def masked(wants: Wants, rows: Array) -> Wants:
    """The same, but only in these rows; a wish common to all unknown rows stays as it is."""
    if isinstance(wants, int):
        return wants
    return {names: left for names, wanting in wants.items() if (left := wanting & rows).any()}


def taken(wants: Wants, index: Array) -> Wants:
    """The wishes of the rows of this index."""
    if isinstance(wants, int):
        return wants
    return {names: rows if rows is True or rows is False else rows.take(index) for names, rows in wants.items()}


def gathered(wants: Mapping[int, Known], owners: Callable[[Known], Array]) -> dict[int, Known]:
    """What the owners of these rows want: all that their rows want."""
    return {names: owners(rows) for names, rows in wants.items()}


def sets_of(wants: Mapping[int, Known], size: int) -> tuple[Array, list[int]]:
    """The wishes row by row as numbers into a list of distinct sets of names."""
    code, sets, every = np.zeros(size, np.int64), [0], list(wants.items())
    for first in range(0, len(every), WORD):
        part = every[first : first + WORD]
        word = np.min_scalar_type((1 << len(part)) - 1).type
        packed = np.zeros(size, word)
        for at, (_, rows) in enumerate(part):
            packed |= np.asarray(rows).view(np.uint8) * word(1 << at)
        distinct, coded = _distinct(packed)
        pairs, code = _distinct(code * len(distinct) + coded) if len(sets) > 1 else (np.arange(len(distinct)), coded)
        here = [_joined(part, int(one)) for one in distinct.tolist()]
        sets = [sets[pair // len(distinct)] | here[pair % len(distinct)] for pair in pairs.tolist()]
    return code, sets


def _joined(part: list[tuple[int, Known]], chosen: int) -> int:
    """All names of the chosen sets."""
    found = 0
    while chosen:
        found |= part[(chosen & -chosen).bit_length() - 1][0]
        chosen &= chosen - 1
    return found


def _distinct(array: Array) -> tuple[Array, Array]:
    """The distinct numbers in the order of their appearance, and which of them stands in each row; by hashing, not by order."""
    if not array.any():
        return np.zeros(1, array.dtype), array.astype(np.int64)
    encoded = pa.array(array).dictionary_encode()
    return encoded.dictionary.to_numpy(), encoded.indices.to_numpy().astype(np.int64)
