"""Three who never met agree: the lives' own truth, the intake that reads the files, and the panel drawn from what it read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhongfu.data import panel
from zhongfu.data.handover import read_handover
from zhongfu.data.intake import DeliveryContext, judge, walk
from zhongfu.data.lake import Lake
from zhongfu.data.quality import FileReport
from zhongfu.data.raw import RawStore
from zhongfu.data.synthetic import Mishaps, Order, Span, fulfil

MONTHS = 13
CAREFUL, CARELESS = Mishaps(), Mishaps(faulty=0.03, untidy=0.2)


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


@pytest.fixture(scope="module", params=[(CAREFUL, 11), (CARELESS, 12)], ids=["careful", "careless"])
def delivered(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, list[FileReport]]:
    folder = tmp_path_factory.mktemp("place")
    mishaps, seed = request.param
    fulfil(Order(600, Span.ending("2026-10", MONTHS), seed, mishaps), folder / "place")
    return folder / "place", folder, list(taken_in(folder / "place", folder))


def test_intake_loads_every_file_and_rejects_just_the_planted_rows(
    delivered: tuple[Path, Path, list[FileReport]],
) -> None:
    place, _, reports = delivered
    statuses = [{"file": report.path, "status": report.status} for report in reports]
    assert sorted(statuses, key=lambda row: row["file"]) == table(place / "truth" / "files.csv")
    found = [
        {"file": report.path, "row": str(problem.row), "code": problem.code}
        for report in reports
        for problem in report.problems
    ]
    assert sorted(found, key=lambda row: (row["file"], int(row["row"]))) == table(place / "truth" / "rejects.csv")


def test_the_panel_is_the_truth_in_every_month(delivered: tuple[Path, Path, list[FileReport]]) -> None:
    place, home, reports = delivered
    parts: dict[str, dict[str, Path]] = {}
    for report in reports:
        assert report.source and report.month and report.part
        parts.setdefault(report.source, {})[report.month] = report.part
    for month in sorted(parts["hukou_persons"]):
        drawn = io.StringIO()
        panel.write_csv(panel.ensure(Lake(home / "lake"), parts, month), drawn)
        assert drawn.getvalue() == (place / "truth" / f"panel_{month}.csv").read_text(encoding="utf-8"), month
