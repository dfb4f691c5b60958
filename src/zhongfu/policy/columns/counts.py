"""计数: counts that are partly unknown: the least and the most that they can be, and what is sure of them against a limit."""

from __future__ import annotations

import numpy as np

from zhongfu.policy.columns.column import Column, compared, number
from zhongfu.policy.columns.frames import Frame
from zhongfu.policy.columns.needs import Array, united
from zhongfu.policy.columns.segments import owner_of

MANY = 2**31 - 1  # more than anything that is counted in one household
Span = tuple[Array, Array]


def either_span(frame: Frame, condition: Column, then: Column) -> Span:
    """One or none: both where the condition is unknown."""
    known = np.broadcast_to(np.asarray(condition.known), frame.size)
    counted = known if condition.known is False else np.asarray(condition.value) == bool(then.value)
    return (known & counted).astype(np.int64), (~known | counted).astype(np.int64)


def span_of(frame_size: int, column: Column) -> Span:
    """The span of a count: where it is known that number, where nothing is known of it any."""
    if column.span is not None:
        return column.span
    known = np.broadcast_to(np.asarray(column.known), frame_size)
    value = 0 if column.value is None else column.value
    return np.where(known, value, -MANY), np.where(known, value, MANY)


def sum_span(frame: Frame, *columns: Column) -> Span:
    """Of a sum: the least of all together, and the most."""
    spans = [span_of(frame.size, column) for column in columns]
    least, most = (np.sum(ends, axis=0).clip(-MANY, MANY) for ends in zip(*spans, strict=True))
    return least, most


def listed_span(inner: Frame, size: int, value: Column) -> Span:
    """Of a sum over a list; where the list itself is unknown it may be any."""
    ends = (np.bincount(owner_of(inner), each, size).astype(np.int64) for each in span_of(inner.size, value))
    least, most = ends
    if inner.known is True:
        return least, most
    return np.where(inner.known, least, -MANY), np.where(inner.known, most, MANY)


def count_against(frame: Frame, count: Column, limit: Column, sign: str) -> Column:
    """Sure where the least and the most that the count can be say the same of the limit."""
    assert count.span is not None
    least, most = map(number, count.span)
    at_least, at_most = compared(least, limit, sign), compared(most, limit, sign)
    settled = at_least == at_most
    if sign == "==":
        outside = compared(least, limit, ">") | compared(most, limit, "<")
        settled = outside | (count.span[0] == count.span[1])
    known = np.broadcast_to(settled & limit.known, frame.size)
    return Column(at_least & known, known, united([count, limit], ~known))
