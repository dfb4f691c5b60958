"""原始文件: every delivered file is kept as it came, under the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from zhongfu.data.lake import settle, sync

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy not yet kept: where it lies, where it will lie, and its digest (SHA-256, lower-case hexadecimal)."""

    digest: str
    path: Path
    final: Path

    def flush(self) -> None:
        """Force the copy's bytes to disk; worth doing beside other work, so that `keep` has little left to wait for."""
        sync(self.path)

    def keep(self) -> Path:
        """Put the copy on disk for good; bytes that are kept already are not written again."""
        if self.path != self.final:
            settle(self.path, self.final)
        return self.final


@dataclass(frozen=True, slots=True)
class RawStore:
    """The raw files below one folder, each at `ab/cdef…`."""

    root: Path

    def copy(self, path: Path) -> Copy:
        """Copy a delivered file and digest it in one reading; SourceUnreadable when it cannot be read.

        What is judged afterwards is the copy, so a file that changes while it is read cannot be half of each.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        draft = self.root / f"incoming-{secrets.token_hex(8)}"
        try:
            with _opened(path) as source, draft.open("xb") as target:
                digest = _copy(source, target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        final = self.find(digest)
        if final.exists():
            draft.unlink()
            return Copy(digest, final, final)
        final.parent.mkdir(exist_ok=True)
        return Copy(digest, draft, final)

    def find(self, digest: str) -> Path:
        """Where the file of that digest lies, if it is kept."""
        return self.root / digest[:2] / digest[2:]

    def sweep(self) -> None:
        """Delete copies that a crash left unfinished. Only for the one writer of a home, before it starts."""
        for draft in self.root.glob("incoming-*"):
            draft.unlink(missing_ok=True)


class SourceUnreadable(Exception):
    """The delivered file cannot be opened or read; unlike a store that cannot be written, this is the file's own fault."""


def digest_of(path: Path, algorithm: str) -> str:
    """The hexadecimal digest of a file, by OpenSSL's name of the algorithm (`sha256`, `sm3`)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.new(algorithm)).hexdigest()


def _copy(source: BinaryIO, target: BinaryIO) -> str:
    sha256 = hashlib.sha256()
    while block := _read(source):
        sha256.update(block)
        target.write(block)
    return sha256.hexdigest()


def _opened(path: Path) -> BinaryIO:
    try:
        if not path.is_file():
            raise SourceUnreadable("not a regular file")
        if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
            # What a delivery only points at is not delivered, and might be anything of this machine.
            raise SourceUnreadable("a link that leads out of its folder")
        return path.open("rb")
    except OSError as fault:
        raise SourceUnreadable("cannot be opened") from fault


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(_BLOCK)
    except OSError as fault:
        raise SourceUnreadable("cannot be read") from fault
