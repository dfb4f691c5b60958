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
from zhongfu.policy.reform import Reform, ReformProblem, read_reform

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

    def test_what_the_law_derives_follows(self, derived: Law) -> None:
        """The tekun standard is 1.6 of the dibao standard here; both may be moved, and the second moves the first."""
        assert value("tekun.current_standard", law=derived) == 198_080
        assert value("tekun.current_standard", "dibao.standard=+50", law=derived) == 206_080
        assert value("tekun.current_standard", "dibao.standard=+50", "tekun.current_standard=+10%", law=derived) == 226_688
        assert value("tekun.current_standard", "dibao.standard=+50", "tekun.current_standard=2000", law=derived) == 200_000
        assert value("tekun.current_standard", "edge.multiple=+1", law=derived) == 198_080
        assert read_reform(["dibao.standard=+5%"], derived).affected(derived) == {"dibao.standard", "tekun.current_standard"}


class TestRefused:
    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["dibao.standrad=+5%"], ["dibao.standrad", "是否指 dibao.standard", "did you mean dibao.standard?"]),
            (["zzz=1"], ["没有名为 zzz 的参数。", "there is no parameter zzz."]),
            (["dibao.standard"], ["NAME=CHANGE"]),
            (["dibao.standard="], ["NAME=CHANGE"]),
            (["dibao.standard@4499=+5%"], ["没有地区 4499", "no place 4499"]),
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


def test_the_slow_evaluator_reads_a_reform_as_any_law() -> None:
    case = casefile.read(household(*family(wage=700)))
    amounts = [decide(case, law).programmes["dibao"].amount for law in (LAW, read_reform(["dibao.standard=+5%"], LAW).over(LAW))]
    assert amounts == [53_800, 59_990]
