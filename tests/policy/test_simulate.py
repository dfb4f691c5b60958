"""政策测算测试: reforms as people write them, and small populations whose gains, losses and costs are reckoned by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from tests.policy.test_rules import CHILD, NOTHING, family, person

from zhongfu.policy import casefile
from zhongfu.policy.decide import decide
from zhongfu.policy.parameters import Law, Setting, law_folder
from zhongfu.policy.reform.reform import ReformProblem, read_reform
from zhongfu.policy.reform.simulate import simulate
from zhongfu.policy.tables import case_table

DAY = date(2023, 12, 1)
LAW = Law.load()
GUANGZHOU, ZHUHAI = Setting("440106", "urban", DAY), Setting("440402", "urban", DAY)


def value(name: str, *arguments: str, setting: Setting = GUANGZHOU, law: Law = LAW) -> Any:
    """The parameter's value under these changes; Guangzhou's standard of 2023 is 1,238 yuan."""
    found = read_reform(arguments, law).over(law).look_up(name, setting)
    return None if found is None else found.value


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> Law:
    """The law with one value worked out from another."""
    folder = tmp_path_factory.mktemp("law")
    (folder / "derived.yml").write_text(
        'place: "4401"\nparameters:\n  tekun.current_standard:\n    - {formula: "1.6 * dibao.standard", since: 2023-01-01, until: 2023-12-31,'
        ' cites: [649 Art.15], source: "D:derived"}\n',
        encoding="utf-8",
    )
    return Law.load([law_folder(), folder])


def household(*members: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A case file of a household in Guangzhou that owns nothing; `more` may name another place."""
    top = {key: more.pop(key) for key in ("place", "residence") if key in more}
    return {
        "as_of": DAY.isoformat(), "place": "440106", "residence": "urban", **top,
        "household": {"members": list(members), "obligors": [], "assets": NOTHING, **more},
    }  # fmt: skip


