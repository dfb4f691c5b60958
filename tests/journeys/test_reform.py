"""测算之旅 A supervisor prices a reform by keyboard, at both widths: no fault that axe knows, nothing wider than the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.journeys.place import WIDTHS, Place

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
def test_a_supervisor_prices_a_reform(place: Place, opened: Callable[..., Page], sound: Callable[[Page], None], width: int) -> None:
    page = opened(width)
    place.sign_in(page, "supervisor")
    page.get_by_role("link", name="政策测算").click()
    sound(page)
    for choice in ("没有综合评估结论", "未登记的存款", "未登记的赡养"):
        page.get_by_label(choice).check()
    page.get_by_label("改为").first.fill("+20%")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="谁进入、谁退出").wait_for()
    sound(page)
    assert page.get_by_role("heading", name="临界落差").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载数据").click()
    assert download.value.suggested_filename.startswith("reform-")


def test_a_slip_is_told_in_the_page(place: Place, opened: Callable[..., Page], sound: Callable[[Page], None]) -> None:
    page = opened()
    place.sign_in(page, "supervisor")
    page.goto(f"{place.address}reform?parameter=dibao.standard&change=much&place=&residence=")
    assert "应为数字" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("改为").first.input_value() == "much"
    sound(page)
