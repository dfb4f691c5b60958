"""政策测算: a reform priced before it is enacted: who enters and who leaves, what it costs and where, who gains, who loses.

The same households are screened by today's law and by the law as it would be. Programmes that read no changed parameter have the
same answers, so they are screened once. Whatever is not known is counted as such, never as 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhongfu.policy.decide import BUILT
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.parameters import BOUNDS, Law, Setting
from zhongfu.policy.reform.aid import (
    CATEGORIES,
    NO,
    UNKNOWN,
    YES,
    Aid,
    Money,
    monthly,
    moving,
    pays,
    period,
    programmes_reading,
    unpriced,
)
from zhongfu.policy.reform.cliff import aided, cliff
from zhongfu.policy.reform.reform import Reform, ReformProblem
from zhongfu.policy.reform.spread import COUNTY_DIGITS, Groups, bands, counties, residences, sizes, spread
from zhongfu.policy.screen import screen_table
from zhongfu.policy.values import shown

CURRENCIES = {"81": "HKD", "82": "MOP"}
MOST_NEEDS, MOST_LISTED = 10, 20


class Mixed(ReformProblem):
    """Households of places with different money cannot be added up."""


@dataclass(frozen=True)
class Simulation:
    """Both laws over the same households; `document` is everything that is said about them."""

    households: pa.Table
    laws: tuple[Law, Law]
    reform: Reform
    as_of: date
    affected: tuple[str, ...]
    before: Aid
    after: Aid
    members: npt.NDArray[np.int32]

    @cached_property
    def difference(self) -> Money:
        """What each household gains a month. What cannot move is no difference, even where it is not known."""
        priced = [name for name in moving(self.affected) if name not in self.left_out]
        return self.after.month(priced).minus(self.before.month(priced))

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """Programmes that cannot be priced for anybody, so that gains are told without them."""
        return unpriced(monthly(moving(self.affected)), self.before, self.after)

    @cached_property
    def counties(self) -> Groups:
        """The county of each household."""
        return counties(self.households)

    def document(self) -> dict[str, Any]:
        """The whole answer as plain values; money in fen."""
        return {
            "as_of": self.as_of.isoformat(), "currency": currency(self.counties), "households": len(self.households),
            "reform": [change.text for change in self.reform.changes], "parameters": self._parameters(),
            "beyond": self._beyond(),
            "programmes": {name: self._programme(name) for name in BUILT}, "categories": self._categories(),
            "month_cost": self._month(), "counties": self._by_county(),
            "gains": spread(self.difference)[0] if len(self.households) else {}, "gains_without": list(self.left_out), "bands": bands(self.difference),
            "sizes": spread(self.difference, sizes(self.members)), "residences": spread(self.difference, residences(self.households)),
            "cliff": cliff(self.households, sizes(self.members), aided(self.before, self.after), self.laws, self.as_of),
        }  # fmt: skip

    def _programme(self, name: str) -> dict[str, Any]:
        """Who takes it before and after, who enters and leaves, and what it costs."""
        moves = self._moves(name)
        told = {
            "affected": name in moving(self.affected), "per": period(name) if pays(name) else None,
            "before": sum(moves[YES]), "after": sum(row[YES] for row in moves), "enters": moves[NO][YES], "leaves": moves[YES][NO],
            "undecided_before": sum(moves[UNKNOWN]), "undecided_after": sum(row[UNKNOWN] for row in moves),
            "becomes_decided": sum(moves[UNKNOWN][:UNKNOWN]), "becomes_undecided": sum(row[UNKNOWN] for row in moves[:UNKNOWN]),
        }  # fmt: skip
        return told | (self._cost(name) if pays(name) else {}) | {"needs": self._needs(name)} | self._listed(name)

    def _moves(self, name: str) -> list[list[int]]:
        """How many households go from which answer to which; rows and columns are no, yes, undecided."""
        pair = 3 * self.before.given(name) + self.after.given(name) + 4  # from 0 (undecided twice) to 8 (yes twice)
        counts = np.bincount(pair.view(np.uint8), minlength=9).reshape(3, 3)
        return [[int(counts[was + 1, now + 1]) for now in (NO, YES, UNKNOWN)] for was in (NO, YES, UNKNOWN)]

    def _cost(self, name: str) -> dict[str, int]:
        """What is known to be paid; where the amount is not known, or whether it is paid, households are counted."""
        told: dict[str, int] = {}
        for when, aid in (("before", self.before), ("after", self.after)):
            money, given = aid.money(name), aid.given(name)
            told |= {f"cost_{when}_fen": int(money.fen.sum()), f"cost_not_known_{when}": int((~money.known & (given == YES)).sum())}
        moved = int((self.after.money(name).fen != self.before.money(name).fen).sum())
        return told | {"cost_difference_fen": told["cost_after_fen"] - told["cost_before_fen"], "paid_otherwise": moved}

    def _needs(self, name: str) -> dict[str, int]:
        """What the households that stay undecided after the reform lack, the most frequent first."""
        undecided = self.after.given(name) == UNKNOWN
        if name not in self.affected or not undecided.any():
            return {}
        counts = self.after.answers[name].needs_counts(undecided & (self.after.answers[name].eligible == UNKNOWN))
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_NEEDS])

    def _listed(self, name: str) -> dict[str, list[str]]:
        """The first households that enter and leave, where the table names its households."""
        if "household_id" not in self.households.column_names or name not in moving(self.affected):
            return {}
        ids, before, after = self.households["household_id"], self.before.given(name), self.after.given(name)
        return {
            key: ids.take(pa.array(np.flatnonzero((before == was) & (after == now))[:MOST_LISTED])).to_pylist()
            for key, was, now in (("entering", NO, YES), ("leaving", YES, NO))
        }

    def _categories(self) -> list[dict[str, Any]]:
        """How many households stand in which category before and after."""
        number = len(CATEGORIES) + 1
        pair = number * (self.before.rung.astype(np.int64) % number) + self.after.rung % number
        counts = np.bincount(pair, minlength=number * number)
        names = (*CATEGORIES, None)
        return [
            {"before": names[at // number], "after": names[at % number], "households": int(count)}
            for at, count in enumerate(counts) if count
        ]  # fmt: skip

    def _month(self) -> dict[str, int]:
        """All that is known to be paid each month, and the households of which something is not known."""
        before, after = (aid.month(BUILT) for aid in (self.before, self.after))
        return _costs(int(before.fen.sum()), int(after.fen.sum())) | {
            "not_known_before": int((~before.known).sum()), "not_known_after": int((~after.known).sum()),
            "paid_before": int((before.fen > 0).sum()), "paid_after": int((after.fen > 0).sum()),
        }  # fmt: skip

    def _by_county(self) -> list[dict[str, Any]]:
        """What each county pays a month, who gains and loses there, and who comes on to a rung or leaves every rung."""
        fen = [aid.month(BUILT).fen for aid in (self.before, self.after)]
        before, after = (self.counties.sum(each) for each in fen)
        paid = [self.counties.count(each > 0) for each in fen]
        moves = {name: self._enters_and_leaves(name) for name in moving(self.affected)}
        place = {name: at for at, name in enumerate(self.counties.names)}
        return [
            {"place": row.pop("group"), **row, **_costs(before[place[name]], after[place[name]]),
             "paid_before": paid[0][place[name]], "paid_after": paid[1][place[name]],
             "programmes": {one: {"enters": enters[place[name]], "leaves": leaves[place[name]]} for one, (enters, leaves) in moves.items()}}
            for row in spread(self.difference, self.counties)
            for name in (row["group"],)
        ]  # fmt: skip

    def _enters_and_leaves(self, name: str) -> tuple[list[int], list[int]]:
        """By county, how many come to take the programme and how many no longer do."""
        before, after = self.before.given(name), self.after.given(name)
        return self.counties.count((before == NO) & (after == YES)), self.counties.count((before == YES) & (after == NO))

    def _parameters(self) -> list[dict[str, Any]]:
        """Every value that the reform moves, by county and residence, and the households for which it is not set."""
        settings = _settings(self.households, self.as_of)
        affected, changed = self.reform.affected(self.laws[0]), {change.name for change in self.reform.changes}
        told = [self._parameter(name, settings) for name in DECLARED if name in affected]
        return [one for one in told if one["name"] in changed or any(row["before"] != row["after"] for row in one["values"])]

    def _beyond(self) -> list[dict[str, Any]]:
        """What the reform would set although a wider place does not allow it there, and for how many households."""
        affected, settings, law = self.reform.affected(self.laws[0]), _settings(self.households, self.as_of), self.laws[1]
        found = []
        for name, comparator, bound, zh, en in BOUNDS:
            past = [number for one, number in settings.items() if _past(_value(law, name, one), comparator, _value(law, bound, one))]
            if past and {name, bound} & affected:
                found.append({"name": name, "bound": bound, "zh": zh, "en": en, "households": sum(past)})
        return found

    def _parameter(self, name: str, settings: Mapping[Setting, int]) -> dict[str, Any]:
        declared, rows = DECLARED[name], Counter[tuple[str, str | None, str | None, str | None]]()
        for setting, households in settings.items():
            before, after = (_shown(law, name, setting) for law in self.laws)
            rows[setting.place[:COUNTY_DIGITS], setting.residence, before, after] += households
        return {
            "name": name, "zh": declared.zh, "en": declared.en, "unset_households": sum(number for row, number in rows.items() if row[3] is None),
            "values": [
                {"place": place, "residence": residence, "before": before, "after": after, "households": number}
                for (place, residence, before, after), number in sorted(rows.items(), key=str)
            ],
        }  # fmt: skip


def _past(value: object, comparator: str, limit: object) -> bool:
    """Whether a known value does not stand in this relation to a known limit."""
    if not isinstance(value, int | Fraction) or not isinstance(limit, int | Fraction):
        return False
    return value < limit if comparator == ">=" else value > limit


def simulate(households: pa.Table, law: Law, reform: Reform, as_of: date) -> Simulation:
    """Screen these households (a table as `tables.case_schema` says) by the law of the day and by the reform over it."""
    currency(counties(households))
    affected = programmes_reading(reform.affected(law))
    reformed = reform.over(law)
    before = screen_table(households, law, as_of)
    after = screen_table(households, reformed, as_of, programmes=affected).programmes if affected else {}
    aid = Aid(before.programmes), Aid({**before.programmes, **after})
    return Simulation(households, (law, reformed), reform, as_of, affected, *aid, before.members_counted)


def currency(places: Groups) -> str:
    """The money in which these places pay; raises `Mixed` for places of more than one."""
    found = {CURRENCIES.get(name[:2], "CNY") for name in places.present() if name} or {"CNY"}
    if len(found) > 1:
        raise Mixed(
            "内地、香港、澳门的家庭以不同货币发放，请分开测算。",
            "Households of the mainland, of Hong Kong and of Macao are paid in different money: simulate them apart.",
        )
    return found.pop()


def _value(law: Law, name: str, setting: Setting) -> Any:
    found = law.look_up(name, setting)
    return None if found is None else found.value


def _shown(law: Law, name: str, setting: Setting) -> str | None:
    """The value as text, None where it is not set."""
    value = _value(law, name, setting)
    return None if value is None else shown(value, DECLARED[name].kind, "en")


def _costs(before: int, after: int) -> dict[str, int]:
    return {"cost_before_fen": before, "cost_after_fen": after, "cost_difference_fen": after - before}


def _settings(households: pa.Table, as_of: date) -> dict[Setting, int]:
    """The places and residences of the households, with the number of households in each."""
    present = [name for name in ("place", "residence") if name in households.column_names]
    if not present:
        return {Setting("", None, as_of): len(households)}
    counted = households.select(present).group_by(present).aggregate([([], "count_all")]).to_pylist()
    found = Counter[Setting]()
    for row in counted:
        found[Setting(row.get("place") or "", row.get("residence"), as_of)] += row["count_all"]
    return dict(found)
