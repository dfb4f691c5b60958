"""列测试: corners of the columns that few rules reach: wide numbers, chosen texts and modes, frames within frames, many names."""

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.policy.language_case import a_case, answers, by_row, in_columns

from zhongfu.policy import casefile
from zhongfu.policy.columns.column import Column, coded
from zhongfu.policy.columns.frames import households, read
from zhongfu.policy.columns.kernel import Columns
from zhongfu.policy.columns.lawrows import Held, ParameterSheet
from zhongfu.policy.columns.needs import Names, names_read, sets_of
from zhongfu.policy.declarations import param
from zhongfu.policy.facts import (
    case,
    house,
    houses,
    income,
    incomes,
    member,
    members,
    obligor,
    obligors,
    other_members,
    subject,
    vehicle,
    vehicles,
)
from zhongfu.policy.language import (
    Comparison,
    Constant,
    Expression,
    PersonDecides,
    all_of,
    any_of,
    at_least,
    at_most,
    below,
    when,
    years_between,
)
from zhongfu.policy.tables import case_table

RICH = case.deposits > 100
KNOWN, UNKNOWN = a_case(assets={"deposits": 500}), a_case(assets={})
DEPOSITS = "household.assets.deposits"


class TestWideNumbers:
    """Numerators beyond 64 bits are Python's own; nothing ever goes round."""

    MILLION = a_case(assets={"deposits": 10**12, "vehicles": [{"value": 10**12}, {"value": 1}]})
    CUBED = case.deposits * case.deposits * case.deposits

    def test_products_and_sums(self) -> None:
        assert answers(self.CUBED, self.MILLION).value == 10**42
        assert answers(self.CUBED + self.CUBED - 1, self.MILLION).value == 2 * 10**42 - 1
        assert answers(self.CUBED * Fraction(1, 3), self.MILLION).value == Fraction(10**42, 3)
        assert answers(self.CUBED * 0, self.MILLION).value == 0

    def test_comparisons_choices_and_roundings(self) -> None:
        assert answers(self.CUBED > 10**42 - 1, self.MILLION).value is True
        assert answers(at_least(0, self.CUBED), self.MILLION).value == 10**42
        assert answers(at_most(7, self.CUBED), self.MILLION).value == 7
        assert answers(when(RICH, self.CUBED, 0), self.MILLION).value == 10**42
        assert answers((self.CUBED * Fraction(1, 3)).rounded("yuan_half_up"), self.MILLION).value == (10**42 // 300) * 100
        assert answers(self.CUBED.shared_by(7, most=10), self.MILLION).value == Fraction(10**42, 7)

    def test_over_records(self) -> None:
        cubes = vehicle.value * vehicle.value * vehicle.value
        assert answers(vehicles.sum(cubes), self.MILLION).value == 10**42 + 10**6
        assert answers(vehicles.greatest(cubes), self.MILLION).value == 10**42
        assert answers(vehicles.least(cubes), self.MILLION).value == 10**6
        assert answers(vehicles.sum(Constant(10**20)), self.MILLION).value == 2 * 10**20

    def test_what_fits_again_is_narrow_again(self) -> None:
        assert answers(self.CUBED - self.CUBED + 1, self.MILLION).value == 1


class TestChosen:
    def test_a_text_chosen_by_a_condition(self) -> None:
        assert answers(when(RICH, "urban", "rural") == case.residence, KNOWN).value is True
        assert answers(when(RICH, case.residence, "rural").one_of("urban"), KNOWN).value is True
        assert answers(when(RICH, "urban", "rural").one_of("urban"), UNKNOWN).missing == (DEPOSITS,)
        assert answers(case.place != case.place_province, KNOWN).value is True

    def test_a_rounding_chosen_by_a_condition(self) -> None:
        chosen = (case.deposits * Fraction(1, 3)).rounded(when(RICH, "yuan_ceil", "fen_half_up"))
        assert answers(chosen, KNOWN).value == 16_700
        assert answers(chosen, a_case(assets={"deposits": 1})).value == 33
        assert answers(chosen, UNKNOWN).value is None

    def test_a_comparator_chosen_by_a_condition(self) -> None:
        chosen = below(case.deposits, 50_000, when(case.size_declared > 1, "<", "<="))
        for size, value in ((1, True), (2, False), (None, None)):
            assert answers(chosen, a_case(assets={"deposits": 500}, size_declared=size)).value is value
        assert answers(chosen, a_case(assets={"deposits": 400})).value is True
        assert answers(chosen, a_case(assets={})).missing == (DEPOSITS,)
        assert answers(Comparison(param.dibao.comparator, case.deposits, Constant(1)), KNOWN).missing == ("parameter:dibao.comparator",)
        assert answers(below(case.deposits, 50_000, when(case.size_declared > 1, "<")), KNOWN).missing == ("household.size_declared",)

    def test_a_list_chosen_by_a_condition(self) -> None:
        chosen = case.residence.one_of(when(RICH, Constant(("urban", "other")), Constant(())))
        assert answers(chosen, KNOWN).value is True
        assert answers(chosen, a_case(assets={"deposits": 1})).value is False
        assert answers(chosen, UNKNOWN).missing == (DEPOSITS,)
        nowhere = a_case(assets={"deposits": 500}) | {"residence": None}
        assert answers(chosen, nowhere).missing == ("residence",)
        assert answers(chosen, a_case(assets={"deposits": 1}) | {"residence": None}).value is False
        nothing = Constant(None).one_of(when(RICH, Constant(("urban",)), Constant(())))
        assert answers(nothing, KNOWN) == (None, ()) and answers(nothing, a_case(assets={"deposits": 1})).value is False

    def test_a_table_chosen_by_a_condition(self) -> None:
        one, other = param.medical.aid_ratio, param.medical.deductible_ratio
        given = {"medical.aid_ratio": {"dibao": 0.5}, "medical.deductible_ratio": {"dibao": 0.1}}
        chosen = when(RICH, one, other).entry("dibao")
        assert answers(chosen, a_case(assets={"deposits": 500}, parameters=given)).value == Fraction(1, 2)
        assert answers(chosen, a_case(assets={"deposits": 1}, parameters=given)).value == Fraction(1, 10)
        assert answers(chosen, a_case(assets={}, parameters=given)).missing == (DEPOSITS,)

    def test_what_does_not_apply_is_unknown_and_asks_nothing(self) -> None:
        assert answers(Constant(None), KNOWN) == (None, ())
        assert answers(when(RICH, Constant(None), 7), KNOWN) == (None, ())
        assert answers(when(RICH, Constant(None), 7), a_case(assets={"deposits": 1})).value == 7
        assert answers(when(RICH, houses.any(house.lived_in), case.has_event), a_case(assets={"deposits": 1, "houses": []})).value is False

    def test_a_text_is_no_number(self) -> None:
        assert answers(case.residence == 1, KNOWN).value is False
        assert answers(when(RICH, case.residence, "x") == case.has_event, KNOWN).value is False
        mixed = [casefile.read(KNOWN), casefile.read(a_case(assets={"deposits": 1}))]
        with pytest.raises(ValueError, match="this and now that"):
            in_columns(when(RICH, 7, "none"), mixed, {})

    def test_a_share_by_a_constant_that_does_not_fit(self) -> None:
        assert answers(case.deposits.shared_by(11), KNOWN) == (None, ())
        assert answers(case.deposits.shared_by(11) * 0, KNOWN).value == 0


class TestFramesWithinFrames:
    HOME = a_case(
        members=[
            {"id": "a", "relation": "applicant", "birth": "1980-03-02", "incomes": [{"kind": "wage", "amount": 300}]},
            {"id": "b", "relation": "child", "birth": "2010-03-02", "incomes": []},
        ],
        assets={"deposits": 500, "houses": [{"use": "shop", "area": 50}, {"use": "residential"}], "vehicles": [{"value": 200}]},
        obligors=[{"relation": "child", "birth": "1999-01-01"}],
    )  # fmt: skip

    def test_a_member_beside_a_house(self) -> None:
        assert answers(members.any(houses.any((house.use == "shop") & (member.relation == "child"))), self.HOME).value is True
        assert answers(members.count(houses.all(any_of(house.use == "shop", member.relation == "child"))), self.HOME).value == 1
        assert answers(members.sum(houses.sum(house.area)), self.HOME).missing[0] == "household.assets.houses.1.area"
        assert answers(members.sum(houses.sum(house.area)), KNOWN).missing == ("household.assets.houses",)

    def test_an_item_of_income_beside_a_vehicle(self) -> None:
        dearer = members.any(vehicles.any(incomes.any((income.amount > vehicle.value) & (member.relation == "applicant"))))
        assert answers(dearer, self.HOME).value is True
        assert answers(members.any(houses.any(incomes.any(income.amount > 100) & (house.use == "shop"))), self.HOME).value is True
        assert answers(members.any(houses.any(incomes.any((income.amount > 100) & (house.use == "shop")))), self.HOME).value is True

    def test_two_houses_side_by_side(self) -> None:
        assert answers(houses.all(houses.any(house.use == "shop")), self.HOME).value is True

    def test_an_obligor_older_than_a_member(self) -> None:
        older = obligors.any(members.any(obligor.birth < member.birth))
        assert answers(older, self.HOME).value is True
        assert answers(older, KNOWN).missing == ("household.obligors",)

    def test_the_others_of_few_members_only(self) -> None:
        big = a_case(members=[{"id": f"m{n}", "relation": "applicant" if not n else "child", "birth": "2010-01-01"} for n in range(9)])
        young = other_members.any(all_of(member.relation == "applicant", years_between(member.birth, case.as_of) < 18))
        first = all_of(member.relation == "applicant", ~other_members.all(member.relation == "child"), young)
        assert answers(members.any(first), big).value is False
        assert answers(members.any(all_of(member.relation == "applicant", other_members.any(member.sex == "male"))), big).value is None
        assert answers(members.any(any_of(member.relation != "applicant", all_of(member.relation == "spouse", young))), big).value is True
        doubtful = all_of(member.relation == "applicant", any_of(member.sex == "male", PersonDecides(other_members, member.relation == "child")))
        assert len(answers(members.any(doubtful), big).missing) == 9
        assert answers(members.count(all_of(member.relation != "spouse", ~other_members.any(member.relation == "spouse"))), big).value == 9

    def test_subjects_of_all_and_of_few(self) -> None:
        of_all = members.any(other_members.any(subject.relation == "child"))
        of_few = members.any(all_of(member.relation == "applicant", other_members.any(subject.relation == "child")))
        assert answers(all_of(of_all, ~of_few), self.HOME).value is True


    def test_a_shared_answer_for_one_group_of_members_after_the_other(self) -> None:
        relations = ("applicant", "spouse", "child", "child", "child", "parent", "parent", "sibling", "other")
        big = a_case(members=[{"id": f"m{n}", "relation": one, "sex": "male" if n == 4 else "female"} for n, one in enumerate(relations)])
        beside_a_man = all_of(other_members.any(member.sex == "male"), case.residence == "urban")
        groups = [members.count(all_of(member.relation == one, beside_a_man)) for one in dict.fromkeys(relations)]
        assert [answers(sum(groups[1:], groups[0]) * 10 + group, big).value for group in groups] == [81, 81, 82, 82, 81, 81]


class TestEmpty:
    def test_no_households_no_members_no_records(self) -> None:
        nobody = case_table([]).slice(0, 0)
        for rule in (members.sum(years_between(member.birth, case.as_of)), members.greatest(years_between(member.birth, case.as_of))):
            sheet = ParameterSheet([Held({}, lambda name: (name,))])
            assert by_row(Columns(households(nobody), sheet, Names()).answer(rule), 0, Names()) == []

    def test_lists_without_records(self) -> None:
        empty = a_case(assets={"vehicles": []})
        assert answers(vehicles.least(vehicle.value, where=vehicle.kind == "car"), empty) == (None, ())
        assert answers(vehicles.sum(vehicle.value * case.deposits), empty).value == 0
        assert answers(vehicles.any(case.deposits > vehicle.value), empty).value is False
        assert answers(vehicles.all(case.deposits > 1), empty).value is True


class TestMissing:
    def test_a_fact_nobody_has_beside_one_that_some_have(self) -> None:
        given = a_case(members=[{"id": "a", "relation": "applicant", "absence_days": 5}, {"id": "b", "relation": "child"}])
        asked = answers(members.sum(member.residence_years + member.absence_days), given).missing
        assert asked == tuple(f"household.members.{place}" for place in ("a.residence_years", "b.residence_years", "b.absence_days"))

    def test_a_list_that_some_have_for_a_person_to_decide(self) -> None:
        given = a_case(assets={"houses": [{"use": "shop"}]})
        assert answers(PersonDecides(houses, house.lived_in), given) == (None, ("household.assets.houses.0",))
        assert answers(PersonDecides(houses, house.lived_in), UNKNOWN) == (None, ("household.assets.houses",))

    def test_a_day_nobody_knows(self) -> None:
        born = a_case(members=[{"id": "a", "relation": "applicant"}])
        assert answers(members.greatest(years_between(member.birth, case.as_of)), born).missing == ("household.members.a.birth",)

    def test_two_texts_of_three(self) -> None:
        given = a_case(assets={"houses": [{"use": use} for use in ("shop", "office", "garage")]})
        assert answers(houses.count(house.use.one_of("shop", "office")), given).value == 2


def test_more_names_than_a_word_has_bits() -> None:
    planes: dict[int, Any] = {1 << at: np.array([at % 2 == 0, False, True]) for at in range(130)}
    codes, sets = sets_of(planes | {1 << 130: True}, 3)
    expected = [sum(1 << at for at, rows in enumerate(planes.values()) if rows[row]) | 1 << 130 for row in range(3)]
    assert [sets[code] for code in codes] == expected


def test_the_names_of_a_set() -> None:
    names = Names()
    assert names.of(names.bit("b", "a") | names.bit("a")) == ("a", "b") and names.of(0) == ()
    asked: Expression = all_of(case.deposits > 1, param.dibao.standard > 1, houses.any(house.lived_in))
    assert list(names_read(asked)) == [DEPOSITS, "parameter:dibao.standard", "household.assets.houses"]


def test_parameters_of_several_settings_differ_by_number_only() -> None:
    def wanted(name: str) -> Any:
        return lambda _: (name,)

    held = [Held({"a": 1, "b": Fraction(1, 3), "c": "x"}, wanted("p")), Held({"a": 2, "b": 1, "c": "x"}, wanted("q"))]
    names, sheet = Names(), ParameterSheet(held, np.array([1, 0, 1]))
    assert [value for value, _ in by_row(sheet.parameter("a", names), 3, names)] == [2, 1, 2]
    assert [value for value, _ in by_row(sheet.parameter("b", names), 3, names)] == [1, Fraction(1, 3), 1]
    assert sheet.parameter("c", names).value == "x" and held[0].shape(["a", "b", "c"]) == held[1].shape(["a", "b", "c"])
    assert by_row(sheet.parameter("d", names), 3, names) == [(None, {f"parameter:{one}"}) for one in ("q", "p", "q")]


def test_every_type_of_a_stored_column() -> None:
    assert read(pa.array([1, None, 3], pa.int8())).value.tolist() == [1, 0, 3]
    assert read(pa.array([2, 2])).value == 2 and read(pa.array(["a", "a"])).value == "a" and read(pa.array([True, True])).value is True
    assert read(pa.array([None, None], pa.string())).known is False
    assert read(pa.array([date(1950, 2, 3), None, date(2024, 2, 29)])).value.tolist()[::2] == [19500203, 20240229]
    many = read(pa.array([f"t{n}" for n in range(300)], pa.large_string()))
    assert many.value.dtype == np.int32 and many.categories is not None and many.categories[299] == "t299"
    assert coded(("a", "b"), np.array([1, 0])).take(np.array([0])).value.tolist() == [1]
    assert Column(True).take(np.array([0])).value is True
