"""应保未保线索 Below the line: households whose known income is below the standard and that no programme helps, with what is unknown."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from zhongfu.data import months, panel
from zhongfu.data.engine import Input, compiled, materialise
from zhongfu.data.panel import traits
from zhongfu.data.panel.traits import TRAITS
from zhongfu.deliveries import current
from zhongfu.monitoring.inputs import STANDARD, Inputs
from zhongfu.policy.casefile import read
from zhongfu.policy.decide import decide
from zhongfu.policy.lines import below_line as surely_below
from zhongfu.verification import law
from zhongfu.verification.facts import case_facts

LISTED = 10


def below_line(home: current.Place, inputs: Inputs) -> dict[str, Any]:
    """{"households": number or None, "needs": {fact: listed households}, "listed": the ten furthest below}.

    The rule is `dibao.income_below_standard` over what the registers know of everybody's income; of those listed, the policy is
    asked what it would still need to decide. None households where no standard is known: then nobody can be said to be below it.
    """
    if not inputs.settings.lines:
        return {"households": None, "needs": {f"parameter:{STANDARD}": None}, "listed": []}
    found = _found(inputs)
    listed = [_told(home, inputs, row) for row in found.slice(0, LISTED).to_pylist()]
    needs = Counter(fact for household in listed for fact in household["needs"])
    return {"households": found.num_rows, "needs": dict(needs.most_common()), "listed": listed}


def _found(inputs: Inputs) -> pa.Table:
    """household_id, region, members, income_fen, line_fen, the furthest below its line first.

    A household registered in town and country has two lines; only below the lower one it is surely below.
    """
    lake, parts, month = inputs.lake, inputs.parts, inputs.month
    read_from = [
        Input(panel.PANEL, (panel.ensure(lake, parts, month),)),
        Input(TRAITS, (traits.ensure(lake, parts, month, inputs.settings.lines),)),
    ]
    unaided = pq.read_table(materialise(_unaided(), read_from, lake.root, f"unaided/{month}"))
    below, line = surely_below(unaided, "line_low_fen")
    found = unaided.drop(["line_low_fen"]).append_column("line_fen", pa.array(line)).filter(pa.array(below))
    gap = np.subtract(found.column("income_fen").to_numpy(), found.column("line_fen").to_numpy())
    return found.append_column("gap", pa.array(gap)).sort_by([("gap", "ascending"), ("household_id", "ascending")])


@lru_cache
def _unaided() -> str:
    """Households of known income that no programme pays or lists, in the order of their numbers."""
    seen = panel.PANEL.join(TRAITS, "household_id")
    open_ = seen.filter(seen.aid_fen.notnull() & seen.in_programme.isnull() & seen.income_fen.notnull() & seen.members.notnull())
    return compiled(open_.select("household_id", "region", "members", "income_fen", "line_low_fen").order_by("household_id"))


def _told(home: current.Place, inputs: Inputs, row: dict[str, Any]) -> dict[str, Any]:
    facts = case_facts(home, row["household_id"], inputs.month) | {"as_of": months.last_day(inputs.month).isoformat()}
    facts.pop("names")
    decision = decide(read(facts), law.present())
    told = {key: value for key, value in row.items() if key != "gap"}
    return told | {"needs": decision.programmes["dibao"].needs}
