"""每一页 Every page at both widths: no fault that axe knows, nothing wider than the window, the demonstration mark in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from tests.journeys.place import WIDTHS, Place

pytestmark = pytest.mark.browser

Opened = Callable[..., Page]
Sound = Callable[[Page], None]


@pytest.mark.parametrize("width", WIDTHS)
def test_clerks_pages_are_sound(place: Place, opened: Opened, sound: Sound, width: int) -> None:
    page = opened(width)
    page.goto(f"{place.address}sign-in")
    sound(page)
    place.sign_in(page, "clerk")
    sound(page)
    for step in visits(page, place):
        page.goto(step)
        sound(page)


def visits(page: Page, place: Place) -> Iterator[str]:
    """An alert, its household, the household's records, the batches and a page that is not there."""
    alert = page.locator("a[href^='/alerts/']").first.get_attribute("href") or ""
    yield f"{place.address}{alert[1:]}"
    household = page.get_by_role("link", name="看这一家").get_attribute("href") or ""
    yield f"{place.address}{household[1:]}"
    yield f"{place.address}{household[1:]}/records"
    yield f"{place.address}batches/"
    yield f"{place.address}alerts/999999"


def test_a_case_is_sound(place: Place, opened: Opened, sound: Sound) -> None:
    page = opened()
    place.sign_in(page, "clerk")
    page.locator("#desk a[href^='/alerts/']").last.click()
    page.get_by_role("button", name="立案办理").click()
    page.get_by_role("heading", name="规则的判定").wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        sound(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_supervisors_pages_are_sound(place: Place, opened: Opened, sound: Sound, width: int) -> None:
    page = opened(width)
    place.sign_in(page, "supervisor")
    page.locator(".zf-map").first.wait_for()
    sound(page)
    page.locator("a.zf-count").first.click()
    sound(page)


def test_first_load_is_small(place: Place, opened: Opened) -> None:
    """Style, script, icons and page together, as they travel."""
    page, sizes = opened(), []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(f"{place.address}sign-in", wait_until="networkidle")
    assert 0 < sum(sizes) <= 300_000


def test_pages_forbid_what_is_inline_or_foreign(place: Place, opened: Opened) -> None:
    page, said = opened(), []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    place.sign_in(page, "clerk")
    policy = page.goto(f"{place.address}desk").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert said == []
