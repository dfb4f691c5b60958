"""审计核验 Verify: recomputes the whole audit chain from the columns as they stand and names the first row that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from zhongfu.audit import anchor, chain

COLUMNS = "sequence, at, actor, verb, subject_kind, subject_id, region, detail, previous_hash, hash"
Row = tuple[int, datetime, str, str, str, str, str, str, bytes, bytes]


@dataclass(frozen=True)
class Report:
    """What was found. `broken_at` is the first sequence that does not fit (None when whole); the reasons say how."""

    rows: int
    broken_at: int | None = None
    zh: str = "审计链完整。"
    en: str = "The audit chain is whole."

    @property
    def whole(self) -> bool:
        return self.broken_at is None

    def as_json(self) -> dict[str, Any]:
        return {"whole": self.whole, "rows": self.rows, "broken_at": self.broken_at, "message": f"{self.zh} / {self.en}"}


class _Broken(Exception):
    def __init__(self, sequence: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.sequence, self.zh, self.en = sequence, zh, en


@dataclass
class _Walk:
    """How far the chain was followed, and the hash at the sequence that was noted outside."""

    rows: int = 0
    last: bytes = chain.GENESIS
    noted: anchor.Noted | None = None

    def take(self, row: Row) -> None:
        sequence, at, *texts, previous, digest = row
        expected = self.rows + 1
        if sequence != expected:
            raise _Broken(expected, f"第 {expected} 条缺失。", f"Row {expected} is missing.")
        if bytes(previous) != self.last:
            raise _Broken(sequence, f"第 {sequence} 条与前一条不相接。", f"Row {sequence} does not follow the row before it.")
        self.last = chain.digest(self.last, chain.canonical(sequence, at, texts))
        if bytes(digest) != self.last:
            raise _Broken(sequence, f"第 {sequence} 条的内容已被改动。", f"The content of row {sequence} was changed.")
        self.rows = sequence
        if self.noted and self.noted.sequence == sequence and self.noted.hash != self.last:
            raise _Broken(sequence, f"第 {sequence} 条与库外留存的记录不同。", f"Row {sequence} differs from what was noted outside the database.")


def verify(keys: Path | None = None) -> Report:
    """Walk every row in order, then compare the end with the head row and, given the folder `keys`, with the note outside.

    Needs a role that sees every region (worker or owner). Reads in one snapshot, ten thousand rows at a time.
    """
    walk = _Walk()
    try:
        walk.noted = _noted(keys)
        with transaction.atomic():
            for row in _rows():
                walk.take(row)
            _compare_ends(walk)
    except _Broken as broken:
        return Report(walk.rows, broken.sequence, broken.zh, broken.en)
    if keys:
        anchor.note(keys)
    return Report(walk.rows)


def _noted(keys: Path | None) -> anchor.Noted | None:
    try:
        return anchor.noted(keys) if keys else None
    except anchor.BrokenSeal:
        raise _Broken(0, f"库外留存的记录 {anchor.NOTE} 已被改动。", f"The note outside the database, {anchor.NOTE}, was changed.") from None


def _rows() -> Iterator[Row]:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    with connection.connection.cursor(name="audit_verify") as cursor:
        cursor.itersize = 10_000
        cursor.execute(f"SELECT {COLUMNS} FROM audit_event ORDER BY sequence")
        yield from cursor


def _compare_ends(walk: _Walk) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequence, hash FROM audit_head")
        head = cursor.fetchone()
    if head is None or (head[0], bytes(head[1])) != (walk.rows, walk.last):
        raise _Broken(walk.rows + 1, f"第 {walk.rows + 1} 条起与链尾不符。", f"From row {walk.rows + 1} on, the chain does not reach its head.")
    if walk.noted and walk.noted.sequence > walk.rows:
        raise _Broken(walk.rows + 1, f"第 {walk.rows + 1} 至 {walk.noted.sequence} 条已丢失。", f"Rows {walk.rows + 1} to {walk.noted.sequence} are gone.")
