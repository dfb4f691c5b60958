"""验收案例: every case file beside this test, against the programmes that are built; the rest is listed, not forgotten."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhongfu.policy import casefile
from zhongfu.policy.decide import BUILT, RUNGS, decide
from zhongfu.policy.language import walk
from zhongfu.policy.meaning import scopes_of
from zhongfu.policy.parameters import Law

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
LAW = Law.load()
RULES = {node.name: node for programme in BUILT.values() for rule in programme.rules.values() for node in walk(rule) if node.name}

# What a case expects of programmes (or of their amounts) that are not built yet. A line that is no longer true fails.
NOT_YET: dict[str, set[str]] = {}


def at(answer: Any, path: str) -> Any:
    """The value at a dotted path; `cites` is the union of the cites of a programme's reasons."""
    for part in path.split("."):
        if part == "cites":
            return [cite for reason in answer["reasons"] for cite in reason["cites"]]
        if not isinstance(answer, dict) or part not in answer:
            return LookupError
        answer = answer[part]
    return answer


def agrees(found: Any, wanted: Any) -> bool:
    """Amounts as decimals, matchers as the case README defines them."""
    if isinstance(wanted, dict):
        if "contains" in wanted:
            return found is not LookupError and set(wanted["contains"]) <= set(found)
        if "contains_text" in wanted:
            return found is not LookupError and any(wanted["contains_text"] in str(entry) for entry in found)
        return bool(found is not LookupError and found != wanted["not"])
    if isinstance(wanted, str) and isinstance(found, str):
        try:
            return Decimal(found) == Decimal(wanted)
        except InvalidOperation:
            return found == wanted
    return bool(found == wanted) and type(found) is type(wanted)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """Every expectation holds, save those listed as not built, and those do not hold by chance."""
    given = yaml.safe_load(path.read_text("utf-8"))
    answer = decide(casefile.read(given["case"]), LAW).as_json()
    wrong = {key: at(answer, key) for key, wanted in given["expect"].items() if not agrees(at(answer, key), wanted)}
    assert set(wrong) == NOT_YET.get(path.stem, set()), wrong


def test_the_list_of_what_is_not_built_is_true() -> None:
    """It names cases that exist, and only programmes that are absent from every answer."""
    assert set(NOT_YET) <= {path.stem for path in CASES}
    assert all(path.split(".")[1] not in BUILT for paths in NOT_YET.values() for path in paths)
    assert set(RUNGS) <= set(BUILT)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_reason_is_told_in_both_languages(path: Path) -> None:
    """The tree is plain values; English sentences hold no Chinese but the words of the case itself."""
    decision = decide(casefile.read(yaml.safe_load(path.read_text("utf-8"))["case"]), LAW)
    for reason in (one for programme in decision.as_json("en")["programmes"].values() for one in programme["reasons"]):
        assert not any("\u4e00" <= letter <= "\u9fff" for line in reason["because"] for letter in line), reason
    assert json.loads(json.dumps(decision.tree("zh"))) == decision.tree("zh")


def test_every_rule_has_its_label_in_both_languages() -> None:
    """No identifier is ever shown to a reader."""
    assert [name for name, rule in RULES.items() if not (rule.zh and rule.en)] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_rule_is_told_once_and_nothing_that_goes_without_saying(path: Path) -> None:
    decision = decide(casefile.read(yaml.safe_load(path.read_text("utf-8"))["case"]), LAW)
    for tree in decision.tree("zh").values():
        branches = list(_branches(tree))
        told = [json.dumps([branch["rule"], branch["about"], branch["sentences"]]) for branch in branches if scopes_of(RULES[branch["rule"]]) in ((), ("member",))]
        assert len(told) == len(set(told))
        assert not [branch for branch in branches if branch["about"] and branch["rule"] == "income.wage" and branch["value"] == 0]
        assert "household.left_out" not in {branch["rule"] for branch in branches if branch["value"] is False}


def _branches(tree: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for branch in tree:
        yield branch
        yield from _branches(branch["children"])


def test_sentences_are_short_and_name_no_identifier() -> None:
    """The whole of one rule, as a citizen reads it (649 Art.9, 57 Art.13)."""
    given = yaml.safe_load((CASES[0].parent / "difference-three-people-income-700.yml").read_text("utf-8"))
    reasons = decide(casefile.read(given["case"]), LAW).as_json("zh")["programmes"]["dibao"]["reasons"]
    told = {reason["rule"]: reason["because"] for reason in reasons}
    assert told["dibao.income_below_standard"] == ["家庭收入低于低保标准: 家庭月收入 700.00 < 低保标准合计 1500.00 → 是"]
    assert told["dibao.line"] == ["低保标准合计: 低保标准 500.00 × 计入的家庭人口 3 → 1500.00", "低保标准 = 500.00 (本案)"]
    assert told["income.total"] == ["家庭月收入: 家庭月收入(抵扣后) 700.00 → 700.00"]
