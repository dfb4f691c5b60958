"""筛查: rules over the columns of a table, and what is still needed where a table does not hold everything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis.expr.types as ir

from zhongfu.policy.compile import to_ibis
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import Expression, Fact, Over, Parameter
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.programmes.dibao import Dibao
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.income import Income

# What the household-month panel knows; its income is what departments report, its members those registered.
PANEL_RULES: Mapping[str, str] = {Income.total.name: "income_fen", Household.size.name: "members"}


def law_values(law: Law, setting: Setting) -> dict[str, Any]:
    """Every parameter's value at this place, residence and day, and which instruments are in force; None is unknown."""
    values = {name: law.look_up(name, setting) for name in DECLARED}
    instruments = {f"instrument.{short}": law.is_in_force(short, setting.as_of) for short in law.instruments}
    return {name: None if value is None else value.value for name, value in values.items()} | instruments


@dataclass(frozen=True)
class Line:
    """The income line of one place: dibao.standard in fen per head, or None where nobody has published it."""

    place: str
    fen: int | None
    demonstration: bool


def income_line(law: Law, place: str, residence: str | None, as_of: date) -> Line:
    """The dibao standard that a household of this place is measured against on this day."""
    value = law.look_up("dibao.standard", Setting(place, residence, as_of))
    return Line(place, None if value is None else value.value, value is not None and value.demonstration)


def below_line_columns(panel: ir.Table, standard: ir.IntegerValue | int | None) -> dict[str, ir.Value]:
    """`dibao.income_below_standard` and the line itself over the panel: BOOLEAN and BIGINT fen, NULL where unknown.

    `standard` is a column of fen (so that every region has its own), one number, or None. Panel columns read:
    `income_fen` and `members`. The comparator is that of the nation (649 Art.9).
    """
    columns = {rule: panel[column] for rule, column in PANEL_RULES.items()}
    values = {"dibao.standard": standard, "dibao.comparator": "<"}
    return {
        "below_line": to_ibis(Dibao.income_below_standard, columns, values),
        "line_fen": to_ibis(Dibao.line, columns, values),
    }


def still_needed(rule: Expression, known: Collection[str]) -> list[str]:
    """Facts and parameters that the rule may read and `known` (facts, parameters or whole rules, by name) does not hold.

    A fact of a member, an obligor or a thing is named by its list: ``household.obligors``, ``household.members.birth``.
    """
    found: set[str] = set()
    waiting, seen = [rule], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or node.name in known:
            continue
        seen.add(id(node))
        found |= set(_asked(node))
        waiting.extend(node.parts())
    return sorted(name for name in found if not any(name == one or name.startswith(f"{one}.") for one in known))


_LISTS = {
    "member": "household.members", "subject": "household.members", "income": "household.members.incomes",
    "obligor": "household.obligors", "vehicle": "household.assets.vehicles", "house": "household.assets.houses",
    "business": "household.assets.businesses",
}  # fmt: skip


def _asked(node: Expression) -> list[str]:
    if isinstance(node, Parameter):
        return [] if node.parameter.startswith("instrument.") else [f"parameter:{node.parameter}"]
    if isinstance(node, Fact):
        scope = _LISTS.get(node.scope)
        return [node.key] if scope is None else [f"{scope}.{node.key}" if node.scope in ("member", "subject") else scope]
    if isinstance(node, Over) and node.collection.parent == "case":
        return [node.collection.key]
    return []
