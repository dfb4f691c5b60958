"""文书 Papers: printed whole with the bundled font, rare characters too, or not at all; the same content as screen and JSON."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pypdf
import pytest
import yaml
from tests import casework
from tests.casework import COUNTY, DECLARED, TOWN, Staff
from tests.portals_site import Site

from zhongfu.cases.account import Account, every
from zhongfu.cases.explained import content as explained
from zhongfu.cases.explained import explained_paper
from zhongfu.cases.papers import PaperFailed, drawable, kinds, printed
from zhongfu.policy import casefile
from zhongfu.policy.decide import BUILT, Decision, decide
from zhongfu.policy.parameters import Law

AT = datetime(2026, 11, 2, 9, 0, 1, 250_000, tzinfo=ZoneInfo("Asia/Shanghai"))
CASES = Path(__file__).parents[1] / "policy" / "cases"
LAW = Law.load()


def content(**changes: Any) -> dict[str, Any]:
    reasons = [{"text": "家庭收入低于低保标准", "verdict": "是", "cites": "649 Art.9", "sums": ["2,155.03 < 2,160.00 → 是"]}]
    letter = {
        "lang": "zh", "title": "最低生活保障审核确认决定书", "office": "五华县民政局", "number": "〔2026〕00001号", "addressee": "罗䶮：",
        "demonstration": False, "mark": "演示值 · 不得用于实际救助", "page": ["第 ", " 页，共 ", " 页"], "dated": "2026年11月2日",
        "opening": ["现将结果告知如下。"], "result": [["决定", "确认给予最低生活保障"]],
        "sections": [
            {"heading": "一、理由", "kind": "reasons", "items": reasons},
            {"heading": "二、什么会使结果不同", "kind": "changes", "note": "规定的内容。", "items": [{"text": "月收入达到 3,000.00 元起不再符合。", "sums": []}]},
            {"heading": "三、所依据的情况", "kind": "facts", "head": ["事项", "情况", "来源", "日期"],
             "items": [["金融资产", "3,000.00", "申请人申报", "2026-11-02"]]},
            {"heading": "四、您的权利", "kind": "paragraphs", "items": ["可以依法申请行政复议。"]},
            {"heading": "", "kind": "signed"},
            {"heading": "五、逐项规则", "kind": "rules", "items": [reasons[0] | {"depth": 1}]},
        ],
    }  # fmt: skip
    return letter | changes


def text(pdf: bytes) -> str:
    """The text of a paper without any blank, since typesetting breaks lines and spaces Chinese."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))


def squeezed(words: object) -> str:
    return re.sub(r"\s", "", str(words))


def test_rare_names_are_printed() -> None:
    assert "罗䶮𠮷" in text(printed("letter.typ", content(addressee="罗䶮𠮷"), at=AT))


def test_a_demonstration_says_so_on_every_page() -> None:
    many = [{"text": f"理由{number}", "verdict": "", "cites": "", "sums": ["1 + 1 = 2"] * 3} for number in range(40)]
    section = {"heading": "一、理由", "kind": "reasons", "items": many}
    pages = pypdf.PdfReader(io.BytesIO(printed("letter.typ", content(demonstration=True, sections=[section]), at=AT))).pages
    assert len(pages) > 1
    assert all("演示值" in page.extract_text() for page in pages)
    assert "演示值" not in text(printed("letter.typ", content(), at=AT))


def test_every_part_of_the_content_stands_in_the_paper() -> None:
    said = text(printed("letter.typ", content(), at=AT))
    for words in ("一、理由", "2,155.03<2,160.00→是", "〔是〕", "规定的内容。", "申请人申报", "可以依法申请行政复议。", "五、逐项规则", "2026年11月2日"):
        assert words in said


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert printed("letter.typ", content(), at=AT) == printed("letter.typ", content(), at=AT)


def test_a_character_without_a_glyph_stops_the_letter_and_is_not_told() -> None:
    assert not drawable("김")
    with pytest.raises(PaperFailed, match="字体没有的字") as failed:
        printed("letter.typ", content(addressee="김"), at=AT)
    assert "김" not in str(failed.value)


def test_words_of_the_text_never_become_typesetting() -> None:
    assert "#panic()" in text(printed("letter.typ", content(opening=["#panic() *x*"]), at=AT))


def test_every_template_is_a_kind_of_paper() -> None:
    assert "letter" in kinds()


def decided(name: str, **changes: Any) -> Decision:
    file = yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))["case"]
    return decide(casefile.read(file | changes), LAW)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["guangzhou-expense-aid-four-people-year-cap", "deposits-unknown-undecided", "macao-grant-one-person"])
def test_the_explanation_holds_every_rule_that_the_tree_holds(name: str, lang: str) -> None:
    decision = decided(name, decided_on="2026-11-20")
    tree, said = decision.tree(lang), text(explained_paper(decision, lang))
    for programme in decision.applicable:
        assert squeezed(Account(LAW, lang, {}).programme(programme)) in said
        for node in every(tree[programme]):
            assert squeezed(node["label"]) in said
            assert squeezed(node["sentences"][lang].partition(": ")[2]) in said
            for used in (one for one in node["parameters"] if not one["name"].startswith("instrument.")):
                assert squeezed(used["value"]) in said
        for entry in decision.changes(lang)[programme]:
            assert squeezed(entry["text"]) in said
    for remedy in decision.as_json(lang)["remedy"]:
        assert squeezed(remedy["text"]) in said
        assert not remedy["period"] or squeezed(remedy["period"]) in said


def test_the_explanation_tells_the_sum_and_the_last_day() -> None:
    said = text(explained_paper(decided("difference-three-people-income-700", decided_on="2026-11-20"), "zh"))
    assert "(500.00×3)−700.00=800.00元" in said
    assert "最后一日为2027年1月19日" in said


