"""重新核定: month by month what was decided on a household beside what the rules give by what is known now.

A month's answer follows the rules of its first day (in the month of application: of that day) and only the facts given for
that month: what was earned in one month is never spread over others. The outcome is a proposal to a person, never a debt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from zhongfu.policy.decide import BUILT, PER, Decision, decide
from zhongfu.policy.decision import RUNGS, ProgrammeDecision
from zhongfu.policy.parameters import Law
from zhongfu.policy.reasons import below
from zhongfu.policy.records import Case, Record
from zhongfu.policy.redecision.causes import CAUSES, ORIGINS, advice
from zhongfu.policy.redecision.compare import Comparison, amount_text, compare_days, on_day
from zhongfu.policy.redecision.difference import Difference, differences
from zhongfu.policy.values import NONE, month_text, yuan

__all__ = ["MONTHLY", "Comparison", "Matter", "Month", "Redecision", "Version", "compare_days", "redecide"]

# Paid month by month from a first month on: only for these can a month be said to be paid too much or too little.
MONTHLY = tuple(name for name, built in BUILT.items() if name not in PER and {"amount", "starts"} <= set(built.rules))
# Farming is reckoned by the year (CQ Art.12); any other sum of a year has lost the months in which it was earned.
RECKONED_BY_YEAR = ("farming",)


class Version(NamedTuple):
    """The facts that are true from this month on (a running month number), until a later version's month."""

    first: int
    case: Case


@dataclass(frozen=True)
class Matter:
    """What is decided again: a case as it was decided, and what has come to light since.

    `paid` gives in fen what was paid in each month; a month it does not name is unknown. Without it, the decided amount of
    a month is what the facts and the law as then known give; where they cannot say, the last amount stands.
    """

    case: Case
    law: Law
    programme: str = "dibao"
    versions: tuple[Version, ...] = ()
    law_now: Law | None = None
    paid: Mapping[int, int] | None = None

    def facts_of(self, month: int) -> Case:
        """The facts that are now held true of this month, with the original decision's dates."""
        latest = max((version for version in self.versions if version.first <= month), key=lambda one: one.first, default=None)
        if latest is None:
            return self.case
        values = dict(latest.case.record.values)
        if not values["decided"]:
            values |= {key: self.case.record.values[key] for key in ("decided_on", "decided")}
        return Case(Record("", values), latest.case.parameters, latest.case.sources)

    def is_changed(self, month: int) -> bool:
        """Whether anything at all is known of this month that was not known when it was decided."""
        return self.law_now is not None or any(version.first <= month for version in self.versions)


@dataclass(frozen=True)
class Month:
    """One month: what was decided (`basis`: paid, computed or standing), what the rules give, and why the two differ.

    `instead` names another programme that the household would have had at no less: then no overpayment can be said.
    """

    month: int
    decided: int | None
    basis: str
    due: int | None
    needs: tuple[str, ...]
    because: tuple[Difference, ...]
    answer: ProgrammeDecision
    instead: str = ""

    @property
    def difference(self) -> int | None:
        """Due less decided: above zero in the household's favour; None where it cannot be said."""
        if self.decided is None or self.due is None or self.needs:
            return None
        return self.due - self.decided

    @property
    def kind(self) -> str:
        """``under``, ``over``, ``none`` or ``unknown``."""
        if self.difference is None:
            return "unknown"
        return "none" if not self.difference else "under" if self.difference > 0 else "over"

    def as_json(self, lang: str) -> dict[str, Any]:
        """As plain values; nothing is written as 0 that is unknown."""
        told = {
            "month": month_text(self.month), "decided": amount_text(self.decided), "basis": self.basis, "due": amount_text(self.due),
            "difference": amount_text(self.difference), "kind": self.kind, "needs": list(self.needs),
            "because": [one.as_json(lang) for one in self.because],
        }  # fmt: skip
        return told | ({"instead": self.instead} if self.instead else {})


@dataclass(frozen=True)
class Redecision:
    """The months of one programme with their sums, under a reason code: a proposal that a person accepts or does not."""

    matter: Matter
    cause: str
    months: tuple[Month, ...] = field(default=())

    @property
    def underpaid(self) -> int:
        """What the household should have had besides, in fen. Never set off against what was overpaid."""
        return sum(month.difference or 0 for month in self.months if month.kind == "under")

    @property
    def overpaid(self) -> int:
        """What the household had beyond what the rules give, in fen."""
        return -sum(month.difference or 0 for month in self.months if month.kind == "over")

    @property
    def unknown(self) -> tuple[Month, ...]:
        """The months of which nothing can be said, left out of both sums."""
        return tuple(month for month in self.months if month.kind == "unknown")

    @property
    def demonstration(self) -> bool:
        """Whether a demonstration value stands behind any month."""
        return any(used.demonstration for month in self.months for reason in below(month.answer.reasons) for used in reason.parameters)

    def as_json(self, lang: str = "zh") -> dict[str, Any]:
        """The answer of ``zhongfu redecide --json``."""
        cause, zh = CAUSES[self.cause], lang == "zh"
        overpaid_months = sum(month.kind == "over" for month in self.months)
        advised = advice(self.cause, overpaid=self.overpaid > 0, months=overpaid_months, place=self.matter.case.place)
        answer = {
            "programme": self.matter.programme,
            "place": self.matter.case.place,
            "reason": {
                "code": self.cause, "label": cause.zh if zh else cause.en, "cites": list(cause.cites),
                "origin": cause.origin.value, "origin_label": ORIGINS[cause.origin][0 if zh else 1],
            },
            "months": [month.as_json(lang) for month in self.months],
            "underpaid": yuan(self.underpaid),
            "overpaid": yuan(self.overpaid),
            "net": yuan(self.underpaid - self.overpaid),
            "unknown_months": [month_text(month.month) for month in self.unknown],
            "proposal": True,
            "advice": [{"text": one.zh if zh else one.en, "cites": list(one.cites)} for one in advised],
        }  # fmt: skip
        return answer | ({"demonstration": True} if self.demonstration else {})


