"""请求范围: a request sees the region of the posting that holds today, through the real views, middleware and database role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests import casework
from tests.casework import COUNTY, SISTER, TOWN
from tests.portals_site import CHINA, Site


@pytest.fixture
def web(site: Site) -> Iterator[Site]:
    """Two towns with a household each, and the connection in the role of the application."""
    from zhongfu.people.actions import load_regions
    from zhongfu.portals import places

    load_regions(by="test", at=_now())
    # Names of regions are kept between requests; here each test loads its own.
    for kept in vars(places).values():
        getattr(kept, "cache_clear", int)()
    for number, town in (("H1", TOWN), ("H2", SISTER)):
        casework.household(site, number, town)
    with site.role("app"):
        yield site


def _now() -> Any:
    from datetime import datetime

    return datetime.now(CHINA)


def client(web: Site, role: str, region: str, **dates: Any) -> Any:
    from django.db import connection
    from django.test import Client

    from zhongfu.site.connection import from_url

    with web.role("worker"):
        user = casework.posted(f"{role}-{region}", role, region, **dates)
    connection.close()
    connection.settings_dict.update(from_url(web.cluster.url("app")))
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(user, backend="zhongfu.people.signin.StaffSignIn")
    return browser


def test_a_household_of_the_own_town_is_there_and_another_is_not(web: Site) -> None:
    browser = client(web, "clerk", TOWN)
    assert browser.get("/households/H1").status_code == 200
    elsewhere, nowhere = browser.get("/households/H2"), browser.get("/households/H999")
    assert (elsewhere.status_code, nowhere.status_code) == (404, 404)
    assert _bare(elsewhere.content) == _bare(nowhere.content)


def _bare(page: bytes) -> bytes:
    """The page without what differs at each request: its address and its token against forged forms."""
    return re.sub(rb'H2|H999|[A-Za-z0-9]{64}', b"", page)


def test_the_county_sees_both_towns(web: Site) -> None:
    browser = client(web, "confirmer", COUNTY)
    assert [browser.get(f"/households/{number}").status_code for number in ("H1", "H2")] == [200, 200]


def test_a_posting_that_ended_yesterday_shows_nothing_though_the_session_is_open(web: Site) -> None:
    from zhongfu.people.models import Posting

    browser = client(web, "clerk", TOWN)
    assert browser.get("/desk").status_code == 200
    with web.role("worker"):
        Posting.objects.update(until=(_now() - timedelta(days=1)).date())
    assert browser.get("/households/H1").status_code in (403, 404)


def test_no_session_shows_no_page(web: Site) -> None:
    from django.test import Client

    answer = Client(HTTP_HOST="localhost").get("/households/H1")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in?next=%2Fhouseholds%2FH1")


def test_pages_carry_their_protection(web: Site) -> None:
    answer = client(web, "clerk", TOWN).get("/desk")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_request_that_fails_changes_nothing_and_logs_no_personal_value(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import logging

    from zhongfu.people import access
    from zhongfu.portals.counter import households

    def fail(household_id: str) -> None:
        from zhongfu.audit.actions import Subject, record

        record(by="x", at=_now(), verb="x", subject=Subject("x", household_id))
        raise ValueError("王小明 440104198001010010")

    browser = client(web, "clerk", TOWN)
    browser.raise_request_exception = False
    monkeypatch.setattr(households, "timeline", fail)
    assert browser.get("/households/H1").status_code == 500
    with web.role("worker"):
        from zhongfu.audit.models import Event

        assert not Event.objects.filter(verb="x").exists()
    for handler in logging.getLogger().handlers:
        handler.flush()
    written = (web.home.logs / "zhongfu.log").read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "households/<str:household_id>" in written
    assert not any(secret in written for secret in ("王小明", "440104198001010010", "/households/H1"))
    assert access.NOWHERE.low == ""
