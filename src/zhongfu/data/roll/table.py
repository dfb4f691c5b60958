"""花名册表: the registers of a month as one Arrow table of cases; lists are laid over sorted columns, nobody is handled singly."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhongfu.data import months
from zhongfu.data.engine import Input, Table, compiled, connect
from zhongfu.data.lake import Lake, Parts
from zhongfu.data.panel import persons
from zhongfu.data.panel.holding import every, holding
from zhongfu.data.panel.persons import PERSONS
from zhongfu.data.roll.arrays import column, facts, items_by_kind, lists, records, same, whole
from zhongfu.data.roll.belongings import BELONGINGS, Belonging
from zhongfu.data.roll.households import REGISTER, households
from zhongfu.data.roll.people import INCOMES, MARRIAGES, people
from zhongfu.policy.facts import MEMBERS_MAX, SCOPES

MEMBERS = "household.members"
# Columns beside those of a case: whose row it is, the town that may see it, and the programmes of the register as bits.
BESIDE = {"household_id": pa.string(), "region": pa.string(), "in_programmes": pa.int8()}
TOO_LARGE = b"households_too_large"


@dataclass(frozen=True)
class Registers:
    """The departments' files that are current, with the lake they lie in."""

    lake: Lake
    parts: Parts


def roll_table(source: Registers, month: str, as_of: date | None = None, only: Collection[str] = ()) -> pa.Table:
    """Every household of the month as a case (`policy.tables`), sorted by `household_id`; `only` asks for some of them.

    Judged on `as_of` (the month's last day unless told). Collective households beyond what a case can hold (MEMBERS_MAX) are
    left out; the schema's metadata `households_too_large` says how many.
    """
    with connect() as engine:
        read = _Reading(source, month, tuple(only), engine)
        return _Assembly(read, as_of or months.last_day(month)).table()


@dataclass(frozen=True)
class _Reading:
    """The flat, sorted tables that the rows are laid over."""

    source: Registers
    month: str
    only: tuple[str, ...]
    engine: duckdb.DuckDBPyConnection

    @cached_property
    def who(self) -> Table:
        """The persons asked for."""
        path = persons.ensure(self.source.lake, self.source.parts, self.month)
        self.engine.execute(Input(PERSONS, (path,)).view())
        return PERSONS.filter(PERSONS.household_id.isin(self.only)) if self.only else PERSONS

    def run(self, expression: Table, register: Input) -> pa.Table:
        self.engine.execute(register.view())
        return self.engine.sql(compiled(expression)).to_arrow_table()

    def households(self) -> pa.Table:
        held = holding(self.source.parts, REGISTER.get_name(), self.month)
        return self.run(households(self.who), Input(REGISTER, (held,) if held else ()))

    def people(self) -> pa.Table:
        told = every(self.source.parts, MARRIAGES.get_name())
        return self.run(people(self.who, months.last_day(self.month)), Input(MARRIAGES, told))

    def things(self, belonging: Belonging) -> pa.Table | None:
        """None where the register did not arrive: what it would say is unknown."""
        held = holding(self.source.parts, belonging.source, self.month)
        return None if held is None else self.run(belonging.listed(self.who), Input(belonging.rows, (held,)))


class _Assembly:
    """Lays the lists of members and things over the flat tables."""

    def __init__(self, read: _Reading, day: date) -> None:
        self.read, self.day = read, day
        homes, folk = read.households(), read.people()
        fits = whole(column(homes, "members")) <= MEMBERS_MAX
        self.too_large = int((~fits).sum())
        if self.too_large:
            folk = folk.filter(pa.array(np.repeat(fits, whole(column(homes, "members")))))
            homes = homes.filter(pa.array(fits))
        self.homes, self.folk, self.rows = homes, folk, homes.num_rows

    def table(self) -> pa.Table:
        given = self._of_the_household() | {MEMBERS: self._members()} | self._belongings()
        beside = {name: column(self.homes, name).cast(kind) for name, kind in BESIDE.items()}
        made = pa.table({**beside, **facts("case", given, self.rows)})
        return made.replace_schema_metadata({TOO_LARGE: str(self.too_large).encode()})

    def _of_the_household(self) -> dict[str, pa.Array]:
        region = column(self.homes, "region")
        day = same(self.day, self.rows)
        return {
            # No value of the law may be set below the county.
            "as_of": day, "decided_on": day, "place": pc.utf8_slice_codeunits(region, 0, 6),
            "place_province": pc.utf8_slice_codeunits(region, 0, 2), "residence": column(self.homes, "residence"),
            "household.expenditures_12m.medical": column(self.homes, "medical"),
            "household.in_aid.programme": column(self.homes, "programme"),
            "household.in_aid.since": column(self.homes, "since"), "household.in_aid.amount": column(self.homes, "amount"),
        }  # fmt: skip

    def _members(self) -> pa.ListArray:
        given = {name: column(self.folk, name) for name in self.folk.column_names if name in SCOPES["member"].fields}
        given["incomes"] = items_by_kind(self.folk, INCOMES)
        return lists(records("member", given, self.folk.num_rows), whole(column(self.homes, "members")))

    def _belongings(self) -> dict[str, pa.Array]:
        """The lists whose register arrived; the others are unknown and so no columns."""
        read = {each: self.read.things(each) for each in BELONGINGS}
        return {each.fact: self._list(each.scope, things) for each, things in read.items() if things is not None}

    def _list(self, scope: str, things: pa.Table) -> pa.ListArray:
        place = pc.index_in(column(things, "household_id"), value_set=column(self.homes, "household_id"))
        here = place.is_valid()
        given = {name: column(things, name).filter(here) for name in things.column_names if name in SCOPES[scope].fields}
        counts = np.bincount(whole(place.filter(here)), minlength=self.rows)
        return lists(records(scope, given, int(counts.sum())), counts)
