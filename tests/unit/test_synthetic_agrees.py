"""Three who never met agree: the lives' own truth, the intake that reads the files, and the panel drawn from what it read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhongfu.data import panel
from zhongfu.data.intake import DeliveryContext, judge, walk
from zhongfu.data.intake.handover import read_handover
from zhongfu.data.intake.quality import FileReport
from zhongfu.data.intake.raw import RawStore
from zhongfu.data.lake import Lake
from zhongfu.data.synthetic import Mishaps, Order, Span, fulfil

# A year and a month, so that the first month leaves the window of twelve; and two months of tidy files.
CARELESS = Order(500, Span.ending("2026-10", 13), 12, Mishaps(faulty=0.03, untidy=0.2, lost=30))
CAREFUL = Order(600, Span.ending("2026-10", 2), 11)


def taken_in(place: Path, home: Path) -> Iterator[FileReport]:
    """Every file of a place, judged by the real intake."""
    for folder in walk(place):
        delivery = DeliveryContext(
            Lake(home / "lake"), RawStore(home / "raw"), read_handover(folder.path), lambda *_: None, folder.name
        )
        yield from (judge(path, delivery=delivery) for path in folder.files)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module", params=[CAREFUL, CARELESS], ids=["careful", "careless"])
def delivered(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, list[FileReport]]:
    """The place, the home that took it in, and the reports."""
    folder = tmp_path_factory.mktemp("place")
    fulfil(request.param, folder / "place")
    return folder / "place", folder, list(taken_in(folder / "place", folder))


def test_intake_loads_what_is_whole_and_rejects_just_the_planted_rows(
    delivered: tuple[Path, Path, list[FileReport]],
) -> None:
    place, _, reports = delivered
    statuses = [{"file": report.path, "status": report.status} for report in reports]
    assert sorted(statuses, key=lambda row: row["file"]) == table(place / "truth" / "files.csv")
    assert {report.problems[0].code for report in reports if report.status == "refused"} <= {"digest_mismatch"}
    rejected = [
        (report.path, problem) for report in reports if report.status == "loaded" for problem in report.problems
    ]
    found = [{"file": path, "row": str(problem.row), "code": problem.code} for path, problem in rejected]
    assert sorted(found, key=lambda row: (row["file"], int(row["row"]))) == table(place / "truth" / "rejects.csv")


def test_the_panel_is_the_truth_in_every_month(delivered: tuple[Path, Path, list[FileReport]]) -> None:
    place, home, reports = delivered
    parts: dict[str, dict[str, Path]] = {}
    for report in reports:
        if report.source and report.month and report.part:
            parts.setdefault(report.source, {})[report.month] = report.part
    for truth in sorted((place / "truth").glob("panel_*.csv")):
        drawn = io.StringIO()
        panel.write_csv(panel.ensure(Lake(home / "lake"), parts, truth.stem[6:]), drawn)
        assert drawn.getvalue() == truth.read_text(encoding="utf-8"), truth.stem
