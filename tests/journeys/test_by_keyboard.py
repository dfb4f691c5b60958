"""只用键盘 By keyboard alone: sign in, take the first row of the desk, open its alert."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.place import Place

pytestmark = pytest.mark.browser


def test_from_sign_in_to_an_alert_without_a_mouse(place: Place, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{place.address}sign-in")
    page.keyboard.type("clerk")  # the first field has the focus already
    page.keyboard.press("Tab")
    page.keyboard.type(place.passwords["clerk"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="我的工作台")).to_be_visible()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "#desk a[href^='/alerts/']")
    assert outline_of_focus(page) != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="为什么预警")).to_be_visible()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element of this kind has the focus; twenty presses are more than a page should ask for."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def outline_of_focus(page: Page) -> str:
    """How the browser draws the outline of what has the focus."""
    return str(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
