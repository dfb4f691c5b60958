"""求值: the slow, obvious meaning of a rule for one case: three-valued, exact, with its reasons.

Values are Python integers (fen, counts), exact fractions, texts, dates, tuples of texts, True, False or None (unknown,
or: does not apply). Every answer carries the names of what is missing for it, and only of what matters. What the single
nodes mean stands in `meaning.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from zhongfu.policy.ground import Ground
from zhongfu.policy.language import Expression
from zhongfu.policy.meaning import MEANING, Step, Unknown, scopes_of
from zhongfu.policy.parameters import Law
from zhongfu.policy.reasons import Reason
from zhongfu.policy.records import Case, Record


class Answer(NamedTuple):
    """A value and, where it is unknown, the names of what is missing."""

    value: Any
    missing: tuple[str, ...] = ()


class Evaluator:
    """Answers rules about one case. Each rule is answered once for each record it is about.

    Parameters are looked up at the case's place, or at `place` where the law asks what holds elsewhere.
    """

    __slots__ = ("answered", "ground", "parameters", "records")

    def __init__(self, case: Case, law: Law, place: str | None = None) -> None:
        self.ground = Ground.of(case, law, place)
        self.parameters: Mapping[str, Any] = self.ground.values
        self.records: dict[str, Record] = {"case": case.record}
        self.answered: dict[Any, Reason] = {}

    def answer(self, rule: Expression) -> Answer:
        """The value of the rule for the records at hand."""
        value = step_of(rule)(self, [])
        return Answer(None, value.missing) if type(value) is Unknown else Answer(value)

    def explain(self, rule: Expression) -> Reason:
        """The answer of a named rule with everything it rests on."""
        asked: list[Reason] = []
        step_of(rule)(self, asked)
        return asked[-1]

    def suppose(self, reason: Reason, value: Any) -> None:
        """From now on this rule, about the records that the reason is about, has another answer."""
        self.keep(Reason(reason.rule, value, [], self.ground, reason.records))

    def keep(self, reason: Reason) -> None:
        """This answer holds here too."""
        key = (id(reason.rule), *[id(reason.records.get(scope)) for scope in scopes_of(reason.rule)])
        self.answered[key if len(key) > 1 else key[0]] = reason


def step_of(node: Expression) -> Step:
    """The step that answers a node, prepared on first use."""
    known: Step | None = node.__dict__.get("step")
    if known is None:
        known = node.__dict__["step"] = _rule(node) if node.name else MEANING[type(node)](node, step_of)
    return known


def _rule(rule: Expression) -> Step:
    """Answered once for each record it is about; kept below the rule that asks."""
    meaning, node, scopes = MEANING[type(rule)](rule, step_of), id(rule), scopes_of(rule)
    only = scopes[0] if len(scopes) == 1 else ""

    def take(ev: Any, here: list[Any]) -> Any:
        records = ev.records
        key = (node, id(records.get(only))) if only else (node, *[id(records.get(scope)) for scope in scopes]) if scopes else node
        reason = ev.answered.get(key)
        if reason is None:
            notes: list[Any] = []
            answer = meaning(ev, notes)
            reason = ev.answered[key] = Reason(rule, answer, notes, ev.ground, records)
        here.append(reason)
        return reason.answer

    return take
