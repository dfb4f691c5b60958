"""重新核定页的样子 The pages of re-decision in a browser at both widths: no fault that axe knows, nothing too wide, all by keyboard."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, sync_playwright
from tests import casework
from tests.casework import INCOME
from tests.journeys.conftest import QUIET
from tests.journeys.place import WIDTHS
from tests.portals_site import AT, Site
from tests.unit.test_portals import client
from tests.unit.test_proposal_pages import GIVEN, Counter

import zhongfu.portals
from zhongfu.portals.protection import POLICY

pytestmark = pytest.mark.browser
STATIC = Path(zhongfu.portals.__file__).parent / "static"
HOST = "http://localhost"


@pytest.fixture
def rendered(site: Site) -> Iterator[dict[str, bytes]]:
    """Each page as the server makes it, by a name; asked for before a browser lives in this thread."""
    from zhongfu.payments.actions import propose_for_law

    counter = Counter(site)
    casework.published(site, 760)
    propose_for_law(since="2026-01", by="test", at=AT)
    with site.role("app"):
        yield {name: answer.content for name, answer in asked_for(counter)}
    casework.values_as_before(site)


def asked_for(counter: Counter) -> Iterator[tuple[str, Any]]:
    """The form, the form after a mistake, both lists, and a proposal in each of its states."""
    clerk, confirmer = client(counter.team.clerk), client(counter.team.confirmer)
    yield "list", (waiting := clerk.get("/redecisions/"))
    found = re.search(r'href="(/redecisions/\d+)"', waiting.content.decode())
    assert found is not None
    yield "take_up", clerk.get(found[1])
    own = counter.proposed()
    yield "settle", confirmer.get(own)
    yield "form", clerk.get(counter.address)
    yield "faulty", clerk.post(f"{counter.address}/propose", GIVEN | {INCOME: "viel"})
    yield "settled", confirmer.post(f"{own}/settle", {"state": "accepted", "words": "属实"}, follow=True)
    yield "desk", clerk.get("/desk")
    yield "case", clerk.get(f"/cases/{counter.case.number}")


def served(page: Page, rendered: dict[str, bytes]) -> list[str]:
    """Let the browser find these pages and the static files at their addresses; returns what its console complains of."""
    said: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0].strip("/")
        file = STATIC / path.removeprefix("static/")
        if path in rendered:
            route.fulfill(body=rendered[path], content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY})
        else:
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "image/svg+xml")

    page.route("**/*", answer)
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    return said


def test_every_page_is_sound_at_both_widths(rendered: dict[str, bytes], chromium: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900}, locale="zh-CN")
            said = served(page, rendered)
            for name in rendered:
                page.goto(f"{HOST}/{name}")
                faults = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in Axe().run(page).response["violations"]]
                assert faults == [], (name, width)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, name
                assert page.get_by_text("演示值").first.is_visible(), name
            assert said == [], width
        browser.close()


def test_a_proposal_is_settled_by_keyboard(rendered: dict[str, bytes], chromium: str) -> None:
    """Tab reaches the choices, a month, the words and the button in the order in which one reads."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        page = browser.new_page(locale="zh-CN")
        served(page, rendered)
        page.goto(f"{HOST}/settle")
        reached = []
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
            if reached[-1] == "处理":
                break
        wanted = ["state", "month", "words", "处理"]
        assert [each for each in dict.fromkeys(reached) if each in wanted] == wanted
        browser.close()
