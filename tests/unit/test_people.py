"""人员: who may sign in, what a posting allows on a day, and where a demonstration account can exist."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests import casework
from tests.casework import COUNTY, TOWN
from tests.portals_site import AT, CHINA, Site


@pytest.fixture
def region(site: Site) -> None:
    from zhongfu.people.actions import load_regions

    load_regions(by="test", at=AT)


def signed_in(username: str, password: str) -> Any:
    from django.contrib.auth import authenticate

    return authenticate(None, username=username, password=password)


def test_the_region_tree_has_its_levels_and_loads_once(site: Site, region: None) -> None:
    from zhongfu.people.actions import load_regions
    from zhongfu.people.models import Region

    town = Region.objects.get(pk=TOWN)
    line = [town, town.parent, town.parent.parent, town.parent.parent.parent]
    assert [each.kind for each in line] == ["town", "county", "prefecture", "province"]
    assert load_regions(by="test", at=AT) == 0


@pytest.mark.parametrize("code, low, high", [
    ("440000", "44", "45"), ("441400", "4414", "4415"), ("441424", "441424", "441425"), ("441424125", "441424125", "441424126"),
    ("440109", "440109", "44010:"),
])  # fmt: skip
def test_bounds_hold_a_region_and_all_in_it(code: str, low: str, high: str) -> None:
    from zhongfu.people.access import Bounds, bounds

    assert bounds(code) == Bounds(low, high)
    assert f"{low}9999" in bounds(code)
    assert high not in bounds(code)


def test_a_posting_is_derived_from_its_dates(site: Site, region: None) -> None:
    from zhongfu.people import access

    user = casework.posted("a", "clerk", TOWN, since=date(2026, 3, 1), until=date(2026, 3, 31))
    held = {day: access.posting(user, date.fromisoformat(day)) for day in ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01")}
    assert [day for day, posting in held.items() if posting] == ["2026-03-01", "2026-03-31"]


def test_today_is_chinas_day(site: Site, region: None) -> None:
    from zhongfu.people import access

    midnight = datetime(2026, 3, 31, 16, 30, tzinfo=UTC)
    assert access.day(midnight) == date(2026, 4, 1)
    assert access.day(datetime(2026, 3, 31, 23, 59, tzinfo=CHINA)) == date(2026, 3, 31)


def test_what_is_required_is_a_role_in_the_region_on_the_day(site: Site, region: None) -> None:
    from zhongfu.audit.refusal import NotPermitted
    from zhongfu.people.access import require

    user = casework.posted("a", "confirmer", COUNTY, since=date(2026, 1, 1), until=date(2026, 12, 31))
    assert require(user, {"confirmer"}, region=TOWN, at=AT).region_id == COUNTY
    for roles, where, at in (({"clerk"}, TOWN, AT), ({"confirmer"}, "440104001", AT), ({"confirmer"}, TOWN, AT + timedelta(days=365))):
        with pytest.raises(NotPermitted):
            require(user, roles, region=where, at=at)
    user.is_active = False
    with pytest.raises(NotPermitted):
        require(user, {"confirmer"}, region=TOWN, at=AT)


def test_five_failures_lock_the_account_for_a_while(site: Site, region: None) -> None:
    from zhongfu.audit.models import Event
    from zhongfu.people.models import User

    casework.posted("a", "clerk", TOWN)
    with site.role("app"):
        assert signed_in("a", "right").username == "a"
        for _ in range(5):
            assert signed_in("a", "wrong") is None
        assert signed_in("a", "right") is None
        assert signed_in("nobody", "right") is None
    User.objects.update(locked_until=datetime.now(CHINA) - timedelta(seconds=1))
    assert signed_in("a", "right").username == "a"
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["regions.loaded", "user.signed_in", *["user.sign_in_failed"] * 5, "user.signed_in"]


def test_demonstration_accounts_are_made_once_and_only_where_they_belong(site: Site, region: None) -> None:
    from zhongfu.people.actions import SIGN_INS, create_demo_users
    from zhongfu.people.models import Posting, User

    casework.household(site, "H1", casework.SISTER)
    made = create_demo_users(home=site.home, by="test", at=AT)
    assert [(each.role, each.region) for each in made] == [("clerk", casework.SISTER), ("confirmer", COUNTY), ("supervisor", "440000")]
    assert create_demo_users(home=site.home, by="test", at=AT) == made
    assert Posting.objects.count() == 3
    assert signed_in("clerk", made[0].password).demo
    kept = site.home.keys / SIGN_INS
    assert kept.stat().st_mode & 0o077 == 0
    assert json.loads(kept.read_text())[0]["password"] == made[0].password
    kept.unlink()
    assert len({user.password for user in User.objects.all()}) == 3


def test_a_production_home_refuses_them(site: Site, region: None) -> None:
    from dataclasses import replace

    from zhongfu.audit.refusal import Refused
    from zhongfu.people.actions import create_demo_users, install

    with pytest.raises(Refused):
        create_demo_users(home=replace(site.home, kind="production"), by="test", at=AT)
    install(kind="production", by="test", at=AT)
    with pytest.raises(Refused):
        install(kind="demo", by="test", at=AT)


def test_a_demonstration_account_signs_in_only_where_home_and_database_say_demonstration(
    site: Site, region: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from django.conf import settings

    from zhongfu.people.actions import SIGN_INS, create_demo_users
    from zhongfu.people.models import Installation

    made = create_demo_users(home=site.home, by="test", at=AT)
    (site.home.keys / SIGN_INS).unlink()
    with monkeypatch.context() as patch:
        patch.setattr(settings, "ZHONGFU_HOME", replace(site.home, kind="production"))
        assert signed_in("clerk", made[0].password) is None
    with site.superuser() as connection:
        connection.execute("DELETE FROM people_installation")
    assert not Installation.objects.exists()
    assert signed_in("clerk", made[0].password) is None


def test_the_database_itself_refuses_a_demonstration_account_elsewhere(site: Site, region: None) -> None:
    from django.db import IntegrityError, transaction

    from zhongfu.people.actions import install
    from zhongfu.people.models import User

    install(kind="production", by="test", at=AT)
    ordinary = casework.posted("a", "clerk", TOWN)
    with pytest.raises(IntegrityError, match="demonstration"), transaction.atomic():
        User.objects.create(username="b", display_name="b", demo=True, password="x")
    with pytest.raises(IntegrityError, match="demonstration"), transaction.atomic():
        User.objects.filter(pk=ordinary.pk).update(demo=True)


def test_pages_can_neither_make_nor_promote_accounts(site: Site, region: None) -> None:
    from django.db import DatabaseError, transaction

    from zhongfu.people.models import Posting, User

    user = casework.posted("a", "clerk", TOWN)
    attempts = (
        lambda: User.objects.create(username="b", display_name="b"),
        lambda: User.objects.filter(pk=user.pk).update(password="x"),
        lambda: Posting.objects.create(user=user, role="supervisor", region_id="440000", since=AT.date()),
        lambda: Posting.objects.update(role="supervisor"),
    )
    with site.role("app"):
        for attempt in attempts:
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()
