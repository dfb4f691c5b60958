"""规则登记 The registry of rules: nothing on it is forgotten, what it names exists, and every rule it names is decided both ways somewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.generative.policy_cases import households

from zhongfu.policy import casefile
from zhongfu.policy.decide import BUILT
from zhongfu.policy.evaluate import Evaluator
from zhongfu.policy.meaning import scopes_of
from zhongfu.policy.parameters import Law
from zhongfu.policy.records import Case
from zhongfu.policy.reference import contents
from zhongfu.policy.reference.coverage import REGISTRY, Entry, registry

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
LAW = Law.load()
NUMBERS = (
    [f"HH-0{n}" for n in range(1, 4)] + [f"AP-0{n}" for n in range(1, 5)] + ["AU-01", "AU-02"]
    + [f"{kind}-0{n}" for kind in ("IN", "PR") for n in range(1, 5)] + [f"CA-0{n}" for n in range(1, 7)] + ["GD-01", "GD-02"]
    + [f"BE-0{n}" for n in range(1, 5)] + [f"PC-{n:02d}" for n in range(1, 11)] + [f"RV-0{n}" for n in range(1, 6)]
    + ["MO-01", "MO-02", "CR-01", "AD-01"]
)  # fmt: skip
NUMBERED = {entry.number: entry for entry in registry()}
MAPPED = sorted({name for entry in registry() for name in entry.rules})

# Values that a place might set, so that rules which wait for one are decided on the made-up households too.
_LIMITS = {"residential_max": 0, "nonresidential_max": 0, "uncounted_house_kinds": [], "business_allowed": False, "family_workshop_exempt": False,
           "vehicles_max": 0, "vehicles_exempt_kinds": [], "deposit_months": 12, "deposit_comparator": "<="}  # fmt: skip
_SET = {
    "dibao.standard": 1238, "dibao.assessment_required": False, "income.employment_cost_month": 300, "income.disability_deduction_month": 200,
    "income.illness_deduction_month": 100, "income.deductions_stack": True, "income.basic_pension_exempt": False, "support.excess_basis": "household",
    "support.low_income_line": 1857, "dibao.grace_amount": "none",
    **{f"{programme}.{name}": value for programme in ("dibao", "edge", "rigid", "tekun") for name, value in _LIMITS.items()},
}  # fmt: skip
OVERLAYS: list[dict[str, Any]] = [{}, {**_SET, "support.formula": "SUP-A"}, {**_SET, "support.formula": "SUP-B"}]


def _family(**changes: Any) -> dict[str, Any]:
    """An applicant with a new job, a pension and a child who studies, and nothing else."""
    applicant = {"id": "a", "relation": "applicant", "birth": "1980-03-02", "sex": "female", "marital": "divorced", "employment": "employed",
                 "job_started": "2023-10-08", "disability": {"kind": "physical", "grade": 2}, "serious_illness": True,
                 "incomes": [{"kind": "wage", "amount": 4000}, {"kind": "basic_pension", "amount": 150}]}  # fmt: skip
    child = {"id": "b", "relation": "child", "birth": "2003-05-01", "student": "bachelor", "employment": "none", "refused_jobs": 3, "incomes": []}
    nothing = {"obligors": [], "assets": {"deposits": 0, "vehicles": [], "houses": [], "businesses": []},
               "expenditures_12m": {"medical": 0, "education": 0, "rehabilitation": 0, "disaster": 0, "accident": 0, "living": 0}}  # fmt: skip
    return {
        "as_of": "2023-12-01", "place": "440106", "residence": "urban", "parameters": {**_SET, "support.formula": "none"},
        "household": {"members": [{**applicant, **changes}, child], **nothing, "in_aid": {"programme": "dibao", "since": "2023-01-01", "amount": 900}},
    }  # fmt: skip


def _supported(formula: str, **changes: Any) -> dict[str, Any]:
    """The same with a son who lives apart, well off."""
    family = _family()
    son = {"relation": "child", "birth": "1999-01-09", "household_size": 2, "monthly_income": 12000, "capable": True, **changes}
    family["household"]["obligors"], family["parameters"]["support.formula"] = [son], formula
    return family


def test_every_number_is_there_once_and_in_order() -> None:
    assert [entry.number for entry in registry()] == NUMBERS
    assert len(re.findall(r"^[A-Z]{2}-\d\d:", REGISTRY.read_text("utf-8"), re.MULTILINE)) == len(NUMBERS)


@pytest.mark.parametrize("entry", registry(), ids=lambda entry: entry.number)
def test_an_entry_is_a_rule_or_says_why_it_is_none(entry: Entry) -> None:
    assert bool(entry.rules) is not bool(entry.not_encoded[0])
    assert entry.zh and entry.en and entry.source
    for zh, en in (entry.not_encoded, entry.remark):
        assert bool(zh) == bool(en)
        assert zh == "" or re.search("[一-鿿]", zh)
        assert not re.search("[一-鿿]", en)


def test_nothing_in_the_file_is_left_unread() -> None:
    keys = {key for entry in yaml.safe_load(REGISTRY.read_text("utf-8")).values() for key in entry}
    assert keys <= {"zh", "en", "source", "rules", "held_by", "not_encoded", "remark"}


@pytest.mark.parametrize("name", MAPPED)
def test_every_rule_that_is_named_exists(name: str) -> None:
    assert name in contents.rules()


@pytest.mark.parametrize("where", sorted({where for entry in registry() for where in entry.held_by}))
def test_what_holds_an_entry_outside_the_rules_exists(where: str) -> None:
    path, _, name = where.partition("::")
    text = (ROOT / path).read_text("utf-8")
    assert name == "" or f"def {name}(" in text


@cache
def _sampled() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    @seed(20261122)
    @settings(max_examples=50, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(households())
    def collect(case: dict[str, Any]) -> None:
        found.append(case)

    collect()
    return found


@cache
def seen() -> dict[str, set[str]]:
    """What each rule was answered over the cases and some made-up households: true, false, unknown, something, nothing."""
    answers: dict[str, set[str]] = defaultdict(set)
    files = [yaml.safe_load(path.read_text("utf-8"))["case"] for path in CASES]
    made_up = [{**case, "parameters": {**overlay, **case.get("parameters", {})}} for case in _sampled() for overlay in OVERLAYS]
    later = [{**case, "as_of": "2026-03-02"} for case in _sampled()]
    told = _family()["household"]["members"][0]
    families = [_family(), _family(incomes=[]), _family(incomes=[{"kind": "wage", "amount": 900}]), *(_family(**{key: None}) for key in list(told)[2:])]
    families += [_supported(formula, **change) for formula in ("SUP-A", "SUP-B") for change in ({}, {"monthly_income": None}, {"household_size": None})]
    for given_case in [*files, *made_up, *later, *families]:
        _ask(casefile.read(given_case), answers)
    return answers


def _ask(case: Case, answers: dict[str, set[str]]) -> None:
    """Rules about the household or one member are asked for themselves, rules about things as they come up."""
    evaluator = Evaluator(case, LAW)
    for name in MAPPED:
        rule = contents.rules()[name]
        about = scopes_of(rule)
        for member in case.members if about == ("member",) else [case.record] if not about else []:
            evaluator.records = {"case": case.record, "member": member}
            _note(answers[name], evaluator.answer(rule))
    evaluator = Evaluator(case, LAW)
    for programme in BUILT.values():
        for told in evaluator.explain(programme.rules["eligible"]).walk():
            _note(answers[told.rule.name], told)


def _note(kinds: set[str], answer: Any) -> None:
    if answer.value is None:
        kinds.add("unknown" if answer.missing else "does not apply")
    else:
        kinds.add(str(answer.value).lower() if isinstance(answer.value, bool) else "nothing" if answer.value == 0 else "something")


def _both_ways(name: str) -> bool:
    return {"true", "false"} <= seen()[name] or "something" in seen()[name]


@pytest.mark.parametrize("name", MAPPED)
def test_every_rule_that_is_named_is_decided_both_ways(name: str) -> None:
    """True and false, or an amount other than nothing."""
    assert _both_ways(name), seen()[name]


def test_most_rules_were_also_unknown_for_want_of_a_fact(capsys: pytest.CaptureFixture[str]) -> None:
    """The measure is printed; a rule whose facts all have a default can only wait for a value of the law."""
    both, unknown = [name for name in MAPPED if _both_ways(name)], [name for name in MAPPED if "unknown" in seen()[name]]
    never = ", ".join(name for name in MAPPED if name not in unknown)
    with capsys.disabled():
        print(f"\n{len(MAPPED)} rules of the registry: {len(both)} both ways or with an amount, {len(unknown)} also unknown; never unknown: {never or 'none'}")
    assert len(unknown) >= 0.75 * len(MAPPED)
