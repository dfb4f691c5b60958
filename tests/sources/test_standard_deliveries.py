"""标准交付: judging a whole year of deliveries gives exactly the statuses, rejections and panels that are known to be true."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.fakes.taking_in import TakenIn

from zhongfu.data import panel

MONTHS = [f"2025-{m}" for m in (11, 12)] + [f"2026-{m:02d}" for m in range(1, 11)]


def _truth(standard: Path, name: str) -> list[dict[str, str]]:
    with (standard / "truth-standard" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_has_its_true_status(standard: Path, taken_in: TakenIn) -> None:
    true = sorted((row["file"], row["status"]) for row in _truth(standard, "files.csv"))
    assert sorted((report.path, report.status) for report in taken_in.reports) == true


def test_exactly_the_faulty_rows_are_rejected_each_with_its_code(standard: Path, taken_in: TakenIn) -> None:
    true = sorted((row["file"], int(row["row"]), row["code"]) for row in _truth(standard, "rejects.csv"))
    found = sorted((r.path, p.row or 0, p.code) for r in taken_in.reports for p in r.problems)
    assert found == true


def test_counts_agree_with_the_rejections(taken_in: TakenIn) -> None:
    for report in taken_in.reports:
        assert report.rejected == len({problem.row for problem in report.problems}), report.path


def test_delivering_the_year_again_changes_nothing(standard: Path, taken_in: TakenIn) -> None:
    parts = {source: dict(months) for source, months in taken_in.parts.items()}
    again = taken_in.take_in(standard / "standard" / "202610")
    assert {report.status for report in again} == {"unchanged"}
    assert all(report.accepted == report.rejected == 0 and not report.problems for report in again)
    assert taken_in.parts == parts
    del taken_in.reports[-len(again) :]


@pytest.mark.parametrize("month", MONTHS)
def test_panel_is_the_true_one(month: str, standard: Path, taken_in: TakenIn) -> None:
    stream = io.StringIO()
    panel.write_csv(panel.ensure(taken_in.lake, taken_in.parts, month), stream)
    assert stream.getvalue() == (standard / "truth-standard" / f"panel_{month}.csv").read_text(encoding="utf-8")
