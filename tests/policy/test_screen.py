"""筛查测试: the income rule over panel columns, each region with its own line, and what stays unknown."""

from datetime import date
from typing import Any

import duckdb
import ibis

from zhongfu.policy.compile import to_sql
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.programmes.dibao import Dibao
from zhongfu.policy.screen import PANEL_RULES, below_line_columns, income_line, law_values, still_needed

PANEL = ibis.table({"household_id": "string", "members": "int64", "income_fen": "int64", "line": "int64"}, name="panel")


def screened(standard: Any) -> list[tuple[Any, ...]]:
    query = PANEL.mutate(**below_line_columns(PANEL, standard)).select("household_id", "below_line", "line_fen")
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE panel (household_id VARCHAR, members BIGINT, income_fen BIGINT, line BIGINT)")
        connection.execute(
            "INSERT INTO panel VALUES ('a', 2, 199999, 100000), ('b', 2, 200000, 100000), ('c', 2, NULL, 100000), ('d', 2, 0, NULL)"
        )
        return connection.execute(to_sql(query) + " ORDER BY 1").fetchall()


def test_a_line_per_region_and_unknown_where_income_or_line_is() -> None:
    assert screened(PANEL.line) == [("a", True, 200_000), ("b", False, 200_000), ("c", None, 200_000), ("d", None, None)]


def test_one_line_for_all_and_none_at_all() -> None:
    assert [row[1] for row in screened(50_000)] == [False, False, None, True]
    assert [row[1:] for row in screened(None)] == [(None, None)] * 4


def test_the_line_of_a_place_says_whether_it_is_known() -> None:
    law = Law.load()
    assert income_line(law, "440106", "urban", date(2023, 5, 1)).fen == 123_800
    assert income_line(law, "440106", "urban", date(2026, 10, 31)).fen is None


def test_what_the_panel_does_not_hold_is_still_needed() -> None:
    needed = still_needed(Dibao.eligible, {*PANEL_RULES, "parameter:dibao.standard", "place", "residence", "as_of"})
    assert {"household.assets.deposits", "household.assets.vehicles", "household.obligors", "household.members.birth"} <= set(needed)
    assert "parameter:dibao.standard" not in needed and "place" not in needed
    assert still_needed(Dibao.income_below_standard, {*PANEL_RULES, "parameter:dibao.standard"}) == ["parameter:dibao.comparator"]
    assert still_needed(Dibao.line, {"dibao.line"}) == []


def test_law_values_hold_every_parameter_and_the_instruments_in_force() -> None:
    values = law_values(Law.load(), Setting("440106", "urban", date(2023, 5, 1)))
    assert values["dibao.standard"] == 123_800 and values["dibao.deposit_months"] is None
    assert values["instrument.57"] is True and values["instrument.GD26"] is False
