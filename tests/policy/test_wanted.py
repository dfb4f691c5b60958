"""每一项尚缺都有名称: whatever any rule can ask for has a label in both languages, and never that of another thing."""

from __future__ import annotations

import pytest

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.facts import LISTS, SCOPES
from zhongfu.policy.wanted import PLACES, WHOLE, wanted


@pytest.mark.parametrize("place", PLACES)
def test_every_fact_of_a_list_has_its_own_label(place: str) -> None:
    for field in SCOPES[PLACES[place]].fields.values():
        path = field.path or field.key
        if path in ("id", "hukou"):
            continue
        found = wanted(f"{place}.0.{path}")
        assert (found.zh, found.en) in {(each.zh, each.en) for each in SCOPES[PLACES[place]].fields.values() if path in (each.path, each.key)}


def test_incomes_and_their_facts() -> None:
    assert wanted("household.members.a.incomes").zh == wanted("household.members.incomes").zh == "收入"
    assert wanted("household.members.a.incomes.0.amount") == (SCOPES["income"].fields["amount"].zh, SCOPES["income"].fields["amount"].en, "a", False)


def test_a_member_s_fact_names_the_member() -> None:
    assert wanted("household.members.m2.employment").who == "m2"
    assert wanted("household.members.employment").who == ""
    assert wanted("household.members.m2") == ("须由人确认", "for a person to confirm", "m2", False)


def test_every_list_parameter_and_fact_of_the_case_is_named() -> None:
    names = [*WHOLE, *(f"parameter:{name}" for name in DECLARED), *(field.path or field.key for field in SCOPES["case"].fields.values())]
    assert [name for name in names if wanted(name).zh == name] == []
    assert {collection.key for collection in LISTS} <= {*WHOLE, "incomes"}
