"""数据接收: a folder of deliveries is walked, and each file is recognised, kept, judged row by row, and loaded or refused.

Nothing is published here: `judge` leaves at most a part that nobody names yet. Whoever takes the report in commits it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

import duckdb

from zhongfu.data import engine
from zhongfu.data.intake import refusals
from zhongfu.data.intake.handover import LIST_NAME, Handover, Listed
from zhongfu.data.intake.quality import FileReport, Problem, Status, refusal
from zhongfu.data.intake.raw import Copy, RawStore, SourceUnreadable, digest_of
from zhongfu.data.intake.scan import Reading, Scan, totals_of
from zhongfu.data.lake import Lake
from zhongfu.data.months import last_day
from zhongfu.data.sources import discover
from zhongfu.data.sources.catalogue import SHIPPED, CatalogueInvalid, switched_off
from zhongfu.data.sources.layout import Source

Progress = Callable[[int, int], None]

_MONTH_FOLDER = re.compile(r"[0-9]{4}(0[1-9]|1[0-2])")
_FILE_NAME = re.compile(r"(\w+)_([0-9]{4})(0[1-9]|1[0-2])\.(\w+)", re.ASCII)
_ALGORITHMS = {"SHA256": "sha256", "SM3": "sm3"}
_LIMITS = engine.Limits(memory="1GB")


class IntakeStopped(Exception):
    """Nothing more can be taken in for now; the sentences say why and what to do, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class NoDeliveries(IntakeStopped):
    """The folder to take in is not there or cannot be entered."""


class StoreFailed(IntakeStopped):
    """The home cannot be written: a full disk, missing permissions."""


class Folder(NamedTuple):
    """One month's folder: where it is, its name as answers show it ("" when it was given itself), and its data files."""

    path: Path
    name: str
    files: tuple[Path, ...]

    def label(self, file: Path) -> str:
        """The file's path in the answer, relative to the folder that was given."""
        return _label(self.name, file)


class Earlier(Protocol):
    """What must be known of a file that was loaded before."""

    @property
    def rows(self) -> int: ...
    @property
    def part(self) -> Path | None: ...


@dataclass(frozen=True, slots=True)
class DeliveryContext:
    """What a file is judged against: the stores, its folder's hand-over list, and what was loaded before.

    `known(source, month, digest)` gives the report of the same bytes loaded for the same source and month, if there is one.
    `off` are the numbers of the categories that the place has switched off.
    """

    lake: Lake
    raw: RawStore
    handover: Handover
    known: Callable[[str, str, str], Earlier | None]
    folder: str = ""
    off: frozenset[str] = field(default_factory=switched_off)


def off_at(law: Path) -> frozenset[str]:
    """The categories that a place has switched off: lines of its own `categories.yml` over those that ship.

    Raises IntakeStopped when the file is wrong, since what a place meant to keep out must not come in by a slip.
    """
    try:
        return switched_off(SHIPPED, law / "categories.yml")
    except CatalogueInvalid as mistake:
        at = f"{mistake.file}:{mistake.line}: "
        raise IntakeStopped(at + mistake.zh, at + mistake.en) from mistake


def walk(deliveries: Path) -> list[Folder]:
    """The folders to take in, ascending, with their files by name.

    `deliveries` holds folders named YYYYMM, or is one such folder itself. The hand-over list is no data file; names that
    begin with a dot are left alone. Raises NoDeliveries when there is no such folder.
    """
    try:
        inside = sorted(deliveries.iterdir())
        months = [entry for entry in inside if _MONTH_FOLDER.fullmatch(entry.name) and entry.is_dir()]
        if months:
            return [Folder(month, month.name, _data_files(sorted(month.iterdir()))) for month in months]
        return [Folder(deliveries, "", _data_files(inside))]
    except OSError as fault:
        raise NoDeliveries(
            f"无法打开数据文件夹 {deliveries}，请检查路径和权限",
            f"cannot open the folder {deliveries}; check the path and the permissions",
        ) from fault


def _label(folder: str, file: Path) -> str:
    """The file's path in the answer; bytes of a name that are no text are shown as replaced, since JSON holds only text."""
    name = os.fsencode(file.name).decode("utf-8", "replace")
    return f"{folder}/{name}" if folder else name


def _data_files(entries: list[Path]) -> tuple[Path, ...]:
    return tuple(e for e in entries if e.name != LIST_NAME and not e.name.startswith(".") and not e.is_dir())


def recognise(file_name: str) -> tuple[Source, str] | None:
    """The feed and the month ("2026-10") that a file's name stands for; None when it matches no layout."""
    match = _FILE_NAME.fullmatch(file_name)
    if match is None:
        return None
    stem, year, month, extension = match.groups()
    for source in discover().values():
        if (source.stem, source.extension) == (stem, extension):
            return source, f"{year}-{month}"
    return None


