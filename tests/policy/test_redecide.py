"""重新核定测试: the same family on other days, and months decided again by what is known now; every figure is worked by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zhongfu.policy import casefile
from zhongfu.policy.parameters import Law, law_folder
from zhongfu.policy.redecision.causes import CAUSES, advice
from zhongfu.policy.redecision.redecide import MONTHLY, Comparison, Matter, Redecision, Version, compare_days, redecide

LAW = Law.load()
STANDARD = """place: "4401"
parameters:
  dibao.standard:
    - {value: %s, since: %s, cites: [57 Art.20], source: "F:x"}
  dibao.addon_groups:
    - {value: [], since: 2021-01-01, cites: [57 Art.27], source: "F:x"}
"""
NOTHING = {"deposits": 0, "vehicles": [], "houses": [], "businesses": []}


def number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def person(name: str, relation: str, birth: str = "1985-03-02", wage: float | None = None, **more: Any) -> dict[str, Any]:
    incomes = [] if wage is None else [{"kind": "wage", "amount": wage}]
    return {"id": name, "relation": relation, "birth": birth, "sex": "male", "employment": "employed", "incomes": incomes, **more}


CHILD = person("c", "child", "2016-04-02", employment="none")


def file(*members: dict[str, Any], place: str = "421002", parameters: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Applied on 15 December 2023, confirmed on the 20th: paid from January 2024; the standard is 700 unless said."""
    top = {key: more.pop(key) for key in ("as_of", "decided_on") if key in more}
    return {
        "as_of": "2023-12-15", "decided_on": "2023-12-20", "place": place, "residence": "urban",
        "parameters": {"dibao.standard": 700} if parameters is None else parameters, **top,
        "household": {"members": list(members), "obligors": [], "assets": NOTHING, **more},
    }  # fmt: skip


def earning(wage: float, *more: dict[str, Any], **facts: Any) -> Any:
    """One earner with a child: 1,400 less the wage is paid."""
    return casefile.read(file(person("a", "applicant", wage=wage), CHILD, *more, **facts))


def again(matter: Matter, first: str, last: str, cause: str = "fact_corrected") -> Redecision:
    return redecide(matter, number(first), number(last), cause)


def rows(redecision: Redecision) -> list[tuple[str, str | None, str | None, str | None, str]]:
    return [tuple(month[key] for key in ("month", "decided", "due", "difference", "kind")) for month in redecision.as_json()["months"]]  # type: ignore[misc]


def compared(case: dict[str, Any], *days: str) -> Comparison:
    return compare_days(casefile.read(case), LAW, [date.fromisoformat(day) for day in days])


def because(comparison: Comparison, programme: str, step: int = 0) -> dict[str, tuple[str, str]]:
    told = comparison.as_json("en")["changes"][step]["programmes"][programme]
    return {one["name"]: (one["before"], one["after"]) for one in told["because"]}


def standard(folder: Path, value: int, since: str = "2024-01-01") -> Law:
    """The law with another standard of Guangzhou, and without its add-ons."""
    (folder / "later.yml").write_text(STANDARD % (value, since), "utf-8")
    return Law.load([law_folder(), folder])


def demonstration(folder: Path, year: int) -> Law:
    """The law with a demonstration standard for one year."""
    line = f"{{value: 700, since: {year}-01-01, cites: [649 Art.10], demonstration: true}}"
    (folder / "demonstration.yml").write_text(f'place: ""\nparameters:\n  dibao.standard:\n    - {line}\n', "utf-8")
    return Law.load([law_folder(), folder])


