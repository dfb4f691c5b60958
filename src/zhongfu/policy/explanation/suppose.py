"""假设: the same case with one thing supposed otherwise: a fact, a parameter, or the answer of a rule; then decided again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from zhongfu.policy.evaluate import Evaluator
from zhongfu.policy.ground import Ground
from zhongfu.policy.language import Parameter
from zhongfu.policy.reasons import Reason
from zhongfu.policy.records import Case, Record

MOST = 10**14  # fen; more money than any household has


class Supposed:
    """The case as supposed, ready to answer. `moved` says which record of it stands for which of the real case."""

    def __init__(self, evaluator: Evaluator, moved: Mapping[Record, Record]) -> None:
        self._evaluator, self._moved = evaluator, moved

    def value(self, reason: Reason) -> Any:
        """What the rule of this reason is answered now, about the same records."""
        self._evaluator.records = {scope: self._moved.get(record, record) for scope, record in reason.records.items()}
        return self._evaluator.answer(reason.rule).value


def fact_is(ground: Ground, record: Record, changes: Mapping[str, Any]) -> Supposed:
    """The record has these facts instead."""
    moved: dict[Record, Record] = {}

    def again(old: Record) -> Record:
        values = {key: _each(value, again) for key, value in old.values.items()}
        moved[old] = Record(old.path, values | {key: _each(value, again) for key, value in changes.items()} if old is record else values, old.name)
        return moved[old]

    case = Case(again(ground.case.record), ground.case.parameters, ground.case.sources)
    return Supposed(_evaluator(ground, case), moved)


def parameter_of(top: Reason, name: str) -> Callable[[Any], Supposed]:
    """The parameter has the value given here; what does not rest on it is not answered again."""
    ground = top.ground
    kept = _resting_elsewhere(top, name)

    def suppose(value: Any) -> Supposed:
        evaluator = _evaluator(ground, Case(ground.case.record, {**ground.case.parameters, name: value}, ground.case.sources))
        for reason in kept:
            evaluator.keep(reason)
        return Supposed(evaluator, {})

    return suppose


def _resting_elsewhere(top: Reason, name: str) -> list[Reason]:
    """The reasons that read this parameter nowhere, neither below nor by a formula."""
    law, rests = top.ground.values.law, dict[Reason, bool]()

    def reads(note: Any) -> bool:
        if type(note) is Reason:
            return rests_on(note)
        return type(note) is Parameter and (note.parameter == name or law.rests_on(note.parameter, (name,)))

    def rests_on(reason: Reason) -> bool:
        if reason not in rests:
            rests[reason] = any([reads(note) for note in reason.notes])  # noqa: C419 - every one is to be known
        return rests[reason]

    rests_on(top)
    return [reason for reason, does in rests.items() if not does]


def rule_is(ground: Ground, reason: Reason, value: Any) -> Supposed:
    """The rule of this reason is answered so, whatever its facts."""
    evaluator = _evaluator(ground, ground.case)
    evaluator.suppose(reason, value)
    return Supposed(evaluator, {})


def _evaluator(ground: Ground, case: Case) -> Evaluator:
    return Evaluator(case, ground.values.law, ground.values.setting.place)


def _each(value: Any, again: Callable[[Record], Record]) -> Any:
    return [again(one) for one in value] if isinstance(value, list) else value


def last_below(holds: Callable[[int], bool], above: int) -> int:
    """The greatest number below `above` at which it holds; it holds at 0 and not at `above`."""
    least, most = 0, above
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if holds(middle) else (least, middle)
    return least


def first_above(holds: Callable[[int], bool], below: int) -> int:
    """The least number above `below` at which it holds; it holds at `MOST` and not at `below`."""
    least, most = below, MOST
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if holds(middle) else (middle, most)
    return most
