"""判定的性质: what must hold of every household, whatever its facts."""

import copy
import os
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.generative.policy_cases import households
from tests.policy.oracle import households as seeded

from zhongfu.policy import casefile
from zhongfu.policy.decide import RUNGS, decide
from zhongfu.policy.parameters import Law, Setting

LAW = Law.load()
KNOWN = {
    "dibao.standard": 1238, "support.formula": "none", "dibao.deposit_months": 24, "dibao.deposit_comparator": "<=",
    "dibao.residential_max": 2, "dibao.nonresidential_max": 1, "dibao.uncounted_house_kinds": [], "dibao.business_allowed": True,
    "dibao.business_capital_max": 1000000, "dibao.business_capital_comparator": "<=", "dibao.addon_groups": [],
    "dibao.grace_amount": "none",
}  # fmt: skip
ONCE = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def decided(case: dict[str, Any]) -> dict[str, Any]:
    return decide(casefile.read(case), LAW).as_json()


def outcome(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without its wording and without the order of what is asked for."""
    told = ("eligible", "amount", "starts", "until")
    return {
        "members": answer["members_counted"], "category": answer["category"],
        **{name: ({key: one.get(key) for key in told}, sorted(one["needs"])) for name, one in answer["programmes"].items()},
    }  # fmt: skip


@ONCE
@given(households(), st.randoms(use_true_random=False))
def test_the_order_of_members_and_things_is_irrelevant(case: dict[str, Any], chance: Any) -> None:
    shuffled = copy.deepcopy(case)
    chance.shuffle(shuffled["household"]["members"])
    for member in shuffled["household"]["members"]:
        chance.shuffle(member.get("incomes") or [])
    ours, theirs = outcome(decided(case)), outcome(decided(shuffled))
    for answer in (ours, theirs):  # an item is named by its place, which shuffling changes
        for name, (told, needs) in [(key, value) for key, value in answer.items() if isinstance(value, tuple)]:
            answer[name] = (told, sorted({need.partition(".incomes.")[0] for need in needs}))
    assert ours == theirs


@ONCE
@given(households(), st.integers(1, 5000))
def test_more_income_never_more_dibao(case: dict[str, Any], more: int) -> None:
    """Without a grace period, a new job or a support formula, a richer household never gets more (649 Art.12)."""
    case["household"]["in_aid"] = None
    case["parameters"] = KNOWN
    for member in case["household"]["members"]:
        member["job_started"] = None
    richer = copy.deepcopy(case)
    richer["household"]["members"][0]["incomes"] = [
        *(richer["household"]["members"][0]["incomes"] or []), {"kind": "pension", "amount": more},
    ]  # fmt: skip
    before, after = (decided(one)["programmes"]["dibao"] for one in (case, richer))
    assume(before["amount"] is not None and after["amount"] is not None)
    assert float(after["amount"]) <= float(before["amount"])


@ONCE
@given(households())
def test_the_undecided_say_what_is_missing_and_the_decided_do_not(case: dict[str, Any]) -> None:
    for one in decided(case)["programmes"].values():
        if one["eligible"] is None:
            assert one["needs"]
        if one["eligible"] is False:
            assert not one["needs"] and one["amount"] is None


@ONCE
@given(households())
def test_rungs_exclude_one_another(case: dict[str, Any]) -> None:
    held = {name for name, one in decided(case)["programmes"].items() if one["eligible"] and name in RUNGS}
    assert held in (set(), {"tekun"}, {"dibao"}, {"dibao_single"}, {"edge"}, {"rigid"}, {"dibao_single", "edge"}, {"dibao_single", "rigid"})


@ONCE
@given(households(), st.integers(1, 5000))
def test_more_income_never_more_temporary_aid(case: dict[str, Any], more: int) -> None:
    """Aid for expenditure has an income test; aid in an emergency asks for no income at all (649 Art.49)."""
    case["parameters"] = {**KNOWN, "temporary.property": "none", "place.disposable_income_pc_year": 30000}
    richer = copy.deepcopy(case)
    richer["household"]["members"][0]["incomes"] = [
        *(richer["household"]["members"][0]["incomes"] or []), {"kind": "pension", "amount": more},
    ]  # fmt: skip
    before, after = (decided(one)["programmes"]["temporary"] for one in (case, richer))
    assert not (before["eligible"] is False and after["eligible"] is True and case["household"]["members"][0]["incomes"] is not None)
    if before["amount"] and after["amount"]:
        assert float(after["amount"]) <= float(before["amount"])


@ONCE
@given(households())
def test_what_is_outside_the_mainland_does_not_hold_here(case: dict[str, Any]) -> None:
    programmes = decided(case)["programmes"]
    assert programmes["cssa"]["eligible"] is False and programmes["macao_grant"]["eligible"] is False

# -- by the places whose rules differ ----------------------------------------------------------------------------------------

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
NUMBERS = range(1_000 if SOAK else 20)
PACKS = {
    "nation": ("421002", "2025-06-10"), "guangdong 2022": ("441302", "2022-06-01"), "guangzhou 2023": ("440106", "2023-12-01"),
    "guangdong 2026": ("441302", "2026-03-10"), "zhejiang": ("330203", "2025-06-10"), "chongqing": ("500103", "2025-06-10"),
    "hengyang": ("430405", "2025-06-10"), "liaoning": ("210102", "2025-06-10"), "hong kong": ("810000", "2025-06-10"),
    "macao": ("820000", "2024-06-01"),
}  # fmt: skip
LADDER = {rung: place for place, rung in enumerate((*RUNGS, "none"))}
GRANTS = ("dibao", "cssa", "macao_grant")
pack = pytest.mark.parametrize("where", PACKS.values(), ids=PACKS)


def households_of(where: tuple[str, str]) -> Iterator[dict[str, Any]]:
    """Households there and then, without a new job: what it brings may well make one better off."""
    for number in NUMBERS:
        made = seeded.case(number, *where)
        for member in made["household"]["members"]:
            member["job_started"] = None
        yield made


def beside(made: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers before and after a change of the household."""
    other = copy.deepcopy(made)
    change(other["household"])
    return decided(made), decided(other)


def assert_not_better(before: dict[str, Any], after: dict[str, Any]) -> None:
    """No higher rung, no programme gained, no larger amount."""
    if before["category"] is not None and after["category"] is not None:
        assert LADDER[after["category"]] >= LADDER[before["category"]]
    for name in GRANTS:
        one, other = before["programmes"][name], after["programmes"][name]
        # Who falls out of tekun may well be in dibao then.
        if not (name == "dibao" and before["programmes"]["tekun"]["eligible"] is not False):
            assert not (one["eligible"] is False and other["eligible"] is True)
            assert one["amount"] is None or other["amount"] is None or Decimal(other["amount"]) <= Decimal(one["amount"])


@pack
def test_more_income_never_helps(where: tuple[str, str]) -> None:
    def richer(household: dict[str, Any]) -> None:
        member = household["members"][0]
        member["incomes"] = [*(member["incomes"] or []), {"kind": "pension", "amount": 300}]

    for made in households_of(where):
        if made["household"]["members"][0]["incomes"] is not None and made["household"]["income_12m"] is None:
            assert_not_better(*beside(made, richer))


@pack
def test_more_deposits_never_help(where: tuple[str, str]) -> None:
    for made in households_of(where):
        if made["household"]["assets"]["deposits"] is not None:
            more = round(made["household"]["assets"]["deposits"] + 40_000, 2)
            assert_not_better(*beside(made, lambda household, more=more: household["assets"].update(deposits=more)))  # type: ignore[misc]


@pack
def test_one_more_dependant_never_lowers_dibao(where: tuple[str, str]) -> None:
    """A child without income: the standard of one head more, and nothing that counts against it."""
    child = {"id": "new", "relation": "child", "birth": "2018-05-05", "sex": "female", "marital": "unmarried", "has_children": False,
             "employment": "none", "student": "kindergarten", "incomes": [], "self_care": {}}  # fmt: skip
    for made in households_of(where):
        before, after = beside(made, lambda household: household["members"].append(child))
        one, other = before["programmes"]["dibao"], after["programmes"]["dibao"]
        if one["eligible"] and other["eligible"] is not None and after["programmes"]["tekun"]["eligible"] is False:
            assert other["eligible"]
            if one["amount"] is not None and other["amount"] is not None and not one.get("until") and not other.get("until"):
                assert Decimal(other["amount"]) >= Decimal(one["amount"])


@pack
def test_what_is_paid_is_never_negative_and_rungs_exclude(where: tuple[str, str]) -> None:
    for made in households_of(where):
        answer = decided(made)
        programmes = answer["programmes"]
        assert all(one["amount"] is None or (one["eligible"] and Decimal(one["amount"]) >= 0) for one in programmes.values())
        held = {name for name in RUNGS if programmes[name]["eligible"]}
        assert held in (set(), {"tekun"}, {"dibao"}, {"dibao_single"}, {"edge"}, {"rigid"}, {"dibao_single", "edge"}, {"dibao_single", "rigid"})
        outside = where[0][:2] in ("81", "82")
        assert not (outside and any(one["eligible"] for name, one in programmes.items() if name not in ("cssa", "macao_grant")))
        assert outside or not (programmes["cssa"]["eligible"] or programmes["macao_grant"]["eligible"])


# -- what is known stays -------------------------------------------------------------------------------------------------------

# Facts whose absence says something (parameters.md no. 4 and what is derived) are not unknown when they are absent.
SAYS_SOMETHING = {
    "away", "student", "disability", "special_disease_class", "child_benefit", "job_started", "in_aid", "event", "serious_illness",
    "refused_jobs", "lives_together", "full_time", "lived_in", "hukou", "in_programme", "judgment_amount", "civil_capacity", "supports",
    "capable", "work_capacity", "yearly", "first_aid",
}  # fmt: skip


@cache
def values_of(record: tuple[str, ...], key: str) -> tuple[Any, ...]:
    """What this fact of such a record is in other households."""
    found = []
    for number in range(150):
        for holder, name in seeded.facts_of(seeded.case(number)["household"]):
            if name == key and tuple(holder) == record and holder[name] is not None and holder[name] not in found:
                found.append(holder[name])
    return tuple(found)


def certain(answer: dict[str, Any]) -> dict[str, Any]:
    """What is known of an answer."""
    known = {"members": answer["members_counted"], "category": answer["category"]}
    for name, one in answer["programmes"].items():
        known |= {f"{name}.{part}": one.get(part) for part in ("eligible", "amount", "starts")}
    return {what: value for what, value in known.items() if value is not None}


def assert_kept(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Everything certain is as it was. An amount belongs to an answer that holds, so it goes only with it."""
    now = certain(after)
    assert {what: now.get(what) for what in certain(before)} == certain(before)


def with_one_gap(number: int, chance: Random) -> tuple[dict[str, Any], Any, str] | None:
    """A household of which one fact is unknown, the holder of that fact and its key."""
    made = seeded.case(number)
    gaps = [(holder, key) for holder, key in seeded.facts_of(made["household"]) if key not in SAYS_SOMETHING]
    holder, key = chance.choice(gaps)
    if holder is made["household"] and key == "assessment":
        return None
    holder[key] = None
    return made, holder, key


def test_what_is_certain_with_a_fact_missing_holds_for_every_value_of_it() -> None:
    """The strongest test of three values: an answer given without a fact is the same whatever the fact turns out to be."""
    chance, asked = Random(83), 0
    for number in range(12_000 if SOAK else 200):
        gap = with_one_gap(number, chance)
        if gap is not None:
            made, holder, key = gap
            before = decided(made)
            others = values_of(tuple(holder), key)
            for value in chance.sample(others, min(4, len(others))):
                holder[key] = copy.deepcopy(value)
                if _possible(made):
                    asked += 1
                    assert_kept(before, decided(made))
    assert asked > 200


def _possible(made: dict[str, Any]) -> bool:
    """Births of other households may lie after this day of application."""
    return all(member["birth"] is None or member["birth"] <= made["as_of"] for member in made["household"]["members"])


def test_what_is_certain_with_a_parameter_missing_holds_for_every_value_of_it() -> None:
    """The same of what a place has not set: where no file sets it, the case's own value changes nothing that was certain."""
    chance, asked = Random(84), 0
    for number in range(12_000 if SOAK else 200):
        made = seeded.case(number)
        case = casefile.read(made)
        setting = Setting(case.place, case.residence, case.as_of)
        local = [name for name in made["parameters"] if (found := LAW.look_up(name, setting)) is None or found.value is None]
        if local:
            name = chance.choice(local)
            value = made["parameters"].pop(name)
            before = decided(made)
            made["parameters"][name] = value
            asked += 1
            assert_kept(before, decided(made))
    assert asked > 50
