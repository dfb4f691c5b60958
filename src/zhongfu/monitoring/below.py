"""应保未保线索 Below the line: households whose known income is below the standard and that no programme helps, with what is unknown."""

from __future__ import annotations

from typing import Any

import duckdb

from zhongfu.data import panel
from zhongfu.data.panel import traits
from zhongfu.monitoring.inputs import STANDARD, Inputs
from zhongfu.people.bulk import literal
from zhongfu.policy.facts import SCOPES

# What no register here holds and the rules of dibao ask for all the same.
ALWAYS_UNKNOWN = ("household.assets.deposits", "household.obligors")
SHOWN = 20
_COLUMNS = ("houses", "vehicles", "businesses")


def below_line(inputs: Inputs) -> dict[str, Any]:
    """{"households": number or None, "needs": {fact: households}, "listed": the first twenty}.

    None where no standard is known: then nobody can be said to be below it. A household counts when its wage, pension and
    business income are all known and together below the lowest standard of its place.
    """
    if not inputs.settings.lines:
        return {"households": None, "needs": {f"parameter:{STANDARD}": None}, "listed": []}
    rows = [_told(*row) for row in _rows(inputs)]
    needs: dict[str, int] = {}
    for row in rows:
        for fact in row["needs"]:
            needs[fact] = needs.get(fact, 0) + 1
    return {"households": len(rows), "needs": needs, "listed": rows[:SHOWN]}


def _rows(inputs: Inputs) -> list[tuple[Any, ...]]:
    found = panel.ensure(inputs.lake, inputs.parts, inputs.month)
    lines = traits.ensure(inputs.lake, inputs.parts, inputs.month, inputs.settings.lines)
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": False}) as engine:
        query = f"""
            SELECT p.household_id, p.region, p.members, p.income_fen, t.line_low_fen, p.houses, p.vehicles, p.businesses
            FROM read_parquet({literal(found)}) p JOIN read_parquet({literal(lines)}) t USING (household_id)
            WHERE p.income_fen < p.members * t.line_low_fen AND p.aid_fen IS NOT NULL AND p.in_programme IS NULL
            ORDER BY p.income_fen - p.members * t.line_low_fen, p.household_id
            """
        return engine.execute(query).fetchall()


def _told(household_id: str, region: str, members: int, income: int, line: int, *owned: int | None) -> dict[str, Any]:
    """One household. Of what it owns the registers tell the number; the value of a vehicle or a business they do not."""
    unknown = [f"household.assets.{name}" for name, number in zip(_COLUMNS, owned, strict=True) if number is None]
    values = [f"household.assets.{name}" for name, number in zip(_COLUMNS[1:], owned[1:], strict=True) if number]
    return {
        "household_id": household_id, "region": region, "members": members, "income_fen": income, "line_fen": line * members,
        "needs": [*ALWAYS_UNKNOWN, *unknown, *values],
    }  # fmt: skip


def label(fact: str) -> dict[str, str]:
    """The name of a fact in both languages, as the policy declares it; lists are named by what they hold."""
    known = {field.path or key: field for key, field in SCOPES["case"].fields.items()}
    named = known.get(fact)
    lists = {
        "household.obligors": ("赡养、抚养、扶养义务人", "persons with a duty of support"), "household.assets.houses": ("房产", "homes"),
        "household.assets.vehicles": ("机动车价值", "value of vehicles"), "household.assets.businesses": ("经营主体情况", "businesses"),
    }  # fmt: skip
    zh, en = (named.zh, named.en) if named else lists.get(fact, (fact, fact))
    return {"zh": zh, "en": en}
