"""临界落差: what one yuan more of income costs a household at the line, by the same rules, before a reform and after it.

For each of the largest groups of aided households of one place, residence and size a few real households stand. The incomes of each
are replaced by one that is moved along the line in small steps; everything else about it stays. Where the rules leave a rung open
for all of them, the group is counted as not known; any other open programme is left out and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa

from zhongfu.policy.decide import BUILT
from zhongfu.policy.decision import RUNGS
from zhongfu.policy.evaluate import Evaluator
from zhongfu.policy.parameters import Law
from zhongfu.policy.programmes.dibao import Dibao
from zhongfu.policy.programmes.income import Income
from zhongfu.policy.records import Case, Record
from zhongfu.policy.reform.aid import YES, Aid, Flags, monthly
from zhongfu.policy.reform.spread import Groups, column, residences
from zhongfu.policy.screen import screen_table
from zhongfu.policy.tables import case_of, case_table

GROUPS, STANDING = 8, 3
SPAN, STEPS, YUAN = 30_000, 50, 100  # fen of monthly household income around the line, in so many steps
COUNTED_IN_FULL = "rent"  # no deduction, disregard or imputed wage touches it


@dataclass(frozen=True)
class Group:
    """Aided households of one place, residence and number of members: how many, and the rows of a few."""

    place: str
    residence: str
    members: str
    households: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Standing:
    """One household that stands for its group: its line before and after, and its counted income that is not moved (support)."""

    case: Case
    group: Group
    line: int
    line_after: int
    besides: int


def cliff(households: pa.Table, sizes: Groups, aided: Flags, laws: tuple[Law, Law], as_of: date) -> dict[str, Any]:
    """The curve of aid along household income and the fall at the line, by group and on the average of the groups."""
    groups = list(_groups(households, sizes, aided))
    everyone = [one for group in groups for one in _standing(households, group, laws, as_of)]
    grid = _grid(everyone)
    before, after = _along(everyone, grid, laws, as_of)
    curves = [curve for curve in map(_curve, everyone, before, after) if curve is not None]
    known = {group: [curve for curve in curves if curve.standing.group is group] for group in groups}
    told = [(group, each) for group, each in known.items() if each]
    return {
        "groups": [_falls(group, each) for group, each in told], "groups_not_known": len(groups) - len(told), "points": _average(told, grid),
    }  # fmt: skip


def _groups(households: pa.Table, sizes: Groups, aided: Flags) -> Iterator[Group]:
    """The largest groups of aided households, with the rows of a few spread over each."""
    place, residence = Groups.of(column(households, "place"), len(households)), residences(households)
    code = (place.index * len(residence.names) + residence.index) * len(sizes.names) + sizes.index
    counts = np.bincount(code[aided], minlength=1)
    for chosen in np.argsort(-counts, kind="stable")[:GROUPS].tolist():
        if counts[chosen]:
            rows = np.flatnonzero(aided & (code == chosen))
            spread_out = dict.fromkeys(rows[np.linspace(0, len(rows) - 1, STANDING).astype(int)].tolist())
            rest, size = divmod(chosen, len(sizes.names))
            at, home = divmod(rest, len(residence.names))
            yield Group(place.names[at], residence.names[home], sizes.names[size], int(counts[chosen]), tuple(spread_out))


def _standing(households: pa.Table, group: Group, laws: tuple[Law, Law], as_of: date) -> Iterator[Standing]:
    """Those of these households whose income and lines the rules know."""
    for row in group.rows:
        case = case_of(households, row, as_of)
        line, line_after = (Evaluator(case, law).answer(Dibao.line).value for law in laws)
        if not line or not line_after:
            continue
        total = Evaluator(with_income(case, line), laws[0]).answer(Income.total).value
        if total is not None and Fraction(total).denominator == 1:
            yield Standing(case, group, line, line_after, int(total) - line)


def with_income(case: Case, fen: int) -> Case:
    """The same household, whose only income is this much a month."""
    members = [_earning(member, fen if at == 0 else None) for at, member in enumerate(_applicant_first(case.members))]
    values = {**case.record.values, "household.members": members, "household.income_12m": None, "household.has_income_12m": False}
    return replace(case, record=replace(case.record, values=values))


def _applicant_first(members: list[Record]) -> list[Record]:
    return sorted(members, key=lambda member: member.values.get("relation") != "applicant")


def _earning(member: Record, fen: int | None) -> Record:
    incomes = [] if fen is None else [Record("", {"kind": COUNTED_IN_FULL, "amount": fen, "yearly": False})]
    return replace(member, values={**member.values, "incomes": incomes})


def _grid(standing: Sequence[Standing]) -> list[int]:
    """Steps of income around today's line, wide enough to hold the new line of every group as well."""
    moved = [one.line_after - one.line for one in standing]
    low, high = min([-SPAN, *(by - SPAN // 3 for by in moved)]), max([SPAN, *(by + SPAN // 3 for by in moved)])
    step = max(YUAN, (high - low) // STEPS // YUAN * YUAN)
    return list(range(low, high + 1, step))


def _points(one: Standing, grid: Sequence[int]) -> list[int]:
    """Incomes to ask about: the steps, then one yuan below and above today's line and the new one."""
    beside = [line + by for line in (one.line, one.line_after) for by in (-YUAN, YUAN)]
    return [max(0, income - one.besides) for income in [*(one.line + by for by in grid), *beside]]


@dataclass(frozen=True)
class Along:
    """What each programme pays one household a month at every point (None: not known), and which programmes it takes there."""

    paid: dict[str, list[int | None]]
    takes: list[frozenset[str]]

    def total(self, programmes: Collection[str]) -> list[int]:
        """What these programmes, all known, pay at every point."""
        return [sum(fen or 0 for fen in point) for point in zip(*(self.paid[name] for name in programmes), strict=True)]


def _along(standing: Sequence[Standing], grid: Sequence[int], laws: tuple[Law, Law], as_of: date) -> tuple[list[Along], list[Along]]:
    """Every household at every point by both laws, screened together."""
    if not standing:
        return [], []
    points = case_table(with_income(one.case, income) for one in standing for income in _points(one, grid))
    width = len(grid) + 4
    before, after = (_cut(Aid(screen_table(points, law, as_of).programmes), width) for law in laws)
    return before, after


def _cut(aid: Aid, width: int) -> list[Along]:
    """The answers of one household after the other."""
    paid = {name: [int(fen) if known else None for fen, known in zip(*aid.money(name), strict=True)] for name in monthly(BUILT)}
    takes = {name: (aid.given(name) == YES).tolist() for name in BUILT}
    return [
        Along(
            {name: each[start : start + width] for name, each in paid.items()},
            [frozenset(name for name in BUILT if takes[name][at]) for at in range(start, start + width)],
        )
        for start in range(0, len(aid.rung), width)
    ]


@dataclass(frozen=True)
class Curve:
    """One household that stands for its group, with its aid along the incomes before and after, and what that leaves out."""

    standing: Standing
    before: list[int]
    after: list[int]
    takes: tuple[list[frozenset[str]], list[frozenset[str]]]
    without: tuple[str, ...]


def _curve(standing: Standing, before: Along, after: Along) -> Curve | None:
    """None where a rung is not known at some point; any other programme that is not known is left out and named."""
    known = [name for name in before.paid if None not in before.paid[name] and None not in after.paid[name]]
    without = tuple(name for name in before.paid if name not in known)
    if set(without) & set(RUNGS):
        return None
    return Curve(standing, before.total(known), after.total(known), (before.takes, after.takes), without)


def _falls(group: Group, curves: Sequence[Curve]) -> dict[str, Any]:
    """The fall at the line of one group: today at today's line, after the reform at the new one; the mean and the deepest."""
    without = {name for curve in curves for name in curve.without}
    row: dict[str, Any] = {
        "place": group.place, "residence": group.residence, "members": group.members, "households": group.households,
        "standing": len(curves), "line_before_fen": curves[0].standing.line, "line_after_fen": curves[0].standing.line_after,
        "without": _in_order(without),
    }  # fmt: skip
    for when, (below, above), law in (("before", (-4, -3), 0), ("after", (-2, -1), 1)):
        falls = [paid[below] - paid[above] for paid in ((curve.before, curve.after)[law] for curve in curves)]
        lost = {name for curve in curves for name in curve.takes[law][below] - curve.takes[law][above]}
        row |= {f"falls_{when}_fen": sum(falls) // len(falls), f"deepest_{when}_fen": max(falls), f"loses_{when}": _in_order(lost)}
    return row


def _in_order(names: Collection[str]) -> list[str]:
    return [name for name in BUILT if name in names]


def _average(groups: Sequence[tuple[Group, Sequence[Curve]]], grid: Sequence[int]) -> list[dict[str, int]]:
    """The mean aid at each step, every group counting as many households as it has."""
    weight = sum(group.households for group, _ in groups)

    def mean(at: int, law: int) -> int:
        means = (group.households * sum((curve.before, curve.after)[law][at] for curve in curves) // len(curves) for group, curves in groups)
        return sum(means) // weight

    return [{"from_line_fen": by, "before_fen": mean(at, 0), "after_fen": mean(at, 1)} for at, by in enumerate(grid) if weight]


def aided(before: Aid, after: Aid) -> Flags:
    """Households that stand on a rung before or after: around them the line is of interest."""
    return np.isin(before.rung, range(len(RUNGS))) | np.isin(after.rung, range(len(RUNGS)))