def judge(path: Path, *, delivery: DeliveryContext, progress: Progress | None = None) -> FileReport:
    """Judge one delivered file; every fault of the file ends in the report, never in an exception.

    The bytes are kept raw whatever becomes of them, unless their category is switched off: what a place has no use for it does
    not hold. A loaded file's part is in the lake when this returns, unpublished.
    Raises StoreFailed when the home itself cannot be written; nothing of what was there before is lost then.
    """
    label, recognised = _label(delivery.folder, path), recognise(path.name)
    if recognised is not None and recognised[0].category in delivery.off:
        source, month = recognised
        return FileReport(label, source.name, month, "", 0, 0, "refused", [refusals.category_off(source)])
    try:
        copy = delivery.raw.copy(path)
        if recognised is None:
            copy.keep()
            return FileReport(label, None, None, copy.digest, 0, 0, "refused", [refusals.name_unknown()])
        with ThreadPoolExecutor(2) as beside:
            flushed = beside.submit(copy.flush)
            report = _judged(_Case(label, *recognised, copy, delivery, beside, progress))
            flushed.result()
        copy.keep()
        return report
    except SourceUnreadable:
        return _uncopied(path.name, label, delivery.handover)
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as fault:
        raise StoreFailed(
            "数据目录无法写入，请检查磁盘空间和权限后重试；此前已接收的数据不受影响",
            "the data folder cannot be written; check disk space and permissions and try again. What was taken in before is safe",
        ) from fault


def _uncopied(name: str, label: str, handover: Handover) -> FileReport:
    """The report of a file that cannot even be read."""
    recognised = recognise(name)
    if recognised is None:
        return FileReport(label, None, None, "", 0, 0, "refused", [refusals.name_unknown()])
    source, month = recognised
    problem = refusal(
        "unreadable",
        "文件无法读取，或只是指向文件夹以外的链接，请重新报送文件本身",
        "the file cannot be read, or is a link out of its folder; send the file itself again",
    )
    if handover.says_of(name) is None:
        problem = refusals.not_listed(name, handover)
    return FileReport(label, source.name, month, "", 0, 0, "refused", [problem])


@dataclass(frozen=True, slots=True)
class _Case:
    """One file under judgement."""

    label: str
    source: Source
    month: str
    copy: Copy
    delivery: DeliveryContext
    beside: ThreadPoolExecutor
    progress: Progress | None

    @property
    def name(self) -> str:
        return self.source.file_name(self.month)

    @property
    def listed(self) -> Listed | None:
        """What the hand-over list says of the file, if it says one thing."""
        return self.delivery.handover.says_of(self.name)

    def digest(self) -> Future[str]:
        """The digest that the list asks for, worked out beside the reading; empty for an algorithm nobody knows."""
        algorithm = _ALGORITHMS.get(self.listed.algorithm if self.listed else "", "")
        if algorithm == "sm3":
            return self.beside.submit(digest_of, self.copy.path, algorithm)
        known: Future[str] = Future()
        known.set_result(self.copy.digest if algorithm else "")
        return known


def _judged(case: _Case) -> FileReport:
    digest = case.digest()
    earlier = case.delivery.known(case.source.name, case.month, case.copy.digest)
    if earlier is not None:
        scan = Scan(rows=earlier.rows, accepted=earlier.rows, totals=totals_of(earlier.part))
        return _report(case, scan, _cause(case, scan, digest), None, "unchanged")
    lake = case.delivery.lake
    with _database(lake.scratch, os.getpid()).cursor() as connection:
        reading = Reading(case.source, last_day(case.month), connection)
        scan = reading.scan(case.copy.path, case.listed.control if case.listed else None, _counter(case))
        cause = _cause(case, scan, digest)
        part = None if cause else lake.write(case.source.name, case.month, case.copy.digest, reading.write)
    return _report(case, scan, cause, part, "loaded")


@lru_cache(maxsize=1)
def _database(scratch: Path, process: int) -> duckdb.DuckDBPyConnection:
    """The database that all files of a process are read into, one cursor each: opening one takes as long as reading a small
    file. A forked process opens its own, since the threads of its parent's are not there.
    """
    return engine.connect(scratch / f"intake-{process}", _LIMITS)


def _counter(case: _Case) -> Callable[[int], None] | None:
    """Progress in rows done of the rows that the list promises (0: no promise)."""
    tell, total = case.progress, (case.listed.rows if case.listed else None) or 0
    return (lambda done: tell(done, total)) if tell else None


def _report(case: _Case, scan: Scan, cause: Problem | None, part: Path | None, status: Status) -> FileReport:
    about = (case.label, case.source.name, case.month, case.copy.digest, scan.rows or 0)
    if cause:
        return FileReport(*about, 0, "refused", [cause])
    if status == "unchanged":
        return FileReport(*about, 0, "unchanged")
    return FileReport(*about, scan.accepted, "loaded", scan.problems, part)


def _cause(case: _Case, scan: Scan, digest: Future[str]) -> Problem | None:
    """The first cause of refusal, or None."""
    if case.listed is None:
        return refusals.not_listed(case.name, case.delivery.handover)
    return refusals.first_cause(case.source, case.listed, scan, digest.result())
