"""审计记录 Recording: the one way to write an audit row, in the same transaction as the change that it tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from zhongfu.audit.chain import canonical_json


@dataclass(frozen=True)
class Subject:
    """What was changed: its kind ("case"), its id and the region it lies in ("" when it lies in none)."""

    kind: str
    id: str
    region: str = ""


def actor_name(by: Any) -> str:
    """The user name of a member of staff, or the name of the job ("zhongfu monitor") that acted."""
    return str(getattr(by, "username", by))


def record(*, by: Any, at: datetime, verb: str, subject: Subject, detail: dict[str, Any] | None = None) -> int:
    """Append one row and return its sequence. Outside a transaction it raises: a change and its row stand or fall together."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an audit row is written inside the transaction of its change")
    row = [at, actor_name(by), verb, subject.kind, subject.id, subject.region, canonical_json(detail or {})]
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_append(%s, %s, %s, %s, %s, %s, %s)", row)
        return int(cursor.fetchone()[0])
