"""规则语言测试用案: one case with one applicant and a law of three values, for the language's spec tests."""

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from zhongfu.policy import casefile
from zhongfu.policy.columns.column import Column
from zhongfu.policy.columns.frames import households
from zhongfu.policy.columns.kernel import Columns
from zhongfu.policy.columns.lawrows import Held, ParameterSheet
from zhongfu.policy.columns.needs import Names, by_list, terms
from zhongfu.policy.evaluate import Answer, Evaluator
from zhongfu.policy.language import Expression
from zhongfu.policy.parameters import Law
from zhongfu.policy.records import Case
from zhongfu.policy.tables import case_table

LAW = Law()
Told = tuple[Any, frozenset[str]]  # a value, or None with the names of what is missing by list


def a_case(**household: Any) -> dict[str, Any]:
    """A case file: an applicant born in 1980 in Wuhan; keywords replace or add parts of the household."""
    parameters = household.pop("parameters", {})
    members = [{"id": "a", "relation": "applicant", "birth": "1980-03-02"}]
    return {
        "as_of": date(2023, 3, 1), "place": "420102", "residence": "urban", "parameters": parameters,
        "household": {"members": members, **household},
    }  # fmt: skip


def answers(rule: Expression, case: dict[str, Any]) -> Answer:
    """What the slow evaluator says, after the columns have been seen to say the same, alone and among other households."""
    read = casefile.read(case)
    answer = Evaluator(read, LAW).answer(rule)
    beside = [casefile.read(a_case()), read, casefile.read(a_case(assets={"deposits": 7, "vehicles": [], "houses": []}))]
    for cases, row in (([read], 0), (beside, 1)):
        found = in_columns(rule, cases, read.parameters)[row]
        assert found == told(answer), (found, answer, len(cases))
    return answer


def told(answer: Answer) -> Told:
    """An answer of the slow evaluator as it is told where many households are counted together."""
    known = answer.value is not None
    return answer.value, frozenset() if known else frozenset(map(by_list, answer.missing))


def in_columns(rule: Expression, cases: list[Case], parameters: dict[str, Any]) -> list[Told]:
    """What the columns say of these cases, all under these parameters."""
    names = Names()
    sheet = ParameterSheet([Held(parameters, lambda name: (name,))])
    return by_row(Columns(households(case_table(cases)), sheet, names).answer(rule), len(cases), names)


def by_row(column: Column, size: int, names: Names) -> list[Told]:
    """A column as plain values, each with what is missing for it."""
    known = np.broadcast_to(np.asarray(column.known), size)
    wants = [(names.of(asked), np.broadcast_to(rows, size)) for asked, rows in terms(column).items()]
    return [
        (_plain(column, row), frozenset()) if known[row] else (None, frozenset(name for asked, rows in wants if rows[row] for name in asked))
        for row in range(size)
    ]


def _plain(column: Column, row: int) -> Any:
    value = column.value[row] if isinstance(column.value, np.ndarray) else column.value
    if column.categories is not None:
        return column.categories[value]
    if column.is_number:
        return Fraction(int(value), column.bottom)
    return bool(value) if isinstance(value, np.bool_) else value