class TestDays:
    def test_an_adult_son_in_jingzhou_was_refused_in_2018_and_may_apply_alone_since_2022(self) -> None:
        """The parents' pensions of 7,071.21 exceed every line; T22 opened a way for the son himself."""
        son = person("son", "applicant", employment="none", marital="unmarried", disability={"kind": "mental", "grade": 2})
        parents = [
            person("f", "parent", "1952-03-02", employment="none", marital="married", incomes=[{"kind": "pension", "amount": 4283.49}]),
            person("m", "parent", "1955-03-02", employment="none", marital="married", incomes=[{"kind": "pension", "amount": 2787.72}]),
        ]
        told = compared(file(son, *parents), "2018-06-01", "2021-08-01", "2022-11-01")
        answers = [decision.programmes["dibao_single"] for decision in told.decisions]
        assert [answer.eligible for answer in answers] == [False, False, None]
        assert "parameter:dibao_single.elder_support_exempt" in answers[2].needs
        assert [decision.programmes["dibao"].eligible for decision in told.decisions] == [False, False, False]
        why = because(told, "dibao_single", 1)
        assert why["T22"] == ("no", "yes")
        assert why["dibao_single.severe_disability_route"] == ("no", "yes")
        assert why["dibao_single.opens_route"] == ("no", "yes")
        assert not told.as_json()["changes"][0]["programmes"]["dibao_single"]["answer_differs"]
        assert because(told, "dibao_single", 0)["57"] == ("no", "yes")

    def test_the_exemption_of_the_basic_pension_ended_with_2025(self) -> None:
        parent = person("b", "parent", "1958-03-02", employment="none", incomes=[{"kind": "basic_pension", "amount": 200}])
        told = compared(file(person("a", "applicant", wage=900), parent), "2025-12-31", "2026-01-01")
        first, second = (decision.programmes["dibao"] for decision in told.decisions)
        assert (first.amount, second.eligible, second.needs) == (50_000, None, ("parameter:income.basic_pension_exempt",))
        assert because(told, "dibao")["income.basic_pension_exempt"] == ("yes", "unknown")

    def test_guangdong_assesses_from_2026(self) -> None:
        values = {"dibao.standard": 1238, "place.minimum_wage_month": 2300}
        told = compared(file(person("a", "applicant", wage=900), place="440106", parameters=values), "2025-06-01", "2026-06-01")
        assert [decision.programmes["dibao"].eligible for decision in told.decisions] == [True, None]
        why = because(told, "dibao")
        assert why["GD26"] == ("no", "yes")
        assert why["dibao.assessment_required"] == ("no", "yes")
        assert told.as_json()["days"][1]["programmes"]["dibao"]["needs"] == ["household.assessment"]

    def test_grace_came_with_the_notice_of_october_2022_and_runs_out(self) -> None:
        worker = person("a", "applicant", wage=900, job_started="2022-08-10")
        aid = {"programme": "dibao", "since": "2022-01-01", "amount": 500}
        values = {"dibao.standard": 700, "dibao.grace_amount": "last"}
        told = compared(file(worker, in_aid=aid, parameters=values), "2022-09-01", "2022-11-01", "2023-02-01")
        assert [(decision.programmes["dibao"].eligible, decision.programmes["dibao"].amount) for decision in told.decisions] == [
            (False, None), (True, 50_000), (False, None),
        ]  # fmt: skip
        assert because(told, "dibao")["dibao.grace_months_max"] == ("unknown", "6")
        assert because(told, "dibao", 1)["job_uptake.month"] == ("4", "7"), "November is the fourth month of the work"
        assert [day["category"] for day in told.as_json()["days"]] == ["edge", "dibao", "edge"]

    def test_a_child_born_later_is_not_yet_there(self) -> None:
        told = compared(file(person("a", "applicant", wage=100), CHILD), "2015-06-01", "2016-06-01")
        assert [decision.members_counted for decision in told.decisions] == [1, 2]
        assert because(told, "dibao")["household.members"] == ("1", "2")

    def test_nothing_differs_between_a_day_and_itself(self) -> None:
        assert compared(file(person("a", "applicant", wage=100)), "2023-06-01", "2023-06-01").changes == ((),)

    def test_a_demonstration_value_marks_its_day(self, tmp_path: Path) -> None:
        law = demonstration(tmp_path, 2021)
        days = [date(2021, 8, 1), date(2023, 8, 1)]
        told = compare_days(casefile.read(file(person("a", "applicant", wage=100), parameters={})), law, days).as_json()
        assert [day.get("demonstration") for day in told["days"]] == [True, None]