def test_what_holds_comes_first_and_other_places_programmes_are_not_told() -> None:
    told = explained(decided("difference-three-people-income-700"), "zh")
    headings = [section["heading"] for section in told["sections"]]
    assert headings[:2] == ["您的权利", "最低生活保障：符合"]
    assert not [heading for heading in headings if "综援" in heading or "澳门" in heading]
    assert [row[0] for row in explained(decided("macao-grant-one-person"), "zh")["result"]][-1] == "澳门经济援助"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("parameter:dibao.standard", "政策参数 低保标准", "policy value: dibao standard"),
        ("household.assets.deposits", "金融资产", "financial assets"),
        ("household.assets.vehicles", "机动车", "vehicles"),
        ("household.members.a.incomes", "张三 收入", "张三 income"),
        ("household.members.a.birth", "张三 出生日期", "张三 date of birth"),
        ("household.members.a", "张三 须由人确认", "张三 for a person to confirm"),
        ("household.unheard_of", "household.unheard_of", "household.unheard_of"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_in_words(path: str, zh: str, en: str, lang: str) -> None:
    assert Account(LAW, lang, {"a": "张三"}).need(path) == {"zh": zh, "en": en}[lang]


def test_every_programme_has_its_name_in_both_languages() -> None:
    for name in BUILT:
        assert Account(LAW, "zh", {}).programme(name) != Account(LAW, "en", {}).programme(name)


class TestOfACase:
    """One confirmed case: what the page shows is in the kept JSON and in the letter, in either language."""

    @pytest.fixture
    def team(self, site: Site) -> Staff:
        casework.demonstration_values(site)
        return casework.staff(site)

    def case(self, site: Site, team: Staff, *, refused: bool = False) -> Any:
        from zhongfu.cases import actions

        made = casework.household(site, "H1")
        with site.role("app"), site.scope(TOWN):
            case = actions.open_case(household=made, by=team.clerk, at=AT)
            case = actions.declare(case=case, facts=DECLARED, by=team.clerk, at=AT)
            proposal = {"proposal": "refuse"} if refused else {}
            case = actions.propose(case=case, opinion="生活困难", by=team.clerk, at=AT, **proposal)
        with site.role("app"), site.scope(COUNTY):
            if refused:
                actions.refuse(case=case, reason="隐瞒存款", by=team.confirmer, at=AT + timedelta(days=3))
            else:
                actions.confirm(case=case, by=team.confirmer, at=AT + timedelta(days=3))
            return type(case).objects.select_related("household").get(pk=case.pk)

    @pytest.mark.parametrize(("lang", "cookie"), [("zh", "zh-hans"), ("en", "en")])
    def test_the_page_the_json_and_the_letter_say_the_same(self, site: Site, team: Staff, lang: str, cookie: str) -> None:
        from django.test import Client

        from zhongfu.cases.letter import decision_paper

        case = self.case(site, team)
        browser = Client(HTTP_HOST="localhost")
        with site.role("app"):
            browser.force_login(team.confirmer, backend="zhongfu.people.signin.StaffSignIn")
            browser.cookies["zhongfu_language"] = cookie
            page = squeezed(html.unescape(browser.get(f"/cases/{case.number}").content.decode()))
        with site.role("app"), site.scope(COUNTY):
            letter = text(decision_paper(case, lang=lang))
        told = case.decision if lang == "zh" else case.decision["en"]
        kept = squeezed(json.dumps(told, ensure_ascii=False))
        for words in self.words(told, lang):
            assert squeezed(words) in page, words
            assert squeezed(words) in kept, words
            assert squeezed(words) in letter, words

    def words(self, told: dict[str, Any], lang: str) -> Iterator[str]:
        """All that the tree, the sum and the changes say."""
        yield told["programmes"]["dibao"]["arithmetic"]
        for node in every(told["tree"]["dibao"]):
            yield from (node["label"], node["sentences"][lang].partition(": ")[2])
            yield from (str(one["value"]) for one in node["parameters"] if not one["name"].startswith("instrument."))
        for entry in told["change"]["dibao"]:
            yield from (entry["text"], *(change["text"] for change in entry["changes"]))

    def test_the_letter_says_until_when_to_object(self, site: Site, team: Staff) -> None:
        from zhongfu.cases.letter import decision_paper, objections

        case = self.case(site, team)
        with site.role("app"), site.scope(COUNTY):
            said = text(decision_paper(case))
        assert "行政复议；自收到决定之日起60日内；于决定当日收到的，最后一日为2027年1月4日" in said
        assert [one["stage"] for one in objections(case, "zh")] == ["after"] * len(objections(case, "zh"))

    def test_a_refusal_says_why_and_how_to_object(self, site: Site, team: Staff) -> None:
        from zhongfu.cases.letter import decision_paper

        case = self.case(site, team, refused=True)
        with site.role("app"), site.scope(COUNTY):
            said, english = text(decision_paper(case)), text(decision_paper(case, lang="en"))
        assert "不予确认决定书" in said and "隐瞒存款" in said and "行政复议" in said
        assert "Decisionnottogrant" in english and "reconsideration" in english

    def test_there_is_no_letter_before_the_decision(self, site: Site, team: Staff) -> None:
        from zhongfu.audit.refusal import Refused
        from zhongfu.cases import actions
        from zhongfu.cases.letter import decision_paper, objections

        made = casework.household(site, "H1")
        with site.role("app"), site.scope(TOWN):
            case = actions.open_case(household=made, by=team.clerk, at=AT)
            with pytest.raises(Refused):
                decision_paper(case)
            assert {one["stage"] for one in objections(case, "zh")} == {"before", "after"}
            assert not any(one["until"] for one in objections(case, "zh"))
