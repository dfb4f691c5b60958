"""数据湖: accepted rows as Parquet, one part for each source, month and version; a part is never written over."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# source -> month ("2026-10") -> the part that is current.
Parts = Mapping[str, Mapping[str, Path]]

_UNFINISHED = ".part"
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Lake:
    """The lake below one folder. It only ever gains files; which of them are current is said elsewhere, by a commit."""

    root: Path

    @property
    def parts(self) -> Path:
        return self.root / "parts"

    @property
    def scratch(self) -> Path:
        """Where work that outgrows memory may spill; anything in it is without value once its process ended."""
        folder = self.root / "scratch"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def write(self, source: str, month: str, digest: str, fill: Callable[[Path], None]) -> Path:
        """A new part for a source and month, whole and on disk when this returns.

        `fill` writes the Parquet at the path it is given; a crash at any moment leaves at most a file that nobody names.
        The version is the start of the digest of the delivered bytes and a random word, so that no name comes twice.
        """
        part = self.parts / source / month / f"{digest[:16]}-{secrets.token_hex(4)}.parquet"
        part.parent.mkdir(parents=True, exist_ok=True)
        unfinished = part.with_name(part.name + _UNFINISHED)
        try:
            fill(unfinished)
            settle(unfinished, part)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        return part

    def orphans(self, known: Iterable[Path]) -> list[Path]:
        """Files below `parts` that are none of the known parts: leftovers of work that never was published."""
        keep = {path.resolve() for path in known}
        return sorted(path for path in _files(self.parts) if path.resolve() not in keep)

    def sweep(self, known: Iterable[Path]) -> list[Path]:
        """Delete the orphans and return what was deleted. Only for the one writer of a home, before it starts.

        Scratch files are left alone for a day: portals that serve pages meanwhile may be working on theirs.
        """
        gone = self.orphans(known)
        for path in [*gone, *self._forgotten()]:
            path.unlink(missing_ok=True)
        return gone

    def _forgotten(self) -> list[Path]:
        """Scratch files untouched for a day, by the clock of the file system."""
        now = self.scratch.joinpath("swept")
        now.touch()
        before = now.stat().st_mtime - _DAY
        return [path for path in _files(self.scratch) if path.stat().st_mtime < before]


def settle(unfinished: Path, final: Path) -> None:
    """Give a finished file its name so that it survives a power cut: its bytes first, then the name, then the folder."""
    sync(unfinished)
    os.replace(unfinished, final)
    sync(final.parent)


def sync(path: Path) -> None:
    """Force a file's or a folder's content to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else iter(())
