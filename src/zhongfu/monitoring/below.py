"""应保未保线索 Below the line: households whose known income is below the standard and that no programme helps, with what is unknown."""

from __future__ import annotations

from collections import Counter
from typing import Any

from zhongfu.data import months, panel
from zhongfu.data.engine import Input, rows
from zhongfu.data.panel import traits
from zhongfu.data.panel.traits import TRAITS
from zhongfu.deliveries import current
from zhongfu.monitoring.inputs import STANDARD, Inputs
from zhongfu.policy.casefile import read
from zhongfu.policy.compile import to_sql
from zhongfu.policy.decide import decide
from zhongfu.policy.screen import below_line_columns
from zhongfu.verification import law
from zhongfu.verification.facts import case_facts

LISTED = 10


def below_line(home: current.Place, inputs: Inputs) -> dict[str, Any]:
    """{"households": number or None, "needs": {fact: listed households}, "listed": the ten furthest below}.

    The rule is `dibao.income_below_standard`, compiled, over what the registers know of everybody's income; of those listed, the policy
    is asked what it would still need to decide. None households where no standard is known: then nobody can be said to be below it.
    """
    if not inputs.settings.lines:
        return {"households": None, "needs": {f"parameter:{STANDARD}": None}, "listed": []}
    found = _found(inputs)
    listed = [_told(home, inputs, row) for row in found[:LISTED]]
    needs = Counter(fact for household in listed for fact in household["needs"])
    return {"households": len(found), "needs": dict(needs.most_common()), "listed": listed}


def _found(inputs: Inputs) -> list[tuple[Any, ...]]:
    """(household_id, region, members, income_fen, line_fen), the furthest below its line first.

    A household registered in town and country has two lines; only below the lower one it is surely below.
    """
    seen = panel.PANEL.join(TRAITS, "household_id")
    ruled = seen.mutate(**below_line_columns(seen, seen.line_low_fen))
    surely = ruled.filter(ruled.below_line & ruled.aid_fen.notnull() & ruled.in_programme.isnull())
    asked = surely.order_by(surely.income_fen - surely.line_fen, surely.household_id)
    columns = asked.select("household_id", "region", "members", "income_fen", "line_fen")
    lake, parts, month = inputs.lake, inputs.parts, inputs.month
    read_from = [
        Input(panel.PANEL, (panel.ensure(lake, parts, month),)),
        Input(TRAITS, (traits.ensure(lake, parts, month, inputs.settings.lines),)),
    ]
    return rows(to_sql(columns), read_from)


def _told(home: current.Place, inputs: Inputs, row: tuple[Any, ...]) -> dict[str, Any]:
    household_id, region, members, income, line = row
    facts = case_facts(home, household_id, inputs.month) | {"as_of": months.last_day(inputs.month).isoformat()}
    facts.pop("names")
    decision = decide(read(facts), law.present())
    return {
        "household_id": household_id, "region": region, "members": members, "income_fen": income, "line_fen": line,
        "needs": decision.programmes["dibao"].needs,
    }  # fmt: skip
