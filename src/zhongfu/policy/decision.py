"""决定书要素: a decision on one case as plain values: the JSON answer, and the tree of reasons for pages and letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhongfu.policy.explanation.change_words import Found, search, told
from zhongfu.policy.explanation.remedy import remedies
from zhongfu.policy.explanation.sums import line
from zhongfu.policy.explanation.telling import Telling
from zhongfu.policy.language import Parameter
from zhongfu.policy.parameters import Law
from zhongfu.policy.reasons import Reason, below
from zhongfu.policy.records import Case
from zhongfu.policy.values import month_text, yuan

OUTSIDE = {"81": "cssa", "82": "macao_grant"}  # Hong Kong and Macao have aid of their own
RUNGS = ("tekun", "dibao", "dibao_single", "edge", "rigid")


@dataclass
class ProgrammeDecision:
    """One programme: amounts in fen, `starts` and `until` as running month numbers."""

    programme: str
    eligible: bool | None
    amount: int | None
    starts: int | None
    until: int | None
    needs: tuple[str, ...]
    reasons: tuple[Reason, ...]
    per: str = "month"


@dataclass
class Decision:
    """All built programmes on one case."""

    case: Case
    law: Law
    members_counted: int | None
    programmes: dict[str, ProgrammeDecision]
    _changes: dict[str, Found] = field(default_factory=dict)

    @property
    def category(self) -> str | None:
        """The first rung that holds; None where an earlier one is undecided or not built; "none" where none holds."""
        for rung in RUNGS:
            decided = self.programmes.get(rung)
            if decided is None or decided.eligible is None:
                return None
            if decided.eligible:
                return rung
        return "none"

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The topmost reasons of every programme."""
        return tuple(reason for one in self.programmes.values() for reason in one.reasons)

    @property
    def demonstration(self) -> bool:
        """Whether a demonstration value stands behind any of the answers."""
        read = {(note.parameter, reason.ground) for reason in below(self.reasons) for note in reason.notes if type(note) is Parameter}
        return any(ground.values.told(name).demonstration for name, ground in read)

    @property
    def applicable(self) -> tuple[str, ...]:
        """The programmes that there are where the household applies."""
        own = OUTSIDE.get(self.case.place[:2])
        return (own,) if own else tuple(name for name in self.programmes if name not in OUTSIDE.values())

    @property
    def decided_on(self) -> date | None:
        """The day of the decision, where a person has decided."""
        values = self.case.record.values
        return values["decided_on"] if values["decided"] else None

    def as_json(self, lang: str = "zh") -> dict[str, Any]:
        """The answer of ``zhongfu decide --json``, but for what would change it; see `changes`."""
        telling = Telling(self.case, self.law, lang)
        answer: dict[str, Any] = {
            "as_of": self.case.as_of.isoformat(),
            "place": self.case.place,
            "members_counted": self.members_counted,
            "programmes": {name: _programme(one, telling) for name, one in self.programmes.items()},
            "category": self.category,
            "remedy": remedies(self.applicable, self.decided_on, lang),
        }
        return answer | ({"demonstration": True} if self.demonstration else {})

    def changes(self, lang: str = "zh", programmes: Iterable[str] | None = None) -> dict[str, list[dict[str, Any]]]:
        """What would change the answer on each of these programmes (default: all). Each change is decided anew, so it takes longer."""
        found = {}
        for name in programmes or self.programmes:
            reasons = self.programmes[name].reasons
            if name not in self._changes:
                self._changes[name] = search(reasons[0])
            found[name] = told(self._changes[name], reasons, lang)
        return found

    def tree(self, lang: str = "zh") -> dict[str, list[dict[str, Any]]]:
        """Every programme's reasons as trees of plain values; each rule stands once, where it is first read."""
        telling = Telling(self.case, self.law, lang)
        return {name: telling.trees(one.reasons) for name, one in self.programmes.items()}


def _programme(one: ProgrammeDecision, telling: Telling) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "eligible": one.eligible,
        "amount": None if one.amount is None else yuan(one.amount),
        "per": one.per,
        "starts": None if one.starts is None else month_text(one.starts),
        "reasons": telling.reasons(one.reasons),
        "needs": list(one.needs),
    }
    if one.until is not None:
        answer["until"] = month_text(one.until)
    if one.amount is not None:
        answer["arithmetic"] = line(next(reason for reason in one.reasons if reason.rule.name.endswith(".amount")), telling.lang)
    return answer
