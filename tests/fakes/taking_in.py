"""接收循环 A take-in loop without a database: judge every file in order and remember in memory what is current."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from zhongfu.data.intake import DeliveryContext, judge, recognise, walk
from zhongfu.data.intake.handover import read_handover
from zhongfu.data.intake.quality import FileReport
from zhongfu.data.intake.raw import RawStore
from zhongfu.data.lake import Lake


@dataclass
class TakenIn:
    """A home in miniature: its stores, every report in order, and the parts that are current.

    With `judged`, a dictionary that copies share, a file that none of them held before is judged once for the same path, bytes
    and hand-over list: nothing else goes into a judgement, and parts are never written over.
    """

    lake: Lake
    raw: RawStore
    reports: list[FileReport] = field(default_factory=list)
    parts: dict[str, dict[str, Path]] = field(default_factory=dict)
    loaded: dict[tuple[str, str, str], FileReport] = field(default_factory=dict)
    judged: dict[tuple[object, ...], FileReport] | None = None

    def take_in(self, deliveries: Path, progress: Callable[[int, int], None] | None = None) -> list[FileReport]:
        """Judge all files below a folder; what is loaded replaces what was current for its source and month."""
        fresh = []
        for folder in walk(deliveries):
            handover = read_handover(folder.path)
            for file in folder.files:
                delivery = DeliveryContext(self.lake, self.raw, handover, self._known, folder.name)
                fresh.append(self._judge(file, delivery, progress))
                self._publish(fresh[-1])
        self.reports += fresh
        return fresh

    def copy(self) -> TakenIn:
        """A home that goes on from here over the same stores, and leaves this one as it is."""
        parts = {source: dict(months) for source, months in self.parts.items()}
        return TakenIn(self.lake, self.raw, list(self.reports), parts, dict(self.loaded), self.judged)

    def emptied(self) -> TakenIn:
        """A home with nothing in it, over the same stores."""
        return TakenIn(self.lake, self.raw, judged=self.judged)

    def _judge(self, file: Path, delivery: DeliveryContext, progress: Callable[[int, int], None] | None) -> FileReport:
        if self.judged is None:
            return judge(file, delivery=delivery, progress=progress)
        content, handover = file.read_bytes(), delivery.handover
        if self._held_before(file.name, content):
            return judge(file, delivery=delivery, progress=progress)
        key = (delivery.folder, file.name, content, handover.says_of(file.name), handover.fault, handover.disputed)
        if key not in self.judged:
            self.judged[key] = judge(file, delivery=delivery, progress=progress)
        return self.judged[key]

    def _held_before(self, name: str, content: bytes) -> bool:
        """Whether these bytes were loaded before for the feed and month of the name."""
        named = recognise(name)
        return named is not None and (named[0].name, named[1], hashlib.sha256(content).hexdigest()) in self.loaded

    def _known(self, source: str, month: str, digest: str) -> FileReport | None:
        return self.loaded.get((source, month, digest))

    def _publish(self, report: FileReport) -> None:
        if report.status == "loaded" and report.source and report.month and report.part:
            self.loaded[report.source, report.month, report.digest] = report
            self.parts.setdefault(report.source, {})[report.month] = report.part


def empty_home(root: Path) -> TakenIn:
    """A home with nothing in it yet."""
    return TakenIn(Lake(root / "lake"), RawStore(root / "raw"))


def statuses(reports: list[FileReport]) -> dict[str, tuple[str, str | None]]:
    """Path → status, and the code of the refusal where there is one."""
    return {r.path: (r.status, r.problems[0].code if r.status == "refused" else None) for r in reports}


def row_problems(reports: list[FileReport]) -> set[tuple[str, int, str]]:
    """(path, row, code) of every rejected row."""
    return {(r.path, p.row, p.code) for r in reports for p in r.problems if p.row is not None}
