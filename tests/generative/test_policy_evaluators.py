"""两个求值器一个意思: the slow evaluator and the columns give the same answers, to the fen, unknowns and what is missing included."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.generative.policy_cases import PLACES, a_household, households
from tests.policy.language_case import by_row, told

from zhongfu.policy import casefile
from zhongfu.policy.columns.frames import households as frame_of
from zhongfu.policy.columns.kernel import Columns
from zhongfu.policy.columns.lawrows import Held, ParameterSheet, law_values
from zhongfu.policy.columns.needs import Names, by_list
from zhongfu.policy.decide import BUILT, decide
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.evaluate import Evaluator
from zhongfu.policy.language import Expression, walk
from zhongfu.policy.meaning import scopes_of
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.records import Case
from zhongfu.policy.screen import screen_table
from zhongfu.policy.tables import case_table

LAW = Law.load()
DAY = date(2023, 12, 1)
SETTING = Setting("440106", "urban", DAY)
SOAK = settings.get_profile("soak").max_examples == settings.default.max_examples  # type: ignore[union-attr]
SWEPT = 100_000 if SOAK else 2_000


def every_rule() -> Iterator[Expression]:
    """Every named rule about a household that any programme reads."""
    for programme in BUILT.values():
        for rule in programme.rules.values():
            yield from (node for node in walk(rule) if node.name and not scopes_of(node))


RULES = {rule.name: rule for rule in every_rule()}


def sheet_of(values: dict[str, Any]) -> ParameterSheet:
    """The parameters of the place with these instead of its own."""
    gone = {name for name, value in values.items() if value is None}
    return ParameterSheet([Held(law_values(LAW, SETTING) | values, lambda name: (name,) if name in gone else LAW.wanted(name, SETTING))])


def differing(cases: list[Case], place: str) -> dict[str, Any]:
    """The rules on which the two evaluators do not agree, each with what they say of the first such household."""
    names = Names()
    columns = Columns(frame_of(case_table(cases)), sheet_of(PLACES[place]), names)
    found = {name: by_row(columns.answer(rule), len(cases), names) for name, rule in RULES.items()}
    return {
        name: (expected, found[name][row], row)
        for row, case in reversed(list(enumerate(cases)))
        for evaluator in [Evaluator(case, LAW)]
        for name, rule in RULES.items()
        if (expected := told(evaluator.answer(rule))) != found[name][row]
    }


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=10 if not SOAK else 500, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=st.lists(households(), min_size=8, max_size=8))
def test_both_evaluators_agree_on_every_rule(place: str, files: list[dict[str, Any]]) -> None:
    cases = [casefile.read(file) for file in files]
    for case in cases:
        case.parameters = dict(PLACES[place])
    assert not differing(cases, place), files


def test_both_decide_every_programme_alike_for_many_households() -> None:
    """A seeded sweep over the law as it stands in several places: `make soak` looks at a hundred thousand."""
    for first in range(0, SWEPT, 2_000):
        cases = [casefile.read(a_household(random.Random(f"sweep {number}"))) for number in range(first, first + 2_000)]
        screened = screen_table(case_table(cases), LAW, DAY)
        wrong = [(first + row, name) for row, case in enumerate(cases) for name in _wrong(case, row, screened.programmes)]
        assert not wrong, wrong[:5]


def _wrong(case: Case, row: int, programmes: Any) -> Iterator[str]:
    for name, one in decide(case, LAW).programmes.items():
        found = programmes[name]
        slow = ({True: 1, False: 0, None: -1}[one.eligible], one.amount, set(map(by_list, one.needs)))
        fast = (int(found.eligible[row]), int(found.amount[row]) if found.amount_known[row] else None, set(found.needs(row)))
        if slow != fast:
            yield f"{name}: {slow} is not {fast}"


def test_the_sweep_sees_every_answer() -> None:
    """A sweep in which a programme were always refused would show little."""
    cases = [casefile.read(a_household(random.Random(f"sweep {number}"))) for number in range(2_000)]
    programmes = screen_table(case_table(cases), LAW, DAY).programmes
    seen = {name: set(np.unique(one.eligible).tolist()) for name, one in programmes.items()}
    assert all(1 in seen[name] for name in ("tekun", "dibao", "dibao_single", "edge", "temporary", "macao_grant")), seen
    assert all(-1 in seen[name] for name in ("dibao", "edge", "rigid", "temporary", "cssa")), seen


def test_every_parameter_of_the_places_is_declared() -> None:
    assert all(name in DECLARED for values in PLACES.values() for name in values)
