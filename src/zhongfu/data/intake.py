"""数据接收: a folder of deliveries is walked, and each file is recognised, kept, judged row by row, and loaded or refused.

Nothing is published here: `judge` leaves at most a part that nobody names yet. Whoever takes the report in commits it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Protocol

from zhongfu.data import engine
from zhongfu.data.handover import LIST_NAME, Handover, Listed, read_handover
from zhongfu.data.lake import Lake
from zhongfu.data.months import last_day
from zhongfu.data.quality import FileReport, Problem, Status, refusal
from zhongfu.data.raw import Copy, RawStore, digest_of
from zhongfu.data.scan import Reading, Scan, money_column, totals_of
from zhongfu.data.sources import discover
from zhongfu.data.sources.layout import Source

__all__ = ["DeliveryContext", "Earlier", "Folder", "NoDeliveries", "judge", "read_handover", "recognise", "walk"]

Progress = Callable[[int, int], None]

_MONTH_FOLDER = re.compile(r"[0-9]{4}(0[1-9]|1[0-2])")
_FILE_NAME = re.compile(r"(\w+)_([0-9]{4})(0[1-9]|1[0-2])\.(\w+)", re.ASCII)
_ALGORITHMS = {"SHA256": "sha256", "SM3": "sm3"}
_LIMITS = engine.Limits(memory="1GB")


class NoDeliveries(Exception):
    """The folder to take in is not there or cannot be entered; the sentences say so in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


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
    """

    lake: Lake
    raw: RawStore
    handover: Handover
    known: Callable[[str, str, str], Earlier | None]
    folder: str = ""


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

    The bytes are kept raw whatever becomes of them. A loaded file's part is in the lake when this returns, unpublished.
    """
    label = _label(delivery.folder, path)
    try:
        copy = delivery.raw.copy(path)
    except OSError:
        return _uncopied(path, label, delivery.handover)
    with ThreadPoolExecutor(2) as beside:
        flushed = beside.submit(copy.flush)
        report = _judged(_Case(path.name, label, copy, delivery, beside, progress))
        flushed.result()
    copy.keep()
    return report


def _uncopied(path: Path, label: str, handover: Handover) -> FileReport:
    """The report of a file that cannot even be read."""
    recognised = recognise(path.name)
    if recognised is None:
        return FileReport(label, None, None, "", 0, 0, "refused", [_name_unknown()])
    source, month = recognised
    problem = refusal(
        "unreadable", "文件无法读取，请检查后重新报送", "the file cannot be read; check it and send it again"
    )
    if path.name not in handover.files or path.name in handover.disputed:
        problem = _not_listed(path.name, handover)
    return FileReport(label, source.name, month, "", 0, 0, "refused", [problem])


@dataclass(frozen=True, slots=True)
class _Case:
    """One file under judgement."""

    name: str
    label: str
    copy: Copy
    delivery: DeliveryContext
    beside: ThreadPoolExecutor
    progress: Progress | None

    @property
    def listed(self) -> Listed | None:
        """What the hand-over list says of the file, if it says one thing."""
        handover = self.delivery.handover
        return None if self.name in handover.disputed else handover.files.get(self.name)

    def digest(self) -> Future[str]:
        """The digest that the list asks for, worked out beside the reading; empty for an algorithm nobody knows."""
        algorithm = _ALGORITHMS.get(self.listed.algorithm if self.listed else "", "")
        if algorithm == "sm3":
            return self.beside.submit(digest_of, self.copy.path, algorithm)
        known: Future[str] = Future()
        known.set_result(self.copy.digest if algorithm else "")
        return known


def _judged(case: _Case) -> FileReport:
    recognised = recognise(case.name)
    if recognised is None:
        return FileReport(case.label, None, None, case.copy.digest, 0, 0, "refused", [_name_unknown()])
    source, month = recognised
    digest = case.digest()
    earlier = case.delivery.known(source.name, month, case.copy.digest)
    if earlier is not None:
        scan = Scan(rows=earlier.rows, accepted=earlier.rows, totals=totals_of(earlier.part))
        return _report(case, source, month, scan, _cause(case, source, scan, digest), None, "unchanged")
    with (
        TemporaryDirectory(dir=case.delivery.lake.scratch) as spill,
        engine.connect(Path(spill), _LIMITS) as connection,
    ):
        reading = Reading(source, last_day(month), connection)
        scan = reading.scan(case.copy.path, case.listed.control if case.listed else None, _counter(case))
        cause = _cause(case, source, scan, digest)
        part = None if cause else case.delivery.lake.write(source.name, month, case.copy.digest, reading.write)
    return _report(case, source, month, scan, cause, part, "loaded")


