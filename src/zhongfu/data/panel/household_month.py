"""户月表: the household-month panel, one row per household with at least one living, registered member."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

import ibis

from zhongfu.data import months
from zhongfu.data.engine import Input, Table, compiled, connect, known_sum, left_joined, materialise, settled, table
from zhongfu.data.lake import Lake, Parts
from zhongfu.data.panel import persons
from zhongfu.data.panel.aggregates import BUSINESSES, HOUSES, VEHICLES, Aggregate
from zhongfu.data.panel.holding import every, held_from
from zhongfu.data.panel.households import DIED, HUKOU, deaths, households_of_the_dead
from zhongfu.data.panel.persons import PERSONS

PANEL = table(
    "panel", household_id="string", month="string", region="string", members="int64", minors="int64", elders="int64",
    income_fen="int64", wage_fen="int64", pension_fen="int64", business_fen="int64", aid_fen="int64",
    medical_total_fen="int64", medical_self_paid_fen="int64", medical_self_paid_12m_fen="int64",
    severe_disabled="int64", students="int64", deaths_12m="int64", births_12m="int64", houses="int64",
    vehicles="int64", businesses="int64", insured_members="int64", in_programme="string",
)
COLUMNS: tuple[str, ...] = tuple(PANEL.columns)

_WHO = ("hukou_persons", "deaths")
SOURCES: dict[str, tuple[str, ...]] = {
    "household_id": _WHO, "month": (), "region": _WHO, "members": _WHO, "minors": _WHO, "elders": _WHO,
    "income_fen": ("social_insurance_payments", "pensions", "business_income_tax"),
    "wage_fen": ("social_insurance_payments",), "pension_fen": ("pensions",), "business_fen": ("business_income_tax",),
    "aid_fen": ("assistance_register",), "medical_total_fen": ("medical_settlements",),
    "medical_self_paid_fen": ("medical_settlements",), "medical_self_paid_12m_fen": ("medical_settlements",),
    "severe_disabled": ("disability_certificates",), "students": ("student_records",),
    "deaths_12m": ("deaths", "hukou_persons"), "births_12m": ("births",), "houses": ("real_estate",),
    "vehicles": ("vehicles",), "businesses": ("market_entities",), "insured_members": ("medical_enrolments",),
    "in_programme": ("assistance_register",),
}

_BIRTHS = table("births", certificate="string", born_on="date", mother_id="int64", father_id="int64")
_BORN = table("born", certificate="string", mother_id="int64", father_id="int64")
_OWNED = {"houses": HOUSES, "vehicles": VEHICLES, "businesses": BUSINESSES}


def ensure(lake: Lake, parts: Parts, month: str) -> Path:
    """Parquet with the columns of PANEL for a month (text "2026-10"), sorted by household, amounts in fen.

    NULL is unknown. Named by everything it was computed from, so it is computed only if something changed.
    """
    owned = {name: _owned(lake.root, parts, month, aggregate) for name, aggregate in _OWNED.items()}
    held = held_from(parts, "hukou_persons", month)
    inputs = [
        Input(PERSONS, (persons.ensure(lake, parts, month),)),
        Input(HUKOU, () if held is None else (parts["hukou_persons"][held],)),
        Input(DIED, (deaths(lake.root, parts, month),)),
        Input(_BORN, (_births(lake.root, parts, month),)),
        *(Input(_OWNED[name].result(), (path,)) for name, path in owned.items() if path),
    ]
    return materialise(_sql(month, frozenset(name for name in owned if owned[name])), inputs, lake.root, f"panel/{month}")


def write_csv(path: Path, stream: TextIO) -> int:
    """Write a panel as CSV: a header and one line per household by household_id as text; returns the lines' number."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for row in _rows(path):
        writer.writerow(["" if value is None else value for value in row])
        count += 1
    return count


def _rows(path: Path) -> Iterator[tuple[Any, ...]]:
    with connect() as connection:
        cursor = connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM read_parquet(?) ORDER BY household_id", [str(path)]
        )
        while rows := cursor.fetchmany(10_000):
            yield from rows


