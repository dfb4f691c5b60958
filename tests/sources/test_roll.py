"""花名册: what each register says becomes a fact of a case; what no register says stays unknown, never "none" and never 0."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.fakes.taking_in import TakenIn
from tests.text_tables import Place

from zhongfu.data.roll import BITS, Registers, roll_table
from zhongfu.policy.facts import SCOPES

M = "2026-10"
FAMILY = """
    household_id id_no relation birth      sex
    H1           kid   子       2012-01-01 男
    H1           anna  户主     1980-05-05 女
    H1           bert  配偶     1979-05-05 男
    H2           carl  户主     1950-01-01 男
"""
MONEY = ("social_insurance_payments", "id_no pay_month base_fen"), ("pensions", "id_no pay_month kind amount_fen"), (
    "business_income_tax", "id_no period income_fen")  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    made.deliver("hukou_persons", M, FAMILY)
    return made


def roll(place: Place, month: str = M, **options: Any) -> dict[str, dict[str, Any]]:
    """The roll's rows by household."""
    rows = roll_table(Registers(place.lake, place.parts), month, **options).to_pylist()
    return {row["household_id"]: row for row in rows}


def members(place: Place, household: str = "H1", month: str = M) -> list[dict[str, Any]]:
    return list(roll(place, month)[household]["household.members"])


def money(place: Place, **rows: str) -> None:
    """The three registers of income, with these rows besides their headers."""
    for source, header in MONEY:
        place.deliver(source, M, "\n".join([header, *filter(None, [rows.get(source, "")])]))


def test_the_applicant_stands_first_and_relations_are_to_him(place: Place) -> None:
    told = [(one["position"], one["relation"], one["birth"], one["sex"]) for one in members(place)]
    assert told == [
        (0, "applicant", date(1980, 5, 5), "female"), (1, "spouse", date(1979, 5, 5), "male"), (2, "child", date(2012, 1, 1), "male"),
    ]  # fmt: skip


def test_after_the_death_of_the_head_only_what_still_follows_is_known(place: Place) -> None:
    place.deliver("hukou_persons", M, """
        household_id id_no relation birth
        H1           anna  配偶     1950-01-01
        H1           bert  女       1975-01-01
        H1           carl  孙子     2000-01-01
        H2           dora  子       1970-01-01
        H2           emil  女       1975-01-01
    """)  # fmt: skip
    assert [one["relation"] for one in members(place)] == ["applicant", "child", None]
    assert [one["relation"] for one in members(place, "H2")] == ["applicant", None]


def test_the_household_is_judged_in_its_county_on_the_last_day_of_the_month(place: Place) -> None:
    row = roll(place)["H1"]
    assert (row["region"], row["place"], row["place_province"], row["residence"]) == ("441424100", "441424", "44", "rural")
    assert row["as_of"] == row["decided_on"] == date(2026, 10, 31)
    assert roll(place, as_of=date(2026, 10, 5))["H1"]["as_of"] == date(2026, 10, 5)


def test_a_household_registered_in_town_and_country_is_for_a_person_to_class(place: Place) -> None:
    place.deliver("hukou_persons", M, "household_id id_no hukou_kind\nH1 anna 城镇\nH1 bert 农村\nH2 carl 城镇")
    assert {number: row["residence"] for number, row in roll(place).items()} == {"H1": None, "H2": "urban"}


def test_what_did_not_arrive_is_unknown(place: Place) -> None:
    row, anna = roll(place)["H1"], members(place)[0]
    assert row["household.in_aid.programme"] is row["in_programmes"] is row["household.expenditures_12m.medical"] is None
    assert {anna[name] for name in ("incomes", "disability", "disability_grade", "student", "full_time", "employment", "marital")} == {None}
    lists = {f"household.assets.{name}" for name in ("houses", "vehicles", "businesses")}
    assert lists.isdisjoint(row), "a list that no register tells is no column"


def test_what_no_register_can_tell_is_never_said(place: Place) -> None:
    money(place)
    for source in ("real_estate", "vehicles", "market_entities", "disability_certificates", "student_records", "medical_settlements"):
        place.deliver(source, M, "")
    row = roll(place)["H1"]
    silent = ("household.assets.deposits", "household.obligors", "household.income_12m", "household.assessment.category")
    assert all(row.get(name) is None for name in silent)
    assert all(members(place)[0].get(name) is None for name in ("has_children", "self_care.eat", "employment", "job_started"))


def test_what_may_be_left_out_of_a_case_has_the_value_that_its_absence_means(place: Place) -> None:
    row = roll(place)["H1"]
    for name, field in SCOPES["member"].fields.items():
        told = {"student", "full_time", "disability", "disability_grade"}  # registers that did not arrive
        if field.default is not None and name not in told:
            assert row["household.members"][0][name] == field.default, name
    assert (row["household.has_event"], row["household.event.kind"], row["household.temporary_aid_this_year"]) == (False, "none", 0)


