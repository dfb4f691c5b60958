"""读政策 Reading the policy: at both widths without a fault that axe knows, and with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.place import WIDTHS, Place

pytestmark = pytest.mark.browser

PAGES = ("policy", "policy/rules/dibao?place=4401&day=2023-12-01", "policy/rules/tekun_assets?place=44", "policy/parameters/tekun.current_standard", "policy/instruments", "policy?day=none")


@pytest.mark.parametrize("width", WIDTHS)
def test_policy_pages_are_sound(place: Place, opened: Callable[..., Page], sound: Callable[[Page], None], width: int) -> None:
    page = opened(width)
    place.sign_in(page, "supervisor")
    for address in PAGES:
        page.goto(f"{place.address}{address}")
        sound(page)


def test_from_a_programme_to_a_value_of_another_year_by_keyboard(place: Place, opened: Callable[..., Page]) -> None:
    page = opened()
    place.sign_in(page, "supervisor")
    page.goto(f"{place.address}policy?place=4401&residence=urban&day=2023-12-01")
    page.get_by_role("link", name="最低生活保障", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="低保标准合计")).to_be_visible()
    page.locator("section[aria-labelledby='line'] dt").get_by_role("link", name="低保标准", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("低保标准")
    expect(page.locator("#about + *, dl").first).to_contain_text("1238.00 元")
    day = page.get_by_label("日期")
    day.fill("2022-12-01")
    day.press("Enter")
    expect(page.locator("dl").first).to_contain_text("未公布")
    assert "day=2022-12-01" in page.url
