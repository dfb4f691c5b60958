"""密钥 Secret: the key that signs sessions, made once per home and readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(keys: Path, name: str = "secret-key") -> str:
    """The text of the key `name` in the folder `keys`; made on first use, by whichever process comes first."""
    file = keys / name
    try:
        # O_EXCL: of two processes that start at once, one makes the key and the other reads it.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _written(file)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(48) + "\n")
    return _written(file)


def _written(file: Path) -> str:
    text = file.read_text(encoding="ascii").strip()
    if len(text) < 40:
        raise RuntimeError(f"{file} 不完整，请删除后重启 / {file} is incomplete: delete it and start again")
    return text
