"""名册财产: homes, vehicles and businesses of each household, one row per thing however many of its members own it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhongfu.data.engine import Column, Table, table
from zhongfu.data.roll import words
from zhongfu.data.roll.words import worded

HOUSES = table("real_estate", unit="string", id_no="int64", use="string", area="float64", right_status="string", row="int32")
VEHICLES = table("vehicles", plate="string", kind="string", use_kind="string", id_no="int64", status="string", row="int32")
BUSINESSES = table(
    "market_entities", uscc="string", entity_kind="string", capital_wan="float64", employees="float64", id_no="int64",
    status="string", row="int32",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Belonging:
    """A list of a case: its fact, the register that is the whole truth of it within the province, and how a row reads."""

    fact: str
    scope: str
    source: str
    rows: Table
    held: Callable[[Table], Column]
    thing: str
    reading: Callable[[Table], dict[str, Column]]

    def listed(self, who: Table) -> Table:
        """One row per household of these persons and thing, in the order of the household and then of the register."""
        owned = self.rows.filter(self.held(self.rows))
        theirs = owned.join(who.select("id_no", "household_id"), "id_no")
        things = theirs.group_by("household_id", thing=theirs[self.thing]).agg(
            first=theirs.row.min(), **{name: column.argmax(theirs.row) for name, column in self.reading(theirs).items()}
        )
        return things.order_by("household_id", "first").select("household_id", *self.reading(theirs))


def _house(rows: Table) -> dict[str, Column]:
    return {"use": worded(rows["use"], words.HOUSE_USES), "area": (rows.area * 100).round().cast("int64")}


def _vehicle(rows: Table) -> dict[str, Column]:
    return {"kind": worded(rows.kind, words.VEHICLES), "use": worded(rows.use_kind, words.VEHICLE_USES)}


def _business(rows: Table) -> dict[str, Column]:
    """Capital is registered in units of 10,000 yuan; parts of a yuan are dropped."""
    yuan = (rows.capital_wan * 10_000).round(4).floor().cast("int64")
    return {
        "kind": worded(rows.entity_kind, words.BUSINESSES), "employees": rows.employees.floor().cast("int64"), "capital": yuan * 100,
    }


BELONGINGS = (
    Belonging("household.assets.houses", "house", "real_estate", HOUSES, lambda rows: rows.right_status == "现势", "unit", _house),
    Belonging("household.assets.vehicles", "vehicle", "vehicles", VEHICLES, lambda rows: rows.status == "正常", "plate", _vehicle),
    Belonging("household.assets.businesses", "business", "market_entities", BUSINESSES, lambda rows: rows.status == "存续", "uscc", _business),
)
