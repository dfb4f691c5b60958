"""审计链 Chain: the bytes over which each audit row is hashed; the same as in `audit_append` of rowaccess.sql."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

GENESIS = bytes(32)


def canonical_json(detail: dict[str, Any]) -> str:
    """One text for one content: sorted names, no blanks, Chinese as it is. Floats are refused, since they have many texts."""
    return json.dumps(_without_floats(detail), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _without_floats(value: Any) -> Any:
    if isinstance(value, float):
        raise TypeError("an audit row holds integers and texts, no floats")
    if isinstance(value, dict):
        return {str(name): _without_floats(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_floats(part) for part in value]
    return value


def canonical(sequence: int, at: datetime, texts: Iterable[str]) -> bytes:
    """Netstrings (length:bytes,) of the sequence, the time in UTC and the texts: no two rows share their bytes."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return b"".join(_netstring(part) for part in (str(sequence), moment, *texts))


def _netstring(part: str) -> bytes:
    data = part.encode()
    return b"%d:%b," % (len(data), data)


def digest(previous: bytes, row: bytes) -> bytes:
    """SHA-256 over the previous row's hash and this row's canonical bytes."""
    return hashlib.sha256(previous + row).digest()
