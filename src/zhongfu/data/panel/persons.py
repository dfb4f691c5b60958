"""人员: one row per person who counts in a month, with what every department says of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import ibis

from zhongfu.data import months
from zhongfu.data.engine import Column, Input, Table, compiled, known_sum, left_joined, materialise, table
from zhongfu.data.lake import Lake, Parts
from zhongfu.data.panel.aggregates import (
    AID,
    BUSINESS,
    DISABLED,
    INSURED,
    MEDICAL,
    PENSIONS,
    STUDENTS,
    WAGES,
    Aggregate,
)
from zhongfu.data.panel.holding import held_from, loaded_within
from zhongfu.data.panel.households import DIED, HUKOU, counting, deaths

PERSONS = table(
    "persons", id_no="int64", name="string", sex="string", birth="date", relation="string", household_id="string",
    region="string", hukou_kind="string", wage_fen="int64", pension_fen="int64", basic_pension_fen="int64",
    business_fen="int64", disability_kind="string", disability_grade="int32", disabled="boolean",
    student_stage="string", student="boolean", full_time="boolean", insured="boolean", medical_total_fen="int64",
    medical_self_paid_fen="int64", medical_self_paid_12m_fen="int64", aid_fen="int64", programme_rank="int64",
)


def ensure(lake: Lake, parts: Parts, month: str) -> Path:
    """Parquet with the columns of PERSONS for a month, computed only when something it reads has changed.

    NULL means that the source is unknown for this month. Where it is known, money is 0 for a person without rows and
    `disabled`, `student`, `full_time`, `insured` are false; kind, grade and stage are NULL either way, so ask
    `disabled` and `student` first. Without any register of households there are no rows.
    """
    held = held_from(parts, "hukou_persons", month)
    hukou = () if held is None else (parts["hukou_persons"][held],)
    files = [fact.files(lake.root, parts, month) for fact in FACTS]
    inputs = [Input(HUKOU, hukou), Input(DIED, (deaths(lake.root, parts, month),))]
    inputs += [Input(fact.table(), held) for fact, held in zip(FACTS, files, strict=True) if held]
    return materialise(_sql(month, tuple(map(bool, files))), inputs, lake.root, f"persons/{month}")


@dataclass(frozen=True)
class Fact:
    """Columns that one source gives a person: the expression, and what holds for somebody without rows."""

    aggregate: Aggregate
    says: Callable[[Table, str], Table]
    without_rows: Mapping[str, int | bool | None]
    span: int = 0  # months summed; 0: the file that holds in the month
    name: str = ""

    def table(self) -> Table:
        """The aggregate's table, under a name of its own where two facts read the same aggregate."""
        return self.aggregate.result(self.name)

    def files(self, root: Path, parts: Parts, month: str) -> tuple[Path, ...]:
        """The aggregated parts that hold; none when the source is unknown."""
        return tuple(self.aggregate.of(root, parts[self.aggregate.source][held], held) for held in self._held(parts, month))

    def _held(self, parts: Parts, month: str) -> Iterator[str]:
        if self.span:
            yield from loaded_within(parts, self.aggregate.source, months.ending_with(month, self.span))
        elif held := held_from(parts, self.aggregate.source, month):
            yield held


def _as_it_is(rows: Table, month: str) -> Table:
    return rows


def _of_the_month(rows: Table, month: str) -> Table:
    """Only what was paid for the month itself: arrears paid now belong to the months they name."""
    return rows.filter(rows.month == months.number(month))


def _over_the_year(rows: Table, month: str) -> Table:
    return rows.group_by("person").agg(medical_self_paid_12m_fen=known_sum(rows.medical_self_paid_fen))


def _gravest_disability(rows: Table, month: str) -> Table:
    """The gravest certificate that still runs on the month's last day."""
    running = rows.filter(rows.valid_to >= months.last_day(month))
    gravest = running.group_by("person").agg(
        disability_grade=running.disability_grade.min(), disability_kind=running.disability_kind.argmin(running.order)
    )
    return gravest.mutate(disabled=True)


FACTS = (
    Fact(WAGES, _of_the_month, {"wage_fen": 0}),
    Fact(PENSIONS, _of_the_month, {"pension_fen": 0, "basic_pension_fen": 0}),
    Fact(BUSINESS, _of_the_month, {"business_fen": 0}),
    Fact(MEDICAL, _as_it_is, {"medical_total_fen": 0, "medical_self_paid_fen": 0}),
    Fact(MEDICAL, _over_the_year, {"medical_self_paid_12m_fen": 0}, span=12, name="medical_year"),
    Fact(AID, _as_it_is, {"aid_fen": 0, "programme_rank": None}),
    Fact(INSURED, _as_it_is, {"insured": False}),
    Fact(DISABLED, _gravest_disability, {"disabled": False, "disability_kind": None, "disability_grade": None}),
    Fact(STUDENTS, _as_it_is, {"student": False, "full_time": False, "student_stage": None}),
)


@lru_cache
def _sql(month: str, known: tuple[bool, ...]) -> str:
    """Which facts are known, in the order of FACTS, makes the expression: unknown ones are columns of NULL."""
    said = [(fact.says(fact.table(), month).select("person", *fact.without_rows), "person")
            for fact, is_known in zip(FACTS, known, strict=True) if is_known]
    people = left_joined(counting(HUKOU, DIED), "id_no", said)
    told = {name: people[name] for name in PERSONS.columns if name in people.columns}
    told["sex"] = (people.sex == "男").ifelse("male", "female")
    for fact, is_known in zip(FACTS, known, strict=True):
        told |= _otherwise(people, fact) if is_known else {name: ibis.null(PERSONS.schema()[name]) for name in fact.without_rows}
    return compiled(people.select(**{name: told[name] for name in PERSONS.columns}).order_by("household_id", "id_no"))


def _otherwise(people: Table, fact: Fact) -> dict[str, Column]:
    """The columns of a known fact, filled for those without rows."""
    return {name: people[name].fill_null(value) for name, value in fact.without_rows.items() if value is not None}
