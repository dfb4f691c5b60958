"""判定速度: one decision with its explanation, and the share of it that the answer's wording takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from copy import deepcopy
from statistics import median
from typing import Any

from zhongfu.policy import casefile
from zhongfu.policy.decide import Decision, decide
from zhongfu.policy.parameters import Law
from zhongfu.policy.reasons import below
from zhongfu.policy.records import Case

CASE: dict[str, Any] = {
    "as_of": "2023-12-01", "place": "440106", "residence": "urban",
    "household": {
        "members": [
            {"id": "a", "relation": "applicant", "birth": "1985-03-02", "sex": "male", "employment": "employed",
             "incomes": [{"kind": "wage", "amount": 2400}]},
            {"id": "b", "relation": "spouse", "birth": "1987-08-20", "sex": "female", "employment": "flexible", "incomes": []},
            {"id": "c", "relation": "child", "birth": "2016-04-02", "incomes": []},
            {"id": "d", "relation": "parent", "birth": "1950-01-09", "incomes": [{"kind": "pension", "amount": 300}]},
        ],
        "obligors": [],
        "assets": {"deposits": 20000, "vehicles": [], "houses": [{"use": "residential", "kind": "ordinary"}], "businesses": []},
        "expenditures_12m": {"medical": 3000},
    },
}  # fmt: skip
ROUNDS = 200


def households() -> list[Case]:
    """Another one every round, so that nothing is told from memory that the next household would not find there too."""
    given = deepcopy(CASE)
    wage, pension = (given["household"]["members"][number]["incomes"][0] for number in (0, 3))
    cases = []
    for number in range(ROUNDS):
        wage["amount"], pension["amount"] = 1000 + 13 * number, 300 + number
        given["household"]["assets"]["deposits"] = 500 * number
        given["household"]["expenditures_12m"]["medical"] = 250 * number
        cases.append(casefile.read(given))
    return cases


def run() -> list[dict[str, Any]]:
    """Processor time for a family of four in other circumstances every time, all built programmes."""
    law, cases = Law.load(), households()
    decide(casefile.read(CASE), law).as_json()
    decided = _milliseconds(cases, lambda case: decide(case, law))
    read = _milliseconds(cases, lambda case: _read(decide(case, law)))
    worded = _milliseconds(cases, lambda case: decide(case, law).as_json())
    changed = _milliseconds(cases[::10], lambda case: decide(case, law).changes())
    size = f"{len(CASE['household']['members'])} members, other amounts every time, processor time"
    tree = "with the tree of reasons: rules, values, what is missing, facts and parameters read"
    return [
        {"name": "decide_explained_ms", "value": worded, "unit": "ms", "target": "<= 5", "size": f"{size}, with all wording"},
        {"name": "decide_ms", "value": decided, "unit": "ms", "target": None, "size": f"{size}, {tree}"},
        {"name": "decide_per_second", "value": round(1000 / decided), "unit": "1/s", "target": ">= 1500", "size": f"{size}, {tree}"},
        {"name": "decide_read_per_second", "value": round(1000 / read), "unit": "1/s", "target": None,
         "size": f"{size}, every fact of the tree with its source and every parameter with its citations read out"},
        {"name": "decide_worded_per_second", "value": round(1000 / worded), "unit": "1/s", "target": None, "size": f"{size}, with all wording"},
        {"name": "changes_ms", "value": changed, "unit": "ms", "target": None, "size": f"{size}, what would change the answer on every programme"},
    ]  # fmt: skip


def _read(decision: Decision) -> None:
    for reason in below(decision.reasons):
        reason.facts, reason.parameters, reason.missing  # noqa: B018


def _milliseconds(cases: list[Case], work: Callable[[Case], Any]) -> float:
    """The median case, so that a busy neighbour does not decide the figure."""
    taken = []
    for case in cases:
        start = time.process_time()
        work(case)
        taken.append(time.process_time() - start)
    return round(median(taken) * 1000, 2)


if __name__ == "__main__":
    for row in run():
        print(row)