def test_a_register_that_arrived_says_none_of_those_it_does_not_name(place: Place) -> None:
    place.deliver("disability_certificates", "2026-08", "certificate kind grade\nanna 智力 三级")
    place.deliver("student_records", "2026-09", "id_no stage mode\nkid 初中 全日制\nbert 本科 非全日制")
    told = [(one["disability"], one["disability_grade"], one["student"], one["full_time"]) for one in members(place)]
    assert told == [("intellectual:3", 3, 0, True), ("none", 0, 7, False), ("none", 0, 3, True)]


def test_incomes_are_what_the_registers_report_and_an_empty_list_for_whom_they_do_not_name(place: Place) -> None:
    money(
        place, social_insurance_payments="anna 202610 300000\nanna 202609 90000", business_income_tax="anna 202610 50000",
        pensions="carl 202610 居民养老 20000\ncarl 202610 遗属待遇 1000",
    )  # fmt: skip
    told = [[(item["kind"], item["amount"], item["yearly"]) for item in one["incomes"]] for one in members(place)]
    assert told == [[("wage", 300000, False), ("business", 50000, False)], [], []]
    carl = members(place, "H2")[0]["incomes"]
    assert [(item["kind"], item["amount"]) for item in carl] == [("basic_pension", 20000), ("pension", 1000)]
    assert [one["employment"] for one in members(place)] == ["employed", None, None]


@pytest.mark.parametrize("missing", [source for source, _ in MONEY])
def test_one_register_of_income_missing_leaves_every_income_unknown(place: Place, missing: str) -> None:
    money(place, social_insurance_payments="anna 202610 300000")
    place.withdraw(missing, M)
    assert {one["incomes"] for one in members(place)} == {None}


def test_the_latest_registration_of_a_marriage_holds(place: Place) -> None:
    place.deliver("marriages", "2026-03", """
        certificate kind registered_on husband_id wife_id
        M1          结婚 2026-03-02    carl       anna
        M2          离婚 2026-03-05    carl       anna
        M3          结婚 2026-03-05    carl       anna
        M4          离婚 2026-11-02    carl       anna
    """)
    assert [one["marital"] for one in members(place)] == ["married", "married", None]
    place.deliver("marriages", "2026-10", "certificate kind registered_on husband_id wife_id\nM5 离婚 2026-10-30 carl anna")
    assert [one["marital"] for one in members(place)] == ["divorced", "married", None]


def test_things_count_once_however_many_members_own_them(place: Place) -> None:
    place.deliver("real_estate", "2026-08", """
        unit id_no use  area  right_status
        U1   bert  住宅 70.55 现势
        U1   anna  住宅 70.55 现势
        U2   anna  其他 20    现势
        U3   anna  住宅 90    历史
        U1   carl  住宅 70.55 现势
    """)
    place.deliver("vehicles", "2026-08", "plate id_no kind use_kind status\nA1 bert 小型普通客车 营运 正常\nA2 bert 摩托车 非营运 报废")
    place.deliver("market_entities", "2026-08", """
        uscc entity_kind  role       id_no capital_wan employees status
        E1   个体工商户   经营者     carl  0.5         0         存续
        E2   有限责任公司 法定代表人 anna  -           -         存续
        E2   有限责任公司 股东       anna  -           -         存续
        E3   有限责任公司 股东       anna  10          3         注销
    """)
    one, other = roll(place)["H1"], roll(place)["H2"]
    assert [(house["use"], house["area"], house["lived_in"]) for house in one["household.assets.houses"]] == [("residential", 7055, True), (None, 2000, True)]
    assert [house["area"] for house in other["household.assets.houses"]] == [7055]
    assert one["household.assets.vehicles"] == [{"kind": "van", "use": "commercial"}]
    assert other["household.assets.vehicles"] == []
    assert one["household.assets.businesses"] == [{"kind": "company", "employees": None, "capital": None}]
    assert other["household.assets.businesses"] == [{"kind": "individual", "employees": 0, "capital": 500000}]


def test_aid_is_what_the_register_of_the_month_says(place: Place) -> None:
    place.deliver("assistance_register", M, """
        programme head_id amount_fen since
        边缘      anna    0          202601
        低保      bert    50000      -
        低保      gone    99999      202401
    """)
    one, other = roll(place)["H1"], roll(place)["H2"]
    assert one["in_programmes"] == BITS["dibao"] | BITS["edge"]
    assert (one["household.in_aid.programme"], one["household.in_aid.since"], one["household.in_aid.amount"]) == ("dibao", None, 50000)
    assert (other["in_programmes"], other["household.in_aid.programme"], other["household.in_aid.amount"]) == (0, "none", None)
    place.deliver("assistance_register", M, "programme head_id amount_fen since\n特困 carl 90000 202405")
    assert roll(place)["H2"]["household.in_aid.since"] == date(2024, 5, 1)


