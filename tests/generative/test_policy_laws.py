"""判定的性质: what must hold of every household, whatever its facts."""

import copy
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.generative.policy_cases import households

from zhongfu.policy import casefile
from zhongfu.policy.decide import RUNGS, decide
from zhongfu.policy.parameters import Law

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
