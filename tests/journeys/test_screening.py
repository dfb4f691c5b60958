"""筛查 A supervisor follows a number of the screen to a household: sound at both widths, by keyboard, in the supervisor's own words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.place import WIDTHS, Place

pytestmark = pytest.mark.browser

Opened = Callable[..., Page]
Sound = Callable[[Page], None]


@pytest.fixture(scope="module")
def screened(place: Place) -> Place:
    """The place with its month screened, as an administrator does it while the pages are served."""
    command = [sys.executable, "-m", "zhongfu.site.cli", "screen", "--home", str(place.home), "--month", "2026-10", "--json"]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return place


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_a_screen_are_sound(screened: Place, opened: Opened, sound: Sound, width: int) -> None:
    page = opened(width)
    screened.sign_in(page, "supervisor")
    page.goto(f"{screened.address}screening")
    page.get_by_role("heading", name="筛查").first.wait_for()
    sound(page)
    page.get_by_role("link", name="最低生活保障", exact=True).click()
    page.get_by_role("heading", name="不能判定的还缺什么").wait_for()
    sound(page)
    page.locator("a[href*='standing=undecidable']").first.click()
    page.get_by_text("还缺事实").wait_for()
    sound(page)


def test_from_a_number_to_a_household_by_keyboard(screened: Place, opened: Opened, sound: Sound) -> None:
    page = opened()
    screened.sign_in(page, "supervisor")
    page.goto(f"{screened.address}screening")
    number = page.locator("a[href*='programme=dibao&standing=to_assess']").first
    number.focus()
    page.keyboard.press("Enter")
    page.get_by_text("还没有评估结论").wait_for()
    before = page.locator("tbody tr").count()
    more = page.get_by_role("link", name="再看一些")
    if more.count():
        more.focus()
        page.keyboard.press("Enter")
        expect(page.locator("tbody tr")).not_to_have_count(before)
    household = page.locator("tbody th a").first
    household.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/households/*")
    sound(page)


def test_a_screen_is_read_without_script(screened: Place, opened: Opened) -> None:
    page = opened()
    screened.sign_in(page, "supervisor")
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(f"{screened.address}screening/list?programme=temporary&standing=undecidable")
    first = shown(page)
    page.get_by_role("link", name="再看一些").click()
    page.wait_for_url("**after=*")
    assert len(first) == 50
    assert shown(page)
    assert not first & shown(page)


def shown(page: Page) -> set[str | None]:
    """The addresses of the households on a list."""
    return {link.get_attribute("href") for link in page.locator("tbody th a").all()}
