"""筛查 Screening: a month's registers judged by the rules of every programme; counted by town, nobody admitted or removed by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from zhongfu.audit.actions import Subject, record
from zhongfu.data import months
from zhongfu.data.lake import Lake
from zhongfu.data.roll import Registers, roll_table
from zhongfu.data.roll.kept import Answer, Kept
from zhongfu.data.roll.said import said_by
from zhongfu.data.roll.screened import Question, ensure, law_key, supposed_roll
from zhongfu.data.roll.suppose import Supposition
from zhongfu.deliveries import current
from zhongfu.monitoring.models import Screening, ScreeningCount
from zhongfu.policy.decide import decide
from zhongfu.policy.decision import Decision
from zhongfu.policy.parameters import law_folder
from zhongfu.policy.records import Case
from zhongfu.policy.tables import case_of
from zhongfu.policy.values import yuan
from zhongfu.verification import law
from zhongfu.verification.draft import Draft

SUPPOSED = {"source": "假设 supposition"}
TRUTH = {1: True, 0: False, -1: None}


def registers(home: current.Place) -> Registers:
    """The departments' files that are current."""
    return Registers(Lake(home.lake), current.parts(home))


def question(home: current.Place, month: str, supposed: Sequence[Supposition] = ()) -> Question:
    """What a screen of the month asks: its registers on its last day, by the law at hand."""
    return Question(month, months.last_day(month), law.present(), law_key((law_folder(), home.law)), tuple(supposed))


def screen(*, home: current.Place, month: str, supposed: Sequence[Supposition] = ()) -> Kept:
    """The kept screen of a month, worked out where none rests on the same registers, rules and law. Changes no table."""
    return Kept(ensure(registers(home), question(home, month, supposed)))


def run_screen(*, home: current.Place, month: str, by: Any, at: datetime) -> Kept:
    """Screen a month and publish its counts by town. With the same registers, rules and law nothing is done again."""
    kept = screen(home=home, month=month)
    file = str(kept.path.relative_to(home.lake))
    if not Screening.objects.filter(month=month, file=file).exists():
        _publish(kept, file, by=by, at=at)
    return kept


@transaction.atomic
def _publish(kept: Kept, file: str, *, by: Any, at: datetime) -> None:
    told = kept.told
    month = told["month"]
    ScreeningCount.objects.filter(month=month).delete()
    ScreeningCount.objects.bulk_create(_counts(kept, month), batch_size=5_000)
    same = {name: told[name] for name in ("households", "too_large", "missing", "demonstration")}
    values = same | {"file": file, "as_of": date.fromisoformat(told["as_of"]), "at": at}
    Screening.objects.update_or_create(month=month, defaults=values)
    detail = {"file": Path(file).stem, "households": told["households"], "as_of": told["as_of"]}
    record(by=by, at=at, verb="month.screened", subject=Subject("month", month), detail=detail)


def _counts(kept: Kept, month: str) -> Iterator[ScreeningCount]:
    for programme, towns in kept.counts().items():
        for region, counted in towns.items():
            for standing, number in filter(lambda pair: pair[1], counted.items()):
                yield ScreeningCount(month=month, region=region, programme=programme, standing=standing, households=number)
    for each in kept.wanted():
        yield ScreeningCount(
            month=month, region=each.region, programme=each.programme, standing="undecidable", fact=each.fact, households=each.households
        )


def latest(home: current.Place) -> tuple[Screening, Kept] | None:
    """The screen of the latest month with the file of its households; None before the first, or when the file was swept away."""
    found = Screening.objects.order_by("-month").first()
    if found is None or not (home.lake / found.file).is_file():
        return None
    return found, Kept(home.lake / found.file)


@dataclass(frozen=True)
class Explained:
    """One household decided by its row of the roll, beside what the screen found of it."""

    household_id: str
    month: str
    decision: Decision
    screened: Mapping[str, Answer]

    def as_json(self, lang: str) -> dict[str, Any]:
        """The decision as `zhongfu decide --json` tells it, and the screen's own answers."""
        found = {
            name: {"eligible": TRUTH[eligible], "amount": None if amount is None else yuan(amount), "needs": list(needs)}
            for name, (eligible, amount, needs) in self.screened.items()
        }
        told = {"household_id": self.household_id, "month": self.month, "basis": "registers"}
        return told | {"decision": self.decision.as_json(lang), "screened": found}


def explained(*, home: current.Place, month: str, household_id: str, supposed: Sequence[Supposition] = ()) -> Explained | None:
    """One household decided with every reason, by the same roll as the screen. None where the screen does not hold it."""
    found = screen(home=home, month=month, supposed=supposed).of(household_id)
    if found is None:
        return None
    asked, source = question(home, month, supposed), registers(home)
    row, filled = supposed_roll(source, asked, [household_id])
    case = case_of(row, 0)
    registered = case_of(roll_table(source, month, asked.as_of, [household_id]), 0)
    case.sources = _sources(source, registered, month) | {fact: SUPPOSED for fact, households in filled.items() if households}
    return Explained(household_id, month, decide(case, asked.law), found)


def _sources(source: Registers, case: Case, month: str) -> dict[str, dict[str, str]]:
    """The delivered file behind each fact, with the day it came."""
    draft = Draft(source.parts, month)
    for path, feed in said_by(case).items():
        draft.say(path, feed)
    return draft.sources
