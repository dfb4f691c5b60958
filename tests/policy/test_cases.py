"""验收案例: every case file beside this test, against the programmes that are built; the rest is listed, not forgotten."""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhongfu.policy import casefile
from zhongfu.policy.decide import BUILT, RUNGS, decide
from zhongfu.policy.parameters import Law

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
LAW = Law.load()

# What a case expects of programmes (or of their amounts) that are not built yet. A line that is no longer true fails.
NOT_YET: dict[str, set[str]] = {
    "guangzhou-expense-aid-four-people-year-cap": {"programmes.temporary.eligible", "programmes.temporary.amount"},
    "macao-grant-one-person": {"programmes.macao_grant.eligible", "programmes.macao_grant.amount"},
}


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
