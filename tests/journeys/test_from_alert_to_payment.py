"""从预警到发放 The main journey: a red alert becomes a case, a decision with its articles, a letter and a payment."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect
from tests.journeys.place import Place

pytestmark = pytest.mark.browser

Opened = Callable[..., Page]


def test_a_red_alert_becomes_a_payment(place: Place, opened: Opened) -> None:
    clerk, confirmer, supervisor = opened(), opened(), opened()

    # The clerk finds the gravest alert on the desk and sees every number behind it.
    place.sign_in(clerk, "clerk")
    expect(clerk.get_by_role("heading", name="我的工作台")).to_be_visible()
    clerk.get_by_role("link", name=re.compile("红色预警")).click()
    clerk.get_by_role("link", name=re.compile("^查看预警")).first.click()
    expect(clerk.get_by_role("heading", name="为什么预警")).to_be_visible()
    expect(clerk.locator(".zf-evidence-table").first).to_contain_text("取得于")

    # It becomes a case; only what no source holds is asked.
    clerk.get_by_role("button", name="立案办理").click()
    expect(clerk.get_by_role("heading", name="已知情况")).to_be_visible()
    case = clerk.url
    declare_what_is_asked(clerk)

    # The decision shows its articles and is proposed.
    expect(clerk.get_by_text("《社会救助暂行办法》第9条").first).to_be_visible()
    expect(clerk.locator(".zf-outcome")).to_contain_text("最低生活保障：符合")
    clerk.get_by_label("拟批准").check()
    clerk.get_by_label("说明").fill("已入户核实，情况属实。")
    clerk.get_by_role("button", name="提交审核确认").click()
    expect(clerk.get_by_text("等待另一人审核确认。")).to_be_visible()

    # Another person confirms, and the letter tells the family why and what it may do.
    place.sign_in(confirmer, "confirmer")
    confirmer.goto(case)
    confirmer.get_by_role("button", name="确认", exact=True).click()
    expect(confirmer.get_by_role("link", name="打印决定书")).to_be_visible()
    text = letter_text(confirmer, case)
    for words in ("审核确认决定书", "演示值", "《社会救助暂行办法》", "行政复议"):
        assert words in text

    # The payment is built by one person, approved by the other, and handed out as a file.
    clerk.goto(f"{place.address}batches/")
    clerk.get_by_label("发放月份").fill(first_month(confirmer))
    clerk.get_by_role("button", name="编制", exact=True).click()
    expect(clerk.get_by_text("编制人不能审批，请另一人审批。")).to_be_visible()
    confirmer.goto(clerk.url)
    confirmer.get_by_role("button", name="审批通过").click()
    with confirmer.expect_download() as download:
        confirmer.get_by_role("link", name="下载银行文件").click()
    assert "最低生活保障金" in download.value.path().read_text("utf-8-sig")

    # The supervisor sees the place as a whole, and a count opens the list behind it.
    place.sign_in(supervisor, "supervisor")
    expect(supervisor.get_by_role("heading", name="各镇（街道）")).to_be_visible()
    red = supervisor.get_by_role("link", name=re.compile("红色"))
    count = int(red.locator("b").inner_text())
    red.click()
    expect(supervisor.get_by_role("heading", name="红色的家庭")).to_be_visible()
    assert supervisor.locator("tbody tr").count() == count


def declare_what_is_asked(page: Page) -> None:
    """Answer each question of the form as a family without means would, until the rules need no more."""
    for _ in range(4):
        form = page.locator("#declare")
        if form.count() == 0 or page.get_by_text("还缺这些，才能判定：").count() == 0:
            return
        for field in form.locator("input[inputmode]:not([name*='.obligors.'])").all():
            field.fill("300" if "income_pc_month" in str(field.get_attribute("name")) else "0")
        for choice in form.locator("select:not([name*='.obligors.'])").all():
            choice.select_option(ANSWERS[str(choice.get_attribute("name")).rsplit(".", 1)[-1]])
        if form.get_by_label("有，逐人填写：").count():
            declare_a_parent(page)
        form.get_by_role("button", name="保存并判定").click()


def declare_a_parent(page: Page) -> None:
    """One parent who lives apart, and could support the family."""
    form = page.locator("#declare")
    form.get_by_label("有，逐人填写：").check()
    first = form.get_by_role("group", name="第 1 人")
    first.get_by_label("关系").select_option("parent")
    first.get_by_label("家庭人口").fill("2")
    first.get_by_label("家庭月收入（元）").fill("3000")
    first.get_by_label("有无履行能力").select_option("true")


# What the family says of its members, by the last word of the question.
ANSWERS = {
    "category": "dibao", "employment": "none", "serious_illness": "false", "work_capacity": "none", "marital": "unmarried",
    "has_children": "false", "residence": "rural", "relation": "child",
}


def letter_text(page: Page, case: str) -> str:
    """The text of the letter as it would be printed, without the blanks that typesetting puts between characters."""
    answer = page.context.request.get(f"{case}/letter.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(answer.body())).pages
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", "".join(each.extract_text() for each in pages))


def first_month(page: Page) -> str:
    """The first month that is paid, as the case page tells it."""
    found = re.search(r"自 (\d{4}-\d{2}) 起每月", page.locator("main").inner_text())
    assert found is not None
    return found.group(1)