def test_a_grant_for_one_of_several_members_is_a_single_inclusion(place: Place) -> None:
    place.deliver("assistance_register", M, """
        programme head_id amount_fen insured_count
        边缘      anna    0          3
        低保      bert    50000      1
        低保      carl    50000      1
    """)
    told = {number: row["in_programmes"] for number, row in roll(place).items()}
    assert told == {"H1": BITS["edge"] | BITS["dibao_single"], "H2": BITS["dibao"]}
    place.deliver("assistance_register", M, "programme head_id amount_fen insured_count\n低保 anna 1 2\n低保 bert 1 1\n刚性支出 bert 0 3")
    assert roll(place)["H1"]["in_programmes"] == BITS["dibao"] | BITS["dibao_single"] | BITS["rigid"]


def test_medical_spending_is_that_of_twelve_months(place: Place) -> None:
    for month, paid in {"2025-10": 1, "2025-11": 20, M: 300}.items():
        place.deliver("medical_settlements", month, f"id_no total_fen self_paid_fen\nanna 900 {paid}\nbert 900 {paid}")
    assert {number: row["household.expenditures_12m.medical"] for number, row in roll(place).items()} == {"H1": 640, "H2": 0}


def test_some_households_are_the_same_rows_as_in_the_whole(place: Place) -> None:
    money(place, social_insurance_payments="anna 202610 300000")
    place.deliver("vehicles", "2026-08", "plate id_no\nA1 anna\nA2 carl")
    place.deliver("assistance_register", M, "programme head_id amount_fen\n低保 carl 5")
    whole = roll(place)
    assert roll(place, only=["H2"]) == {"H2": whole["H2"]}
    assert roll(place, only=["H9"]) == {}


def test_a_collective_household_beyond_a_case_is_left_out_and_counted(place: Place) -> None:
    crowd = "\n".join(f"H1 p{number} 非亲属" for number in range(31))
    place.deliver("hukou_persons", M, f"household_id id_no relation\n{crowd}\nH0 anna 户主\nH2 carl 户主")
    place.deliver("vehicles", "2026-08", "plate id_no\nA1 p3\nA2 carl")
    table = roll_table(Registers(place.lake, place.parts), M)
    assert table["household_id"].to_pylist() == ["H0", "H2"]
    assert [len(each) for each in table["household.members"].to_pylist()] == [1, 1]
    assert [len(each) for each in table["household.assets.vehicles"].to_pylist()] == [0, 1]
    assert table.schema.metadata == {b"households_too_large": b"1"}


def test_a_place_without_people_has_an_empty_roll(tmp_path: Path) -> None:
    empty = Place(tmp_path)
    empty.deliver("hukou_persons", M, "household_id id_no")
    empty.deliver("vehicles", M, "plate id_no")
    assert roll(empty) == {}


@pytest.mark.parametrize("month", ["2025-11", "2026-02", "2026-07", M])
def test_a_year_of_deliveries_adds_up_to_what_is_true_of_it(standard: Path, taken_in: TakenIn, month: str) -> None:
    """The roll of each household, summed, against the household-month table that came with the deliveries."""
    with (standard / "truth-standard" / f"panel_{month}.csv").open(encoding="utf-8", newline="") as file:
        true = {row["household_id"]: row for row in csv.DictReader(file)}
    rows = roll_table(Registers(taken_in.lake, taken_in.parts), month).to_pylist()
    assert [row["household_id"] for row in rows] == sorted(true)
    for row in rows:
        assert _summed(row) == {name: true[row["household_id"]][name] for name in _summed(row)}, row["household_id"]


def _summed(row: dict[str, Any]) -> dict[str, str]:
    people = row["household.members"]
    incomes = [None if one["incomes"] is None else sum(item["amount"] for item in one["incomes"]) for one in people]
    told = {
        "region": row["region"], "members": len(people), "minors": sum(one["birth"] > _born(18, row["as_of"]) for one in people),
        "income_fen": None if None in incomes else sum(incomes), "medical_self_paid_12m_fen": row["household.expenditures_12m.medical"],
        "severe_disabled": _count(people, lambda one: one["disability_grade"], (1, 2)),
        "students": _count(people, lambda one: one["full_time"] if one["student"] else one["student"], (True,)),
        "houses": _things(row, "houses", lambda one: one["use"] == "residential"),
        "vehicles": _things(row, "vehicles", lambda one: one["kind"] not in ("motorcycle", "disabled_scooter")),
        "businesses": _things(row, "businesses", lambda one: True),
        "in_programme": None if row["household.in_aid.programme"] == "none" else row["household.in_aid.programme"],
        "aid_fen": 0 if row["household.in_aid.programme"] == "none" else row["household.in_aid.amount"],
    }  # fmt: skip
    return {name: "" if value is None else str(value) for name, value in told.items()}


def _born(years: int, day: date) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28)) if day.month == 2 else day.replace(year=day.year - years)


def _count(people: list[dict[str, Any]], fact: Callable[[dict[str, Any]], Any], wanted: tuple[Any, ...]) -> int | None:
    found = [fact(one) for one in people]
    return None if None in found else sum(each in wanted for each in found)


def _things(row: dict[str, Any], name: str, counts: Callable[[dict[str, Any]], bool]) -> int | None:
    things = row.get(f"household.assets.{name}")
    return None if things is None else sum(map(counts, things))