class TestAChange:
    @pytest.mark.parametrize(
        ("change", "fen"),
        [("=1300", 130_000), ("=1300.55", 130_055), ("=+5%", 129_990), ("=-3%", 120_086), ("=+5 %", 129_990), ("=+50", 128_800),
         ("=-50元", 118_800), ("=+0.5", 123_850), ("=1.05*edge.multiple*1000", 157_500), ("= 50% of dibao.provincial_minimum", 58_250)],
    )  # fmt: skip
    def test_of_an_amount(self, change: str, fen: int) -> None:
        assert value("dibao.standard", f"dibao.standard{change}") == fen

    def test_a_hundredth_that_is_half_a_fen_goes_up(self) -> None:
        assert value("dibao.standard", "dibao.standard=+0.5%") == 124_419  # 1,244.19 exactly
        assert value("dibao.standard", "dibao.standard=+0.01%") == 123_812  # 1,238.1238
        assert value("dibao.standard", "dibao.standard=-100%") == 0

    @pytest.mark.parametrize(
        ("argument", "expected"),
        [("rigid.ratio=55%", Fraction(11, 20)), ("rigid.ratio=0.55", Fraction(11, 20)), ("rigid.ratio=+0.1", Fraction(7, 10)),
         ("rigid.ratio=-50%", Fraction(3, 10)), ("edge.multiple=2", 2), ("dibao.comparator=<=", "<="), ('dibao.comparator="<="', "<="),
         ("dibao.payment_mode=bands", "bands"), ("dibao.assessment_required=true", True), ("income.basic_pension_exempt=false", False),
         ("dibao.addon_groups=student,elder", ("student", "elder")), ("dibao.addon_groups=[minor]", ("minor",)),
         ("dibao.addon_groups=none", ()), ("dibao.grace_months_max=12", 12), ("dibao.grace_months_max=+2", 8),
         ("medical.aid_ratio={tekun: 1, dibao: 0.7}", (("tekun", 1), ("dibao", Fraction(7, 10)))),
         ("dibao.rounding=yuan_ceil", "yuan_ceil"), ("income.job_uptake_cap_multiple=none", "none")],
    )  # fmt: skip
    def test_is_typed_as_the_parameter_is_declared(self, argument: str, expected: Any) -> None:
        assert value(argument.partition("=")[0], argument) == expected

    def test_of_a_table_moves_every_entry(self) -> None:
        law = Law.load()
        reform = read_reform(["disability_nursing.amount={1: 300, 2: 200}"], law).over(law)
        assert read_reform(["disability_nursing.amount=+10%"], law).over(reform).look_up("disability_nursing.amount", GUANGZHOU).value == ((1, 33_000), (2, 22_000))

    def test_in_one_place_and_residence(self) -> None:
        here = "dibao.standard@4401:urban=+5%"
        assert value("dibao.standard", here) == 129_990
        assert value("dibao.standard", here, setting=Setting("440106", "rural", DAY)) == 123_800
        assert [value("edge.multiple", "edge.multiple@4401=2", setting=one) for one in (GUANGZHOU, ZHUHAI)] == [2, Fraction(3, 2)]
        assert value("dibao.standard", "dibao.standard:rural=+5%") == 123_800

    def test_the_nearest_place_wins_then_the_single_residence(self) -> None:
        three = ("dibao.standard=1", "dibao.standard@44=2", "dibao.standard@4401:urban=3")
        assert [value("dibao.standard", *three, setting=one) for one in (GUANGZHOU, Setting("440106", "rural", DAY), ZHUHAI, Setting("3205", "urban", DAY))] == [300, 200, 200, 100]
        assert value("dibao.standard", "dibao.standard@4401=1", "dibao.standard@4401:urban=2") == 200

    def test_of_what_is_unset_stays_unset(self) -> None:
        unset = Setting("440106", "urban", date(2026, 12, 1))
        assert value("dibao.standard", "dibao.standard=+5%", setting=unset) is None
        assert value("dibao.standard", "dibao.standard=+50", setting=unset) is None
        assert value("dibao.standard", "dibao.standard=1300", setting=unset) == 130_000
        assert value("dibao.standard", "dibao.standard=0.3 * place.consumption_pc_month", setting=unset) is None
        wanted = read_reform(["dibao.standard=0.3 * place.consumption_pc_month"], LAW).over(LAW).wanted("dibao.standard", unset)
        assert wanted == ("place.consumption_pc_month",)

    def test_what_is_none_stays_none(self) -> None:
        assert value("temporary.household_year_cap", "temporary.household_year_cap=+5%", setting=Setting("3301", "urban", DAY)) == "none"

    def test_a_formula_reads_the_reformed_values(self) -> None:
        both = ("edge.multiple=2", "dibao.standard=600 * edge.multiple")
        assert value("dibao.standard", *both) == 120_000

    def test_formulas_may_read_the_same_twice(self) -> None:
        found = ("dibao.standard=10*edge.multiple+100*tekun.standard_ratio", "tekun.standard_ratio=2*edge.multiple", "edge.multiple=3")
        assert value("dibao.standard", *found) == 63_000

    def test_what_the_law_derives_follows(self, derived: Law) -> None:
        """The tekun standard is 1.6 of the dibao standard here; both may be moved, and the second moves the first."""
        assert value("tekun.current_standard", law=derived) == 198_080
        assert value("tekun.current_standard", "dibao.standard=+50", law=derived) == 206_080
        assert value("tekun.current_standard", "dibao.standard=+50", "tekun.current_standard=+10%", law=derived) == 226_688
        assert value("tekun.current_standard", "dibao.standard=+50", "tekun.current_standard=2000", law=derived) == 200_000
        assert value("tekun.current_standard", "edge.multiple=+1", law=derived) == 198_080
        assert {"dibao.standard", "tekun.current_standard"} <= read_reform(["dibao.standard=+5%"], derived).affected(derived)
        assert "edge.multiple" not in read_reform(["dibao.standard=+5%"], derived).affected(derived)


