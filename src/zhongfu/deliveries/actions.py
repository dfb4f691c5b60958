"""数据接收办理 Taking in: each delivered file is judged, and one transaction publishes its version, its report and its audit row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from zhongfu.audit.actions import Subject, actor_name, record
from zhongfu.data.intake import DeliveryContext, Folder, judge, off_at, read_handover, recognise, walk
from zhongfu.data.intake.handover import Handover
from zhongfu.data.intake.quality import FileReport, summary
from zhongfu.data.intake.raw import RawStore
from zhongfu.data.lake import Lake
from zhongfu.deliveries.current import Place
from zhongfu.deliveries.models import Delivery, Problem

Advance = Callable[[int, int], None]


@dataclass(frozen=True)
class TakenIn:
    """What became of a folder's files, in the order in which they were taken in; `absent` as (folder, file, feed)."""

    reports: tuple[FileReport, ...]
    absent: tuple[tuple[str, str, str], ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether a file was refused or a row rejected."""
        return any(report.status == "refused" or report.rejected for report in self.reports)

    def as_json(self) -> dict[str, Any]:
        """The document of `zhongfu ingest --json`."""
        return {"files": [report.as_json() for report in self.reports], "summary": summary(list(self.reports))}


@dataclass(frozen=True)
class _Known:
    """An earlier delivery as the intake asks for it."""

    rows: int
    part: Path | None


@dataclass
class _Desk:
    """The stores of a home, and how far the rows of all files together have come."""

    home: Place
    lake: Lake
    raw: RawStore
    advance: Advance | None
    total: int = 0
    done: int = 0
    absent: list[tuple[str, str, str]] = field(default_factory=list)

    def context(self, folder: Folder, handover: Handover) -> DeliveryContext:
        return DeliveryContext(self.lake, self.raw, handover, self.known, folder.name, off_at(self.home.law))

    def known(self, source: str, month: str, digest: str) -> _Known | None:
        same = Delivery.objects.filter(source=source, month=month, digest=digest, status=Delivery.Status.LOADED)
        found = same.order_by("pk").first()
        return _Known(found.rows, self.home.lake / found.part) if found else None

    def show(self, done: int, _: int) -> None:
        if self.advance:
            self.advance(self.done + done, max(self.total, self.done + done))


def take_in(*, folder: Path, home: Place, by: Any, at: datetime, progress: Advance | None = None) -> TakenIn:
    """Take in a folder of deliveries, file by file in its order. Raises NoDeliveries when there is no such folder.

    Each file is published by its own commit; a crash at any moment leaves what was published before, and files that no commit
    names are swept at the next start. Only for the one writer of a home.
    """
    folders = [(each, read_handover(each.path)) for each in walk(folder)]
    desk = _Desk(home, Lake(home.lake), RawStore(home.raw), progress)
    sweep(home)
    desk.total = sum(listed.rows or 0 for _, handover in folders for listed in handover.files.values())
    reports = tuple(_each_file(desk, folders, by=by, at=at))
    return TakenIn(reports, tuple(desk.absent))


def _each_file(desk: _Desk, folders: list[tuple[Folder, Handover]], *, by: Any, at: datetime) -> Iterator[FileReport]:
    for folder, handover in folders:
        desk.absent += _absent(folder, handover)
        for file in folder.files:
            report = judge(file, delivery=desk.context(folder, handover), progress=desk.show)
            publish(report, home=desk.home, by=by, at=at)
            desk.done += report.rows
            desk.show(0, 0)
            yield report


def _absent(folder: Folder, handover: Handover) -> list[tuple[str, str, str]]:
    """Listed files that did not come: (folder, file, name of the feed)."""
    names = [name for name, _, _ in handover.absent([file.name for file in folder.files])]
    feeds = {name: recognise(name) for name in names}
    return [(folder.name, name, feed[0].label if feed else "") for name, feed in feeds.items()]


def sweep(home: Place) -> None:
    """Delete parts that no delivery names, left by a process that was stopped before its commit."""
    named = Delivery.objects.exclude(part="").values_list("part", flat=True)
    Lake(home.lake).sweep([home.lake / part for part in named])
    RawStore(home.raw).sweep()


@transaction.atomic
def publish(report: FileReport, *, home: Place, by: Any, at: datetime) -> Delivery:
    """Commit one judged file: its version becomes current, the one before it is replaced, its problems are kept."""
    loaded = report.status == Delivery.Status.LOADED
    before = Delivery.objects.filter(source=report.source, month=report.month, current=True) if loaded else None
    replaced = list(before.select_for_update()) if before is not None else []
    # Two rows may not be current at once, not even within the transaction.
    Delivery.objects.filter(pk__in=[each.pk for each in replaced]).update(current=False)
    delivery = _entered(report, home, by=by, at=at)
    Delivery.objects.filter(pk__in=[each.pk for each in replaced]).update(replaced_by=delivery)
    Problem.objects.bulk_create([_problem(delivery, each) for each in report.problems], batch_size=5_000)
    record(by=by, at=at, verb=f"delivery.{report.status}", subject=Subject("delivery", str(delivery.pk)), detail=_detail(report, replaced))
    return delivery


def _entered(report: FileReport, home: Place, *, by: Any, at: datetime) -> Delivery:
    part = str(report.part.relative_to(home.lake)) if report.part else ""
    return Delivery.objects.create(
        source=report.source, month=report.month, digest=report.digest, path=report.path, status=report.status,
        rows=report.rows, accepted=report.accepted, rejected=report.rejected, part=part, current=bool(part),
        taken_in_at=at, taken_in_by=actor_name(by),
    )  # fmt: skip


def _problem(delivery: Delivery, problem: Any) -> Problem:
    return Problem(
        delivery=delivery, row=problem.row, column=problem.column or "", code=problem.code,
        message_zh=problem.message_zh, message_en=problem.message_en,
    )  # fmt: skip


def _detail(report: FileReport, replaced: list[Delivery]) -> dict[str, Any]:
    return {
        "path": report.path, "source": report.source, "month": report.month, "digest": report.digest, "rows": report.rows,
        "accepted": report.accepted, "rejected": report.rejected, "replaces": [each.pk for each in replaced],
    }  # fmt: skip
