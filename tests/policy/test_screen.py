"""筛查测试: whole tables decided like single cases, each row by the law of its own place, and what stays unknown."""

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.policy.language_case import a_case

from zhongfu.policy import casefile
from zhongfu.policy.columns import blocks
from zhongfu.policy.columns.needs import by_list
from zhongfu.policy.decide import BUILT, decide
from zhongfu.policy.evaluate import Evaluator
from zhongfu.policy.lines import PANEL_RULES, below_line, income_line
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.programmes.cssa import Cssa
from zhongfu.policy.programmes.dibao import Dibao
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.records import Case
from zhongfu.policy.screen import Screened, law_values, screen_table, still_needed, truths
from zhongfu.policy.tables import case_of, case_table

LAW = Law.load()
DAY = date(2023, 12, 1)


def household(place: str, wage: object, residence: str | None = "urban", **more: Any) -> Case:
    file = a_case(
        members=[
            {"id": "a", "relation": "applicant", "birth": "1980-03-02", "employment": "employed", "incomes": [{"kind": "wage", "amount": wage}]},
            {"id": "b", "relation": "child", "birth": "2015-06-01", "incomes": []},
        ],
        obligors=[], assets={"deposits": 0, "vehicles": [], "houses": [], "businesses": []}, **more,
    )  # fmt: skip
    return casefile.read(file | {"as_of": DAY, "place": place, "residence": residence})


CASES = [
    household("440106", 800), household("440106", 5000), household("440106", None), household("440305", 800),
    household("440106", 800, None), household("420102", 800, "rural"), household("820001", 10), household("810001", 10),
    household("440106", 800, event={"kind": "fire", "at": "440305"}), household("440106", 800, event={"kind": "fire"}),
    household("421002", 800, event={"kind": "fire", "at": "440106"}, temporary_aid_this_year=100),
    household("440106", 800, expenditures_12m={"medical": 90000}),
]  # fmt: skip


def assert_decided(screened: Screened, cases: list[Case], law: Law = LAW) -> None:
    """Every programme of every row is what the slow evaluator decides."""
    for row, case in enumerate(cases):
        decision = decide(case, law)
        assert screened.members_counted[row] == (-1 if decision.members_counted is None else decision.members_counted)
        for name, one in decision.programmes.items():
            found = screened.programmes[name]
            assert found.eligible[row] == {True: 1, False: 0, None: -1}[one.eligible], (row, name)
            assert found.amount_known[row] == (one.amount is not None), (row, name)
            assert found.amount[row] == (one.amount or 0), (row, name)
            assert set(found.needs(row)) == set(map(by_list, one.needs)), (row, name)


def test_every_row_is_decided_like_its_case() -> None:
    assert_decided(screen_table(case_table(CASES), LAW, DAY), CASES)