class TestRefused:
    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["dibao.standrad=+5%"], ["dibao.standrad", "是否指 dibao.standard", "did you mean dibao.standard?"]),
            (["zzz=1"], ["没有名为 zzz 的参数。", "there is no parameter zzz."]),
            (["dibao.standard"], ["NAME=CHANGE"]),
            (["dibao.standard="], ["NAME=CHANGE"]),
            (["dibao.standard@4499=+5%"], ["没有地区 4499", "place 4499"]),
            (["dibao.standard@Guangzhou=+5%"], ["digits"]),
            (["dibao.standard@4401:town=+5%"], ["urban", "rural"]),
            (["dibao.standard=many"], ["expected a number"]),
            (["dibao.standard=1300.555"], ["two decimals"]),
            (["dibao.standard=+0.555"], ["too many decimals"]),
            (["dibao.standard=null"], ["no value"]),
            (["dibao.standard=~"], ["no value"]),
            (["dibao.comparator=="], ["< <= > >="]),
            (["dibao.comparator=+5%"], ["percentage"]),
            (["dibao.comparator=+5"], ["not a number"]),
            (["dibao.grace_months_max=+5%"], ["percentage"]),
            (["dibao.grace_months_max=1.5"], ["whole number"]),
            (["dibao.grace_months_max=+1.5"], ["too many decimals"]),
            (["dibao.assessment_required=maybe"], ["true or false"]),
            (["dibao.addon_groups={a: 1}"], ["list"]),
            (["dibao.addon_groups=[a"], ["YAML"]),
            (["dibao.standard=0.35 * place.nothing"], ["place.nothing"]),
            (["dibao.standard=0.35 * (place.minimum_wage_month"], ["bracket"]),
            (["dibao.standard=1.05 * dibao.standard"], ["comes back to itself", "+5%"]),
            (["dibao.standard=2*edge.multiple", "edge.multiple=2*dibao.standard"], ["comes back to itself"]),
            (["dibao.standard=+5%", "dibao.standard=+3%"], ["contradicts", "dibao.standard=+5%"]),
            (["dibao.standard=+5%", "dibao.standard@4401=+5%", "dibao.standard@4401=1300"], ["@4401=1300", "contradicts"]),
        ],
    )  # fmt: skip
    def test_with_the_argument_named_in_both_languages(self, arguments: list[str], words: list[str]) -> None:
        with pytest.raises(ReformProblem) as refused:
            read_reform(arguments, LAW)
        assert any(refused.value.zh.startswith(f"--set {one}") and refused.value.en.startswith(f"--set {one}") for one in arguments)
        for word in words:
            assert word in str(refused.value)

    def test_what_would_fall_below_zero_is_refused_where_it_does(self) -> None:
        with pytest.raises(ReformProblem, match="below zero"):
            value("dibao.standard", "dibao.standard=-2000")

    def test_a_circle_through_what_the_law_derives(self, derived: Law) -> None:
        with pytest.raises(ReformProblem, match="comes back to itself"):
            read_reform(["dibao.standard=0.5*tekun.current_standard"], derived)

    def test_the_same_change_twice_is_one(self) -> None:
        assert len(read_reform(["dibao.standard=+5%", " dibao.standard=+5% "], LAW).changes) == 1

    def test_a_place_of_the_population_is_known(self) -> None:
        assert read_reform(["dibao.standard@420106=+5%"], LAW, {"420106"}).changes[0].place == "420106"
        with pytest.raises(ReformProblem, match="no household in a place 4401"):
            read_reform(["dibao.standard@4401=+5%"], LAW, {"420106"})


def test_the_slow_evaluator_reads_a_reform_as_any_law() -> None:
    case = casefile.read(household(*family(wage=700)))
    amounts = [decide(case, law).programmes["dibao"].amount for law in (LAW, read_reform(["dibao.standard=+5%"], LAW).over(LAW))]
    assert amounts == [53_800, 59_990]


POOR = household(*family(wage=700))  # dibao: 1,238 − 700
ABOVE = household(*family(wage=1260))  # edge (line 1,857), dibao from 1,260.01 on
FARTHER = household(*family(wage=1900))  # edge from 1,949.85 on
COUPLE = household(*family(person("b", "spouse", wage=2000), wage=1000))  # edge before and after
UNTOLD = household(person("a", "applicant") | {"incomes": None})
SINGLE = household(*family(CHILD | {"student": "primary"}, person("b", "spouse", disability={"kind": "physical", "grade": 1}, wage=0), wage=4000))