class TestFacts:
    def test_each_month_by_the_facts_of_that_month(self) -> None:
        """1,000 was declared; in March it was 1,250, from April on 1,100: 150 + 100 + 100 less each month than 400."""
        matter = Matter(earning(1000), LAW, versions=(Version(number("2024-03"), earning(1250)), Version(number("2024-04"), earning(1100))))
        assert rows(again(matter, "2024-02", "2024-05")) == [
            ("2024-02", "400.00", "400.00", "0.00", "none"),
            ("2024-03", "400.00", "150.00", "-250.00", "over"),
            ("2024-04", "400.00", "300.00", "-100.00", "over"),
            ("2024-05", "400.00", "300.00", "-100.00", "over"),
        ]

    def test_sums_stand_apart_and_are_never_set_off(self) -> None:
        matter = Matter(earning(1000), LAW, versions=(Version(number("2024-03"), earning(1250)), Version(number("2024-04"), earning(700))))
        told = again(matter, "2024-03", "2024-04").as_json()
        assert (told["underpaid"], told["overpaid"], told["net"], told["proposal"]) == ("300.00", "250.00", "50.00", True)

    def test_what_changed_is_named_in_each_month_that_it_changed(self) -> None:
        matter = Matter(earning(1000), LAW, versions=(Version(number("2024-03"), earning(1100)),))
        before, after = again(matter, "2024-02", "2024-03").months
        assert before.because == ()
        fact = after.because[0].as_json("zh")
        assert (fact["kind"], fact["name"], fact["before"], fact["after"]) == ("fact", "household.members.a.incomes.0.amount", "1000.00", "1100.00")
        assert fact["about"] == "a"
        assert ("rule", "income.total") in {(one.kind, one.name) for one in after.because}

    def test_a_newborn_counts_from_the_month_after_birth(self) -> None:
        """Born on 10 April: not there on 1 April; from May the standard is 2,100 and 1,100 is paid."""
        baby = person("b", "child", "2024-04-10", employment="none")
        grown = casefile.read(file(person("a", "applicant", wage=1000), CHILD, baby, as_of="2024-06-01"))
        matter = Matter(earning(1000), LAW, versions=(Version(number("2024-04"), grown),))
        assert [row[2] for row in rows(again(matter, "2024-04", "2024-05", "member_joined"))] == ["400.00", "1100.00"]

    def test_a_death_in_the_household(self) -> None:
        """Without the child the standard is 700 and 1,000 is earned: nothing is due, and the edge rung stands instead."""
        alone = casefile.read(file(person("a", "applicant", wage=1000)))
        month = again(Matter(earning(1000), LAW, versions=(Version(number("2024-03"), alone),)), "2024-03", "2024-03", "member_died")
        assert rows(month) == [("2024-03", "400.00", "0.00", "-400.00", "over")]
        assert month.as_json()["months"][0]["instead"] == "edge"
        assert any("三个月内" in one["text"] for one in month.as_json()["advice"])

    def test_who_was_wrongly_refused_is_owed_from_the_first_month(self) -> None:
        matter = Matter(earning(1400), LAW, versions=(Version(number("2023-12"), earning(1300)),))
        assert rows(again(matter, "2023-12", "2024-02")) == [
            ("2023-12", "0.00", "0.00", "0.00", "none"),
            ("2024-01", "0.00", "100.00", "100.00", "under"),
            ("2024-02", "0.00", "100.00", "100.00", "under"),
        ]

    def test_who_qualified_only_later_is_owed_nothing_without_an_application(self) -> None:
        """Rightly refused in December; in March the wage fell to 1,000, but nobody applied (57 Art.28)."""
        matter = Matter(earning(1400), LAW, versions=(Version(number("2024-03"), earning(1000)),))
        told = again(matter, "2024-02", "2024-04")
        assert rows(told)[1] == ("2024-03", "0.00", "400.00", None, "unknown")
        assert (told.underpaid, told.months[1].needs) == (0, ("application",))

    def test_an_end_that_was_wrong_is_no_break_and_one_that_was_right_is(self) -> None:
        """Paid until February. By the facts of now March qualifies and April does not; May needs an application."""
        paid = {number("2024-02"): 40_000} | {number(f"2024-0{month}"): 0 for month in (3, 4, 5)} | {number("2024-01"): 40_000, number("2023-12"): 0}
        versions = (Version(number("2024-04"), earning(1500)), Version(number("2024-05"), earning(1000)))
        told = again(Matter(earning(1000), LAW, versions=versions, paid=paid), "2024-03", "2024-05")
        assert [month.difference for month in told.months] == [40_000, 0, None]
        assert told.months[2].needs == ("application",)

    def test_a_refusal_stands_though_the_household_would_qualify_later(self) -> None:
        """A birth in April lifts the line to 2,100, but nobody applied again."""
        baby = person("b", "child", "2024-04-10", employment="none")
        later = casefile.read(file(person("a", "applicant", wage=1400), CHILD, baby, as_of="2024-06-01"))
        matter = Matter(earning(1400), LAW, versions=(Version(number("2024-05"), later),))
        assert rows(again(matter, "2024-05", "2024-05")) == [("2024-05", "0.00", "700.00", None, "unknown")]

    def test_a_refusal_stands_though_the_old_law_would_have_admitted_later(self, tmp_path: Path) -> None:
        """Refused by the 1,238 of 2023; the 1,500 of 2024 would have admitted by the old facts too, but nobody applied."""
        law = standard(tmp_path, 1500)
        refused, corrected = (casefile.read(file(person("a", "applicant", wage=wage), place="440106", parameters={})) for wage in (1300, 1250))
        told = again(Matter(refused, law, versions=(Version(number("2024-03"), corrected),)), "2024-02", "2024-03")
        assert rows(told)[1] == ("2024-03", "0.00", "250.00", None, "unknown")

    def test_a_single_fen_is_a_difference(self) -> None:
        matter = Matter(earning(1000), LAW, versions=(Version(number("2024-03"), earning(999.99)),))
        assert rows(again(matter, "2024-03", "2024-03")) == [("2024-03", "400.00", "400.01", "0.01", "under")]

    def test_the_first_month_follows_the_day_of_confirmation(self) -> None:
        """Confirmed on 20 November, not December: December should have been paid."""
        corrected = earning(1000, decided_on="2023-11-20")
        matter = Matter(earning(1000), LAW, versions=(Version(number("2023-12"), corrected),))
        told = again(matter, "2023-10", "2024-01", "start_month")
        assert [row[0] for row in rows(told)] == ["2023-12", "2024-01"], "nothing before the application"
        assert (told.underpaid, told.overpaid) == (40_000, 0)

    def test_a_changed_file_without_a_day_of_confirmation_keeps_the_original(self) -> None:
        content = file(person("a", "applicant", wage=1000), CHILD)
        del content["decided_on"]
        matter = Matter(earning(1000), LAW, versions=(Version(number("2023-12"), casefile.read(content)),))
        assert again(matter, "2023-12", "2024-01").overpaid == 0

    def test_a_missing_fact_leaves_its_month_out_of_the_sum(self) -> None:
        unclear = casefile.read(file(person("a", "applicant", wage=1000, incomes=None), CHILD))
        told = again(Matter(earning(1000), LAW, versions=(Version(number("2024-03"), unclear),)), "2024-02", "2024-04").as_json()
        assert told["unknown_months"] == ["2024-03", "2024-04"]
        assert "household.members.a.incomes" in told["months"][1]["needs"]
        assert (told["underpaid"], told["overpaid"]) == ("0.00", "0.00")

    def test_the_sum_of_a_year_is_never_spread_over_months(self) -> None:
        """12,000 in a year, found later: nobody knows the month, so no month is said to be overpaid."""
        extra = {"kind": "wage", "amount": 12000, "yearly": True}
        found = casefile.read(file(person("a", "applicant", incomes=[{"kind": "wage", "amount": 1000}, extra]), CHILD))
        told = again(Matter(earning(1000), LAW, versions=(Version(number("2024-03"), found),)), "2024-03", "2024-04")
        assert [month.kind for month in told.months] == ["unknown", "unknown"]
        assert told.months[0].needs == ("household.members.a.incomes.1.amount",)

    def test_farming_is_reckoned_by_the_year_and_a_yearly_sum_known_before_stays(self) -> None:
        farm = {"kind": "farming", "amount": 1200, "yearly": True}
        rent = {"kind": "rent", "amount": 600, "yearly": True}
        known = casefile.read(file(person("a", "applicant", incomes=[rent]), CHILD))
        found = casefile.read(file(person("a", "applicant", incomes=[rent, farm]), CHILD))
        assert rows(again(Matter(known, LAW, versions=(Version(number("2024-03"), found),)), "2024-03", "2024-03")) == [
            ("2024-03", "1350.00", "1250.00", "-100.00", "over")
        ]

    def test_grace_after_taking_up_work_is_part_of_the_law_of_those_months(self) -> None:
        """900 earned alone from February: by the notice of 2022 the last amount goes on for six months, then it ends."""
        values = {"dibao.standard": 700, "dibao.grace_amount": "last"}
        idle = casefile.read(file(person("a", "applicant", employment="none"), parameters=values))
        working = casefile.read(file(person("a", "applicant", wage=900, job_started="2024-02-05"), parameters=values, as_of="2024-03-01"))
        told = again(Matter(idle, LAW, versions=(Version(number("2024-02"), working),)), "2024-01", "2024-08", "fact_late_report")
        assert [row[2] for row in rows(told)] == ["700.00"] * 7 + ["0.00"]
        assert told.overpaid == 70_000

    def test_grace_is_for_who_was_in_aid(self) -> None:
        """At work from the beginning, with 900 alone: never in aid, so nothing goes on."""
        values = {"dibao.standard": 700, "dibao.grace_amount": "last"}
        idle = casefile.read(file(person("a", "applicant", employment="none"), parameters=values))
        working = casefile.read(file(person("a", "applicant", wage=900, job_started="2023-12-01"), parameters=values))
        matter = Matter(idle, LAW, versions=(Version(number("2023-12"), working),), paid={number(f"2024-0{month}"): 0 for month in (1, 2)} | {number("2023-12"): 0})
        told = again(matter, "2023-12", "2024-02")
        assert [(month.due, month.answer.eligible) for month in told.months] == [(0, False)] * 3

    def test_being_in_aid_is_supposed_for_grace_alone(self) -> None:
        """A spouse past 60 in dibao would count as unable to support; whether the other belongs into tekun is for the review."""
        spouse = person("b", "spouse", "1962-01-01", wage=1000, sex="female")
        couple = casefile.read(file(person("a", "applicant", "1960-01-01", employment="none"), spouse))
        assert {month.kind for month in again(Matter(couple, LAW), "2024-01", "2024-03").months} == {"none"}

    def test_an_aid_that_the_file_names_itself_stays(self) -> None:
        values = {"dibao.standard": 700, "dibao.grace_amount": "last"}
        aid = {"programme": "dibao", "since": "2024-01-01", "amount": 650}
        idle = casefile.read(file(person("a", "applicant", employment="none"), parameters=values))
        working = casefile.read(
            file(person("a", "applicant", wage=900, job_started="2024-02-05"), parameters=values, as_of="2024-03-01", in_aid=aid)
        )
        assert rows(again(Matter(idle, LAW, versions=(Version(number("2024-02"), working),)), "2024-02", "2024-02"))[0][2] == "650.00"

    def test_who_belonged_into_tekun_had_nothing_in_excess(self) -> None:
        """A man of 62 without anybody and without income: not dibao but tekun, whose amount is not known here."""
        young = casefile.read(file(person("a", "applicant", "1990-01-01", employment="none")))
        old = casefile.read(file(person("a", "applicant", "1960-01-01", employment="none")))
        told = again(Matter(young, LAW, versions=(Version(number("2024-03"), old),)), "2024-03", "2024-03").as_json()
        assert told["overpaid"] == "0.00"
        assert told["months"][0]["needs"] == ["programme:tekun"]
        assert (told["months"][0]["due"], told["months"][0]["instead"], told["months"][0]["kind"]) == ("0.00", "tekun", "unknown")

    @pytest.mark.parametrize(("paid", "said"), [(150_000, "-1500.00"), (112_001, "-1120.01"), (112_000, None), (100_000, None)])
    def test_only_a_rung_that_pays_no_less_is_an_excuse(self, paid: int, said: str | None) -> None:
        """Tekun of 1.6 x 700 = 1,120 without care: more than that had no ground on any rung."""
        values = {"dibao.standard": 700, "tekun.standard_ratio": 1.6, "tekun.current_standard": 1000, "tekun.care_ratio_self": 0,
                  "tekun.rounding": "fen_half_up", "place.minimum_wage_month": 2000}  # fmt: skip
        able = dict.fromkeys(("eat", "dress", "bed", "toilet", "walk", "bathe"), True)
        young = casefile.read(file(person("a", "applicant", "1990-01-01", employment="none"), parameters=values))
        old = casefile.read(file(person("a", "applicant", "1960-01-01", employment="none", self_care=able), parameters=values))
        matter = Matter(young, LAW, versions=(Version(number("2024-03"), old),), paid={number("2024-03"): paid})
        assert rows(again(matter, "2024-03", "2024-03"))[0][3] == said

    def test_a_rung_beside_is_no_rung_instead(self) -> None:
        """One who is included singly from an edge household stands on both: 700 for himself."""
        son = person("b", "child", "1995-01-01", employment="none", disability={"kind": "intellectual", "grade": 3})
        values = {"dibao.standard": 700, "dibao_single.amount_mode": "full"}
        case = casefile.read(file(person("a", "applicant", wage=1500), son, parameters=values))
        month = again(Matter(case, LAW, "dibao_single"), "2024-01", "2024-01").months[0]
        assert (month.decided, month.due, month.instead, month.kind) == (70_000, 70_000, "", "none")


