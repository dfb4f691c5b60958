"""语言 Language: the switch in the page head, remembered by the browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.place import WIDTHS, Place

pytestmark = pytest.mark.browser

Opened = Callable[..., Page]


@pytest.mark.parametrize(("button", "heading", "tag"), [("English", "My desk", "en"), ("繁體", "我的工作臺", "zh-Hant"), ("简体", "我的工作台", "zh-Hans")])
def test_the_switch_changes_the_page_and_is_remembered(place: Place, opened: Opened, button: str, heading: str, tag: str) -> None:
    page = opened()
    place.sign_in(page, "clerk")
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    page.goto(f"{place.address}desk")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert page.locator("html").get_attribute("lang") == tag


@pytest.mark.parametrize("width", WIDTHS)
def test_english_pages_fit(place: Place, opened: Opened, width: int) -> None:
    page = opened(width)
    place.sign_in(page, "supervisor")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Towns", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("a.zf-count").first.click()
    page.locator("a[href^='/households/']").first.click()
    expect(page.get_by_role("heading", name="Income and assets")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
