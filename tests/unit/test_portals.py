"""门户权限 Portals: who sees which page, and how a page says that something is not there or not allowed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.portals_site import AT, Site


@pytest.fixture
def staff(site: Site) -> Iterator[dict[str, Any]]:
    """The demonstration's staff by user name, with Django's connection in the role of the application."""
    from zhongfu.people.actions import create_demo_users, load_regions
    from zhongfu.people.models import User

    load_regions(by="test", at=AT)
    create_demo_users(home=site.home, by="test", at=AT, town="441424100")
    users = {user.username: user for user in User.objects.all()}
    with site.role("app"):
        yield users


def client(user: Any = None, **options: Any) -> Any:
    """A browser without script, signed in as `user`."""
    from django.test import Client

    browser = Client(HTTP_HOST="localhost", **options)
    if user is not None:
        browser.force_login(user, backend="zhongfu.people.signin.StaffSignIn")
    return browser


@pytest.mark.parametrize("address", ["/desk", "/overview", "/batches/", "/alerts/1", "/households/1", "/cases/1", "/redecisions/", "/redecisions/1", "/cases/1/redecision"])
def test_a_stranger_is_led_to_the_door_and_back(staff: dict[str, Any], address: str) -> None:
    answer = client().get(address)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/sign-in?next=")


@pytest.mark.parametrize(("username", "address", "status"), [
    ("clerk", "/desk", 200), ("clerk", "/overview", 404), ("confirmer", "/desk", 200), ("supervisor", "/overview", 200),
    ("supervisor", "/desk", 404), ("clerk", "/households/unknown", 404), ("clerk", "/alerts/1", 404), ("clerk", "/cases/unknown", 404),
    ("clerk", "/redecisions/", 200), ("confirmer", "/redecisions/", 200), ("supervisor", "/redecisions/", 200), ("clerk", "/redecisions/1", 404),
    ("clerk", "/cases/unknown/redecision", 404), ("supervisor", "/overview/list?level=purple", 404), ("supervisor", "/overview/list?level=red", 200),
])  # fmt: skip
def test_each_role_has_its_pages(staff: dict[str, Any], username: str, address: str, status: int) -> None:
    assert client(staff[username]).get(address).status_code == status


def test_nothing_is_changed_by_looking(staff: dict[str, Any]) -> None:
    forms = ("/alerts/1/case", "/alerts/1/close", "/cases/1/confirm", "/batches/build", "/language", "/sign-out")
    for address in (*forms, "/cases/1/redecision/propose", "/redecisions/1/take-up", "/redecisions/1/settle"):
        assert client(staff["confirmer"]).get(address).status_code == 405


def test_a_form_without_its_token_changes_nothing_and_says_why(staff: dict[str, Any]) -> None:
    answer = client(staff["clerk"], enforce_csrf_checks=True).post("/batches/build", {"month": "2026-10"})
    assert answer.status_code == 403
    assert "没有做任何更改" in answer.content.decode()


def test_the_door_leads_nowhere_else(staff: dict[str, Any]) -> None:
    answer = client().post("/language", {"language": "en", "next": "https://example.org/"})
    assert answer.headers["location"] == "/"


def test_a_wrong_password_and_an_unknown_name_read_the_same(staff: dict[str, Any]) -> None:
    known, unknown = (client().post("/sign-in", {"username": name, "password": "wrong"}) for name in ("clerk", "nobody"))
    assert (known.status_code, unknown.status_code) == (401, 401)
    assert "用户名或密码不对" in known.content.decode()
    assert "用户名或密码不对" in unknown.content.decode()


def test_a_refusal_is_told_on_the_next_page(staff: dict[str, Any]) -> None:
    browser = client(staff["clerk"])
    answer = browser.post("/batches/build", {"month": "2026-10", "region": "441424"}, follow=True)
    assert "本月没有待发放的待遇。" in answer.content.decode()
    assert "本月没有待发放的待遇。" not in browser.get("/batches/").content.decode()
