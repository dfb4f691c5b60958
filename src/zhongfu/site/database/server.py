"""服务器 Server: makes the cluster, starts it, stops it, and reads from its own log why it could not."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhongfu.site.database import programs as servers
from zhongfu.site.database import sockets, trouble, tuning
from zhongfu.site.database.place import ELSEWHERE, Place, passable
from zhongfu.site.database.programs import Programs

# A crash may leave gigabytes of journal to replay, so starting is given long; it fails at once when the process dies.
START_SECONDS = 300.0
STOP_SECONDS = 60.0
LONGEST_LOG = 5_000_000
# Another major version is found out before the start, so files that do not fit are broken ones.
DAMAGE = ("PANIC", "checkpoint record", "incorrect checksum", "incompatible with server", "not a valid data directory", "pg_control")


@dataclass(frozen=True)
class Running:
    """A server that runs: its process and the folder of its socket, as the server itself noted them."""

    pid: int
    sockets: Path


def running(place: Place) -> Running | None:
    """The home's server, if it runs and takes connections. A note left by a dead server counts as none."""
    noted = _noted(place.data)
    if noted is None or noted[7:8] != ["ready"] or int(noted[0]) not in processes(place.data):
        return None
    return Running(int(noted[0]), Path(noted[4]))


def processes(data: Path) -> list[int]:
    """The live processes of the server of this cluster: PostgreSQL's, and standing in its folder. Pids are used again after a crash,
    so a number alone proves nothing."""
    return [int(entry) for entry in os.listdir("/proc") if entry.isdigit() and _stands_in(Path("/proc", entry), data)]


def _stands_in(process: Path, data: Path) -> bool:
    try:
        return os.path.samefile(process / "cwd", data) and (process / "comm").read_text().startswith("postgres")
    except OSError:
        return False


def _noted(data: Path) -> list[str] | None:
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return [line.strip() for line in lines] if lines and lines[0].strip().isdigit() else None


def create(place: Place, programs: Programs, password: str, *, durable: bool = True) -> None:
    """Make an empty cluster: SCRAM, data checksums, UTF-8 sorted by code point. It gets its name only when it is whole,
    and, if `durable`, on the disk.

    Raises DatabaseUnavailable (full disk, no rights).
    """
    working = place.folder / "unfinished"
    shutil.rmtree(working, ignore_errors=True)
    try:
        working.mkdir(mode=0o700)
        place.account.own(working)
        options = _locale(programs) + ([] if durable else ["--no-sync"])
        _initialise(place, programs, password, options)
        (working / "cluster").rename(place.data)
    except OSError as error:
        raise trouble.from_os(error, place.folder) from None
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _initialise(place: Place, programs: Programs, password: str, options: list[str]) -> None:
    working = place.folder / "unfinished"
    with tempfile.NamedTemporaryFile("w", dir=working, encoding="ascii") as secret:
        secret.write(password + "\n")
        secret.flush()
        place.account.own(Path(secret.name))
        command = [programs.path("initdb"), "-D", str(working / "cluster"), "-U", "postgres", "--auth=scram-sha-256"]
        command += [f"--pwfile={secret.name}", "--data-checksums", "--no-instructions", "-E", "UTF8", *options]
        done = subprocess.run(command, capture_output=True, text=True, env=_environment(), cwd="/", **place.account.popen())
    if done.returncode != 0:
        raise explain(done.stderr, place)


