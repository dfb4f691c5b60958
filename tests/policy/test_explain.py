"""说明: what a reason holds without being put into words, the line of an amount, how to object, and citations written out."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.policy.language_case import a_case

from zhongfu.policy import casefile
from zhongfu.policy.decide import BUILT, decide
from zhongfu.policy.declarations import param
from zhongfu.policy.evaluate import Evaluator
from zhongfu.policy.explanation.change import ending
from zhongfu.policy.explanation.citation import article, articles
from zhongfu.policy.explanation.explain import MOST_TEXTS, sentence
from zhongfu.policy.explanation.remedy import remedies
from zhongfu.policy.explanation.sums import currency, grouped, line
from zhongfu.policy.facts import case, income, incomes, member, members
from zhongfu.policy.language import (
    Constant,
    Expression,
    Fact,
    PersonDecides,
    Programme,
    any_of,
    at_least,
    at_most,
    when,
)  # fmt: skip
from zhongfu.policy.parameters import Law
from zhongfu.policy.reasons import Reason
from zhongfu.policy.records import Record
from zhongfu.policy.values import Choice

LAW = Law.load()
DEPOSITS = {"deposits": 500}


class Sample(Programme):
    """样例: rules that the law does not have, for what the language allows."""

    doubled = (case.deposits * 2).says("两倍", "twice")
    least_of_a_person = members.least(incomes.sum(income.amount)).says("最少的一人", "least of a person")
    limit = param.macao_grant.index.entry(param.dibao.refused_jobs_limit).says("限额", "limit")
    told = (doubled - 100).says("所余", "rest")
    amount = at_least(0, told, case.temporary_aid_this_year).rounded("yuan_ceil").says("金额", "amount")
    least = at_least(0, case.deposits - 90_000).says("不低于零", "never below nothing")
    capped = at_most(doubled, case.deposits).says("封顶", "capped")
    unlabelled = (Fact("case", "residence", "text") == "urban").says("城镇", "urban")
    whichever = any_of(case.deposits > 0, case.temporary_aid_this_year > 0).says("任一", "either")
    shared = doubled.shared_by(members.count(member.relation == "other")).says("份额", "share")
    shared_by_limit = doubled.shared_by(param.dibao.refused_jobs_limit).says("按上限的份额", "share by a limit")
    shared_by_both = doubled.shared_by(members.count(member.relation == "other") + param.dibao.refused_jobs_limit * 0).says("两者", "both")
    first_group = param.dibao.addon_groups.entry(1).says("第一类", "first group")
    two_sums = ((case.deposits + 100) * (case.deposits - 100)).says("两项之积", "product of two")
    oldest = members.greatest(member.absence_days, where=member.serious_illness).says("最多", "most")
    of_persons = PersonDecides(members, member.serious_illness).says("由人", "a person")
    named = when(case.deposits > 100, Constant(7)).says("有", "some")


def explained(rule: Expression, parameters: dict[str, Any] | None = None, **household: Any) -> Reason:
    read = casefile.read(a_case(parameters=parameters or {}, **({"assets": DEPOSITS} | household)))
    return Evaluator(read, LAW).explain(rule)


class TestReason:
    def test_it_holds_what_the_rule_read_before_anything_is_put_into_words(self) -> None:
        reason = explained(Sample.doubled)
        assert [(fact.path, fact.value) for fact in reason.facts] == [("household.assets.deposits", 50_000)]
        assert (reason.value, reason.missing, reason.children, reason.about) == (100_000, (), [], "")

    def test_what_the_nodes_gave_is_worked_out_once(self) -> None:
        reason = explained(Sample.told)
        assert reason.results is reason.results
        assert reason.results[id(Sample.doubled)] == 100_000
        assert [child.rule for child in reason.children] == [Sample.doubled]

    def test_an_entry_of_a_plain_list_is_counted_from_one(self) -> None:
        assert explained(Sample.first_group, {"dibao.addon_groups": ["elder", "minor"]}).value == "elder"
        assert explained(Sample.first_group, {"dibao.addon_groups": []}).missing == ("parameter:dibao.addon_groups",)

    def test_a_parameter_tells_its_place_and_articles(self) -> None:
        used = explained(Sample.limit, {"macao_grant.index": [4350, 7990, 11020]}).parameters
        assert [(one.name, one.place, bool(one.cites)) for one in used] == [("macao_grant.index", "case", False), ("dibao.refused_jobs_limit", "", True)]

    def test_a_fact_without_a_label_is_told_by_its_place(self) -> None:
        assert sentence(explained(Sample.unlabelled, None), "zh").startswith("城镇: ")

    def test_several_wants_are_named_once_and_in_order(self) -> None:
        reason = explained(Sample.whichever, assets={}, temporary_aid_this_year=0)
        assert reason.missing == ("household.assets.deposits",)

    def test_a_share_by_nobody_or_by_too_many_names_what_counts_them(self) -> None:
        assert explained(Sample.shared).missing == ("household.members",)
        assert explained(Sample.shared_by_both).missing == ("household.members", "parameter:dibao.refused_jobs_limit")
        assert explained(Sample.shared_by_limit, {"dibao.refused_jobs_limit": 99}).missing == ("parameter:dibao.refused_jobs_limit",)


class TestUnknownList:
    """Records that nobody named: neither the greatest of them nor a question about them is known."""

    def test_the_greatest_and_the_question(self) -> None:
        read = casefile.read(a_case(assets=DEPOSITS))
        read.record.values["household.members"] = None
        assert Evaluator(read, LAW).answer(Sample.oldest) == (None, ("household.members",))
        assert Evaluator(read, LAW).answer(Sample.of_persons) == (None, ("household.members",))


class TestLine:
    @pytest.mark.parametrize(
        ("rule", "told"),
        [
            (Sample.told, "(500.00 × 2) − 1.00 = 999.00 元"),
            (Sample.capped, "较小者(500.00 × 2, 500.00) = 500.00 元"),
            (Sample.least, "较大者(0, 500.00 − 900.00) = 0.00 元"),
            (Sample.doubled, "500.00 × 2 = 1,000.00 元"),
            (Sample.named, ""),
            (Sample.two_sums, "(500.00 + 1.00) × (500.00 − 1.00) = 24,999,900.00 元"),
        ],
    )
    def test_the_numbers_of_a_rule(self, rule: Expression, told: str) -> None:
        assert line(explained(rule), "zh") == told

    def test_a_rounding_that_changes_the_sum_is_told(self) -> None:
        assert line(explained(Sample.amount, assets={"deposits": 500.25}), "zh") == "(500.25 × 2) − 1.00 = 1,000.00 元 (进位到元)"
        assert line(explained(Sample.amount, assets={"deposits": 500}), "en") == "(500.00 × 2) − 1.00 = 999.00 yuan"

    def test_what_is_not_known_has_no_sum(self) -> None:
        assert line(explained(Sample.told, assets={}), "zh") == ""

    def test_money_by_thousands_and_by_place(self) -> None:
        assert [grouped(fen) for fen in (-5, -123_456_789, 0, 100_000)] == ["-0.05", "-1,234,567.89", "0.00", "1,000.00"]
        assert [currency(name, "en") for name in ("dibao", "cssa", "macao_grant")] == [" yuan", " HKD", " MOP"]

    def test_the_sentence_and_its_arithmetic(self) -> None:
        assert sentence(explained(Sample.doubled), "en") == "twice: financial assets 500.00 × 2 → 1000.00"

    def test_households_that_agree_on_what_a_rule_reads_share_its_text(self) -> None:
        one, other, apart = (sentence(explained(Sample.doubled, assets={"deposits": fen}), "en") for fen in (500, 500, 501))
        assert one is other
        assert apart == "twice: financial assets 501.00 × 2 → 1002.00"

    def test_texts_that_grow_many_are_let_go(self) -> None:
        for deposits in range(MOST_TEXTS + 2):
            assert sentence(explained(Sample.doubled, assets={"deposits": deposits}), "zh").endswith(f"{deposits * 2}.00")
        assert len(Sample.doubled.__dict__["told_zh"].texts) <= MOST_TEXTS

    def test_of_rules_that_go_through_lists_the_lists_count_too(self) -> None:
        """Two rules that read the same values, of one member's two incomes or of two members' one each."""
        first, second = {"kind": "wage", "amount": 100}, {"kind": "wage", "amount": 200}
        told = []
        for mine, theirs in (([first, second], []), ([first], [second]), ([], [first, second])):
            members = [{"id": "a", "relation": "applicant", "incomes": mine}, {"id": "b", "relation": "spouse", "incomes": theirs}]
            told.append(sentence(explained(Sample.least_of_a_person, members=members), "en").rpartition(" ")[2])
        assert told == ["0.00", "100.00", "0.00"]

    def test_a_code_without_its_words_is_told_as_it_is(self) -> None:
        """What a rule of another kind brings in, and what a person chose at the counter, may be the same code."""
        case_, ground = casefile.read(a_case()), explained(Sample.doubled).ground
        chosen = Choice.of("urban 城里的 of the town")
        values = [Record("", {**case_.record.values, "residence": value}) for value in (chosen, "urban")]
        fact = next(node for node in Sample.unlabelled.parts() if isinstance(node, Fact))
        reasons = [Reason(Sample.unlabelled, True, [(record, fact)], ground, {"case": record}) for record in values]
        assert [sentence(reason, "zh").count("城里的") for reason in reasons] == [1, 0]


def test_of_several_persons_each_has_a_term() -> None:
    given = yaml.safe_load((Path(__file__).parent / "cases" / "single-two-persons-sum.yml").read_text("utf-8"))
    single = decide(casefile.read(given["case"]), LAW).as_json("en")["programmes"]["dibao_single"]
    assert single["arithmetic"] == "a 700.00 + c 700.00 = 1,400.00 yuan"


def test_an_amount_that_never_ends_it_is_not_told() -> None:
    assert ending(explained(Sample.whichever, temporary_aid_this_year=100)) == []


class TestRemedies:
    def told(self, programme: str, decided: date | None, lang: str = "zh") -> dict[str, dict[str, Any]]:
        return {one["id"]: one for one in remedies([programme], decided, lang)}

    def test_the_day_of_receiving_does_not_count(self) -> None:
        assert self.told("dibao", date(2026, 11, 2))["reconsideration"]["until"] == "2027-01-01"

    @pytest.mark.parametrize(
        ("decided", "until"),
        [(date(2026, 8, 31), "2027-02-28"), (date(2027, 8, 31), "2028-02-29"), (date(2026, 6, 30), "2026-12-30"), (date(2026, 1, 1), "2026-07-01")],
    )
    def test_months_end_on_the_same_day_or_the_last(self, decided: date, until: str) -> None:
        assert self.told("dibao", decided)["lawsuit"]["until"] == until

    def test_without_a_decision_there_is_a_period_and_no_last_day(self) -> None:
        reconsideration = self.told("tekun", None)["reconsideration"]
        assert (reconsideration["period"], reconsideration["until"]) == ("自收到决定之日起 60 日内", None)

    def test_before_the_revised_law_the_period_is_not_on_file(self) -> None:
        told = self.told("dibao", date(2023, 12, 31))["reconsideration"]
        assert (told["until"], "未在册" in told["period"]) == (None, True)
        assert self.told("dibao", date(2024, 1, 1))["reconsideration"]["until"] == "2024-03-01"

    def test_what_nobody_read_is_said_to_be_unknown(self) -> None:
        unknown = self.told("cssa", date(2026, 1, 1), "en")
        assert list(unknown) == ["unknown"]
        assert unknown["unknown"]["text"].endswith("ask the office that decides")

    def test_every_programme_has_a_remedy_or_is_said_to_have_none_on_file(self) -> None:
        for programme in BUILT:
            assert [one for one in remedies([programme], None, "en") if one["stage"] == "after"]

    def test_each_remedy_has_articles_and_says_how_sure_they_are(self) -> None:
        for one in remedies(BUILT, None, "zh"):
            assert one["id"] == "unknown" or (one["cites"] and one["confidence"] in ("firm", "press"))


class TestCitation:
    @pytest.mark.parametrize(
        ("cite", "zh", "en"),
        [
            ("57 Art.8", "《最低生活保障审核确认办法》第8条", "Measures for the Review and Confirmation of Dibao, Art. 8"),
            ("GDEDGE", "《广东省最低生活保障边缘家庭和支出型困难家庭救助办法》", "Guangdong Measures for Edge and Expenditure Households"),
            ("行政复议法 Art.20", "《行政复议法》第20条", "行政复议法 Art.20"),
            ("NOBODY Art.3", "NOBODY Art.3", "NOBODY Art.3"),
        ],
    )
    def test_with_the_title_that_the_law_knows(self, cite: str, zh: str, en: str) -> None:
        assert (article(cite, LAW, "zh"), article(cite, LAW, "en")) == (zh, en)

    def test_several_each_once(self) -> None:
        assert articles(["649 Art.9", "649 Art.9", "T22"], LAW, "zh").count("、") == 1