def simulated(*cases: dict[str, Any], change: str = "dibao.standard=+5%", law: Law = LAW, day: date = DAY) -> dict[str, Any]:
    """The document about these households, named by their numbers."""
    table = case_table(casefile.read(case) for case in cases)
    table = table.append_column("household_id", pa.array([str(number) for number in range(len(cases))]))
    places = {case["place"] for case in cases}
    return simulate(table, law, read_reform([change], law, places), day).document()


class TestWhoEntersAndWhatItCosts:
    def test_five_percent_reckoned_by_hand(self) -> None:
        """1,238.00 becomes 1,299.90: 700 of income get 61.90 more; 1,260 come in with 39.90; 1,900 come up to the edge."""
        found = simulated(POOR, ABOVE, FARTHER, COUPLE)
        dibao, edge = found["programmes"]["dibao"], found["programmes"]["edge"]
        assert (dibao["before"], dibao["after"], dibao["enters"], dibao["leaves"]) == (1, 2, 1, 0)
        assert (dibao["cost_before_fen"], dibao["cost_after_fen"], dibao["cost_difference_fen"]) == (53_800, 63_980, 10_180)
        assert (edge["before"], edge["after"], edge["enters"], edge["leaves"], edge["cost_after_fen"]) == (2, 2, 1, 1, 0)
        assert (dibao["entering"], edge["entering"], edge["leaving"]) == (["1"], ["2"], ["1"])
        month = found["month_cost"]
        assert (month["cost_before_fen"], month["cost_after_fen"], month["cost_difference_fen"]) == (53_800, 63_980, 10_180)
        assert [(one["before"], one["after"], one["households"]) for one in found["categories"]] == [
            ("dibao", "dibao", 1), ("edge", "dibao", 1), ("edge", "edge", 1), (None, "edge", 1),
        ]  # fmt: skip

    def test_a_lower_standard_turns_it_round(self) -> None:
        found = simulated(POOR, ABOVE, FARTHER, change="dibao.standard=600")
        dibao = found["programmes"]["dibao"]
        assert (dibao["before"], dibao["after"], dibao["enters"], dibao["leaves"], dibao["cost_difference_fen"]) == (1, 0, 0, 1, -53_800)
        assert dibao["leaving"] == ["0"]
        assert (found["gains"]["winners"], found["gains"]["losers"], found["gains"]["lost_fen"]) == (0, 1, 53_800)

    def test_undecided_stays_undecided_and_says_what_it_needs(self) -> None:
        found = simulated(POOR, UNTOLD)
        dibao = found["programmes"]["dibao"]
        assert (dibao["undecided_before"], dibao["undecided_after"]) == (1, 1)
        assert dibao["needs"]["household.members.incomes"] == 1
        assert (found["gains"]["winners"], found["gains"]["unknown"]) == (1, 1)
        assert found["month_cost"]["not_known_after"] == 2  # neither knows all: whether there is a rent subsidy is not set there

    def test_a_change_of_what_nobody_reads_moves_nothing(self) -> None:
        found = simulated(POOR, UNTOLD, change="macao_grant.comparator=<=")
        assert (found["gains"]["unchanged"], found["gains"]["unknown"]) == (2, 0)
        assert not any(one["affected"] for name, one in found["programmes"].items() if name != "macao_grant")
        assert found["month_cost"]["cost_difference_fen"] == 0

    def test_the_values_that_move_are_told_with_what_follows_them(self, derived: Law) -> None:
        told = {one["name"]: one["values"] for one in simulated(POOR, law=derived)["parameters"]}
        assert told == {
            "dibao.standard": [{"place": "440106", "residence": "urban", "before": "1238.00", "after": "1299.90", "households": 1}],
            "tekun.current_standard": [{"place": "440106", "residence": "urban", "before": "1980.80", "after": "2079.84", "households": 1}],
        }

    def test_an_unset_parameter_says_how_many_it_leaves_undecidable(self) -> None:
        found = simulated(POOR, ABOVE, day=date(2026, 12, 1))
        standard = next(one for one in found["parameters"] if one["name"] == "dibao.standard")
        assert standard["unset_households"] == 2
        assert standard["values"] == [{"place": "440106", "residence": "urban", "before": None, "after": None, "households": 2}]
        assert found["programmes"]["dibao"]["undecided_after"] == 2
        assert found["gains"]["unknown"] == 2

    def test_what_a_wider_place_does_not_allow_is_said(self) -> None:
        """The provincial minimum for Guangzhou in 2023 is 1,165 yuan."""
        beyond = {"name": "dibao.standard", "bound": "dibao.provincial_minimum", "households": 2}
        assert [{key: one[key] for key in beyond} for one in simulated(POOR, ABOVE, change="dibao.standard=1164.99")["beyond"]] == [beyond]
        assert simulated(POOR, ABOVE, change="dibao.standard=1165")["beyond"] == []
        assert simulated(POOR, change="edge.multiple=+0.1")["beyond"] == []
        assert simulated(POOR, change="dibao.standard=100", day=date(2026, 12, 1))["beyond"] == []

    def test_setting_it_decides_them(self) -> None:
        found = simulated(POOR, change="dibao.standard=1300", day=date(2025, 12, 1))
        dibao = found["programmes"]["dibao"]
        assert (dibao["undecided_before"], dibao["becomes_decided"], dibao["after"], dibao["enters"]) == (1, 1, 1, 0)
        assert (dibao["cost_before_fen"], dibao["cost_after_fen"], dibao["cost_not_known_before"]) == (0, 60_000, 0)
        assert (found["gains"]["winners"], found["gains"]["unknown"]) == (0, 1)

    def test_an_amount_that_is_not_known_is_counted_and_not_zero(self) -> None:
        """An old man without anybody: tekun holds, but how far he cares for himself is not known."""
        found = simulated(POOR, household(person("a", "applicant", "1940-01-01", wage=None)))
        tekun = found["programmes"]["tekun"]
        assert (tekun["before"], tekun["cost_before_fen"], tekun["cost_not_known_before"], tekun["cost_not_known_after"]) == (1, 0, 1, 1)
        assert (found["gains"]["unknown"], found["gains"]["winners"]) == (1, 1)


