"""规则语言说明书: what each node means, read as the manual; every line holds for both evaluators."""

from datetime import date
from fractions import Fraction

import pytest
from tests.policy.language_case import a_case, answers, in_columns

from zhongfu.policy import casefile
from zhongfu.policy.declarations import param
from zhongfu.policy.facts import case, house, houses, income, incomes, member, members, other_members, vehicle, vehicles
from zhongfu.policy.language import (
    Collection,
    Constant,
    Expression,
    PersonDecides,
    Programme,
    all_of,
    any_of,
    at_least,
    at_most,
    below,
    month_of,
    needs,
    reaches,
    when,
    years_between,
)  # fmt: skip

DEPOSITS = "household.assets.deposits"
KNOWN = a_case(assets={"deposits": 500})
UNKNOWN = a_case(assets={})
TRUE, FALSE = case.residence == "urban", case.residence == "rural"
OPEN = case.deposits > 100  # unknown in UNKNOWN, true in KNOWN


class TestThreeValues:
    @pytest.mark.parametrize(
        ("rule", "value"),
        [
            (all_of(TRUE, OPEN), None), (all_of(FALSE, OPEN), False), (all_of(OPEN, FALSE), False), (all_of(TRUE, TRUE), True),
            (any_of(TRUE, OPEN), True), (any_of(OPEN, TRUE), True), (any_of(FALSE, OPEN), None), (any_of(FALSE, FALSE), False),
            (~OPEN, None), (~TRUE, False), (TRUE & OPEN, None), (FALSE | OPEN, None),
        ],
    )  # fmt: skip
    def test_kleene(self, rule: Expression, value: bool | None) -> None:
        assert answers(rule, UNKNOWN).value is value

    def test_what_is_missing_is_named_only_while_the_result_hangs_on_it(self) -> None:
        assert answers(all_of(TRUE, OPEN), UNKNOWN).missing == (DEPOSITS,)
        assert answers(all_of(FALSE, OPEN), UNKNOWN).missing == ()

    def test_a_missing_parameter_is_named_with_its_prefix(self) -> None:
        assert answers(case.deposits < param.dibao.standard, KNOWN).missing == ("parameter:dibao.standard",)

    def test_a_rule_has_no_truth_value_in_python(self) -> None:
        with pytest.raises(TypeError):
            bool(TRUE)


class TestWhen:
    def test_takes_the_branch_and_asks_nothing_of_the_other(self) -> None:
        assert answers(when(TRUE, Constant(7), case.deposits), UNKNOWN) == (7, ())
        assert answers(when(FALSE, case.deposits, Constant(7)), UNKNOWN) == (7, ())

    def test_unknown_condition_and_equal_known_branches(self) -> None:
        assert answers(when(OPEN, Constant(7), Constant(7)), UNKNOWN).value == 7
        assert answers(when(OPEN, case.temporary_aid_this_year, Constant(0)), UNKNOWN).value == 0

    def test_unknown_condition_and_different_branches_names_the_condition(self) -> None:
        assert answers(when(OPEN, Constant(7), Constant(8)), UNKNOWN) == (None, (DEPOSITS,))

    def test_two_unknown_branches_are_not_equal(self) -> None:
        rule = when(OPEN, case.deposits, case.income_12m)
        assert set(answers(rule, UNKNOWN).missing) == {DEPOSITS, "household.income_12m"}

    def test_without_otherwise_the_value_does_not_apply_and_asks_nothing(self) -> None:
        assert answers(when(FALSE, case.deposits), UNKNOWN) == (None, ())
        assert answers(when(OPEN, Constant(7)), UNKNOWN).missing == (DEPOSITS,)