def _counter(case: _Case) -> Callable[[int], None] | None:
    """Progress in rows done of the rows that the list promises (0: no promise)."""
    tell, total = case.progress, (case.listed.rows if case.listed else None) or 0
    return (lambda done: tell(done, total)) if tell else None


def _report(
    case: _Case, source: Source, month: str, scan: Scan, cause: Problem | None, part: Path | None, status: Status
) -> FileReport:
    about = (case.label, source.name, month, case.copy.digest, scan.rows or 0)
    if cause:
        return FileReport(*about, 0, "refused", [cause])
    if status == "unchanged":
        return FileReport(*about, 0, "unchanged")
    return FileReport(*about, scan.accepted, "loaded", scan.problems, part)


def _cause(case: _Case, source: Source, scan: Scan, digest: Future[str]) -> Problem | None:
    """The first cause of refusal in the order of the contract, or None. A check that cannot be made does not count."""
    listed = case.listed
    if listed is None:
        return _not_listed(case.name, case.delivery.handover)
    if digest.result() != listed.digest:
        return refusal(
            "digest_mismatch",
            "文件的校验值与交接单不符，文件可能在传输中损坏，请重新报送",
            "the file's digest is not the listed one; it may have been damaged on its way, send it again",
        )
    return _count_mismatch(scan, listed) or _total_mismatch(source, scan, listed) or _content_fault(scan)


def _count_mismatch(scan: Scan, listed: Listed) -> Problem | None:
    if scan.rows is None or scan.rows == listed.rows:
        return None
    said = "无法识别" if listed.rows is None else f"为{listed.rows}"
    said_en = "unreadable" if listed.rows is None else str(listed.rows)
    return refusal(
        "row_count_mismatch",
        f"文件有{scan.rows}行数据，交接单所列行数{said}，请核对后重报",
        f"the file has {scan.rows} data rows, the listed number is {said_en}; check both and send again",
    )


def _total_mismatch(source: Source, scan: Scan, listed: Listed) -> Problem | None:
    """The list may name any amount column of the layout; a layout with a control column must have its total listed."""
    if not listed.control and source.control is None:
        return None
    if money_column(source, listed.control) is None:
        return refusal(
            "control_total_mismatch",
            f"交接单的控制项目应为“{source.control}”，请更正交接单"
            if source.control
            else "该文件没有金额列，交接单的控制项目应为空",
            f"the list must give the total of {source.control}"
            if source.control
            else "this layout has no amount to total",
            source.control,
        )
    total = scan.totals.get(listed.control)
    if total is None or total == listed.total_fen or (scan.rows == 0 and listed.total_fen is None):
        return None
    return refusal(
        "control_total_mismatch",
        f"“{listed.control}”的合计与交接单的控制总额不符，请核对后重报",
        f"the sum of {listed.control} is not the listed control total; check both and send again",
        listed.control,
    )


def _content_fault(scan: Scan) -> Problem | None:
    if scan.unreadable:
        return refusal("unreadable", *scan.unreadable)
    if scan.header_fault:
        return refusal("header_mismatch", *scan.header_fault)
    if scan.id_as_number:
        return refusal(
            "id_as_number",
            f"“{scan.id_as_number}”列存为数字，末三位已丢失，请将该列设为文本并从原系统重新导出",
            f"{scan.id_as_number} holds numbers, so the last three digits are lost; export it again as text",
            scan.id_as_number,
        )
    if scan.accepted * 2 < (scan.rows or 0):
        return refusal(
            "too_few_accepted",
            f"{scan.rows}行中只有{scan.accepted}行合格，不足一半，请整改后重报",
            f"only {scan.accepted} of {scan.rows} rows can be accepted, fewer than half; mend the file and send it again",
        )
    return None


def _name_unknown() -> Problem:
    return refusal(
        "name_unknown",
        "文件名不符合任何已登记的布局（应为“前缀_年月.扩展名”），请改名后重报",
        "the file's name matches no declared layout (stem_YYYYMM.ext); rename it and send it again",
    )


def _not_listed(name: str, handover: Handover) -> Problem:
    zh, en = handover.fault or (
        "交接单没有列出该文件，请补列后重报",
        "the hand-over list does not name the file; add it and send again",
    )
    if name in handover.disputed:
        zh, en = (
            "交接单重复列出该文件且内容不一致，请更正交接单",
            "the list names the file twice with different particulars; mend the list",
        )
    return refusal("not_listed", zh, en)
