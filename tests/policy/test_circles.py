"""循环规则 Circular rules: whatever a person writes to make a rule read itself is refused, with the file and the line."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from zhongfu.policy.decide import BUILT
from zhongfu.policy.facts import case
from zhongfu.policy.language import Expression, Fact, Programme, RuleProblem, all_of, named_rules, walk
from zhongfu.policy.meaning import scopes_of
from zhongfu.policy.programmes.dibao import Dibao
from zhongfu.policy.programmes.medical import Medical

OPENING = "from zhongfu.policy.facts import case\nfrom zhongfu.policy.language import Programme, all_of, when\n\n"
BODIES = {
    "itself": ("    first = all_of(case.has_event, first)", 5),
    "through another": ("    first = all_of(case.has_event, second)\n    second = all_of(first)", 5),
    "through two others": ("    first = all_of(\n        case.has_event,\n        third,\n    )\n    second = all_of(first)\n    third = all_of(second)", 7),
    "under its own name again": ("    first = all_of(case.has_event)\n    first = when(first, 1, 0)", 6),
    "by assignment afterwards": ("    first = all_of(case.has_event)\n    second = all_of(first)\n    first.conditions = (second,)", 7),
}  # fmt: skip


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder from which modules are imported and then forgotten."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.mark.parametrize("body", BODIES)
def test_a_rule_that_reads_itself_is_refused_where_it_stands(written: Path, body: str) -> None:
    text, line = BODIES[body]
    (written / "circular_rules.py").write_text(f"{OPENING}class Circle(Programme):\n{text}\n", "utf-8")
    with pytest.raises(RuleProblem) as refusal:
        importlib.import_module("circular_rules")
    assert str(refusal.value).startswith(f"{written / 'circular_rules.py'}:{line}: ")
    assert " / " in str(refusal.value)


def test_two_files_that_read_each_other_are_refused_by_the_import(written: Path) -> None:
    """Python says it itself: which name, from which file, and (in the trace) at which line."""
    for here, other in (("first", "second"), ("second", "first")):
        body = f"class {here.title()}(Programme):\n    rule = all_of({other.title()}.rule)\n"
        (written / f"circular_{here}.py").write_text(f"from circular_{other} import {other.title()}\n{OPENING}{body}", "utf-8")
    with pytest.raises(ImportError, match="circular import") as refusal:
        importlib.import_module("circular_first")
    assert refusal.traceback[-1].path == written / "circular_second.py"
    assert refusal.traceback[-1].lineno == 0


def test_a_rule_that_is_written_first_may_be_read_by_any_number_of_others(written: Path) -> None:
    body = "    first = all_of(case.has_event)\n    second = all_of(first)\n    third = all_of(first, second)\n"
    (written / "straight_rules.py").write_text(f"{OPENING}class Straight(Programme):\n{body}", "utf-8")
    straight = importlib.import_module("straight_rules").Straight
    assert [rule.name for rule in straight.rules.values()] == ["straight.first", "straight.second", "straight.third"]


def test_nothing_of_a_written_rule_can_be_changed() -> None:
    for attribute in vars(Dibao.eligible).keys() - {"free"}:
        with pytest.raises(RuleProblem, match="not changed"):
            setattr(Dibao.eligible, attribute, None)


def test_two_threads_may_work_out_a_rules_records_at_once() -> None:
    """A screen does: the second finds the same as the first."""
    rule = all_of(case.has_event)
    rule.free = ()
    rule.free = ()
    assert scopes_of(rule) == ()


def test_another_rule_under_an_old_name_leaves_those_that_read_the_old_one_alone() -> None:
    class Sheet(Programme):
        first = all_of(case.has_event)
        second = all_of(first)

    written, Sheet.first = Sheet.first, all_of(Sheet.second)
    assert set(walk(Sheet.second)) == {Sheet.second, written, case.has_event}


def test_every_rule_on_file_comes_to_an_end() -> None:
    """Walked from each rule down, no path comes back to where it was."""
    settled: set[int] = set()

    def descend(node: Expression, above: frozenset[int]) -> None:
        assert id(node) not in above, node.name
        if id(node) not in settled:
            for part in node.parts():
                descend(part, above | {id(node)})
            settled.add(id(node))

    for rule in named_rules(list(BUILT.values())).values():
        descend(rule, frozenset())


def test_a_bare_fact_is_no_rule_and_keeps_its_name_wherever_it_is_read() -> None:
    assert isinstance(Medical.spent, Fact)
    assert "spent" not in Medical.rules
    assert Medical.spent.name == ""