def redecide(matter: Matter, first: int, last: int, cause: str) -> Redecision:
    """Every month from `first` to `last` (running month numbers) decided again; months before the application are left out."""
    months = (month for month in _Months(matter).until(last) if month.month >= first)
    return Redecision(matter, cause, tuple(months))


class _Owed(NamedTuple):
    """What the rules give for a month, and what they lack where they cannot say."""

    amount: int | None
    needs: tuple[str, ...]


class _Months:
    """Walks from the month of application on, since each month rests on what was decided for those before it."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        self.standing: int | None = None
        self.refused = False  # by the facts and law as then known
        self.out = False  # by what is known now, and without having been paid since

    def until(self, last: int) -> Iterator[Month]:
        as_of = self.matter.case.as_of
        for month in range(_number(as_of), last + 1):
            day = max(as_of, date(month // 12, month % 12 + 1, 1))
            yield self._month(month, day)

    def _month(self, month: int, day: date) -> Month:
        matter = self.matter
        before = decide(self._in_aid(on_day(matter.case, day)), matter.law)
        after = before
        if matter.is_changed(month):
            after = decide(self._in_aid(on_day(matter.facts_of(month), day)), matter.law_now or matter.law)
        self.refused |= before.programmes[matter.programme].eligible is False
        decided, basis, lacking = self._decided(month, _owed(before, matter.programme, month))
        due = self._due(after, month)
        instead = _instead(after, matter.programme) if due.amount == 0 and decided else ""
        needs = (*lacking, *due.needs, *([f"programme:{instead}"] if _is_no_less(after, instead, decided) else []), *self._entry(after, decided, due))
        self.standing = self.standing if decided is None else decided
        because = () if after is before else differences(before, after, matter.programme)
        return Month(
            month, decided, basis, due.amount, tuple(dict.fromkeys(needs)), because,
            after.programmes[matter.programme], instead,
        )  # fmt: skip

    def _in_aid(self, case: Case) -> Case:
        """What was decided makes the household one in aid, which the months of grace after taking up work ask for."""
        told = case.record.values["household.in_aid.programme"] not in (None, NONE)
        if self.standing and not told and any(member.values["has_new_job"] for member in case.members):
            case.record.values |= {"household.in_aid.programme": self.matter.programme, "household.in_aid.amount": self.standing}
        return case

    def _decided(self, month: int, computed: _Owed) -> tuple[int | None, str, tuple[str, ...]]:
        if self.matter.paid is not None:
            paid = self.matter.paid.get(month)
            return paid, "paid", () if paid is not None else (f"paid:{month_text(month)}",)
        if self.refused or computed.amount is not None:
            return 0 if self.refused else computed.amount, "computed", ()
        return self.standing, "standing", () if self.standing is not None else computed.needs

    def _due(self, after: Decision, month: int) -> _Owed:
        unplaced = _unplaced(self.matter, month)
        return _Owed(None, unplaced) if unplaced else _owed(after, self.matter.programme, month)

    def _entry(self, after: Decision, decided: int | None, due: _Owed) -> tuple[str, ...]:
        """Who once did not qualify comes in by an application of its own (57 Art.28): without one nothing is owed."""
        if decided:
            self.out = False
        elif after.programmes[self.matter.programme].eligible is False:
            self.out = True
        return ("application",) if self.out and due.amount else ()


def _owed(decision: Decision, programme: str, month: int) -> _Owed:
    answer = decision.programmes[programme]
    if answer.eligible is False:
        return _Owed(0, ())
    if answer.eligible is None or answer.starts is None:
        return _Owed(None, answer.needs)
    if month < answer.starts:
        return _Owed(0, ())
    return _Owed(answer.amount, answer.needs if answer.amount is None else ())


def _unplaced(matter: Matter, month: int) -> tuple[str, ...]:
    """Incomes that came to light as the sum of a year: nobody can say which month earned them."""
    known = {(name, income.values["kind"], income.values["amount"]) for name, income in _yearly(matter.case)}
    return tuple(
        f"{income.path}.amount" for name, income in _yearly(matter.facts_of(month))
        if income.values["kind"] not in RECKONED_BY_YEAR and (name, income.values["kind"], income.values["amount"]) not in known
    )  # fmt: skip


def _yearly(case: Case) -> Iterator[tuple[str, Record]]:
    return ((member.name, income) for member in case.members for income in member.values["incomes"] or () if income.values["yearly"])


def _instead(decision: Decision, programme: str) -> str:
    """Another rung on which the household stands where it does not stand on this one."""
    return next((rung for rung in RUNGS if rung != programme and decision.programmes[rung].eligible), "")


def _is_no_less(decision: Decision, instead: str, decided: int | None) -> bool:
    """Whether the other rung pays at least as much, or an amount not known: then nothing was had in excess."""
    if not instead or "amount" not in BUILT[instead].rules:
        return False
    amount = decision.programmes[instead].amount
    return amount is None or amount >= (decided or 0)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
