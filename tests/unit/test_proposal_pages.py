"""重新核定页: a clerk proposes, a confirmer settles, each mistake is told beside the form, and others find no page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests import casework
from tests.casework import INCOME
from tests.portals_site import AT, Site
from tests.unit.test_portals import client

DECLARED = {
    "household.assets.deposits": "1000", "household.obligors": "none", "household.assets.vehicles": "none", "household.assets.houses": "none",
    "household.assets.businesses": "none", "household.assessment.category": "dibao", INCOME: "300", "household.members.m2.incomes": "0",
}  # fmt: skip
GIVEN = DECLARED | {"reason": "fact_corrected", "first": "2026-06", "last": "2026-08", "note": "评估有误"}


class Counter:
    """A confirmed case, and the staff each in a browser of their own."""

    def __init__(self, site: Site) -> None:
        casework.demonstration_values(site)
        self.site, self.team = site, casework.staff(site)
        self.case = casework.confirmed(site, self.team)
        self.address = f"/cases/{self.case.number}/redecision"

    def browser(self, who: str, language: str = "") -> Any:
        browser = client(getattr(self.team, who))
        if language:
            browser.cookies["zhongfu_language"] = language
        return browser

    def proposed(self, **form: str) -> str:
        """The address of a proposal that the clerk made."""
        answer = self.browser("clerk").post(f"{self.address}/propose", GIVEN | {INCOME: "320"} | form)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer.headers["location"])


@pytest.fixture
def counter(site: Site) -> Iterator[Counter]:
    made = Counter(site)
    with site.role("app"):
        yield made
    casework.values_as_before(site)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_clerk_corrects_what_was_declared_and_sees_the_months(counter: Counter) -> None:
    clerk = counter.browser("clerk")
    form = clerk.get(counter.address)
    assert 'name="household.assessment.income_pc_month"' in form.content.decode()
    assert 'value="2026-04"' in form.content.decode(), "it begins with the first month paid"
    page = text(clerk.get(counter.proposed()))
    for words in ("事实更正", "须由人查明", "多发 180.00 元", "2026-06 1,260.00", "评估有误", "等待另一人处理", "本身不构成欠款", "300.00 → 320.00"):
        assert words in page, words
    assert "待处理" in text(clerk.get(counter.address))


def test_another_person_settles_it_in_words(counter: Counter) -> None:
    address = counter.proposed(**{INCOME: "280"})
    confirmer = counter.browser("confirmer")
    empty = confirmer.post(f"{address}/settle", {"state": "accepted", "words": " "})
    assert (empty.status_code, "请写明理由" in text(empty)) == (400, True)
    some = confirmer.post(f"{address}/settle", {"state": "partly", "words": "属实", "month": ["2026-06", "2026-07"]}, follow=True)
    assert "部分采纳" in text(some)
    assert "应补发，由人另行办理： 120.00 元" in text(some)
    again = confirmer.post(f"{address}/settle", {"state": "accepted", "words": "属实"})
    assert (again.status_code, "已处理" in text(again)) == (400, True)


def test_what_the_system_found_is_taken_up_by_a_clerk(counter: Counter) -> None:
    from zhongfu.payments.actions import propose_for_law

    casework.published(counter.site, 760)
    with counter.site.role("worker"):
        propose_for_law(since="2026-01", by="test", at=AT)
    clerk, confirmer = counter.browser("clerk"), counter.browser("confirmer")
    waiting = clerk.get("/redecisions/")
    assert "系统发现，待经办人核实" in text(waiting)
    address = re.search(r'href="(/redecisions/\d+)"', waiting.content.decode())
    assert address is not None
    assert "等待经办人核实" in text(confirmer.get(address[1]))
    assert "720.00 → 760.00" in text(clerk.get(address[1]))
    assert clerk.post(f"{address[1]}/take-up", {"note": ""}).status_code == 400
    assert "等待另一人处理" in text(clerk.post(f"{address[1]}/take-up", {"note": "标准确有调整"}, follow=True))
    done = confirmer.post(f"{address[1]}/settle", {"state": "dismissed", "words": "已另行补发"}, follow=True)
    assert "不采纳" in text(done)
    assert "没有待处理的建议" in text(confirmer.get("/redecisions/"))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({INCOME: "300"}, "各月均无可以认定的差额"), ({"note": ""}, "请写明情况和依据"), ({INCOME: "viel"}, "请写数字"), ({"first": "2026-6"}, "月份应写作"),
        ({"reason": ""}, "请选择事由"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_beside_the_form_which_keeps_what_was_typed(counter: Counter, form: dict[str, str], said: str) -> None:
    answer = counter.browser("clerk").post(f"{counter.address}/propose", GIVEN | {INCOME: "320", "note": "入户所见"} | form)
    assert answer.status_code == 400
    assert said in text(answer)
    if "note" not in form:
        assert "入户所见" in answer.content.decode()


def test_english_pages_hold_the_english_answer(counter: Counter) -> None:
    page = text(counter.browser("clerk", "en").get(counter.proposed()))
    assert "a fact was wrong and is corrected" in page
    assert "This is a proposal for a person to decide on" in page


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("supervisor", "", 200), ("stranger", "", 404), ("confirmer", "", 200), ("confirmer", "/propose", 405), ("clerk", "/propose", 405),
    ],
)  # fmt: skip
def test_who_sees_the_page_of_a_case(counter: Counter, who: str, address: str, status: int) -> None:
    assert counter.browser(who).get(counter.address + address).status_code == status


def test_who_may_do_what_with_a_proposal(counter: Counter) -> None:
    address = counter.proposed()
    assert counter.browser("stranger").get(address).status_code == 404
    assert counter.browser("supervisor").get(address).status_code == 200
    assert counter.browser("confirmer").post(f"{counter.address}/propose", GIVEN).status_code == 404
    assert counter.browser("clerk").post(f"{address}/settle", {"state": "accepted", "words": "x"}).status_code == 404
    assert counter.browser("confirmer").post(f"{address}/take-up", {"note": "x"}).status_code == 404
    assert "处理" in text(counter.browser("clerk").get(address))


def test_a_case_under_way_has_no_such_page(counter: Counter) -> None:
    from zhongfu.cases.actions import open_case

    other = casework.household(counter.site, "H2")
    with counter.site.role("app"), counter.site.scope(casework.TOWN):
        running = open_case(household=other, by=counter.team.clerk, at=AT)
    assert counter.browser("clerk").get(f"/cases/{running.number}/redecision").status_code == 404


def test_the_confirmed_case_and_the_desk_lead_there(counter: Counter) -> None:
    clerk = counter.browser("clerk")
    assert counter.address in clerk.get(f"/cases/{counter.case.number}").content.decode()
    counter.proposed()
    assert "重新核定建议 0" in text(clerk.get("/desk")), "it waits for the confirmer"
    assert "重新核定建议 1" in text(counter.browser("confirmer").get("/desk"))
