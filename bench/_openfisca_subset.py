"""对照子集: the rules of `_openfisca_model.py` in the rule language, one for one, so that both can be asked the very same question."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from zhongfu.policy.columns.blocks import in_blocks, own_parts
from zhongfu.policy.columns.kernel import Columns
from zhongfu.policy.columns.lawrows import LawOfRows, parameters_read
from zhongfu.policy.columns.needs import Names
from zhongfu.policy.declarations import param
from zhongfu.policy.facts import case, house, houses, income, incomes, member, members
from zhongfu.policy.language import Expression, Programme, all_of, any_of, at_least, at_most, below, when, years_between
from zhongfu.policy.parameters import Law


def _received(*kinds: str) -> Expression:
    return incomes.sum(income.amount, where=income.kind.one_of(*kinds))


def _within(rung: str, size: Expression, homes: Expression) -> Expression:
    ceiling = param[f"{rung}.deposit_months"] * param.dibao.standard * size
    return all_of(below(case.deposits, ceiling, param[f"{rung}.deposit_comparator"]), homes <= param[f"{rung}.residential_max"])


class Subset(Programme):
    """对照子集: the subset."""

    counted = ~member.away.one_of(param.household.uncounted_away)
    size = members.count(counted)
    wage = _received("wage")
    employment_cost = when(all_of(wage > 0, member.employment != "none"), at_most(wage, param.income.employment_cost_month), 0)
    illness_cost = when(member.serious_illness, param.income.illness_deduction_month, 0)
    own_income = wage + _received("business") + _received("pension", "gift") - _received("support_paid") - employment_cost - illness_cost
    total = at_least(0, members.sum(own_income, where=counted))
    line = param.dibao.standard * size
    homes = houses.count(house.use == "residential")
    dibao = all_of(below(total, line, param.dibao.comparator), _within("dibao", size, homes))
    share = any_of(years_between(member.birth, case.as_of) < 18, member.serious_illness)
    shares = members.count(all_of(counted, share))
    addons = param.dibao.addon_ratio * param.dibao.standard * shares
    amount = when(dibao, (at_least(0, line - total) + addons).rounded(param.dibao.rounding), 0)
    edge = all_of(below(total, param.edge.multiple * line, param.edge.comparator), _within("edge", size, homes), ~dibao)
    edge_amount = when(edge, (param.edge.addon_ratio * param.dibao.standard * shares).rounded(param.dibao.rounding), 0)


RESULTS = ("dibao", "amount", "edge", "edge_amount")


def subset_answers(table: pa.Table, law: Law, day: date) -> dict[str, Any]:
    """The four results for every household; any that is unknown stops the comparison."""
    asked = {name: Subset.rules[name] for name in RESULTS}
    found = {name: np.zeros(table.num_rows, np.int64) for name in RESULTS}
    of_rows, names = LawOfRows(law, day, parameters_read(asked.values())), Names()

    def work(block: pa.Table, first: int) -> None:
        for part in own_parts(block, first, of_rows):
            columns = Columns(part.frame, part.sheet, names)
            for name, rule in asked.items():
                answer = columns.answer(rule)
                if not np.all(answer.known):
                    raise SystemExit(f"{name} is unknown somewhere: the comparison would be of different questions")
                found[name][part.rows] = answer.value

    in_blocks(table, work)
    return found
