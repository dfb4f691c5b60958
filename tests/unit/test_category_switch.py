"""启用类别: one line in a home's own law folder keeps a category out; a mistake in it takes nothing in at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.portals_site import AT, Site

from zhongfu.data.intake import IntakeStopped

SAMPLES = Path(__file__).parents[1] / "sources" / "samples"
FILE = "churujing_cishu_202511.csv"


@pytest.fixture
def switches(site: Site) -> Iterator[Path]:
    """Where the home says which categories it takes in; gone after the test."""
    site.home.law.mkdir(parents=True, exist_ok=True)
    file = site.home.law / "categories.yml"
    yield file
    file.unlink(missing_ok=True)


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    folder = tmp_path / "202511"
    folder.mkdir()
    shutil.copy(SAMPLES / FILE, folder / FILE)
    return tmp_path


def codes(site: Site, folder: Path) -> list[str]:
    from zhongfu.deliveries.actions import take_in

    (report,) = take_in(folder=folder, home=site.home, by="test", at=AT).reports
    assert report.status == "refused"
    return [problem.code for problem in report.problems]


def test_the_homes_line_keeps_a_category_out_and_is_told_with_the_delivery(site: Site, switches: Path, delivery: Path) -> None:
    from zhongfu.deliveries.models import Delivery

    assert codes(site, delivery) == ["not_listed"], "on as shipped: only the missing hand-over list stands against it"
    switches.write_text('"06": false\n', "utf-8")
    assert codes(site, delivery) == ["category_off"]
    entered = Delivery.objects.get(digest="")
    assert (entered.source, entered.month, entered.status, entered.part) == ("border_crossings", "2025-11", "refused", "")


def test_a_wrong_line_stops_the_intake_and_says_where(site: Site, switches: Path, delivery: Path) -> None:
    from zhongfu.deliveries.models import Delivery

    switches.write_text('"06": false\n"99": false\n', "utf-8")
    with pytest.raises(IntakeStopped, match=r"categories\.yml:2: ") as told:
        codes(site, delivery)
    assert "加引号" in told.value.zh
    assert "in quotes" in told.value.en
    assert not Delivery.objects.exists()