class TestPaid:
    def test_what_was_paid_goes_before_what_was_decided(self) -> None:
        paid = {number("2024-01"): 45_000, number("2024-02"): 0}
        told = again(Matter(earning(1000), LAW, paid=paid), "2024-01", "2024-03", "calculation_error")
        assert rows(told) == [
            ("2024-01", "450.00", "400.00", "-50.00", "over"),
            ("2024-02", "0.00", "400.00", "400.00", "under"),
            ("2024-03", None, "400.00", None, "unknown"),
        ]
        assert told.months[2].needs == ("paid:2024-03",)
        assert any("机关的差错" in one["text"] for one in told.as_json()["advice"])




    def test_a_payment_before_the_first_month(self) -> None:
        """Confirmed in December for January: what was paid in December had no ground."""
        assert rows(again(Matter(earning(1000), LAW, paid={number("2023-12"): 40_000}), "2023-12", "2023-12")) == [
            ("2023-12", "400.00", "0.00", "-400.00", "over")
        ]

    def test_the_advice_goes_by_the_months(self) -> None:
        """Four months too much of a change that nobody reported; of too little nothing is asked."""
        changed = (Version(number("2024-01"), earning(1100)),)
        for last, admonished in (("2024-03", False), ("2024-04", True)):
            told = again(Matter(earning(1000), LAW, versions=changed), "2024-01", last, "fact_late_report").as_json("en")
            assert any("admonish" in one["text"] for one in told["advice"]) is admonished
        less = (Version(number("2024-01"), earning(900)),)
        assert len(again(Matter(earning(1000), LAW, versions=less), "2024-01", "2024-06", "fact_late_report").as_json()["advice"]) == 1