def _locale(programs: Programs) -> list[str]:
    """Sorted by code point, so that a prefix is a range; letters of every script are letters. The wheel has no ICU."""
    letters = ["--lc-collate=C", "--lc-ctype=C.UTF-8", "--lc-messages=C", "--lc-monetary=C", "--lc-numeric=C", "--lc-time=C"]
    return [*letters, "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if programs.major >= 17 else letters


def start(place: Place, extra: Mapping[str, str]) -> Running:
    """Start the server of an existing cluster and wait until it takes connections.

    Raises DatabaseUnavailable with the cause. The caller holds the home's start lock.
    """
    programs = programs_for(place)
    folder = sockets.folder(place)
    _clear(place.data, folder)
    try:
        tuning.write(place.data, sockets=folder, major=programs.major, extra=_of_this_machine(place) | dict(extra))
        log = _open_log(place.log)
    except OSError as error:
        raise trouble.from_os(error, place.folder) from None
    with log:
        said = log.tell()
        process = _launch(place, programs, log)
    return _await(place, process, said)


def _of_this_machine(place: Place) -> dict[str, str]:
    """Some containers have no /dev/shm, or one that is closed to the server's account."""
    return {"dynamic_shared_memory_type": "posix" if place.account.can_write(Path("/dev/shm")) else "mmap"}


def programs_for(place: Place) -> Programs:
    """The programs of the cluster's major, copied where the account cannot run the installed ones."""
    programs = servers.find(place.major(), data=place.data)
    if place.account.lent and not place.account.can_run(programs.folder / "postgres"):
        return servers.lent(programs, place.account, _lent_folder())
    return programs


def _lent_folder() -> Path:
    folder = ELSEWHERE / "programs"
    try:
        passable(folder)
    except OSError as error:
        raise trouble.from_os(error, folder) from None
    return folder


def _clear(data: Path, folder: Path) -> None:
    """After a crash: wait for the last processes of the dead server, then drop what it left if its pid is now somebody else's.

    PostgreSQL clears a note whose process is gone by itself, and more carefully; it trusts one whose number lives on.
    """
    deadline = time.monotonic() + STOP_SECONDS
    while processes(data) and time.monotonic() < deadline:
        time.sleep(0.05)
    if processes(data):
        return
    noted = _noted(data)
    if noted is None or Path("/proc", noted[0]).exists():
        (data / "postmaster.pid").unlink(missing_ok=True)
    for name in (sockets.NAME, f"{sockets.NAME}.lock"):
        (folder / name).unlink(missing_ok=True)


def _open_log(path: Path) -> Any:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LONGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    # Opened by us and handed over, so that the server's account needs no way to it.
    log = open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")  # noqa: SIM115 the caller closes it
    if os.geteuid() == 0:
        # Root may have come by once to a home that is somebody else's.
        owner = path.parents[1].stat()
        os.chown(path, owner.st_uid, owner.st_gid)
    return log


def _launch(place: Place, programs: Programs, log: Any) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C at the terminal is for the command, which then stops the server in good order.
    return subprocess.Popen(
        [programs.path("postgres"), "-D", str(place.data)],
        stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=_environment(), start_new_session=True,
        **place.account.popen(),
    )  # fmt: skip


def _environment() -> dict[str, str]:
    """Nothing of the caller's PG… settings, and no locale that this machine lacks."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "Asia/Shanghai"}


def _await(place: Place, process: subprocess.Popen[bytes], said: int) -> Running:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        noted = _noted(place.data)
        if noted is not None and noted[0] == str(process.pid) and noted[7:8] == ["ready"]:
            # The server outlives the command that started it, so nobody waits for this process.
            process.returncode = 0
            return Running(process.pid, Path(noted[4]))
        if process.poll() is not None:
            break
        time.sleep(0.01)
    else:
        process.terminate()
    raise explain(_since(place.log, said), place)


def _since(log: Path, said: int) -> str:
    with log.open("rb") as stream:
        stream.seek(said)
        return stream.read(100_000).decode("utf-8", "replace")


def explain(text: str, place: Place) -> trouble.DatabaseUnavailable:
    """The server's own words, made into a sentence a person can act on."""
    if "No space left on device" in text or "Disk quota exceeded" in text:
        return trouble.disk_full(place.folder)
    if "Cannot allocate memory" in text:
        return trouble.no_memory()
    if any(sign in text for sign in DAMAGE):
        return trouble.damaged(place.data, place.log)
    last = [line.partition("FATAL:")[2].strip() for line in text.splitlines() if "FATAL:" in line]
    return trouble.not_started(last[-1] if last else text.strip().splitlines()[-1] if text.strip() else "", place.log)


def stop(place: Place) -> None:
    """Stop the server in good order: running transactions are undone, everything committed is on the disk."""
    found = running(place)
    if found is None:
        return
    for kind in (signal.SIGINT, signal.SIGQUIT):
        with contextlib.suppress(ProcessLookupError):
            os.kill(found.pid, kind)
        if _gone(found.pid, place.data):
            return


def _gone(pid: int, data: Path) -> bool:
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        if pid not in processes(data):
            return True
        time.sleep(0.01)
    return False