@pytest.mark.parametrize("block", [1, 5])
def test_the_size_of_a_block_changes_nothing(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK", block)
    assert_decided(screen_table(case_table(CASES), LAW, DAY), CASES)


def test_coded_texts_and_missing_columns_are_read_too() -> None:
    table = case_table(CASES).drop(["as_of", "household.obligors", "household.event.kind", "household.assets.deposits"])
    for name in ("place", "residence"):
        table = table.set_column(table.column_names.index(name), name, table.column(name).dictionary_encode())
    assert_decided(screen_table(table, LAW, DAY), [case_of(table, row, DAY) for row in range(table.num_rows)])


def test_a_table_of_places_alone_is_undecided() -> None:
    table = pa.table({"place": ["440106", None], "household_id": ["a", "b"]})
    screened = screen_table(table, LAW, DAY)
    assert_decided(screened, [case_of(table, row, DAY) for row in range(2)])
    assert set(screened.programmes["tekun"].eligible) <= {0, -1} and not screened.programmes["dibao"].amount_known.any()


def test_an_empty_table_and_a_choice_of_programmes() -> None:
    screened = screen_table(case_table([]), LAW, DAY, programmes=["dibao"])
    assert list(screened.programmes) == ["dibao"] and len(screened.programmes["dibao"].eligible) == 0
    assert set(screen_table(case_table(CASES), LAW, DAY).programmes) == set(BUILT)
    alone, whole = screen_table(case_table(CASES), LAW, DAY, programmes=["dibao"]), screen_table(case_table(CASES), LAW, DAY)
    assert np.array_equal(alone.programmes["dibao"].amount, whole.programmes["dibao"].amount)
    assert np.array_equal(alone.members_counted, whole.members_counted)


def test_other_values_stand_for_the_law() -> None:
    def raised(setting: Setting) -> dict[str, Any]:
        return law_values(LAW, setting) | {"dibao.standard": 500_000 if setting.place == "440106" else None}

    before, after = (screen_table(case_table(CASES), LAW, DAY, values).programmes["dibao"] for values in (None, raised))
    assert (before.eligible[1], after.eligible[1]) == (0, 1)
    assert after.amount[0] > before.amount[0]
    assert before.amount_known[4] and after.needs(8) == () and after.needs(3) == ("parameter:dibao.standard",)


def test_needs_are_counted_over_the_rows_marked() -> None:
    dibao = screen_table(case_table(CASES), LAW, DAY).programmes["dibao"]
    counts = dibao.needs_counts()
    assert counts["household.members.incomes"] == sum("household.members.incomes" in dibao.needs(row) for row in range(len(CASES)))
    assert dibao.needs_counts(np.arange(len(CASES)) == 1) == {}
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert dibao.need_sets[0] == () and dibao.need_code.dtype == np.int32


def test_an_amount_that_is_no_whole_number_is_refused() -> None:
    def broken(setting: Setting) -> dict[str, Any]:
        return law_values(LAW, setting) | {"housing.area_pc_max": 1_500, "housing.amount": Fraction(1, 3)}

    with pytest.raises(ValueError, match=r"housing\.amount is not rounded"):
        screen_table(case_table(CASES), LAW, DAY, broken)


def test_any_rule_of_every_row() -> None:
    rules = [Dibao.eligible, Household.registered_elsewhere, Cssa.in_hong_kong]
    found = truths(case_table(CASES), LAW, DAY, rules)
    for rule in rules:
        expected = [Evaluator(case, LAW).answer(rule).value for case in CASES]
        assert found[rule.name].tolist() == [{True: 1, False: 0, None: -1}[one] for one in expected]


PANEL = {"members": [2, 2, 2, 2], "income_fen": [199_999, 200_000, None, 0]}


def line_of(standard: list[int | None]) -> tuple[list[bool], list[int]]:
    columns = PANEL | {"standard": standard}
    below, line = below_line(pa.table({name: pa.array(values, pa.int64()) for name, values in columns.items()}), "standard")
    return below.tolist(), line.tolist()


def test_a_line_per_region_and_nobody_below_where_income_or_line_is_unknown() -> None:
    assert line_of([100_000, 100_000, 100_000, None]) == ([True, False, False, False], [200_000, 200_000, 200_000, 0])


def test_one_line_for_all_and_none_at_all() -> None:
    assert line_of([50_000] * 4) == ([False, False, False, True], [100_000] * 4)
    assert line_of([None] * 4) == ([False] * 4, [0] * 4)


def test_the_line_of_a_place_says_whether_it_is_known() -> None:
    assert income_line(LAW, "440106", "urban", date(2023, 5, 1)).fen == 123_800
    assert income_line(LAW, "440106", "urban", date(2026, 10, 31)).fen is None


def test_what_the_panel_does_not_hold_is_still_needed() -> None:
    needed = still_needed(Dibao.eligible, {*PANEL_RULES, "parameter:dibao.standard", "place", "residence", "as_of"})
    assert {"household.assets.deposits", "household.assets.vehicles", "household.obligors", "household.members.birth"} <= set(needed)
    assert "parameter:dibao.standard" not in needed and "place" not in needed
    assert still_needed(Dibao.income_below_standard, {*PANEL_RULES, "parameter:dibao.standard"}) == ["parameter:dibao.comparator"]
    assert still_needed(Dibao.line, {"dibao.line"}) == []


def test_law_values_hold_every_parameter_and_the_instruments_in_force() -> None:
    values = law_values(LAW, Setting("440106", "urban", date(2023, 5, 1)))
    assert values["dibao.standard"] == 123_800 and values["dibao.deposit_months"] is None
    assert values["instrument.57"] is True and values["instrument.GD26"] is False