class TestNumbers:
    def test_unknown_spreads(self) -> None:
        for rule in (case.deposits + 1, case.deposits - 1, case.deposits * 2):
            assert answers(rule, UNKNOWN).value is None

    def test_zero_times_unknown_is_zero_and_asks_nothing(self) -> None:
        assert answers(case.deposits * 0, UNKNOWN) == (0, ())
        assert answers(case.temporary_aid_this_year * case.deposits, UNKNOWN) == (0, ())

    def test_greatest_and_least_do_not_skip_the_unknown(self) -> None:
        assert answers(at_least(0, case.deposits), UNKNOWN).value is None
        assert answers(at_most(0, case.deposits), UNKNOWN).value is None
        assert answers(at_least(0, case.deposits - 90_000), KNOWN).value == 0
        assert answers(at_most(10, case.deposits), KNOWN).value == 10

    def test_fractions_stay_exact_until_the_one_rounding(self) -> None:
        third = case.deposits.shared_by(3)
        assert answers((third + third + third).rounded("fen_half_up"), KNOWN).value == 50_000
        assert answers((case.deposits * Fraction(1, 1000)).rounded("fen_half_up"), KNOWN).value == 50

    def test_a_share_of_nothing_is_nothing_and_of_too_many_is_for_a_person(self) -> None:
        assert answers(case.temporary_aid_this_year.shared_by(case.deposits).rounded("fen_half_up"), UNKNOWN).value == 0
        assert answers(case.deposits.shared_by(case.deposits).rounded("fen_half_up"), KNOWN) == (None, (DEPOSITS,))
        assert answers(case.deposits.shared_by(0).rounded("fen_half_up"), KNOWN).value is None
        assert answers(case.deposits.shared_by(case.income_12m).rounded("fen_half_up"), KNOWN).missing == ("household.income_12m",)

    @pytest.mark.parametrize(
        ("yuan", "mode", "fen"),
        [
            (0.05, "fen_half_up", 3), (0.49, "yuan_half_up", 0), (1.00, "yuan_half_up", 100), (0.02, "yuan_ceil", 100),
            (2, "yuan_ceil", 100), (0, "yuan_ceil", 0),
        ],
    )  # fmt: skip
    def test_rounding_halves_up(self, yuan: float, mode: str, fen: int) -> None:
        assert answers((case.deposits * Fraction(1, 2)).rounded(mode), a_case(assets={"deposits": yuan})).value == fen

    def test_a_negative_amount_rounds_towards_plus_infinity_at_the_half(self) -> None:
        below_zero = (case.deposits * Fraction(1, 2) - 1).rounded("fen_half_up")
        assert answers(below_zero, a_case(assets={"deposits": 0.01})).value == 0

    def test_an_unknown_rounding_leaves_the_amount_unknown(self) -> None:
        assert answers(case.deposits.rounded(param.dibao.rounding), KNOWN).missing == ("parameter:dibao.rounding",)


class TestComparators:
    def test_an_unknown_comparator_matters_only_at_equality(self) -> None:
        for limit, value in ((60_000, True), (40_000, False), (50_000, None)):
            assert answers(below(case.deposits, limit, param.dibao.comparator), KNOWN).value is value
        assert answers(reaches(case.deposits, 40_000, param.rigid.ratio_comparator), KNOWN).value is True

    @pytest.mark.parametrize(("comparator", "value"), [("<", False), ("<=", True), (">", False), (">=", True)])
    def test_a_comparator_reads_fact_comparator_limit(self, comparator: str, value: bool) -> None:
        case_file = a_case(assets={"deposits": 500}, parameters={"dibao.comparator": comparator})
        assert answers(below(case.deposits, 50_000, param.dibao.comparator), case_file).value is value

    def test_texts_and_not_equal(self) -> None:
        assert answers(case.residence != "rural", KNOWN).value is True


class TestMembership:
    def test_in_a_list_of_texts_or_a_list_parameter(self) -> None:
        assert answers(case.residence.one_of("urban", "rural"), KNOWN).value is True
        listed = a_case(parameters={"dibao.bands": ["urban"]})
        assert answers(case.residence.one_of(param.dibao.bands), listed).value is True

    def test_an_empty_list_holds_nothing_and_an_unknown_list_is_asked_for(self) -> None:
        empty = a_case(parameters={"dibao.addon_groups": []})
        assert answers(case.residence.one_of(param.dibao.addon_groups), empty).value is False
        assert answers(case.residence.one_of(param.dibao.addon_groups), KNOWN).missing == ("parameter:dibao.addon_groups",)


