"""人员载入 Refresh: households, persons and household-months of the panel, from Parquet into the tables that pages read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from zhongfu.audit.actions import Subject, record
from zhongfu.data import months, panel
from zhongfu.data.lake import Lake, Parts
from zhongfu.data.panel import persons
from zhongfu.data.panel.holding import holding
from zhongfu.deliveries import current
from zhongfu.people.bulk import Advance, Load, id_text_sql, literal, refresh_statistics
from zhongfu.people.models import Household, HouseholdMonth, LoadedMonth, Person

MONTHS_KEPT = 13
PERSON_COLUMNS = (
    "id_no", "household_id", "region", "name", "sex", "birth", "relation", "hukou_kind", "wage_fen", "pension_fen",
    "basic_pension_fen", "business_fen", "disabled", "disability_kind", "disability_grade", "student", "student_stage",
    "full_time", "insured", "medical_self_paid_12m_fen", "month",
)  # fmt: skip
HOUSEHOLD_COLUMNS = ("household_id", "region", "head_name", "address", "members", "month")


@dataclass(frozen=True)
class Refreshed:
    """What was loaded: the months whose rows changed, and the households and persons of the latest."""

    months: tuple[str, ...]
    households: int
    persons: int


@dataclass(frozen=True)
class _Sources:
    """Where the rows of one month come from."""

    month: str
    panel: Path
    persons: Path | None = None
    hukou: Path | None = None

    @property
    def keys(self) -> tuple[str, str]:
        return self.panel.stem, self.persons.stem if self.persons else ""


def refresh(*, home: current.Place, month: str, by: Any, at: datetime, progress: Advance | None = None) -> Refreshed:
    """Bring the tables to `month`: its persons and households, and the months before it, thirteen in all.

    Only months whose panel changed are loaded again. One transaction: pages see the old state or the new one.
    """
    inputs = current.fingerprint(current.parts(home))
    if _is_newest(month) and LoadedMonth.objects.filter(month=month, inputs=inputs).exists():
        return Refreshed((), Household.objects.count(), Person.objects.count())
    wanted = _sources(home, month)
    loaded = {row.month: (row.panel_key, row.persons_key) for row in LoadedMonth.objects.all()}
    changed = [each for each in wanted if loaded.get(each.month) != each.keys]
    stale = set(loaded) - {each.month for each in wanted}
    if changed or stale:
        _load(changed, stale, by=by, at=at, advance=_Adding(progress))
        refresh_statistics("people_household", "people_person", "people_householdmonth")
    LoadedMonth.objects.filter(month=month).update(inputs=inputs)
    return Refreshed(tuple(each.month for each in changed), Household.objects.count(), Person.objects.count())


def _is_newest(month: str) -> bool:
    """Whether the tables of persons show this month."""
    return not LoadedMonth.objects.filter(month__gt=month).exists()


def _sources(home: current.Place, month: str) -> list[_Sources]:
    parts, lake = current.parts(home), Lake(home.lake)
    known = [each for each in months.ending_with(month, MONTHS_KEPT) if holding(parts, "hukou_persons", each)]
    return [_source(lake, parts, each, latest=each == month) for each in known]


def _source(lake: Lake, parts: Parts, month: str, *, latest: bool) -> _Sources:
    path = panel.ensure(lake, parts, month)
    if not latest:
        return _Sources(month, path)
    return _Sources(month, path, persons.ensure(lake, parts, month), holding(parts, "hukou_persons", month))


@dataclass
class _Adding:
    """Adds up the rows of several loads for one progress bar."""

    show: Advance | None
    before: int = 0
    now: int = 0

    def __call__(self, done: int, total: int) -> None:
        self.now = done
        if self.show:
            self.show(self.before + done, 0)

    def next(self) -> None:
        self.before, self.now = self.before + self.now, 0


@transaction.atomic
def _load(changed: list[_Sources], stale: set[str], *, by: Any, at: datetime, advance: _Adding) -> None:
    HouseholdMonth.objects.filter(month__in=[*stale, *(each.month for each in changed)]).delete()
    LoadedMonth.objects.filter(month__in=stale).delete()
    for each in changed:
        households = _months_load(each).run(advance)
        advance.next()
        if each.persons:
            _replace_people(each, advance)
        _note(each, households, by=by, at=at)


def _note(each: _Sources, households: int, *, by: Any, at: datetime) -> None:
    panel_key, persons_key = each.keys
    values = {"panel_key": panel_key, "persons_key": persons_key, "households": households, "loaded_at": at}
    LoadedMonth.objects.update_or_create(month=each.month, defaults=values)
    detail = {"panel": panel_key, "persons": persons_key, "households": households}
    record(by=by, at=at, verb="people.refreshed", subject=Subject("month", each.month), detail=detail)


def _replace_people(each: _Sources, advance: _Adding) -> None:
    Person.objects.all().delete()
    Household.objects.all().delete()
    for load in (_households_load(each), _persons_load(each)):
        load.run(advance)
        advance.next()


def _months_load(each: _Sources) -> Load:
    columns = ", ".join(f'"{name}"' for name in panel.COLUMNS)
    return Load(HouseholdMonth, panel.COLUMNS, f"SELECT {columns} FROM read_parquet({literal(each.panel)})")


def _persons_load(each: _Sources) -> Load:
    given = {"id_no": id_text_sql("id_no"), "month": literal(each.month), "disability_grade": "disability_grade::INT"}
    columns = ", ".join(given.get(name, f'"{name}"') for name in PERSON_COLUMNS)
    return Load(Person, PERSON_COLUMNS, f"SELECT {columns} FROM read_parquet({literal(str(each.persons))})")


def _households_load(each: _Sources) -> Load:
    """The 户主 names a household; where none counts any more the 户主's spouse does, else the eldest."""
    address = "SELECT household_id, min(address) AS address FROM read_parquet({}) WHERE cancel_reason IS NULL GROUP BY 1"
    return Load(
        Household,
        HOUSEHOLD_COLUMNS,
        f"""
        SELECT p.household_id, min(p.region), coalesce(min(p.name) FILTER (p.relation = '户主'), min(p.name) FILTER (p.relation = '配偶'), min_by(p.name, p.birth)),
               coalesce(min(a.address), ''), count(*)::INT, {literal(each.month)}
        FROM read_parquet({literal(str(each.persons))}) p
        LEFT JOIN ({address.format(literal(str(each.hukou)))}) a USING (household_id)
        GROUP BY p.household_id ORDER BY p.household_id
        """,
    )
