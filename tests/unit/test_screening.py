"""筛查页: what a supervisor sees of a screen, and that nobody sees a row of another region; the roll agrees with the desk's case file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import casework
from tests.portals_site import AT, Site, emptied
from tests.unit.test_portals import client

MONTHS = ["2026-08", "2026-09", "2026-10"]
MONTH = MONTHS[-1]


@pytest.fixture(scope="module")
def place(installation: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """400 people taken in, loaded and screened once for this module, with supervisors of the province, a county and a town."""
    from zhongfu.data.synthetic import make
    from zhongfu.deliveries.actions import take_in
    from zhongfu.monitoring.screening import run_screen
    from zhongfu.people import actions

    emptied(installation)
    casework.demonstration_values(installation)
    folder: Path = tmp_path_factory.mktemp("place") / "deliveries"
    make(people=400, months=MONTHS, seed=7, out=folder)
    actions.load_regions(by="test", at=AT)
    take_in(folder=folder, home=installation.home, by="test", at=AT)
    actions.refresh(home=installation.home, month=MONTH, by="test", at=AT)
    run_screen(home=installation.home, month=MONTH, by="test", at=AT)
    for name, role, region in (
        ("province", "supervisor", "440000"), ("wuhua", "supervisor", "441424"), ("yuexiu", "supervisor", "440104"), ("clerk", "clerk", "441424"),
    ):  # fmt: skip
        casework.posted(name, role, region)
    yield installation
    from django.db import connection

    connection.close()
    for name in ("lake", "raw"):
        shutil.rmtree(installation.home.root / name)


def page(place: Site, username: str, address: str, **headers: str) -> Any:
    from zhongfu.people.models import User

    user = User.objects.get(username=username)
    with place.role("app"):
        return client(user).get(address, headers=headers)


def text(place: Site, username: str, address: str) -> str:
    answer = page(place, username, address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def households(html: str) -> set[str]:
    return set(re.findall(r'href="/households/(\w+)"', html))


def every(place: Site, username: str, address: str) -> set[str]:
    """The households of a list, page after page as a person without script goes through it."""
    found: set[str] = set()
    while address:
        html = text(place, username, address)
        found |= households(html)
        more = re.search(r'class="btn btn-quiet" href="([^"]+)"', html)
        address = more[1].replace("&amp;", "&") if more else ""
    return found


LIST = "/screening/list?programme=temporary&standing=undecidable"


def test_the_screen_is_for_supervisors(place: Site) -> None:
    for address in ("/screening", "/screening/programme/dibao", LIST):
        assert page(place, "clerk", address).status_code == 404
        assert page(place, "province", address).status_code == 200
        assert client().get(address).status_code == 302


@pytest.mark.parametrize("address", [
    "/screening/programme/food", "/screening/list?programme=dibao&standing=rich", "/screening/list?programme=food&standing=undecidable",
    "/screening/list?programme=temporary&standing=in_no_longer", "/screening/list",
])  # fmt: skip
def test_what_is_not_there_is_not_there(place: Site, address: str) -> None:
    assert page(place, "province", address).status_code == 404


def test_the_page_says_by_what_it_judges_and_that_nothing_is_stopped(place: Site) -> None:
    html = text(place, "province", "/screening")
    assert "没有向家庭核实" in html
    assert "不自动停发" in html
    assert "演示值" in html
    assert "名册未记载" in html, "nobody knows who receives temporary aid"


def test_every_number_opens_a_list_of_so_many(place: Site) -> None:
    html = text(place, "wuhua", "/screening")
    links = re.findall(r'<a href="(/screening/list\?[^"]+)">(\d+)<', html)
    assert len(links) > 5
    for address, number in links:
        assert len(every(place, "wuhua", address.replace("&amp;", "&"))) == int(number), address


def test_a_programme_is_told_by_town_and_by_what_is_wanted(place: Site) -> None:
    html = text(place, "wuhua", "/screening/programme/dibao")
    assert "金融资产" in html
    assert "待综合评估" in html
    assert "综合评估结论" in html
    assert "洪桥街道" not in html, "a town of the other county"
    town = re.search(r'<a href="(/screening/list\?[^"]*region=(\d{9})[^"]*)">(\d+)<', html)
    assert town is not None
    assert len(every(place, "wuhua", town[1].replace("&amp;", "&"))) == int(town[3])


def test_each_sees_the_own_region_and_together_they_are_the_place(place: Site) -> None:
    from zhongfu.people.models import Household

    found = {name: every(place, name, LIST) for name in ("province", "wuhua", "yuexiu")}
    assert found["wuhua"] and found["yuexiu"]
    assert found["wuhua"] | found["yuexiu"] == found["province"]
    assert not found["wuhua"] & found["yuexiu"]
    regions = dict(Household.objects.filter(pk__in=found["wuhua"]).values_list("household_id", "region"))
    assert {region[:6] for region in regions.values()} == {"441424"}


@pytest.mark.parametrize("region", ["440104", "440104001", "44", "440000", "4", "45"])
def test_another_region_cannot_be_asked_for(place: Site, region: str) -> None:
    assert page(place, "wuhua", f"{LIST}&region={region}").status_code == 404
    assert page(place, "wuhua", f"{LIST}&region={region}", HX_Request="true").status_code == 404


def test_the_database_decides_even_if_the_file_is_read_for_everywhere(place: Site) -> None:
    from zhongfu.monitoring import screening as screens
    from zhongfu.portals.command.screening import _households

    latest = screens.latest(place.home)
    assert latest is not None
    choice = {"programme": "temporary", "standing": "undecidable"}
    with place.role("app"), place.scope("441424"):
        rows, _ = _households(latest[1], choice, "440000", "")
    assert 0 < len(rows) < 50
    assert households("".join(f'href="/households/{row["household_id"]}"' for row in rows)) <= every(place, "wuhua", LIST)


def test_counts_are_protected_by_region(place: Site) -> None:
    from zhongfu.monitoring.models import Screening, ScreeningCount

    with place.role("app"):
        assert ScreeningCount.objects.count() == 0
        assert Screening.objects.count() == 1, "one line without a resident"
        with place.scope("440104"):
            assert {region[:6] for region in ScreeningCount.objects.values_list("region", flat=True)} == {"440104"}
        from django.db import DatabaseError, transaction

        with pytest.raises(DatabaseError), transaction.atomic():
            ScreeningCount.objects.all().delete()


def test_the_same_screen_is_published_once(place: Site) -> None:
    from zhongfu.audit.models import Event
    from zhongfu.monitoring.models import ScreeningCount
    from zhongfu.monitoring.screening import run_screen

    before = Event.objects.filter(verb="month.screened").count(), ScreeningCount.objects.count()
    run_screen(home=place.home, month=MONTH, by="test", at=AT)
    assert before == (1, ScreeningCount.objects.count())
    assert Event.objects.filter(verb="month.screened").count() == 1


def test_without_a_screen_the_page_says_how_to_get_one(place: Site) -> None:
    from zhongfu.monitoring.models import Screening

    held = Screening.objects.get()
    with place.superuser() as db:
        db.execute("UPDATE monitoring_screening SET file = 'gone.parquet'")
    try:
        assert "zhongfu screen" in text(place, "province", "/screening")
        assert page(place, "province", LIST).status_code == 404
    finally:
        held.save()


def test_the_tables_are_those_of_the_migrations(place: Site) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "monitoring", check=True, dry_run=True, verbosity=0)


def test_the_roll_agrees_with_the_case_file_of_the_desk(place: Site) -> None:
    """One household after another: the facts that a clerk starts from are those that the screen judged by.

    Apart from two: a screen takes an income that no register reports for none, and looks parameters up at the county.
    """
    from zhongfu.data import months
    from zhongfu.data.roll import roll_table
    from zhongfu.monitoring.screening import registers
    from zhongfu.policy.casefile import read
    from zhongfu.policy.tables import case_of, case_table
    from zhongfu.verification.facts import case_facts

    roll = roll_table(registers(place.home), MONTH)
    as_of = {"as_of": months.last_day(MONTH).isoformat()}
    for row, number in enumerate(roll["household_id"].to_pylist()[:120]):
        facts = case_facts(place.home, number, MONTH) | as_of
        facts.pop("names")
        desk = case_table([read(facts)]).to_pylist()[0]
        screen = case_table([case_of(roll, row)]).to_pylist()[0]
        unknown = [index for index, member in enumerate(desk["household.members"]) if member["incomes"] is None]
        assert all(screen["household.members"][index].pop("incomes") == [] for index in unknown)
        for index in unknown:
            del desk["household.members"][index]["incomes"]
        assert desk.pop("place")[:6] == screen.pop("place")
        assert screen == desk, number


def test_a_household_explained_names_the_file_behind_each_fact(place: Site) -> None:
    from zhongfu.data.roll.suppose import Supposition
    from zhongfu.monitoring.screening import explained

    number = sorted(every(place, "wuhua", LIST))[0]
    supposed = (Supposition.parse("household.assets.deposits=0"),)
    told = explained(home=place.home, month=MONTH, household_id=number, supposed=supposed)
    assert told is not None
    sources = told.decision.case.sources
    assert sources["household.members.0.birth"]["source"] == "公安局 · 户籍人口快照"
    assert sources["household.members.0.birth"]["date"] == AT.date().isoformat()
    assert sources["household.assets.houses"]["feed"] == "real_estate"
    assert "假设" in sources["household.assets.deposits"]["source"]
    assert "household.members.0.has_children" not in sources
    assert explained(home=place.home, month=MONTH, household_id="H0") is None