class TestNothingIsCountedTwice:
    def test_a_household_on_two_rungs_is_paid_for_the_first(self) -> None:
        case = casefile.read(SINGLE)
        both = decide(case, LAW).programmes
        assert both["dibao_single"].eligible and both["edge"].eligible and both["edge"].amount == 24_760
        found = simulated(SINGLE)
        assert (found["programmes"]["edge"]["before"], found["programmes"]["edge"]["cost_before_fen"]) == (0, 0)
        assert (found["programmes"]["dibao_single"]["before"], found["programmes"]["dibao_single"]["cost_before_fen"]) == (1, 123_800)
        assert found["month_cost"]["cost_before_fen"] == 123_800
        assert sum(one["households"] for one in found["categories"]) == 1

    def test_the_costs_of_the_programmes_add_up_to_the_month_and_the_counties_too(self) -> None:
        found = simulated(POOR, ABOVE, SINGLE, COUPLE, household(*family(wage=300), place="440111"))
        monthly = [one for one in found["programmes"].values() if one["per"] == "month"]
        for key in ("cost_before_fen", "cost_after_fen"):
            assert sum(one[key] for one in monthly) == found["month_cost"][key] == sum(one[key] for one in found["counties"])
        assert [(one["place"], one["households"]) for one in found["counties"]] == [("440106", 4), ("440111", 1)]
        assert found["counties"][0]["programmes"]["dibao"] == {"enters": 1, "leaves": 0}
        assert sum(band["sum_fen"] for band in found["bands"]) == found["gains"]["gained_fen"] - found["gains"]["lost_fen"]
        assert sum(band["households"] for band in found["bands"]) == found["gains"]["winners"] + found["gains"]["losers"]

    def test_gains_by_size_and_residence(self) -> None:
        found = simulated(POOR, COUPLE, UNTOLD, household(*family(wage=700), residence="rural"))
        assert [(one["group"], one["households"], one["winners"]) for one in found["sizes"]] == [("1", 3, 2), ("2", 1, 0)]
        assert [(one["group"], one["winners"], one["gained_fen"]) for one in found["residences"]] == [("rural", 1, 6_190), ("urban", 1, 6_190)]

    def test_a_change_for_one_county_moves_only_that(self) -> None:
        """The place of the change is no place of any value of the law."""
        found = simulated(POOR, household(*family(wage=700), place="440111"), change="dibao.standard@440111=+5%")
        assert [one["winners"] for one in found["counties"]] == [0, 1]

    def test_different_money_is_not_added_up(self) -> None:
        with pytest.raises(ReformProblem, match="different money"):
            simulated(POOR, household(*family(wage=700), place="820000"))
        assert simulated(household(*family(wage=700), place="820000"), change="dibao.standard=+5%")["currency"] == "MOP"

    def test_households_of_no_known_place(self) -> None:
        table = case_table([casefile.read(POOR)]).drop_columns(["place", "residence"])
        found = simulate(table, LAW, read_reform(["edge.multiple=+0.1"], LAW), DAY).document()
        assert [(one["place"], one["households"]) for one in found["counties"]] == [("", 1)]
        assert found["parameters"][0]["values"] == [{"place": "", "residence": None, "before": "1.5", "after": "1.6", "households": 1}]

    def test_nobody_at_all(self) -> None:
        found = simulated()
        assert (found["households"], found["gains"], found["counties"], found["cliff"]["points"]) == (0, {}, [], [])


