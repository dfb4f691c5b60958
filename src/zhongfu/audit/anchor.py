"""锚点 Anchor: the end of the chain noted outside the database, so that a chain cut short or rolled back is noticed.

The note lies among the home's keys and is sealed with a key that the database does not hold. Whoever owns the whole machine can forge
both: against that, a copy of the note elsewhere is needed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

NOTE = "audit-head.json"
KEY = "audit-seal.key"


@dataclass(frozen=True)
class Noted:
    """A sequence and the hash that the chain had there."""

    sequence: int
    hash: bytes


class BrokenSeal(Exception):
    """The note is there, but it is not ours or cannot be read."""


def note(keys: Path) -> Noted:
    """Note the present end of the chain in the folder `keys`. An older end never replaces a later one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequence, hash FROM audit_head")
        sequence, digest = cursor.fetchone()
    present = Noted(int(sequence), bytes(digest))
    known = noted(keys)
    if known is None or known.sequence < present.sequence:
        _write(keys / NOTE, {"sequence": present.sequence, "hash": present.hash.hex(), "seal": _seal(keys, present)})
    return present


def noted(keys: Path) -> Noted | None:
    """The end as it was last noted; None when it never was. Raises BrokenSeal."""
    try:
        said = json.loads((keys / NOTE).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (ValueError, OSError) as error:
        raise BrokenSeal from error
    return _opened(keys, said)


def _opened(keys: Path, said: dict[str, object]) -> Noted:
    try:
        found = Noted(int(str(said["sequence"])), bytes.fromhex(str(said["hash"])))
        seal = str(said["seal"])
    except (KeyError, ValueError, TypeError) as error:
        raise BrokenSeal from error
    if not hmac.compare_digest(seal, _seal(keys, found)):
        raise BrokenSeal
    return found


def _seal(keys: Path, end: Noted) -> str:
    return hmac.new(_key(keys), b"%d:%b" % (end.sequence, end.hash), hashlib.sha256).hexdigest()


def _key(keys: Path) -> bytes:
    file = keys / KEY
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(secrets.token_bytes(32))
    except FileExistsError:
        pass
    return file.read_bytes()


def _write(file: Path, content: dict[str, object]) -> None:
    draft = file.with_suffix(f".{os.getpid()}.new")
    draft.write_text(json.dumps(content) + "\n", encoding="ascii")
    os.replace(draft, file)