class TestLaw:
    def test_a_first_month_that_nobody_knows(self, tmp_path: Path) -> None:
        (tmp_path / "x.yml").write_text(
            'place: "42"\nparameters:\n  dibao.start_offset_months:\n    - {value: null, since: 2021-07-01, cites: [57 Art.21], source: "F:x"}\n'
        )
        month = again(Matter(earning(1000), Law.load([law_folder(), tmp_path])), "2024-01", "2024-01").months[0]
        assert (month.due, month.kind, month.needs) == (None, "unknown", ("parameter:dibao.start_offset_months",))

    def test_a_standard_published_late_is_owed_from_its_first_day(self, tmp_path: Path) -> None:
        """Guangzhou 2023: 1,238 x 2 - 1,000 = 1,476. Nothing was on file for 2024, so that amount stood; 1,300 makes 1,600."""
        child = person("c", "child", "2020-04-02", employment="none")
        case = casefile.read(file(person("a", "applicant", wage=1000), child, place="440106", parameters={}, decided_on="2023-11-20"))
        told = again(Matter(case, LAW, law_now=standard(tmp_path, 1300)), "2023-12", "2024-02", "standard_published_late")
        assert rows(told) == [
            ("2023-12", "1476.00", "1476.00", "0.00", "none"),
            ("2024-01", "1476.00", "1600.00", "124.00", "under"),
            ("2024-02", "1476.00", "1600.00", "124.00", "under"),
        ]
        assert [month.basis for month in told.months] == ["computed", "standing", "standing"]
        value = next(one for one in told.months[1].because if one.name == "dibao.standard")
        assert (value.before, value.after, value.cites) == (None, 130_000, ("57 Art.20",))
        assert told.as_json()["reason"]["origin"] == "law"

    def test_without_the_later_value_the_month_cannot_be_said(self) -> None:
        child = person("c", "child", "2020-04-02", employment="none")
        case = casefile.read(file(person("a", "applicant", wage=1000), child, place="440106", parameters={}, decided_on="2023-11-20"))
        month = again(Matter(case, LAW), "2024-01", "2024-01").months[0]
        assert (month.kind, month.decided, month.basis, month.needs) == ("unknown", 147_600, "standing", ("parameter:dibao.standard",))

    def test_a_value_entered_wrongly(self, tmp_path: Path) -> None:
        child = person("c", "child", "2020-04-02", employment="none")
        case = casefile.read(file(person("a", "applicant", wage=1000), child, place="440106", parameters={}, decided_on="2023-11-20"))
        told = again(Matter(case, LAW, law_now=standard(tmp_path, 1200, "2023-01-01")), "2023-12", "2023-12", "wrong_parameter")
        assert rows(told) == [("2023-12", "1476.00", "1400.00", "-76.00", "over")]

    def test_what_was_never_decided_cannot_be_compared(self, tmp_path: Path) -> None:
        """The old law could not answer at all: what was decided is unknown, not nothing."""
        case = casefile.read(file(person("a", "applicant", wage=1000), place="440106", parameters={}, as_of="2024-01-02", decided_on="2024-01-05"))
        told = again(Matter(case, LAW, law_now=standard(tmp_path, 1300)), "2024-02", "2024-02", "law_changed")
        assert rows(told) == [("2024-02", None, "300.00", None, "unknown")]

    def test_a_demonstration_value_marks_the_whole(self, tmp_path: Path) -> None:
        case = casefile.read(file(person("a", "applicant", wage=100), parameters={}))
        assert again(Matter(case, demonstration(tmp_path, 2024)), "2024-01", "2024-01").as_json()["demonstration"] is True


