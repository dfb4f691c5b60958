"""政策参考 The reference pages: what stands in docs/reference/policy/ is what the code and the law say, and every link leads somewhere."""

from __future__ import annotations

import re
import runpy
import sys
import time
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from zhongfu.policy.declarations import DECLARED, in_force, param
from zhongfu.policy.facts import case, house, houses, income, incomes, member, members, other_members, subject
from zhongfu.policy.language import (
    Constant,
    Expression,
    PersonDecides,
    all_of,
    any_of,
    at_least,
    at_most,
    below,
    month_of,
    when,
    years_between,
)  # fmt: skip
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.programmes.dibao import Dibao
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.income import Income
from zhongfu.policy.reference import contents
from zhongfu.policy.reference.formula import Piece, inner_terms, written
from zhongfu.policy.reference.pages import pages, write
from zhongfu.policy.reference.values import days, value_in_both, value_text

ROOT = Path(__file__).resolve().parents[2] / "docs" / "reference"
CHINESE = re.compile("[一-鿿]")
LAW = Law.load()
AGAIN = "python -m zhongfu.policy.reference.pages"


@cache
def made() -> dict[str, str]:
    return pages(LAW)


class TestPages:
    def test_they_are_what_the_code_makes(self) -> None:
        kept = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "policy").rglob("*.md")}
        kept["coverage.md"] = (ROOT / "coverage.md").read_text("utf-8")
        differing = sorted(name for name in made().keys() | kept if made().get(name) != kept.get(name))
        assert differing == [], f"write them again: {AGAIN}"

    def test_making_them_takes_no_time_to_speak_of(self) -> None:
        start = time.process_time()
        pages(Law.load())
        assert time.process_time() - start < 5

    def test_a_rule_that_is_gone_leaves_no_page(self, tmp_path: Path) -> None:
        write(LAW, tmp_path)
        (tmp_path / "policy" / "rules" / "abolished.md").write_text("once", "utf-8")
        (tmp_path / "synthetic.md").write_text("somebody else's", "utf-8")
        write(LAW, tmp_path)
        assert not (tmp_path / "policy" / "rules" / "abolished.md").exists()
        assert (tmp_path / "synthetic.md").exists()
        assert (tmp_path / "coverage.md").read_text("utf-8") == made()["coverage.md"]

    def test_one_command_writes_them(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.argv", ["pages", str(tmp_path)])
        script = sys.modules[write.__module__].__file__
        assert script is not None
        runpy.run_path(script, run_name="__main__")
        assert (tmp_path / "policy" / "index.md").read_text("utf-8") == made()["policy/index.md"]

    def test_every_link_leads_to_a_place_on_a_page(self) -> None:
        broken = [(page, link) for page, text in made().items() for link in re.findall(r"\]\(([^)]+)\)", text) if not _leads(page, link)]
        assert broken == []

    def test_every_rule_and_parameter_has_its_place(self) -> None:
        headed = {rule for page, text in made().items() if "/rules/" in page for rule in re.findall(r"^`([a-z0-9_.]+)`$", text, re.MULTILINE)}
        assert headed == set(contents.rules())
        assert {f"policy/parameters/{name}.md" for name in DECLARED} <= set(made())

    def test_no_place_is_named_that_the_law_does_not_know(self) -> None:
        """The pages say which day they are of, and hold no path of the machine that made them."""
        assert str(contents.AS_OF) in made()["policy/index.md"]
        assert not any(str(ROOT.parents[1]) in text for text in made().values())


def _leads(page: str, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = page
    if path:
        parts: list[str] = []
        for part in (*PurePosixPath(page).parent.parts, *PurePosixPath(path).parts):
            parts = parts[:-1] if part == ".." else [*parts, part]
        target = "/".join(parts)
    return target in made() and (not anchor or f'<a id="{anchor}"></a>' in made()[target])


class TestValues:
    @pytest.mark.parametrize("name", DECLARED)
    def test_who_is_not_named_has_the_value_of_the_wider_place(self, name: str) -> None:
        """From the places that a page tells, every other is found again."""
        holdings = contents.holdings(LAW, name, date(2023, 12, 1))
        told = {where: holding for holding in holdings for where in holding.told}
        for holding in holdings:
            for place, residence in holding.where:
                nearest = max((one for one, held in told if place.startswith(one) and held == residence), key=len)
                assert told[nearest, residence] is holding

    def test_every_place_on_file_is_asked_for_both_residences(self) -> None:
        asked = {where for holding in contents.holdings(LAW, "tekun.current_standard", date(2023, 12, 1)) for where in holding.where}
        assert asked == {(place, residence) for place in contents.places(LAW) for residence in ("urban", "rural")}
        panyu = LAW.look_up("tekun.current_standard", Setting("440113", "rural", date(2023, 12, 1)))
        assert panyu is not None
        assert value_in_both(panyu) == "2512.00 元 yuan"
        guangzhou = LAW.look_up("tekun.current_standard", Setting("4401", "urban", date(2023, 12, 1)))
        assert value_text(guangzhou, "zh") == "1981.00 元 = 特困基本生活标准倍数 × 低保标准 ⟨进位到元⟩"

    def test_of_two_values_of_one_day_the_history_keeps_both(self, tmp_path: Path) -> None:
        """The later folder wins where it is looked up; what it hides stays on file, and shows its formula unreckoned."""
        for folder, formula in (("a", "2 * dibao.standard"), ("b", "3 * dibao.standard")):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "law.yml").write_text(
                f'place: ""\nname: {{zh: 全国, en: nation}}\nparameters:\n  place.minimum_wage_month:\n'
                f'    - {{formula: "{formula}", since: 2026-01-01, cites: [test], source: "D:test", demonstration: true}}\n', "utf-8",
            )  # fmt: skip
        law = Law.load([tmp_path / "a", tmp_path / "b"])
        assert [value_text(value, "en") for value in contents.history(law, "place.minimum_wage_month")] == [
            "not on file = 2 × dibao standard", "not on file = 3 × dibao standard",
        ]  # fmt: skip

    def test_a_standard_nobody_published_is_not_on_file(self) -> None:
        (nobody,) = contents.holdings(LAW, "dibao.standard", date(2030, 1, 1))
        assert nobody.value is None
        assert value_in_both(nobody.value) == "未公布 not on file"
        assert "在册没有取值" in made()["policy/parameters/support.formula.md"]

    def test_every_value_on_file_is_on_its_page(self) -> None:
        for name, values in LAW.values.items():
            text = made()[f"policy/parameters/{name}.md"]
            assert text.count("\n| ") >= len(values) + 1
            assert all(value_text(value, "zh") in text for value in contents.history(LAW, name))

    def test_a_derived_value_shows_from_what(self, tmp_path: Path) -> None:
        (tmp_path / "law.yml").write_text(
            'place: ""\nname: {zh: 全国, en: nation}\nparameters:\n'
            "  place.consumption_pc_month:\n    - {value: 1500, since: 2026-01-01, cites: [test], source: \"D:test\", demonstration: true}\n"
            "  dibao.standard:\n    - {formula: \"0.35 * place.consumption_pc_month\", since: 2026-01-01, cites: [test], source: \"D:test\", demonstration: true}\n"
            "  place.minimum_wage_month:\n    - {formula: \"2 * dibao.standard_urban\", rounding: yuan_ceil, since: 2026-01-01, cites: [test], source: \"D:test\", demonstration: true}\n"
            "  edge.multiple:\n    - {value: null, since: 2026-01-01, cites: [test], source: \"D:test\", demonstration: true}\n",
            "utf-8",
        )  # fmt: skip
        law = Law.load([tmp_path])
        text = pages(law)["policy/parameters/dibao.standard.md"]
        assert "525.00 元 = 0.35 × 上年月人均消费支出 525.00 yuan = 0.35 × consumption per head and month, previous year" in text
        assert "演示值,不得用于实际救助" in text
        assert "未公布 = 2 × 城镇低保标准 ⟨进位到元⟩" in pages(law)["policy/parameters/place.minimum_wage_month.md"]
        assert "| 未公布 not on file |" in pages(law)["policy/parameters/edge.multiple.md"]

    def test_days_run_on_until_somebody_ends_them(self) -> None:
        assert days(date(2021, 7, 1), None) == "2021-07-01 –"
        assert days(date(2026, 1, 1), date(2030, 12, 31)) == "2026-01-01 – 2030-12-31"
        assert days(None, None) == ""


class TestReading:
    def test_a_rule_reads_what_stands_in_it_and_not_what_stands_behind_it(self) -> None:
        read = contents.reads(Dibao.line)
        assert (read.parameters, read.rules, read.facts, read.lists) == (("dibao.standard",), ("household.size",), (), ())
        assert contents.reads(Household.size).lists == ("household.members",)
        assert contents.reads(Household.under_649).instruments == ("649",)
        assert "dibao.line" in contents.readers()["household.size"]
        assert "household.under_649" in contents.readers()["instrument.649"]

    def test_citations_are_told_apart(self) -> None:
        assert contents.article("57 Art.13") == ("57", "Art.13")
        assert contents.article("Macao minimum subsistence index") == ("Macao minimum subsistence index", "")

    def test_an_instrument_that_no_file_knows_is_listed_all_the_same(self) -> None:
        assert contents.instruments(Law())["649"] is None
        assert "施行日期未载" in pages(Law())["policy/instruments.md"]

    def test_programmes_come_first_in_the_order_in_which_they_are_decided(self) -> None:
        names = list(contents.sheets())
        assert names[:3] == ["tekun", "dibao", "dibao_single"]
        assert contents.sheets()["income"].result is False
        assert contents.sheets()["dibao"].zh == "最低生活保障"


def line(rule: Expression, lang: str) -> str:
    return "".join(piece.text for piece in written(rule, lang))


WAGE = incomes.sum(income.amount, where=income.kind == "wage")
WRITTEN: list[tuple[Expression, str, str]] = [
    (case.deposits + 1, "金融资产 + 1", "financial assets + 1"),
    ((case.deposits - 1) * 2, "(金融资产 − 1) × 2", "(financial assets − 1) × 2"),
    (case.deposits * 2 * 3, "金融资产 × 2 × 3", "financial assets × 2 × 3"),
    (case.deposits - (case.income_12m - 1), "金融资产 − (十二个月收入 − 1)", "financial assets − (income of 12 months − 1)"),
    (case.deposits.shared_by(3), "金融资产 ÷ 3", "financial assets ÷ 3"),
    (at_least(0, case.deposits), "最大者(0; 金融资产)", "the greatest of (0; financial assets)"),
    (at_most(0, case.deposits), "最小者(0; 金融资产)", "the least of (0; financial assets)"),
    (case.deposits.rounded("yuan_ceil"), "金融资产 ⟨进位到元⟩", "financial assets ⟨rounded up to the yuan⟩"),
    ((case.deposits * 2).rounded(param.dibao.rounding), "(金融资产 × 2) ⟨取整方式⟩", "(financial assets × 2) ⟨rounding⟩"),
    (years_between(member.birth, case.as_of), "从 出生日期 到 申请日 的周岁", "whole years from date of birth to day of application"),
    (month_of(case.as_of), "申请日 的月份", "the month of day of application"),
    (month_of(case.as_of) >= 3, "申请日 的月份 ≥ 3", "the month of day of application ≥ 3"),
    (case.deposits < 500, "金融资产 < 5.00", "financial assets < 5.00"),
    (below(case.deposits, 0, param.dibao.comparator), "金融资产 ⟨低保收入比较方式⟩ 0", "financial assets ⟨dibao comparator⟩ 0"),
    (~(case.deposits < case.income_12m), "金融资产 ≥ 十二个月收入", "financial assets ≥ income of 12 months"),
    (~below(case.deposits, 0, param.dibao.comparator), "非 (金融资产 ⟨低保收入比较方式⟩ 0)", "not (financial assets ⟨dibao comparator⟩ 0)"),
    (case.residence != "rural", "居住地类别 ≠ 农村", "residence ≠ rural"),
    (case.has_event == False, "非 有急难事件", "not there is an emergency"),  # noqa: E712 - an expression, not a comparison
    (case.has_event == True, "有急难事件", "there is an emergency"),  # noqa: E712
    (~(case.has_event == True), "非 有急难事件", "not there is an emergency"),  # noqa: E712
    (~(case.has_event == False), "有急难事件", "there is an emergency"),  # noqa: E712
    (case.residence.one_of("urban", "rural"), "居住地类别 属于 城镇、农村", "residence is one of urban, rural"),
    (Constant("elder").one_of(param.dibao.addon_groups), "老年人 属于 分类施保对象", "elder is one of add-on groups"),
    (param.macao_grant.index.entry(8), "最低维生指数(按 8)", "minimum subsistence index (by 8)"),
    (all_of(case.has_event, any_of(case.deposits == 0, member.full_time)), "有急难事件 且 (金融资产 = 0 或 全日制)",
     "there is an emergency and (financial assets = 0 or full-time)"),
    (when(case.has_event, 1), "如 有急难事件,则 1", "if there is an emergency: 1"),
    (when(case.has_event, when(member.full_time, 1, 2), 3), "如 有急难事件,则 (如 全日制,则 1,否则 2),否则 3",
     "if there is an emergency: (if full-time: 1, otherwise 2), otherwise 3"),
    (WAGE, "符合 (收入种类 = 工资) 的各收入的 金额 合计", "the sum of amount over the items of income where (kind of income = wage)"),
    (incomes.sum(income.amount), "各收入的 金额 合计", "the sum of amount over the items of income"),
    (members.count(member.full_time), "符合 全日制 的成员数", "the number of members where full-time"),
    (members.any(member.full_time), "有成员符合 全日制", "one of the members: full-time"),
    (other_members.any(member.full_time), "有其他成员符合 全日制", "one of the other members: full-time"),
    (members.all(member.full_time), "各成员均符合 全日制", "each of the members: full-time"),
    (members.all(member.full_time | member.serious_illness), "各成员均符合 (全日制 或 重病)", "each of the members: (full-time or seriously ill)"),
    (members.all(member.full_time, where=member.serious_illness), "凡符合 重病 的成员均符合 全日制", "each of the members where seriously ill: full-time"),
    (houses.greatest(house.area), "各房屋中最大的 面积", "the greatest floor area of the houses"),
    (houses.least(house.area, where=house.lived_in), "符合 自住 的房屋中最小的 面积", "the least floor area of the houses where lived in"),
    (PersonDecides(members, member.full_time), "由人决定(涉及成员:全日制)", "a person decides (about members: full-time)"),
    (in_force("57"), "57 在申请日有效", "57 is in force on the day of application"),
    (subject.relation == "child", "本人的与申请人关系 = 子女", "the person's relation to the applicant = child"),
    (WAGE.says("工资", "wages") - 1, "“工资” − 1", "“wages” − 1"),
    (Dibao.line - Income.total, "低保标准合计 − 家庭月收入", "standard for all members − household income a month"),
]  # fmt: skip


class TestFormula:
    @pytest.mark.parametrize(("rule", "zh", "en"), WRITTEN, ids=[zh for _, zh, _ in WRITTEN])
    def test_each_kind_of_node_is_written_in_both_languages(self, rule: Expression, zh: str, en: str) -> None:
        assert (line(rule, "zh"), line(rule, "en")) == (zh, en)

    def test_rules_and_parameters_are_pieces_that_a_page_can_link(self) -> None:
        assert written(Dibao.line, "en")[0] == Piece("dibao standard", parameter="dibao.standard")
        assert written(Dibao.line, "zh")[-1] == Piece("计入的家庭人口", rule="household.size")

    def test_a_label_without_a_rule_of_its_own_has_its_line(self) -> None:
        (term,) = inner_terms(Income.wage)
        assert line(term, "zh") == "符合 (收入种类 属于 工资 且 属于应计收入) 的各收入的 月均金额 合计"
        assert inner_terms(Dibao.line) == []

    @pytest.mark.parametrize("name", contents.rules())
    def test_english_is_english(self, name: str) -> None:
        rule = contents.rules()[name]
        assert not any(CHINESE.search(line(one, "en")) for one in (rule, *inner_terms(rule)))
