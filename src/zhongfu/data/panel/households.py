"""在册人口: who counts in a month, in which household, and who of them died when (deliveries README, section 4)."""

from datetime import date
from pathlib import Path

from zhongfu.data import months
from zhongfu.data.engine import Input, Table, compiled, materialise, settled, table
from zhongfu.data.lake import Parts
from zhongfu.data.panel.aggregates import CANCELLED, DEATHS
from zhongfu.data.panel.holding import every

HUKOU = table(
    "hukou_persons", household_id="string", name="string", id_no="int64", relation="string", sex="string",
    birth="date", address="string", region="string", hukou_kind="string", cancel_reason="string",
)
DIED = table("died", person="int64", died_on="date")


def deaths(root: Path, parts: Parts, month: str) -> Path:
    """Parquet (person, died_on) of everybody dead by the month's last day, named by what it says."""
    registered, cancelled = DEATHS.result(), CANCELLED.result()
    inputs = [
        Input(registered, tuple(DEATHS.of(root, path, _month_of(path)) for path in every(parts, DEATHS.source))),
        Input(cancelled, tuple(CANCELLED.of(root, path, _month_of(path)) for path in every(parts, CANCELLED.source))),
    ]
    expression = died_by(registered, cancelled, months.last_day(month))
    return settled(root, materialise(compiled(expression), inputs, root, f"deaths/{month}"))


def died_by(registered: Table, cancelled: Table, day: date) -> Table:
    """Death date per person: the earliest the funeral houses registered, else the earliest of the police."""
    known = registered.group_by("person").agg(died_on=registered.died_on.min())
    police = cancelled.group_by("person").agg(died_on=cancelled.died_on.min())
    rest = police.anti_join(known, "person")
    everybody = known.union(rest)
    return everybody.filter(everybody.died_on <= day).order_by("person")


def counting(hukou: Table, died: Table) -> Table:
    """One row per person who counts: not cancelled, not dead, in the smallest household number that lists them."""
    entered = hukou.filter(hukou.cancel_reason.isnull()).anti_join(died, hukou.id_no == died.person)
    smallest = entered.group_by("id_no").agg(household_id=entered.household_id.min())
    return entered.semi_join(smallest, ["id_no", "household_id"])


def households_of_the_dead(hukou: Table, died: Table, month: str) -> Table:
    """Persons who died within the twelve months ending with `month`, with the household that still lists them."""
    recent = died.filter(died.died_on >= months.first_day(months.shift(month, -11)))
    listed = hukou.filter(hukou.cancel_reason.isnull() | (hukou.cancel_reason == "死亡"))
    theirs = listed.semi_join(recent, listed.id_no == recent.person)
    return theirs.group_by("id_no").agg(household_id=theirs.household_id.min())


def _month_of(path: Path) -> str:
    return path.parent.name