def _owned(root: Path, parts: Parts, month: str, aggregate: Aggregate) -> Path | None:
    held = held_from(parts, aggregate.source, month)
    return None if held is None else aggregate.of(root, parts[aggregate.source][held], held)


def _births(root: Path, parts: Parts, month: str) -> Path:
    """Births of the twelve months ending with `month`, from whichever file, named by what they say."""
    first, last = months.first_day(months.shift(month, -11)), months.last_day(month)
    recent = _BIRTHS.filter(_BIRTHS.born_on >= first, _BIRTHS.born_on <= last)
    expression = recent.select(*_BORN.columns).distinct().order_by(*_BORN.columns)
    inputs = [Input(_BIRTHS, every(parts, "births"))]
    return settled(root, materialise(compiled(expression), inputs, root, f"births/{month}"))


@lru_cache
def _sql(month: str, known: frozenset[str]) -> str:
    """The sums over the persons, and beside them what is counted by something else than persons."""
    counted = {
        "deaths_12m": _per_household(households_of_the_dead(HUKOU, DIED, month), "deaths_12m", "id_no"),
        "births_12m": _per_household(_children(), "births_12m", "certificate"),
        **{name: _per_household(_things(_OWNED[name]), name, "thing") for name in _OWNED if name in known},
    }
    panel = left_joined(_sums(month), "household_id", [(each, "household_id") for each in counted.values()])
    told = {name: panel[name].fill_null(0) for name in counted} | {
        name: ibis.null("int64") for name in _OWNED if name not in known}
    every = {name: told[name] if name in told else panel[name] for name in COLUMNS}
    return compiled(panel.select(**every).order_by("household_id"))


def _sums(month: str) -> Table:
    people = PERSONS
    # Not `disabled & grade <= 2`: for an unknown source "unknown and no grade" must stay unknown, never become false.
    severe = people.disabled.ifelse(people.disability_grade <= 2, people.disabled).cast("int64")
    rank = people.programme_rank.min()
    sums = people.group_by("household_id").agg(
        region=people.region.min(), members=people.count(),
        minors=(people.birth > months.born_by(month, 18)).sum(), elders=(people.birth <= months.born_by(month, 60)).sum(),
        severe_disabled=known_sum(severe), students=known_sum(people.full_time.cast("int64")),
        insured_members=known_sum(people.insured.cast("int64")),
        in_programme=rank.cases((1, "tekun"), (2, "dibao"), (3, "edge"), (4, "rigid")),
        **{name: known_sum(people[name]) for name in _SUMMED},
    )
    # A sum of SQL's "+" is unknown as soon as one part is: exactly what income needs.
    return sums.mutate(month=ibis.literal(month), income_fen=sums.wage_fen + sums.pension_fen + sums.business_fen)


_SUMMED = (
    "wage_fen", "pension_fen", "business_fen", "aid_fen", "medical_total_fen", "medical_self_paid_fen",
    "medical_self_paid_12m_fen",
)


def _children() -> Table:
    """Birth certificates with the household in which the mother counts, else the father's."""
    place = PERSONS.select("id_no", "household_id")
    mother = place.select(mother=place.id_no, of_mother=place.household_id)
    father = place.select(father=place.id_no, of_father=place.household_id)
    born = _BORN.left_join(mother, _BORN.mother_id == mother.mother)
    born = born.left_join(father, born.father_id == father.father)
    return born.select("certificate", household_id=ibis.coalesce(born.of_mother, born.of_father))


def _things(aggregate: Aggregate) -> Table:
    owned = aggregate.result()
    return owned.join(PERSONS, owned.person == PERSONS.id_no).select("household_id", "thing")


def _per_household(rows: Table, name: str, distinct: str) -> Table:
    return rows.group_by("household_id").agg(**{name: rows[distinct].nunique().cast("int64")})
