"""单元格的对错: every doubtful cell in every feed and encoding is repaired, or rejects its row with the stated code."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fakes.deliveries.cells_in_question import ROWS, questioned
from tests.fakes.deliveries.folder import MonthFolder
from tests.fakes.taking_in import empty_home


@pytest.mark.parametrize("stem", ROWS)
def test_doubtful_cells(stem: str, tmp_path: Path) -> None:
    asked = questioned(stem)
    folder = MonthFolder("202512")
    folder.add(asked.sheet)
    folder.write(tmp_path / "deliveries")

    (report,) = empty_home(tmp_path).take_in(tmp_path / "deliveries")

    assert (report.status, [p.code for p in report.problems if p.row is None]) == ("loaded", [])
    assert {(problem.row, problem.code) for problem in report.problems} == asked.problems
    assert report.rows == len(asked.sheet.rows)
    assert report.rejected == len({row for row, _ in asked.problems})
