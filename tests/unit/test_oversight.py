"""全程监管与供需对接: each check finds the planted fault and nothing else; services answer what was found."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests import casework
from tests.casework import COUNTY, OTHER_COUNTY, TOWN, Staff
from tests.portals_site import AT, Site
from tests.unit.test_cases import proposed

TODAY = AT.date()
LATER = TODAY + timedelta(days=400)


@pytest.fixture
def team(site: Site) -> Staff:
    casework.demonstration_values(site)
    return casework.staff(site)


def confirmed(site: Site, team: Staff, number: str = "H1") -> Any:
    from zhongfu.cases.actions import confirm

    case = proposed(site, team, number)
    with site.role("app"), site.scope(COUNTY):
        return confirm(case=case, by=team.confirmer, at=AT)


def found(site: Site, region: str = "440000", on: Any = TODAY) -> list[str]:
    from zhongfu.oversight.checks import run

    with site.role("app"), site.scope(region):
        return [row.check for row in run(region, on)]


def past_every_check(site: Site, statement: str) -> None:
    with site.superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(statement)


def test_a_place_in_order_gives_no_row(site: Site, team: Staff) -> None:
    confirmed(site, team)
    assert found(site) == []


def test_late_cases_and_alerts_are_found_in_their_region_only(site: Site, team: Staff) -> None:
    from zhongfu.monitoring.models import Alert

    proposed(site, team)
    for number, level in (("H8", "red"), ("H9", "blue")):
        Alert.objects.create(
            household_id=number, region=TOWN, month="2026-10", level=level, severity=1, score=80, findings=[], raised_at=AT, due_on=AT.date()
        )
    assert sorted(found(site, on=LATER)) == ["alerts_overdue", "cases_past_due"]
    assert found(site, OTHER_COUNTY, LATER) == []


@pytest.mark.parametrize("statement, check", [
    ("UPDATE cases_entitlement SET amount_fen = amount_fen + 1", "amount_differs"),
    ("UPDATE cases_entitlement SET starts = '2026-11'", "amount_differs"),
    ("DELETE FROM people_person WHERE relation = '户主'", "payee_gone"),
])  # fmt: skip
def test_a_planted_fault_is_found(site: Site, team: Staff, statement: str, check: str) -> None:
    from zhongfu.people.models import LoadedMonth

    confirmed(site, team)
    with site.role("worker"):
        LoadedMonth.objects.create(month="2026-10", panel_key="x", households=1, loaded_at=AT)
    assert found(site) == []
    past_every_check(site, statement)
    assert found(site) == [check]


def test_a_person_paid_twice_and_a_decision_by_one_person_are_found(site: Site, team: Staff) -> None:
    confirmed(site, team, "H1")
    confirmed(site, team, "H2")
    past_every_check(site, "UPDATE cases_entitlement SET payee_id_no = '440104198001010010'")
    past_every_check(site, "ALTER TABLE cases_case DROP CONSTRAINT cases_two_persons")
    try:
        past_every_check(site, "UPDATE cases_case SET confirmed_by_id = proposed_by_id WHERE household_id = 'H1'")
        assert sorted(found(site)) == ["one_person_decided", "one_person_twice"]
    finally:
        past_every_check(site, "UPDATE cases_case SET confirmed_by_id = NULL, status = 'accepted'")
        past_every_check(site, "ALTER TABLE cases_case ADD CONSTRAINT cases_two_persons CHECK (confirmed_by_id IS NULL OR confirmed_by_id <> proposed_by_id)")


def test_services_answer_what_was_found_heaviest_first(site: Site) -> None:
    from zhongfu.data.indicators import discover
    from zhongfu.matching.suggestions import catalogue, for_findings

    assert {name for service in catalogue() for name in service.findings} == set(discover())
    found = for_findings([{"indicator": "medical_surge", "points": 35}, {"indicator": "new_severe_disability", "points": 25}])
    assert [service.id for service in found] == ["temporary", "medical", "disability_subsidies", "rehabilitation"]
    assert for_findings([]) == []
