"""何种变化会改变结果: whatever is said of a change is true of the case file with that change in it, decided anew."""

import copy
import json
import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from tests.generative.policy_cases import households

from zhongfu.policy import casefile
from zhongfu.policy.decide import Decision, ProgrammeDecision, decide
from zhongfu.policy.explanation.change import Change, ending, failing
from zhongfu.policy.explanation.levers import Lever
from zhongfu.policy.explanation.suppose import MOST, rule_is
from zhongfu.policy.explanation.unknowns import COUNTED, missing
from zhongfu.policy.parameters import Law
from zhongfu.policy.values import LEVELS, yuan

EVERY = sorted((Path(__file__).parent / "cases").glob("*.yml"))
CASES = EVERY[:: max(1, len(EVERY) // 16)]
LAW = Law.load()


def file_of(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text("utf-8"))["case"]  # type: ignore[no-any-return]


def decided(file: dict[str, Any]) -> Decision:
    return decide(casefile.read(file), LAW)


def with_fact(file: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    """The case file with this fact in it; members are named by their id."""
    file = copy.deepcopy(file)
    if name.startswith("parameter:"):
        file.setdefault("parameters", {})[name.removeprefix("parameter:")] = value
        return file
    *steps, last = name.split(".")
    at: Any = file
    for step in steps:
        if isinstance(at, list):
            at = next((one for number, one in enumerate(at) if one.get("id", str(number)) == step), None) or at[int(step)]
        else:
            if at.get(step) is None:
                at[step] = {}
            at = at[step]
    at[last] = value
    return file


def written(lever: Lever, value: Any, place: str) -> Any:
    """A value as a case file writes it; an emergency is where the household applies."""
    if lever.kind == "money":
        return float(yuan(value))
    if lever.name.endswith(".disability"):
        kind, _, grade = value.partition(":")
        return {"kind": kind, "grade": int(grade)} if grade else None
    if lever.name == "household.event":
        return {"kind": "other", "at": place} if value else None
    if lever.name == "household.assessment":
        return {"category": value}
    if lever.name == "as_of":
        return value.isoformat()
    if lever.kind == "level":
        return LEVELS[value]
    return float(value) if isinstance(value, Fraction) else value / 100 if lever.kind == "area" else value


def probes(change: Change) -> Iterator[Any]:
    """Values at which the change is said to work: at the limit, far from it, and somewhere between."""
    if change.most is not None:
        yield from {change.most, 0, random.Random(change.most).randint(0, change.most)}
    elif change.least is not None:
        yield from {change.least, MOST, random.Random(change.least).randint(change.least, change.least * 3 + 100)}
    else:
        yield from change.options


def is_fact(lever: Lever) -> bool:
    return lever.name.startswith("household.") or lever.name == "as_of"


def assert_true(file: dict[str, Any], decision: Decision) -> int:
    """Every statement about every programme of the case holds of the file so changed; how many were tried."""
    tried = 0
    for one in decision.programmes.values():
        if one.eligible is False:
            tried += failing_is_true(file, one)
        elif one.eligible:
            tried += ending_is_true(file, one)
        else:
            tried += missing_is_true(file, one)
    return tried


def failing_is_true(file: dict[str, Any], one: ProgrammeDecision) -> int:
    top, tried = one.reasons[0], 0
    for condition in failing(top):
        if condition.alone:
            assert any(rule_is(top.ground, reason, condition.wanted).value(top) is True for reason in condition.reasons)
        for change in condition.changes:
            tried += turned_by(change, condition.reasons, condition.wanted)
            if is_fact(change.lever):
                result_is_true(file, one.programme, change)
    return tried


def turned_by(change: Change, reasons: tuple[Any, ...], wanted: bool) -> int:
    """The condition turns at every value that is named, and not one fen before the limit."""
    if not change.fewer:
        for value in probes(change):
            assert any(change.lever.suppose(value).value(reason) is wanted for reason in reasons), (change.lever.name, value)
    if change.most is not None:
        assert not any(change.lever.suppose(change.most + 1).value(reason) is wanted for reason in reasons)
    if change.least is not None:
        assert not any(change.lever.suppose(change.least - 1).value(reason) is wanted for reason in reasons)
    return 1


def result_is_true(file: dict[str, Any], programme: str, change: Change) -> None:
    lever = change.lever
    if change.fewer:
        given = file["household"]["assets"][lever.name.rpartition(".")[2]]
        values = [[thing for number, thing in enumerate(given, start=1) if number not in gone] for gone in change.options]
    else:
        values = [written(lever, value, file["place"]) for value in ((change.most if change.most is not None else change.least),) if value is not None]
        values = values or [written(lever, option, file["place"]) for option in change.options]
    results = {decided(with_fact(file, lever.name, value)).programmes[programme].eligible for value in values}
    assert (results == {change.result}) or (change.result is None and len(results) > 1), (programme, lever.name, results, change.result)


def ending_is_true(file: dict[str, Any], one: ProgrammeDecision) -> int:
    top = one.reasons[0]
    for change in ending(top):
        last = change.most + 1 if change.most is not None else (change.least or 0) - 1
        assert change.lever.suppose(last).value(top) is not False
        for value in probes(change):
            assert change.lever.suppose(value).value(top) is False
        if is_fact(change.lever):
            limit = change.least if change.least is not None else change.most
            assert decided(with_fact(file, change.lever.name, written(change.lever, limit, file["place"]))).programmes[one.programme].eligible is False
    return len(ending(top))


def missing_is_true(file: dict[str, Any], one: ProgrammeDecision) -> int:
    found = missing(one.reasons[0])
    for thing in found:
        for value, result in thing.outcomes:
            again = decided(with_fact(file, thing.lever.name, written(thing.lever, value, file["place"]))).programmes[one.programme]
            assert again.eligible is result, (one.programme, thing.lever.name, value)
        if thing.lever.kind in COUNTED:
            assert thing.outcomes[0][1] is thing.lever.suppose(0).value(one.reasons[0])
    return len(found)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_statement_is_true_of_the_case_so_changed(path: Path) -> None:
    assert assert_true(file_of(path), decided(file_of(path))) > 0


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(file=households())
def test_every_statement_is_true_of_any_household(file: dict[str, Any]) -> None:
    assert_true(file, decided(file))


def test_of_an_amount_that_nobody_knows_no_limit_is_told() -> None:
    """Education alone opens the aid; what was spent on medicine is not known, and so there is no saying how far off it is."""
    file = with_fact(file_of(EVERY[0].parent / "temporary-expense-two-kinds.yml"), "household.expenditures_12m.medical", None)
    aid = decided(file).programmes["temporary"]
    assert aid.eligible is True and aid.amount is None
    named = {change.lever.name for change in ending(aid.reasons[0])}
    assert named and "household.expenditures_12m.medical" not in named
    assert ending_is_true(file, aid) == len(named)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_is_told_in_both_languages_as_plain_values(path: Path) -> None:
    decision = decided(file_of(path))
    for zh, en in zip(decision.changes("zh").values(), decision.changes("en").values(), strict=True):
        assert json.loads(json.dumps([zh, en])) == [zh, en]
        assert [entry["rule"] for entry in zh] == [entry["rule"] for entry in en]
        said = [text for entry in en for text in (entry["text"], *(change["text"] for change in entry["changes"]))]
        assert not [text for text in said if any("一" <= letter <= "鿿" for letter in text)]


def poor(income: float = 4200, **household: Any) -> dict[str, Any]:
    """Three people in a place whose standard is 1,238 a month; nothing owned but what is given."""
    members = [
        {"id": "a", "relation": "applicant", "birth": "1980-01-01", "employment": "employed", "incomes": [{"kind": "wage", "amount": income}]},
        {"id": "b", "relation": "spouse", "birth": "1982-01-01", "employment": "employed", "incomes": []},
        {"id": "c", "relation": "child", "birth": "2015-01-01", "incomes": []},
    ]  # fmt: skip
    assets = {"deposits": 0, "vehicles": [], "houses": [], "businesses": []} | household.pop("assets", {})
    limits = {f"dibao.{name}": value for name, value in
              {"deposit_months": 24, "deposit_comparator": "<=", "residential_max": 1, "nonresidential_max": 0, "vehicles_max": 0,
               "vehicles_exempt_kinds": ["e_bike"], "business_allowed": False}.items()}  # fmt: skip
    parameters = {"dibao.standard": 1238, **limits} | household.pop("parameters", {})
    return {
        "as_of": "2023-03-01", "place": "421002", "residence": "urban", "parameters": parameters,
        "household": {"members": members, "obligors": [], "assets": assets, "expenditures_12m": {"medical": 0}, **household},
    }  # fmt: skip


def told(file: dict[str, Any], programme: str = "dibao", lang: str = "zh") -> list[dict[str, Any]]:
    return decided(file).changes(lang, [programme])[programme]


class TestWording:
    def test_the_limit_as_the_rule_draws_it_and_how_far_off(self) -> None:
        only = told(poor())[0]
        assert (only["rule"], only["alone"]) == ("dibao.income_below_standard", True)
        assert [change["text"] for change in only["changes"]] == [
            "若家庭月收入低于 3,714.00 元(现 4,200.00 元,高出 486.00 元),此项符合,结果也变为符合。"
        ]
        assert told(poor(), lang="en")[0]["changes"][0]["text"] == (
            "if household income a month were below 3,714.00 yuan (now 4,200.00 yuan, 486.00 yuan above), this would be met, and the whole would hold."
        )

    def test_exactly_at_the_limit(self) -> None:
        assert "(现 3,714.00 元,正好等于)" in told(poor(3714))[0]["changes"][0]["text"]

    def test_two_conditions_fail_and_neither_decides_alone(self) -> None:
        both = told(poor(assets={"deposits": 89136.01}))
        assert [entry["alone"] for entry in both] == [False, False]
        assert "若金融资产不超过 89,136.00 元(现 89,136.01 元,高出 0.01 元),此项符合,其他条件仍不符合。" in [
            change["text"] for entry in both for change in entry["changes"]
        ]

    def test_one_vehicle_less_and_which(self) -> None:
        cars = [{"kind": "e_bike"}, {"kind": "car", "use": "private", "value": 30000}]
        assert [change["text"] for change in told(poor(1000, assets={"vehicles": cars}))[0]["changes"]] == [
            "若机动车少 1 辆(第 2 项)(现 2 辆),此项符合,结果也变为符合。"
        ]

    def test_the_only_vehicle_needs_no_number(self) -> None:
        car = [{"kind": "car", "use": "private", "value": 30000}]
        assert [change["text"] for change in told(poor(1000, assets={"vehicles": car}))[0]["changes"]] == [
            "若机动车少 1 辆(现 1 辆),此项符合,结果也变为符合。"
        ]

    def test_of_many_things_it_is_not_tried_which_to_leave_out(self) -> None:
        cars = [{"kind": "car", "use": "private", "value": 30000}] * 9
        assert told(poor(1000, assets={"vehicles": cars}))[0]["changes"] == []

    def test_another_programme_stands_in_the_way(self) -> None:
        edge = told(poor(1000), "edge")
        assert "“最低生活保障”已成立,因此不列入本项。" in edge[-1]["text"] + edge[0]["text"]

    def test_until_when_and_what_a_little_more_does(self) -> None:
        assert told(poor(1000))[0]["text"] == (
            "家庭月收入达到 3,714.00 元 起不再符合(现 1,000.00 元,再多 2,714.00 元)。多 100.00 元时,金额为 2,614.00 元(少 100.00 元)。"
        )
        assert told(poor(3700))[0]["text"].endswith("再多 14.00 元)。")

    def test_what_a_missing_amount_decides(self) -> None:
        assert [entry["text"] for entry in told(poor(1000, assets={"deposits": None}))] == [
            "金融资产——不超过 89,136.00 元: 符合;89,136.01 元 及以上: 不符合。"
        ]

    def test_what_a_missing_list_decides(self) -> None:
        assert told(poor(1000, assets={"houses": None}))[0]["text"] == "房屋——若没有: 符合。"

    def test_what_a_missing_choice_decides(self) -> None:
        file = poor(1000, parameters={"dibao.assessment_required": True}, assessment={})
        found = {entry["rule"]: entry for entry in told({**file, "as_of": "2023-03-01"})}
        assert "低保: 符合" in found["household.assessment"]["text"]

    def test_money_is_that_of_the_place(self) -> None:
        file = poor(5000) | {"place": "820000", "residence": None, "as_of": "2023-03-01"}
        assert "澳门元" in json.dumps(told(file, "macao_grant"), ensure_ascii=False)