class TestTheCliff:
    def test_paid_by_difference_there_is_none(self) -> None:
        """Below the line every yuan earned is a yuan less of aid: at the line only the last one is lost."""
        fall = simulated(POOR)["cliff"]["groups"][0]
        assert (fall["line_before_fen"], fall["line_after_fen"], fall["members"], fall["households"]) == (123_800, 129_990, "1", 1)
        assert (fall["falls_before_fen"], fall["falls_after_fen"], fall["loses_before"]) == (100, 100, ["dibao"])

    def test_a_least_amount_makes_one(self) -> None:
        """At least a tenth of the standard: one yuan below the line 123.80 are paid, one yuan above it nothing."""
        fall = simulated(POOR, change="dibao.floor_ratio=0.1")["cliff"]["groups"][0]
        assert (fall["falls_before_fen"], fall["falls_after_fen"]) == (100, 12_380)

    def test_the_curve_falls_by_a_yuan_for_a_yuan_to_the_line(self) -> None:
        points = simulated(POOR)["cliff"]["points"]
        assert len(points) >= 50 and (points[0]["from_line_fen"], points[-1]["from_line_fen"]) == (-30_000, 30_000)
        for point in points:
            assert point["before_fen"] == max(0, -point["from_line_fen"])
            assert point["after_fen"] == max(0, 6_190 - point["from_line_fen"])

    def test_it_reaches_a_line_that_moves_far(self) -> None:
        points = simulated(POOR, change="dibao.standard=+1000")["cliff"]["points"]
        assert points[-1]["from_line_fen"] >= 100_000 and points[-1]["after_fen"] == 0 and points[0]["after_fen"] > 0

    def test_the_mean_of_groups_counts_their_households(self) -> None:
        """One alone and two alone with aid of a child's add-on elsewhere: means are of households, not of groups."""
        found = simulated(POOR, POOR, household(*family(wage=700), residence="rural"))
        assert sorted(one["households"] for one in found["cliff"]["groups"]) == [1, 2]
        assert next(one for one in found["cliff"]["points"] if one["from_line_fen"] < 0)["before_fen"] == 30_000

    def test_a_household_whose_income_the_rules_do_not_know_stands_for_nobody(self) -> None:
        """An old man in tekun: whether what a court told his son to pay counts is not set, so nobody knows the household's income."""
        son = {"relation": "child", "birth": "1970-01-01", "capable": False, "judgment_amount": 300}
        care = dict.fromkeys(("eat", "dress", "bed", "toilet", "walk", "bathe"), True)
        alone = household(person("a", "applicant", "1940-01-01", self_care=care), obligors=[son])
        found = simulated(alone)
        assert found["programmes"]["tekun"]["before"] == 1
        assert (found["cliff"]["groups"], found["cliff"]["groups_not_known"]) == ([], 1)

    def test_what_the_rules_leave_open_is_named_or_the_group_is_not_known(self) -> None:
        open_ = simulated(POOR)["cliff"]["groups"][0]
        assert "housing" in open_["without"]
        idle = household(*family(wage=700), assessment=None, place="441424")
        found = simulated(idle, change="dibao.standard=1000", day=date(2026, 12, 1))
        assert found["cliff"]["groups"] == []
