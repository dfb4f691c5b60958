"""The summary on a terminal speaks of facts by their names, not by their paths in a file."""

from __future__ import annotations

from zhongfu.site.report import missing


def test_needed_facts_are_named_and_members_counted() -> None:
    needs = ["household.members.m1.incomes", "household.members.m2.incomes", "household.members.m2.marital", "household.assets.deposits", "household.assessment", "household.obligors"]
    told = missing(needs)
    assert "收入 income ×2" in told
    assert "婚姻状况" in told
    assert "金融资产" in told
    assert "综合评估结论" in told
    assert "household." not in told


def test_policy_values_are_named_too() -> None:
    assert missing(["parameter:dibao.standard"]) == "政策参数 policy value: 低保标准 dibao standard"


def test_a_fact_of_a_thing_is_that_thing_s() -> None:
    assert "房屋用途" in missing(["household.assets.houses.0.use"])
    assert "车辆用途" in missing(["household.assets.vehicles.0.use"])


def test_what_has_no_name_keeps_its_path() -> None:
    assert missing(["parameter:nothing.known"]) == "parameter:nothing.known"
    assert missing([]) == ""
