"""理由: what a rule was answered and from what, as a tree that pages, letters and JSON are written from.

A reason holds the rule, its answer and what it read: facts, parameters, the answers of other rules. What each node inside the
rule gave is needed only where the rule is put into words; the rule is then gone through once more, with the other rules'
answers taken from the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zhongfu.policy.ground import FactUsed, Ground, ParameterUsed
from zhongfu.policy.language import Constant, Expression, Parameter
from zhongfu.policy.meaning import MEANING, Notes, Step, Unknown, scopes_of
from zhongfu.policy.records import Record
from zhongfu.policy.values import Choice

__all__ = ["FactUsed", "ParameterUsed", "Reason", "below"]


class Reason:
    """One rule, its answer, and in order what it read. `records` are those that were at hand."""

    __slots__ = ("_children", "_results", "answer", "ground", "notes", "records", "rule")

    def __init__(self, rule: Expression, answer: Any, notes: Notes, ground: Ground, records: dict[str, Record]) -> None:
        self.rule, self.answer, self.notes, self.ground, self.records = rule, answer, notes, ground, records
        self._children: list[Reason] | None = None
        self._results: dict[int, Any] | None = None

    @property
    def value(self) -> Any:
        """The answer; None where it is unknown or does not apply."""
        return None if type(self.answer) is Unknown else self.answer

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing for the answer, by name."""
        return self.answer.missing if type(self.answer) is Unknown else ()

    @property
    def about(self) -> str:
        """The person it is about."""
        member = self.records.get("member")
        return member.name if member is not None and "member" in scopes_of(self.rule) else ""

    @property
    def children(self) -> list[Reason]:
        """The rules that it asked, in order; one that it asked twice stands there twice."""
        if self._children is None:
            self._children = [note for note in self.notes if type(note) is Reason]
        return self._children

    @property
    def facts(self) -> list[FactUsed]:
        """The facts that it read itself, with their sources."""
        return [self.ground.fact(*note) for note in self.notes if type(note) is tuple]

    @property
    def parameters(self) -> list[ParameterUsed]:
        """The parameters that it read itself, with place and citations."""
        return [self.ground.values.told(note.parameter) for note in self.notes if type(note) is Parameter]

    @property
    def is_cited(self) -> bool:
        """Whether a parameter that it read has citations."""
        told = self.ground.values.told
        return any(told(note.parameter).cites for note in self.notes if type(note) is Parameter)

    @property
    def readings(self) -> tuple[Any, ...]:
        """The values that it read, in order. Where a rule that goes through no list reads the same, every node gives the same."""
        return tuple(map(self._reading, self.notes))

    @property
    def standing(self) -> tuple[Any, ...]:
        """How long the lists of the case are, and at which records it stands: what else settles a rule that goes through lists."""
        shape, numbers = self.ground.layout
        return shape, *[numbers[self.records[scope]] for scope in scopes_of(self.rule)]

    def _reading(self, note: Any) -> Any:
        """A choice counts with its words: the same code may come without them."""
        if type(note) is tuple:
            record, fact = note
            value = record.values.get(fact.key)
        else:
            value = note.answer if type(note) is Reason else self.ground.values[note.parameter]
        kind = type(value)
        return None if kind is Unknown else (value, value.zh) if kind is Choice else value

    @property
    def results(self) -> dict[int, Any]:
        """What every node of the rule gave, by the node's identity; None where that is unknown or does not apply."""
        if self._results is None:
            self._results = _gone_through(self)
        return self._results

    def walk(self) -> list[Reason]:
        """This reason and all below, each once, the nearest first."""
        return below((self,))


class _Again:
    """An evaluation of one rule that was answered before."""

    def __init__(self, reason: Reason) -> None:
        self.records = reason.records
        self.parameters: Mapping[str, Any] = reason.ground.values
        self.answers, self.results = iter(reason.children), {id(reason.rule): reason.value}


def _gone_through(reason: Reason) -> dict[int, Any]:
    step: Step | None = reason.rule.__dict__.get("again")
    if step is None:
        step = reason.rule.__dict__["again"] = MEANING[type(reason.rule)](reason.rule, _noting)
    again = _Again(reason)
    step(again, [])
    return again.results


def _noting(node: Expression) -> Step:
    """The step of a node that keeps what it gave. A constant tells itself; another rule was answered before."""
    if isinstance(node, Constant) and not node.name:
        return MEANING[Constant](node, _noting)
    meaning, key = _next_answer if node.name else MEANING[type(node)](node, _noting), id(node)

    def take(ev: Any, here: Notes) -> Any:
        value = meaning(ev, here)
        ev.results[key] = None if type(value) is Unknown else value
        return value

    return take


def _next_answer(ev: Any, here: Notes) -> Any:
    """The rules that a rule asks stand below it in the order in which it asks them."""
    return next(ev.answers).answer


def below(reasons: Iterable[Reason]) -> list[Reason]:
    """These reasons and all below them, each once, the nearest first."""
    found = list(reasons)
    seen = set(found)
    for reason in found:
        for child in reason.children:
            if child not in seen:
                seen.add(child)
                found.append(child)
    return found
