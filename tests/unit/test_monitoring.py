"""动态监测与人员载入: a small synthetic place from its delivered files to alerts that show every number behind them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests import casework
from tests.portals_site import AT, Site, emptied

MONTHS = ["2026-08", "2026-09", "2026-10"]
MONTH = MONTHS[-1]


@pytest.fixture(scope="module")
def place(installation: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """400 people in three months, taken in, loaded and monitored once for this module."""
    from zhongfu.data.synthetic import make
    from zhongfu.deliveries.actions import take_in
    from zhongfu.monitoring.actions import run_month
    from zhongfu.people import actions

    emptied(installation)
    casework.demonstration_values(installation)
    folder: Path = tmp_path_factory.mktemp("place") / "deliveries"
    make(people=400, months=MONTHS, seed=7, out=folder)
    actions.load_regions(by="test", at=AT)
    take_in(folder=folder, home=installation.home, by="test", at=AT)
    actions.refresh(home=installation.home, month=MONTH, by="test", at=AT)
    run_month(home=installation.home, month=MONTH, by="test", at=AT)
    yield installation
    from django.db import connection

    connection.close()
    for name in ("lake", "raw"):
        shutil.rmtree(installation.home.root / name)


def clerk_of(town: str) -> Any:
    from zhongfu.people.models import User

    return User.objects.filter(username=f"clerk-{town}").first() or casework.posted(f"clerk-{town}", "clerk", town)


def open_alerts() -> list[Any]:
    from zhongfu.monitoring.models import Alert

    return list(Alert.objects.filter(status="open").order_by("severity", "pk"))


def test_the_tables_show_the_panel_and_its_persons(place: Site) -> None:
    from zhongfu.data.linkage import id_number
    from zhongfu.people.models import Household, HouseholdMonth, LoadedMonth, Person

    latest = HouseholdMonth.objects.filter(month=MONTH)
    assert Household.objects.count() == latest.count() > 100
    assert set(LoadedMonth.objects.values_list("month", flat=True)) == set(MONTHS)
    counted = dict(latest.values_list("household_id", "members"))
    assert sum(counted.values()) == Person.objects.count()
    for person in Person.objects.all()[:200]:
        assert id_number(person.id_no) == int(person.id_no[:17])
    household = Household.objects.get(pk=next(iter(counted)))
    assert household.members == household.persons.count() == counted[household.pk]
    incomes = [person.wage_fen for person in household.persons.all()]
    assert sum(incomes) == household.months.get(month=MONTH).wage_fen


def test_refreshing_again_loads_nothing(place: Site) -> None:
    from zhongfu.audit.models import Event
    from zhongfu.people.actions import refresh

    before = Event.objects.count()
    assert refresh(home=place.home, month=MONTH, by="test", at=AT).months == ()
    assert Event.objects.count() == before


def test_levels_are_counted_and_every_worse_household_is_alerted_once(place: Site) -> None:
    from django.db.models import Sum

    from zhongfu.monitoring.alerts import SEVERITY
    from zhongfu.monitoring.models import Alert, LevelCount, Round, Score

    scores = Score.objects.filter(month=MONTH)
    counted = LevelCount.objects.filter(month=MONTH).aggregate(number=Sum("households"))["number"]
    assert scores.count() == counted == Round.objects.get(month=MONTH).households
    worse = {
        score.household_id for score in scores
        if score.level != "green" and (score.previous_level is None or SEVERITY[score.level] < SEVERITY[score.previous_level])
    }  # fmt: skip
    alerted = list(Alert.objects.filter(month=MONTH).values_list("household_id", flat=True))
    assert worse
    assert sorted(alerted) == sorted(worse)
    unworsened = scores.exclude(level="green").exclude(household_id__in=worse)
    assert unworsened.exists(), "somebody stayed as grave as last month, and got no alert"


def test_each_number_of_an_alert_names_its_file_and_the_day_it_came(place: Site) -> None:
    from zhongfu.deliveries.models import Delivery

    files = {delivery.file_name for delivery in Delivery.objects.filter(current=True)}
    pieces = [piece for alert in open_alerts() for finding in alert.findings for piece in finding["evidence"]]
    held = [piece for piece in pieces if piece["source"] != "law" and piece["value"] is not None]
    assert held
    assert all(piece["file"] in files and piece["taken_in_at"].startswith("2026-11-02") for piece in held)
    standards = [piece for piece in pieces if piece["source"] == "law"]
    assert standards
    assert all(piece["demonstration"] and piece["value"] in (72_000, 92_000, 133_000) for piece in standards)


def test_the_same_inputs_are_not_worked_through_twice(place: Site) -> None:
    from zhongfu.monitoring.actions import run_month
    from zhongfu.monitoring.models import Round

    before = Round.objects.count()
    again = run_month(home=place.home, month=MONTH, by="test", at=AT + timedelta(days=1))
    assert (Round.objects.count(), again.at) == (before, AT)


def test_a_changed_setting_runs_again_and_leaves_what_a_person_has_handled(place: Site) -> None:
    from zhongfu.monitoring.actions import close_alert, run_month
    from zhongfu.monitoring.models import Alert

    alert = open_alerts()[-1]
    others, clerk = Alert.objects.filter(status="open").count() - 1, _clerk(place, alert)
    with place.role("app"), place.scope(alert.region):
        close_alert(alert=alert, outcome="not_met", reason="已入户核实", by=clerk, at=AT)
    overlay = place.home.law / "monitoring.yml"
    overlay.write_text("indicators:\n  income_drop: {points: 31}\n", encoding="utf-8")
    try:
        run_month(home=place.home, month=MONTH, by="test", at=AT + timedelta(days=1))
    finally:
        overlay.unlink()
        run_month(home=place.home, month=MONTH, by="test", at=AT + timedelta(days=2))
    alert.refresh_from_db()
    assert (alert.status, alert.outcome) == ("closed", "not_met")
    assert not Alert.objects.filter(household_id=alert.household_id, status="open").exists()
    assert Alert.objects.filter(status="open").count() >= others


def _clerk(place: Site, alert: Any) -> Any:
    with place.role("worker"):
        return clerk_of(alert.region)


def test_an_alert_becomes_a_case_with_what_the_sources_know(place: Site) -> None:
    from zhongfu.audit.models import Event
    from zhongfu.monitoring.actions import open_case

    alert = open_alerts()[0]
    clerk = _clerk(place, alert)
    with place.role("app"), place.scope(alert.region):
        case = open_case(alert=alert, by=clerk, at=AT)
        alert.refresh_from_db()
        assert (alert.status, alert.case_id, case.origin) == ("case", case.number, "alert")
        assert case.decision["programmes"]["dibao"]["eligible"] in (None, False)
        assert {"feed", "file", "date"} <= set(case.facts["sources"]["household.members.m1.birth"])
        verbs = set(Event.objects.filter(region=alert.region).values_list("verb", flat=True))
        assert {"alert.case_opened", "case.opened"} <= verbs


def test_an_alert_is_handled_once_and_by_somebody_posted_there(place: Site) -> None:
    from zhongfu.audit.refusal import NotPermitted, Refused
    from zhongfu.monitoring.actions import close_alert, open_case
    from zhongfu.monitoring.models import Alert

    alert = open_alerts()[1]
    clerk = _clerk(place, alert)
    with place.role("worker"):
        stranger = clerk_of("440104001" if alert.region != "440104001" else "440104003")
    with place.role("app"), place.scope(alert.region):
        with pytest.raises(NotPermitted):
            close_alert(alert=alert, outcome="not_met", reason="核实", by=stranger, at=AT)
        for outcome, reason in (("", "核实"), ("gone", "核实"), ("not_met", " ")):
            with pytest.raises(Refused):
                close_alert(alert=alert, outcome=outcome, reason=reason, by=clerk, at=AT)
        close_alert(alert=alert, outcome="referred", reason="转医保", by=clerk, at=AT)
        with pytest.raises(Refused, match="已有人处理"):
            open_case(alert=alert, by=clerk, at=AT)
        assert Alert.objects.get(pk=alert.pk).handled_by_id == clerk.pk


def test_the_summary_adds_up(place: Site) -> None:
    from zhongfu.monitoring.models import Alert
    from zhongfu.monitoring.summary import summary

    told = summary(place.home, MONTH)
    assert told["households"] == sum(told["levels"].values())
    assert sum(told["alerts"].values()) == Alert.objects.filter(month=MONTH).count()
    assert told["deliveries"]["files"] == told["deliveries"]["loaded"] > 30
    below = told["below_line_not_in_aid"]
    assert below["households"] >= len(below["listed"]) > 0
    assert all(row["income_fen"] < row["line_fen"] for row in below["listed"])
    # No register holds deposits: whoever is not decided by something else still has to say them.
    assert any("household.assets.deposits" in row["needs"] for row in below["listed"])
    assert told["gravest"] == sorted(told["gravest"], key=lambda row: -row["score"])
    assert all(row["reasons"] for row in told["gravest"])


def test_without_a_standard_nobody_is_said_to_be_below_it(place: Site) -> None:
    from zhongfu.monitoring.below import below_line
    from zhongfu.monitoring.inputs import gather

    folder = place.home.law / "demonstration"
    aside = place.home.root / "aside"
    folder.rename(aside)
    try:
        inputs = gather(place.home, MONTH)
        assert (inputs.settings.lines, inputs.demonstration) == ({}, False)
        assert below_line(place.home, inputs)["households"] is None
    finally:
        aside.rename(folder)


def test_an_official_sees_the_alerts_and_scores_of_the_own_town_only(place: Site) -> None:
    from zhongfu.monitoring.models import Alert, LevelCount, Score
    from zhongfu.people.models import Household, HouseholdMonth, Person

    town = open_alerts()[0].region
    tables = (Alert, LevelCount, Score, Household, HouseholdMonth, Person)
    everything = {table: table.objects.filter(region=town).count() for table in tables}
    with place.role("app"):
        with place.scope(town):
            assert {table: table.objects.count() for table in tables} == everything
        assert [table.objects.count() for table in tables] == [0] * len(tables)
