"""筛查: every programme decided for every household of a table at once, and what is still needed where it is undecided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from threading import Lock

import numpy as np
import pyarrow as pa

from zhongfu.policy.columns.blocks import Part, in_blocks, moved_parts, own_parts
from zhongfu.policy.columns.column import Column, unknown
from zhongfu.policy.columns.kernel import Columns, uses_of
from zhongfu.policy.columns.lawrows import LawOfRows, Values, law_values, parameters_read
from zhongfu.policy.columns.needs import LIST_NAMES, Array, Names, sets_of, terms
from zhongfu.policy.decide import BUILT
from zhongfu.policy.language import Expression, Fact, Over, Parameter
from zhongfu.policy.parameters import Law
from zhongfu.policy.programmes.household import Household

__all__ = ["Answered", "Screened", "law_values", "screen_table", "still_needed", "truths"]

ASKED = ("eligible", "amount", "starts", "until")  # what a decision asks of a programme, the rest only where it holds
ELSEWHERE = "temporary"  # judged by the parameters of the place of the emergency


class NeedSets:
    """The distinct sets of missing names of a screening, numbered; 0 is the empty one."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._numbers: dict[int, int] = {0: 0}
        self._lock = Lock()

    def numbers(self, sets: Iterable[int]) -> Array:
        """The number of each of these sets of bits."""
        with self._lock:
            return np.array([self._numbers.setdefault(one, len(self._numbers)) for one in sets], np.int32)

    def told(self) -> list[tuple[str, ...]]:
        """The names of every set, by its number."""
        return [self.names.of(bits) for bits in self._numbers]


@dataclass
class Answered:
    """One programme for every household: eligible 1, 0 or -1 (undecided), the amount in fen, and what is needed."""

    eligible: Array
    amount: Array
    amount_known: Array
    need_code: Array
    need_sets: list[tuple[str, ...]] = field(default_factory=lambda: [()])

    def needs(self, row: int) -> tuple[str, ...]:
        """What is still needed for this household, sorted."""
        return self.need_sets[int(self.need_code[row])]

    def needs_counts(self, rows: Array | None = None) -> dict[str, int]:
        """How many households (of those marked) need each fact or parameter, the most wanted first."""
        codes = self.need_code if rows is None else self.need_code[rows]
        counts: dict[str, int] = {}
        for names, count in zip(self.need_sets, np.bincount(codes, minlength=len(self.need_sets)).tolist(), strict=True):
            for name in names if count else ():
                counts[name] = counts.get(name, 0) + count
        return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


@dataclass
class Screened:
    """Every programme for every household, and the number of members counted (-1: unknown)."""

    programmes: dict[str, Answered]
    members_counted: Array


def screen_table(
    households: pa.Table, law: Law, as_of: date, values: Values | None = None, programmes: Collection[str] | None = None
) -> Screened:
    """Decide the programmes for every row by the law of its own place and residence on this day.

    `values` gives the parameters of a setting instead of the law. The day of application is the day given for every row.
    """
    wanted = [name for name in BUILT if programmes is None or name in programmes]
    screening = _Screening(LawOfRows(law, as_of, _parameters(), values), households.num_rows, wanted)
    in_blocks(households, screening.block)
    told = screening.sets.told()
    for answered in screening.found.values():
        answered.need_sets = told
    return Screened(screening.found, screening.members)


@cache
def _parameters() -> list[str]:
    """The parameters that the rules of any programme may read."""
    return parameters_read(rule for programme in BUILT.values() for rule in programme.rules.values())


@cache
def _uses(programmes: tuple[str, ...]) -> dict[int, int]:
    """How often a screening of these programmes reads each node."""
    rules = [BUILT[name].rules[rule] for name in programmes for rule in ASKED if rule in BUILT[name].rules]
    return uses_of([*rules, Household.size])


class _Screening:
    """One table being decided, block by block."""

    def __init__(self, law: LawOfRows, size: int, programmes: Sequence[str]) -> None:
        self.law = law
        self.names = Names()
        self.sets = NeedSets(self.names)
        self.found = {name: _empty(size) for name in programmes}
        self.members = np.full(size, -1, np.int32)

    def block(self, block: pa.Table, first: int) -> None:
        """Decide the households of one block, those of each law together, and emergencies where they happened."""
        for part in own_parts(block, first, self.law):
            columns = self._decided(part, tuple(self.found))
            size = columns.answer(Household.size)
            self.members[part.rows] = np.where(size.known, 0 if size.value is None else size.value, -1)
        if ELSEWHERE in self.found:
            for part in moved_parts(block, first, self.law):
                self._decided(part, (ELSEWHERE,))

    def _decided(self, part: Part, programmes: tuple[str, ...]) -> Columns:
        columns = Columns(part.frame, part.sheet, self.names, uses=_uses(programmes))
        for name in programmes:
            self._keep(name, columns, part)
        return columns

    def _keep(self, name: str, columns: Columns, part: Part) -> None:
        rules, found, rows = BUILT[name].rules, self.found[name], part.rows
        eligible = columns.answer(rules["eligible"])
        holds = np.broadcast_to(np.asarray(eligible.value if eligible.known is not False else False), part.frame.size)
        found.eligible[rows] = holds.astype(np.int8) - np.logical_not(eligible.known)
        wants = terms(eligible)
        rest = [columns.answer(rules[rule]) for rule in ASKED[1:] if rule in rules] if holds.any() else []
        for column in rest:
            for names, wanting in terms(column).items():
                wants = wants | {names: wants.get(names, False) | (wanting & holds)}
        amount = _whole(rules["amount"], rest[0]) if rest and "amount" in rules else unknown()
        known = holds & amount.known
        found.amount_known[rows] = known
        found.amount[rows] = np.where(known, 0 if amount.value is None else amount.value, 0)
        code, sets = sets_of(wants, part.frame.size)
        found.need_code[rows] = self.sets.numbers(sets).take(code)


def truths(households: pa.Table, law: Law, as_of: date, rules: Sequence[Expression]) -> dict[str, Array]:
    """The answers of these named rules about households: 1, 0 or -1 (unknown) for every row."""
    found = {rule.name: np.full(households.num_rows, -1, np.int8) for rule in rules}
    of_rows, names = LawOfRows(law, as_of, parameters_read(rules)), Names()

    def work(block: pa.Table, first: int) -> None:
        for part in own_parts(block, first, of_rows):
            columns = Columns(part.frame, part.sheet, names)
            for rule in rules:
                answer = columns.answer(rule)
                found[rule.name][part.rows] = np.where(answer.known, answer.value is True if answer.known is False else answer.value, -1)

    in_blocks(households, work)
    return found


def _empty(size: int) -> Answered:
    return Answered(np.full(size, -1, np.int8), np.zeros(size, np.int64), np.zeros(size, bool), np.zeros(size, np.int32))


def _whole(rule: Expression, amount: Column) -> Column:
    if amount.bottom != 1:
        raise ValueError(f"{rule.name} is not rounded, so it is no whole number of fen")
    return amount


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


def _asked(node: Expression) -> list[str]:
    if isinstance(node, Parameter):
        return [] if node.parameter.startswith("instrument.") else [f"parameter:{node.parameter}"]
    if isinstance(node, Fact):
        scope = LIST_NAMES.get(node.scope)
        return [node.key] if scope is None else [f"{scope}.{node.key}" if node.scope in ("member", "subject") else scope]
    if isinstance(node, Over) and node.collection.parent == "case":
        return [node.collection.key]
    return []
