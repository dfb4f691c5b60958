"""适用日比较: one household on several days: each day's answer, and which rules, values and instruments differ between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from zhongfu.policy.decide import Decision, decide
from zhongfu.policy.decision import ProgrammeDecision
from zhongfu.policy.parameters import Law
from zhongfu.policy.records import Case, Record
from zhongfu.policy.redecision.difference import Difference, differences
from zhongfu.policy.values import yuan


def on_day(case: Case, day: date) -> Case:
    """The household as it applies on another day: whoever is born later is not there yet."""
    members = [member for member in case.members if member.values["birth"] is None or member.values["birth"] <= day]
    return Case(Record("", case.record.values | {"as_of": day, "household.members": members}), case.parameters, case.sources)


@dataclass(frozen=True)
class Change:
    """What one programme answers on a day and the day before it in the list, and what differs between them."""

    programme: str
    before: ProgrammeDecision
    after: ProgrammeDecision
    differences: tuple[Difference, ...]

    @property
    def answer_differs(self) -> bool:
        """Whether the household gets another answer or another amount."""
        return (self.before.eligible, self.before.amount) != (self.after.eligible, self.after.amount)


@dataclass(frozen=True)
class Comparison:
    """One household on several days: each day's decision, and from each day to the next what changed."""

    decisions: tuple[Decision, ...]
    changes: tuple[tuple[Change, ...], ...]

    def as_json(self, lang: str = "zh") -> dict[str, Any]:
        """As plain values, in one language."""
        steps = zip(pairwise(self.decisions), self.changes, strict=True)
        return {
            "place": self.decisions[0].case.place,
            "days": [_day_told(decision) for decision in self.decisions],
            "changes": [
                {"from": before.case.as_of.isoformat(), "to": after.case.as_of.isoformat(), "programmes": _changes_told(changes, lang)}
                for (before, after), changes in steps
            ],
        }


def _day_told(decision: Decision) -> dict[str, Any]:
    told = {name: _answer_told(one) | {"needs": list(one.needs)} for name, one in decision.programmes.items()}
    answer = {"as_of": decision.case.as_of.isoformat(), "category": decision.category, "programmes": told}
    return answer | ({"demonstration": True} if decision.demonstration else {})


def _answer_told(one: ProgrammeDecision) -> dict[str, Any]:
    return {"eligible": one.eligible, "amount": amount_text(one.amount)}


def _changes_told(changes: tuple[Change, ...], lang: str) -> dict[str, Any]:
    return {
        change.programme: {
            "answer_differs": change.answer_differs, "before": _answer_told(change.before), "after": _answer_told(change.after),
            "because": [one.as_json(lang) for one in change.differences],
        }
        for change in changes
    }  # fmt: skip


def compare_days(case: Case, law: Law, days: Sequence[date]) -> Comparison:
    """The same household as if it applied on each of these days; programmes for which nothing differs are not listed."""
    decisions = tuple(decide(_applying(case, day), law) for day in days)
    return Comparison(decisions, tuple(tuple(_changes(before, after)) for before, after in pairwise(decisions)))


def _applying(case: Case, day: date) -> Case:
    applied = on_day(case, day)
    applied.record.values |= {"decided_on": day, "decided": False}
    return applied


def _changes(before: Decision, after: Decision) -> Iterator[Change]:
    for name, old in before.programmes.items():
        told = tuple(one for one in differences(before, after, name) if not _follows_the_day(one))
        change = Change(name, old, after.programmes[name], told)
        if told or change.answer_differs:
            yield change


def _follows_the_day(one: Difference) -> bool:
    """The first month paid is another one on each day, and says nothing of the law."""
    return one.name == "decided_on" or one.name.endswith(".starts")


def amount_text(fen: int | None) -> str | None:
    """Yuan as an answer gives them; the unknown stays unknown."""
    return None if fen is None else yuan(fen)
