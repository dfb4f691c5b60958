"""港澳救助测试: CSSA and the Macao grant at their own places, in their own money, and nowhere else."""

from typing import Any

import pytest
from tests.policy.test_rules import CHILD, answer, family, person

MAINLAND = ("tekun", "dibao", "dibao_single", "edge", "rigid", "temporary", "medical", "education", "housing", "employment",
            "disaster", "disability_living", "disability_nursing", "legal_aid")  # fmt: skip
HERE = {"residence_years": 7, "absence_days": 0}
NEEDS = {"cssa.recognised_needs": 4000}


def grant(members: list[dict[str, Any]], day: str = "2024-06-01", **more: Any) -> dict[str, Any]:
    return answer(members, day=day, place="820000", **more)["programmes"]["macao_grant"]  # type: ignore[no-any-return]


def cssa(members: list[dict[str, Any]] | None = None, day: str = "2025-06-01", **more: Any) -> dict[str, Any]:
    members = family(**HERE) if members is None else members
    return answer(members, day=day, place="810000", **{"parameters": NEEDS, **more})["programmes"]["cssa"]  # type: ignore[no-any-return]


class TestMacaoGrant:
    @pytest.mark.parametrize(
        ("size", "index"), [(1, 4350), (2, 7990), (3, 11020), (4, 13390), (5, 15120), (6, 16850), (7, 18580), (8, 20270), (9, 20270)]
    )
    def test_index_by_size_less_income(self, size: int, index: int) -> None:
        one = grant(family(*(person(f"c{number}", "child", "2016-04-02") for number in range(1, size)), wage=1350))
        assert (one["eligible"], one["amount"], one["per"]) == (True, f"{index - 1350}.00", "month")

    def test_income_at_the_index_is_refused(self) -> None:
        assert grant(family(wage=4350))["eligible"] is False
        assert grant(family(wage=4349.99))["amount"] == "0.01"

    def test_a_local_index_of_the_case(self) -> None:
        assert grant(family(wage=0), parameters={"macao_grant.index": [5000, 9000]})["amount"] == "5000.00"
        assert grant(family(CHILD, person("d", "child", "2017-01-01"), wage=0), parameters={"macao_grant.index": [5000, 9000]})["needs"] == [
            "parameter:macao_grant.index"
        ]

    def test_unknown_income_is_asked_for(self) -> None:
        assert grant([person("a", "applicant") | {"incomes": None}])["needs"] == ["household.members.a.incomes"]

    def test_before_the_index_it_is_not_known(self) -> None:
        assert "parameter:macao_grant.index" in grant(family(wage=0), day="2019-12-31")["needs"]


class TestCssa:
    def test_needs_less_income(self) -> None:
        one = cssa(family(wage=1000.5, **HERE))
        assert (one["eligible"], one["amount"]) == (True, "2999.50")

    def test_recognised_needs_have_no_default(self) -> None:
        one = cssa(parameters={})
        assert (one["eligible"], one["needs"]) == (None, ["parameter:cssa.recognised_needs"])

    @pytest.mark.parametrize(
        ("more", "deposits", "eligible"),
        [
            ({}, 35500, True), ({}, 35500.01, None), ({"disability": {"kind": "visual", "grade": 2}}, 53000, True),
            ({"serious_illness": True}, 53000, True), ({"serious_illness": True}, 53000.01, False), ({}, 53000.01, False),
        ],
    )  # fmt: skip
    def test_asset_limit_of_one_person(self, more: dict[str, Any], deposits: float, eligible: bool | None) -> None:
        """From which age a person is an elder is not known; it matters only between the two limits."""
        one = cssa(family(**HERE, **more), assets={"deposits": deposits})
        assert one["eligible"] is eligible
        assert one["needs"] == (["parameter:cssa.elder_age"] if eligible is None else [])

    def test_asset_limit_of_a_household_has_no_default(self) -> None:
        two = family(CHILD, **HERE)
        assert cssa(two)["eligible"] is True
        assert cssa(two, assets={"deposits": 1})["needs"] == ["parameter:cssa.asset_limit_household"]
        limits = {**NEEDS, "cssa.asset_limit_household": [70000, 100000]}
        assert cssa(two, assets={"deposits": 70000}, parameters=limits)["eligible"] is True
        assert cssa(two, assets={"deposits": 70000.01}, parameters=limits)["eligible"] is False
        by_size = {**NEEDS, "cssa.asset_limit_household": {2: 70000}}
        assert cssa(two, assets={"deposits": 70000.01}, parameters=by_size)["eligible"] is False
        assert cssa(family(CHILD, person("b", "spouse"), **HERE), assets={"deposits": 1}, parameters=by_size)["eligible"] is None

    @pytest.mark.parametrize(
        ("years", "days", "eligible"), [(1, 56, True), (0, 0, False), (1, 57, False), (None, 0, None), (1, None, None)]
    )
    def test_residence(self, years: int | None, days: int | None, eligible: bool | None) -> None:
        one = cssa(family(residence_years=years, absence_days=days))
        assert one["eligible"] is eligible
        assert one["needs"] == ([] if eligible is not None else [f"household.members.a.{'residence_years' if years is None else 'absence_days'}"])

    def test_income_at_the_needs_is_refused(self) -> None:
        assert cssa(family(wage=4000, **HERE))["eligible"] is False

    def test_property_is_valued_by_a_person(self) -> None:
        assert cssa(assets={"houses": [{"use": "residential"}]})["needs"] == ["household.assets.houses.0"]

    def test_limits_of_2025_are_not_carried_forward(self) -> None:
        assert cssa(day="2026-06-01", assets={"deposits": 100})["eligible"] is None


def test_nothing_of_the_mainland_applies_there_and_nothing_of_theirs_here() -> None:
    for place, theirs in (("810000", "cssa"), ("820000", "macao_grant")):
        answered = answer(family(wage=0, **HERE), day="2025-06-01", place=place, parameters=NEEDS)
        assert {name for name, one in answered["programmes"].items() if one["eligible"] is not False} == {theirs}
        assert {name: answered["programmes"][name]["needs"] for name in MAINLAND} == {name: [] for name in MAINLAND}
        assert answered["category"] == "none"
    here = answer(family(wage=0))["programmes"]
    assert (here["cssa"]["eligible"], here["macao_grant"]["eligible"]) == (False, False)
