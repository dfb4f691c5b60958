"""计数测试: what is sure of a count of which a part is unknown, against a limit; the columns say the same."""

from __future__ import annotations

from typing import Any

import pytest
from tests.policy.language_case import a_case, answers

from zhongfu.policy.facts import case, houses, member, members, vehicle, vehicles
from zhongfu.policy.language import Constant, Expression, when

cars = vehicles.count(vehicle.kind == "car")


def owning(*kinds: str | None, **more: Any) -> dict[str, Any]:
    """A household with vehicles of these kinds; None is a vehicle of which the kind is unknown."""
    return a_case(assets={"vehicles": [{} if kind is None else {"kind": kind} for kind in kinds]} | more)


# One is a car, one is none, one may be: from one to two.
DOUBTFUL = owning("car", "e_bike", None)
KIND = ("household.assets.vehicles.2.kind",)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (cars <= 0, False), (cars <= 1, None), (cars <= 2, True), (cars < 1, False), (cars < 2, None), (cars < 3, True),
        (cars >= 1, True), (cars >= 2, None), (cars >= 3, False), (cars > 0, True), (cars > 1, None), (cars > 2, False),
        (cars == 0, False), (cars == 1, None), (cars == 2, None), (cars == 3, False), (cars != 3, True), (cars != 2, None),
    ],
)  # fmt: skip
def test_a_limit_beyond_what_may_be_is_settled_and_one_between_is_not(rule: Expression, value: bool | None) -> None:
    answer = answers(rule, DOUBTFUL)
    assert answer.value is value and answer.missing == (KIND if value is None else ())


def test_the_number_itself_is_unknown() -> None:
    assert answers(cars, DOUBTFUL) == (None, KIND)
    assert answers(cars, owning("car", "car")).value == 2


def test_of_no_known_record_the_count_is_between_none_and_all() -> None:
    both = owning(None, None)
    assert answers(cars <= 2, both).value is True and answers(cars >= 3, both).value is False
    assert answers(cars >= 1, both).value is None


def test_a_list_that_nobody_knows_settles_nothing() -> None:
    assert answers(cars <= 99, a_case(assets={})).missing == ("household.assets.vehicles",)
    assert answers(cars == 99, a_case(assets={})).missing == ("household.assets.vehicles",)


def test_counts_together_are_bounded_together() -> None:
    two = cars + members.count(member.relation == "applicant")
    assert answers(two <= 3, DOUBTFUL).value is True and answers(two < 2, DOUBTFUL).value is False
    assert answers(two <= 2, DOUBTFUL) == (None, KIND)
    apart = cars + houses.count(case.deposits > 1)
    assert answers(apart <= 99, DOUBTFUL).value is None


def test_a_limit_that_is_unknown_leaves_it_open() -> None:
    assert answers(cars <= case.size_declared, DOUBTFUL).missing == (*KIND, "household.size_declared")
    assert answers(cars <= case.size_declared, DOUBTFUL | {"household": DOUBTFUL["household"] | {"size_declared": 2}}).value is True


def test_one_or_none_by_an_open_condition() -> None:
    rich = when(case.deposits > 100, Constant(0), Constant(1))
    assert answers(rich <= 1, a_case(assets={})).value is True and answers(rich >= 2, a_case(assets={})).value is False
    assert answers(rich == 1, a_case(assets={})) == (None, ("household.assets.deposits",))
    assert answers(rich == 1, a_case(assets={"deposits": 0.5})).value is True and answers(rich == 1, a_case(assets={"deposits": 5})).value is False
