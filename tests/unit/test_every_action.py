"""每个动作: every action of every application writes its audit row in the transaction of its change, or changes nothing."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import casework
from tests.casework import COUNTY, DECLARED, TOWN, Staff
from tests.portals_site import AT, Site
from tests.unit.test_deliveries import GOOD, delivered

APPS = ("deliveries", "people", "cases", "payments", "monitoring")


def actions() -> dict[str, Callable[..., Any]]:
    """Every public function that takes `by`, in the module `actions` of its own application."""
    found = {}
    for app in APPS:
        module = importlib.import_module(f"zhongfu.{app}.actions")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ in {f"zhongfu.{app}.{part}" for part in ("actions", "refresh", "redeciding")}
            if own and not name.startswith("_") and "by" in inspect.signature(function).parameters:
                found[f"{app}.{name}"] = function
    return found


def audited() -> int:
    from zhongfu.audit.models import Head

    return Head.objects.get().sequence


class Stage:
    """A place in which every action can be taken once; remembers how many audit rows each wrote."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder = site, folder
        casework.demonstration_values(site)
        self.rows: dict[str, int] = {}
        self.team: Staff = casework.staff(site)

    def take(self, name: str, region: str = "", /, **given: Any) -> Any:
        """One action, as the worker, or as the application in a region."""
        action, before = actions()[name], self.count()
        if region:
            with self.site.role("app"), self.site.scope(region):
                result = action(**given, at=AT)
        else:
            result = action(**given, at=AT)
        self.rows[name] = self.count() - before
        return result

    def count(self) -> int:
        with self.site.role("worker"):
            return audited()


def played(stage: Stage) -> None:
    """Each action once, in an order in which each has something to do."""
    team, home = stage.team, stage.site.home
    with stage.site.superuser() as db:
        db.execute("DELETE FROM people_region WHERE code LIKE '440104___'")
    stage.take("people.load_regions", by="test")
    stage.take("people.install", kind="demo", by="test")
    stage.take("people.create_demo_users", home=home, by="test")
    stage.take("deliveries.take_in", folder=delivered(stage.folder, [("A1", GOOD)]), home=home, by="test")
    _register(stage)
    cases(stage)
    alerts(stage)
    redecisions(stage)
    for name in ("cases.confirm", "payments.build_batch", "payments.approve"):
        assert name in stage.rows
    assert team


def _register(stage: Stage) -> None:
    """A report for `publish` alone, and a month of households for the two that compute."""
    from zhongfu.data.intake.quality import FileReport

    report = FileReport("x.csv", None, None, "0" * 64, 0, 0, "refused")
    stage.take("deliveries.publish", report=report, home=stage.site.home, by="test")
    from zhongfu.data.synthetic import make
    from zhongfu.deliveries.actions import take_in

    make(people=60, months=["2026-10"], seed=3, out=stage.folder / "place")
    take_in(folder=stage.folder / "place", home=stage.site.home, by="test", at=AT)
    stage.take("people.refresh", home=stage.site.home, month="2026-10", by="test")
    stage.take("monitoring.run_month", home=stage.site.home, month="2026-10", by="test")


def cases(stage: Stage) -> None:
    team = stage.team
    with stage.site.superuser() as db:
        db.execute("DELETE FROM deliveries_problem; UPDATE deliveries_delivery SET current = false")
    for number in range(1, 4):
        household = casework.household(stage.site, f"H{number}")
        case = stage.take("cases.open_case", TOWN, household=household, by=team.clerk)
        case = stage.take("cases.declare", TOWN, case=case, facts=DECLARED, by=team.clerk)
        if number == 3:
            stage.take("cases.withdraw", TOWN, case=case, reason="申请人要求", by=team.clerk)
            continue
        stage.take("cases.propose", TOWN, case=case, opinion="困难", by=team.clerk)
        case = stage.take("cases.return_", COUNTY, case=case, reason="补充", by=team.confirmer)
        case = stage.take("cases.propose", TOWN, case=case, opinion="困难", by=team.clerk)
        if number == 1:
            stage.take("cases.confirm", COUNTY, case=case, by=team.confirmer)
        else:
            stage.take("cases.refuse", COUNTY, case=case, reason="不符合", by=team.confirmer)
    batch = stage.take("payments.build_batch", COUNTY, region=COUNTY, month="2026-12", by=team.confirmer)
    stage.take("payments.approve", COUNTY, batch=batch, by=team.other_confirmer)


def alerts(stage: Stage) -> None:
    from zhongfu.monitoring.models import Alert

    common = {"region": TOWN, "month": "2026-10", "level": "red", "severity": 1, "score": 80, "findings": [], "raised_at": AT, "due_on": AT.date()}
    for number in (4, 5):
        casework.household(stage.site, f"H{number}")
    first, second = (Alert.objects.create(household_id=f"H{number}", **common) for number in (4, 5))
    stage.take("monitoring.open_case", TOWN, alert=first, by=stage.team.clerk)
    stage.take("monitoring.close_alert", TOWN, alert=second, outcome="referred", reason="转介", by=stage.team.clerk)


def redecisions(stage: Stage) -> None:
    """A fact that was wrong, then a standard that was entered late."""
    from zhongfu.payments.models import RedecisionProposal
    from zhongfu.payments.redeciding import Correction, Settlement

    team, case = stage.team, casework.confirmed(stage.site, stage.team, "H6")
    correction = Correction("fact_corrected", "2026-06", "2026-08", {casework.INCOME: 320}, "评估有误")
    first = stage.take("payments.propose_redecision", TOWN, case=case, correction=correction, by=team.clerk)
    stage.take("payments.settle_proposal", COUNTY, proposal=first, settlement=Settlement("accepted", "属实"), by=team.confirmer)
    casework.published(stage.site, 760)
    stage.take("payments.propose_for_law", since="2026-09", by="test")
    found = RedecisionProposal.objects.get(proposed_by=None)
    stage.take("payments.take_up_proposal", TOWN, proposal=found, note="属实", by=team.clerk)


# Rows per action where it is not one: installing comes with the first accounts, a case comes with its alert's case.
ROWS = {"people.create_demo_users": 3, "people.refresh": 1, "monitoring.open_case": 2}


@pytest.fixture
def stage(site: Site, tmp_path: Path) -> Iterator[Stage]:
    yield Stage(site, tmp_path)
    casework.values_as_before(site)
    (site.home.keys / "demo-sign-ins.json").unlink(missing_ok=True)


def test_every_action_writes_its_rows(stage: Stage) -> None:
    from zhongfu.audit.verify import verify

    played(stage)
    assert set(stage.rows) == set(actions()), "an action without a scenario here"
    assert stage.rows == {name: ROWS.get(name, 1) for name in actions()}
    assert verify(stage.site.home.keys).whole


def test_an_action_that_cannot_be_audited_changes_nothing(stage: Stage) -> None:
    from django.db import DatabaseError

    from zhongfu.cases.actions import open_case
    from zhongfu.cases.models import Case, Numbering

    household = casework.household(stage.site, "H1")
    with stage.site.role("owner") as _, stage.site.superuser() as db:
        db.execute("REVOKE EXECUTE ON FUNCTION audit_append FROM zhongfu_app")
    try:
        with pytest.raises(DatabaseError), stage.site.role("app"), stage.site.scope(TOWN):
            open_case(household=household, by=stage.team.clerk, at=AT)
        assert not Case.objects.exists()
        assert not Numbering.objects.exists()
    finally:
        with stage.site.superuser() as db:
            db.execute("GRANT EXECUTE ON FUNCTION audit_append TO zhongfu_app")