class TestAdvice:
    def texts(self, code: str, **given: Any) -> str:
        return " ".join(one.en for one in advice(code, **{"overpaid": True, "months": 4, "place": "421002"} | given))

    def test_a_change_unreported_for_longer_than_three_months(self) -> None:
        assert "admonish" in self.texts("fact_late_report")
        assert "admonish" not in self.texts("fact_late_report", months=3)
        assert "admonish" not in self.texts("fact_corrected")

    def test_an_error_of_the_authority_is_told_apart(self) -> None:
        for code, cause in CAUSES.items():
            assert ("error of the authority" in self.texts(code)) == (cause.origin == "authority"), code

    def test_chongqing_sets_nothing_off(self) -> None:
        assert "set off against dibao" in self.texts("fact_corrected", place="500103")
        assert "set off against dibao" not in self.texts("fact_corrected")

    def test_it_is_always_a_proposal_and_an_underpayment_asks_nothing_of_the_family(self) -> None:
        assert self.texts("fact_late_report", overpaid=False, months=0).endswith("sets off nothing.")

    def test_every_code_has_both_labels(self) -> None:
        assert all(cause.zh and cause.en for cause in CAUSES.values())


def test_only_monthly_programmes_are_decided_again() -> None:
    assert MONTHLY == ("tekun", "dibao", "dibao_single", "edge")


def test_both_languages_say_the_same_figures() -> None:
    told = again(Matter(earning(1000), LAW, versions=(Version(number("2024-03"), earning(1100)),)), "2024-03", "2024-03")
    english = told.as_json("en")
    assert english["reason"]["label"] == "a fact was wrong and is corrected"
    assert not [letter for letter in json.dumps(english, ensure_ascii=False) if "\u4e00" <= letter <= "\u9fff"]
    assert json.loads(json.dumps(told.as_json()))["overpaid"] == english["overpaid"] == "100.00"
