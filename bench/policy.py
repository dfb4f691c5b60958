"""判定速度: one decision with its explanation, and the share of it that the answer's wording takes."""

from __future__ import annotations

import time
from statistics import median
from typing import Any

from zhongfu.policy import casefile
from zhongfu.policy.decide import Decision, decide
from zhongfu.policy.parameters import Law
from zhongfu.policy.reasons import below

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


def run() -> list[dict[str, Any]]:
    """Processor time for one family of four, all built programmes."""
    law, case = Law.load(), casefile.read(CASE)
    decide(case, law).as_json()
    decided = _milliseconds(lambda: decide(case, law))
    read = _milliseconds(lambda: _read(decide(case, law)))
    worded = _milliseconds(lambda: decide(case, law).as_json())
    size = f"{len(CASE['household']['members'])} members, processor time"
    tree = "with the tree of reasons: rules, values, what is missing, facts and parameters read"
    return [
        {"name": "decide_explained_ms", "value": worded, "unit": "ms", "target": "<= 5", "size": f"{size}, with all wording"},
        {"name": "decide_ms", "value": decided, "unit": "ms", "target": None, "size": f"{size}, {tree}"},
        {"name": "decide_per_second", "value": round(1000 / decided), "unit": "1/s", "target": ">= 1500", "size": f"{size}, {tree}"},
        {"name": "decide_read_per_second", "value": round(1000 / read), "unit": "1/s", "target": None,
         "size": f"{size}, every fact of the tree with its source and every parameter with its citations read out"},
        {"name": "decide_worded_per_second", "value": round(1000 / worded), "unit": "1/s", "target": None, "size": f"{size}, with all wording"},
    ]  # fmt: skip


def _read(decision: Decision) -> None:
    for reason in below(decision.reasons):
        reason.facts, reason.parameters, reason.missing  # noqa: B018


def _milliseconds(work: Any) -> float:
    """The median round, so that a busy neighbour does not decide the figure."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return round(median(taken) * 1000, 2)


if __name__ == "__main__":
    for row in run():
        print(row)