class TestDates:
    @pytest.mark.parametrize(("birth", "age"), [("1980-03-01", 43), ("1980-03-02", 42), ("2004-02-29", 19)])
    def test_a_birthday_counts_from_its_own_day(self, birth: str, age: int) -> None:
        given = a_case(members=[{"id": "a", "relation": "applicant", "birth": birth}])
        assert answers(members.greatest(years_between(member.birth, case.as_of)), given).value == age

    def test_months_are_numbered_through(self) -> None:
        assert answers(month_of(case.as_of) - month_of(date(2022, 12, 31)), KNOWN).value == 3


def houses_of(*kinds: str | None) -> dict[str, object]:
    """A case with one house of each use; None is a house of unknown use."""
    return a_case(assets={"houses": [{"use": use} for use in kinds]})


class TestOverRecords:
    HOMES = houses.count(house.use == "residential")

    def test_an_unknown_list_is_unknown_and_an_empty_list_is_not(self) -> None:
        assert answers(self.HOMES, UNKNOWN) == (None, ("household.assets.houses",))
        assert answers(self.HOMES, houses_of()).value == 0
        assert answers(houses.any(house.use == "shop"), houses_of()).value is False
        assert answers(houses.all(house.use == "shop"), houses_of()).value is True

    def test_count_with_an_unknown_filter_is_unknown_and_names_the_record(self) -> None:
        assert answers(self.HOMES, houses_of("residential", None)) == (None, ("household.assets.houses.1.use",))

    def test_any_and_all_are_kleene(self) -> None:
        assert answers(houses.any(house.use == "shop"), houses_of(None, "shop")).value is True
        assert answers(houses.any(house.use == "shop"), houses_of(None, "office")).value is None
        assert answers(houses.all(house.use == "shop"), houses_of(None, "office")).value is False
        assert answers(houses.all(house.use == "shop"), houses_of(None, "shop")).value is None

    def test_a_filter_of_all_leaves_the_others_out(self) -> None:
        assert answers(houses.all(house.lived_in, where=house.use == "shop"), houses_of("office")).value is True

    def test_the_same_truth_for_every_record(self) -> None:
        for given, any_true, all_false in ((houses_of(), False, True), (houses_of("shop"), True, False)):
            assert answers(houses.any(Constant(True)), given).value is any_true
            assert answers(houses.all(Constant(False)), given).value is all_false
            assert answers(houses.any(Constant(False)), given).value is False
            assert answers(houses.all(Constant(True)), given).value is True
        assert answers(houses.all(Constant(True)), UNKNOWN).value is None

    def test_sum_does_not_skip_the_unknown_unless_the_filter_is_false(self) -> None:
        owned = a_case(assets={"vehicles": [{"kind": "car", "value": 100}, {"kind": "van"}]})
        assert answers(vehicles.sum(vehicle.value), owned).missing == ("household.assets.vehicles.1.value",)
        assert answers(vehicles.sum(vehicle.value, where=vehicle.kind == "car"), owned).value == 10_000

    def test_an_unknown_filter_before_a_zero_adds_nothing(self) -> None:
        owned = a_case(assets={"vehicles": [{"kind": "car", "value": 100}, {"value": 0}]})
        assert answers(vehicles.sum(vehicle.value, where=vehicle.kind == "car"), owned).value == 10_000

    def test_least_and_greatest(self) -> None:
        owned = a_case(assets={"vehicles": [{"kind": "car", "value": 100}, {"kind": "van", "value": 30}]})
        assert answers(vehicles.least(vehicle.value), owned).value == 3_000
        assert answers(vehicles.greatest(vehicle.value, where=vehicle.kind == "van"), owned).value == 3_000
        assert answers(vehicles.greatest(vehicle.value, where=vehicle.kind == "truck"), owned) == (None, ())
        unknown = a_case(assets={"vehicles": [{"kind": "car"}, {"value": 30}]})
        assert answers(vehicles.least(vehicle.value), unknown).missing == ("household.assets.vehicles.0.value",)
        assert answers(vehicles.least(vehicle.value, where=vehicle.kind == "car"), unknown).value is None

    def test_items_of_members(self) -> None:
        given = a_case(members=[
            {"id": "a", "relation": "applicant", "incomes": [{"kind": "wage", "amount": 3}, {"kind": "rent", "amount": 5}]},
            {"id": "b", "relation": "spouse", "incomes": []},
        ])  # fmt: skip
        assert answers(members.sum(incomes.sum(income.amount, where=income.kind == "wage")), given).value == 300

    def test_an_unknown_list_of_a_member_is_named_by_his_id(self) -> None:
        assert answers(members.sum(incomes.sum(income.amount)), KNOWN).missing == ("household.members.a.incomes",)

    def test_other_members_are_all_but_the_one_at_hand(self) -> None:
        pair = a_case(members=[
            {"id": "a", "relation": "applicant", "birth": "1980-03-02"}, {"id": "b", "relation": "child", "birth": "2010-03-02"},
        ])  # fmt: skip
        has_child = other_members.any(member.relation == "child")
        assert answers(members.count(has_child), pair).value == 1

    def test_a_question_for_a_person_is_never_known_and_names_whom_it_concerns(self) -> None:
        asked = PersonDecides(members, member.relation == "applicant")
        assert answers(all_of(TRUE, asked), KNOWN) == (None, ("household.members.a",))
        assert answers(all_of(FALSE, asked), KNOWN).value is False


