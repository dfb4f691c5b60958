"""归总: what the records of each owner give together: sums, any, all, the least and the greatest, unknowns included."""

from __future__ import annotations

from typing import Any

import numpy as np

from zhongfu.policy.columns.column import Column, constant, settled, unknown, widened
from zhongfu.policy.columns.frames import Frame, offsets_of
from zhongfu.policy.columns.needs import Array, Known, Wants, gathered, masked, terms, united


def lengths_of(inner: Frame) -> Array:
    """How many rows of the frame belong to each row around it."""
    assert inner.lengths is not None
    return inner.lengths


def owner_of(inner: Frame) -> Array:
    """The row around it to which each row of the frame belongs."""
    assert inner.owner is not None
    return inner.owner


def where_listed(answer: Column, inner: Frame, size: int, asked: int) -> Column:
    """The answer where the list is known; elsewhere the list is asked for."""
    if inner.known is True:
        return answer
    listed = Column(None, inner.known, asked)
    if answer.known is False:
        return unknown(_beside(answer, listed))
    value = answer.value
    if isinstance(value, bool | np.ndarray) and np.asarray(value).dtype == bool:
        value = value & inner.known
    return Column(value, inner.known & answer.known, _beside(answer, listed), answer.bottom, answer.bound)


def _beside(answer: Column, listed: Column) -> Wants:
    assert isinstance(listed.known, np.ndarray)
    known = ~listed.known | answer.known
    return united([Column(None, known, masked(terms(answer), listed.known)), listed])


def lengths_times(inner: Frame, which: str, value: Column) -> Column:
    """A value that is the same for every record: only how many there are matters."""
    lengths = lengths_of(inner)
    if which == "sum":
        longest = int(lengths.max()) if len(lengths) else 0
        return settled(widened(lengths, value.bound * longest) * value.value, value.bottom, value.bound * longest)
    if value.value is (which == "all"):
        return constant(value.value)
    return Column((lengths > 0) == value.value)


def sum_of(inner: Frame, size: int, value: Column) -> Column:
    """The total; unknown as soon as one record is."""
    if value.known is False:
        return _unless_empty(inner, size, value, constant(0))
    lengths = lengths_of(inner)
    longest = int(lengths.max()) if len(lengths) else 0
    bound = value.bound * longest
    wide = widened(np.broadcast_to(np.asarray(value.value), inner.size), bound)
    running = np.zeros(inner.size + 1, object if wide.dtype == object else np.int64)
    np.cumsum(wide, out=running[1:])  # may go round past 64 bits; the differences do not
    offsets = offsets_of(lengths)
    total = running.take(offsets[1:]) - running.take(offsets[:-1])
    return _known(settled(total, value.bottom, bound), inner, size, value)


def _unless_empty(inner: Frame, size: int, value: Column, of_none: Column) -> Column:
    """Every record is unknown: only an owner without records has an answer."""
    empty = lengths_of(inner) == 0
    return Column(of_none.value & empty if isinstance(of_none.value, bool) else of_none.value, empty, _wants(inner, size, value))


def _known(result: Column, inner: Frame, size: int, value: Column) -> Column:
    if value.known is True:
        return result
    open_ = rows_with(inner, size, ~np.asarray(value.known))
    result.known, result.wants = ~open_, _wants(inner, size, value)
    return result


def _wants(inner: Frame, size: int, value: Column) -> Wants:
    """What the owners want; the same for all of them where their records want the same."""
    if isinstance(value.wants, int):
        return value.wants
    return gathered(value.wants, lambda rows: rows_with(inner, size, rows))


def rows_with(inner: Frame, size: int, rows: Known) -> Array:
    """The owners of at least one of these rows."""
    if rows is True:
        return lengths_of(inner) > 0
    return _marked(owner_of(inner)[np.flatnonzero(rows)], size)


def _marked(rows: Array, size: int) -> Array:
    found = np.zeros(size, bool)
    found[rows] = True
    return found


def any_or_all(inner: Frame, size: int, value: Column, wins: bool) -> Column:
    """One record that settles it is enough; otherwise one unknown record leaves it unknown."""
    if value.known is False:
        return _unless_empty(inner, size, value, constant(not wins))
    settled_ = rows_with(inner, size, value.value if wins else value.falls())
    if value.known is True:
        return Column(settled_ if wins else ~settled_)
    known = settled_ | ~rows_with(inner, size, ~np.asarray(value.known))
    return Column(settled_ if wins else known & ~settled_, known, masked(_wants(inner, size, value), ~known))


def extreme_of(inner: Frame, size: int, value: Column, where: Column | None, greatest: bool) -> Column:
    """The greatest or the least of the records that pass; where none does, the value does not apply."""
    passing: Any = True if where is None else _passing(where)
    if where is not None and where.known is not True:
        doubtful = rows_with(inner, size, ~np.broadcast_to(np.asarray(where.known), inner.size))
        answer = _of_passing(inner, size, value, passing, greatest)
        asked = gathered(terms(where), lambda rows: rows_with(inner, size, rows))
        wants = united([_quiet(answer, ~doubtful), Column(None, ~doubtful, asked)])
        return Column(answer.value, answer.known & ~doubtful, wants, answer.bottom, answer.bound)
    return _of_passing(inner, size, value, passing, greatest)


def _passing(where: Column) -> Any:
    return False if where.known is False else where.value


def _quiet(answer: Column, rows: Array) -> Column:
    """The answer with its wishes in these rows alone."""
    return Column(None, answer.known | ~rows, masked(terms(answer), rows))


def _of_passing(inner: Frame, size: int, value: Column, passing: Any, greatest: bool) -> Column:
    rows = np.arange(inner.size) if passing is True else np.flatnonzero(np.broadcast_to(passing, inner.size))
    owners = owner_of(inner)[rows]
    some = _marked(owners, size)
    chosen = value.take(rows)
    best: Any = np.zeros(size, np.int64)
    if value.known is not False and len(rows):
        best = _best(owners, chosen, best, greatest)
    open_ = _marked(owners[np.broadcast_to(~np.asarray(chosen.known), len(rows))], size)
    wants = gathered(terms(chosen), lambda wanting: _marked(owners[np.broadcast_to(wanting, len(rows))], size))
    return Column(best, some & ~open_, wants if value.known is not True else 0, value.bottom, value.bound)


def _best(owners: Array, chosen: Column, best: Any, greatest: bool) -> Any:
    starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
    values: Known | Array = np.broadcast_to(np.asarray(chosen.value), len(owners))
    pick = np.maximum if greatest else np.minimum
    best = best.astype(np.asarray(values).dtype)
    best[owners[starts]] = pick.reduceat(values, starts)
    return best
