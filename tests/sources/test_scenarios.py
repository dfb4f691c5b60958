"""每种情形: folders made by an independent generator are taken in, and statuses, rejected rows and panels are the stated ones."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from tests.fakes.deliveries.place import first_month
from tests.fakes.deliveries.scenarios import SCENARIOS
from tests.fakes.taking_in import TakenIn, empty_home, row_problems, statuses

from zhongfu.data import panel


@pytest.fixture(scope="module")
def november(tmp_path_factory: pytest.TempPathFactory) -> TakenIn:
    """The first month, taken in once; most scenarios go on from it."""
    root = tmp_path_factory.mktemp("november")
    first_month().write(root / "deliveries")
    home = empty_home(root)
    home.judged = {}
    home.take_in(root / "deliveries")
    return home


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(name: str, november: TakenIn, tmp_path: Path) -> None:
    scenario = SCENARIOS[name]()
    begun = scenario.folders[0] == first_month()
    home = november.copy() if begun else november.emptied()
    for folder in scenario.folders[begun:]:
        folder.write(tmp_path / "deliveries")
    home.take_in(tmp_path / "deliveries")

    expected = {f"{folder.name}/{file}": ("loaded", None) for folder in scenario.folders for file in folder.sheets}
    assert statuses(home.reports) == expected | scenario.statuses
    assert row_problems(home.reports) == scenario.problems
    for month, text in scenario.panels.items():
        stream = io.StringIO()
        panel.write_csv(panel.ensure(home.lake, home.parts, month), stream)
        assert stream.getvalue() == text