class TestRules:
    def test_the_attribute_is_the_name_and_needs_comes_from_the_tree(self) -> None:
        class Sample(Programme):
            """样例: a sample."""

            poor = (case.deposits < param.dibao.standard).cites("649 Art.9").says("穷", "poor")

        assert Sample.poor.name == "sample.poor"
        assert needs(Sample.poor) == [DEPOSITS, "parameter:dibao.standard"]
        assert needs(Sample.poor | houses.any(house.lived_in)) == [
            "house.lived_in", DEPOSITS, "household.assets.houses", "parameter:dibao.standard",
        ]  # fmt: skip

    def test_names_that_nobody_declared_are_refused_where_they_are_written(self) -> None:
        with pytest.raises(AttributeError):
            param.dibao.standrad  # noqa: B018
        with pytest.raises(AttributeError):
            case.deposit  # noqa: B018

    def test_a_collection_that_the_table_lacks_is_unknown(self) -> None:
        rule = Collection("house", "household.nothing").any(house.lived_in)
        assert in_columns(rule, [casefile.read(KNOWN)], {}) == [(None, {"household.assets.houses"})]


class TestTables:
    INDEX = param.macao_grant.index
    SHARES = param.medical.aid_ratio

    @pytest.mark.parametrize(("size", "entry"), [(1, 435_000), (2, 799_000)])
    def test_a_list_counts_from_one(self, size: int, entry: int) -> None:
        found = a_case(parameters={"macao_grant.index": [4350, 7990]}, size_declared=size)
        assert answers(self.INDEX.entry(case.size_declared), found).value == entry

    def test_what_the_table_does_not_hold_is_unset(self) -> None:
        short = a_case(parameters={"macao_grant.index": [4350]}, size_declared=2)
        assert answers(self.INDEX.entry(case.size_declared), short) == (None, ("parameter:macao_grant.index",))
        assert answers(self.INDEX.entry(1), a_case()) == (None, ("parameter:macao_grant.index",))

    def test_an_unknown_key_names_itself(self) -> None:
        found = a_case(parameters={"macao_grant.index": [4350, 4350]})
        assert answers(self.INDEX.entry(case.size_declared), found) == (None, ("household.size_declared",))

    def test_a_mapping_is_looked_up_by_text_and_one_value_holds_for_every_key(self) -> None:
        by_kind = {"medical.aid_ratio": {"urban": 0.75, "rural": 1}}
        share = self.SHARES.entry(case.residence) * 4
        assert answers(share, a_case(parameters=by_kind)).value == 3
        assert answers(share, a_case(parameters={"medical.aid_ratio": 0.5})).value == 2
        assert answers(share, a_case(parameters={"medical.aid_ratio": {"rural": 1}})).missing == ("parameter:medical.aid_ratio",)
