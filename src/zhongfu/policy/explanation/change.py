"""何种变化会改变结果: which condition fails by how much, what single change would turn it, and whether that turns the whole.

Nothing is said that was not tried: each change is supposed and the rules are answered again. What is said are facts about the
rules; it is no advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from zhongfu.policy.explanation.levers import Lever, amounts, days, findings, owned
from zhongfu.policy.explanation.suppose import MOST, first_above, last_below, rule_is
from zhongfu.policy.language import Expression, Logic, Negation, Over, When
from zhongfu.policy.meaning import scopes_of
from zhongfu.policy.reasons import Reason

MOST_OWNED = 8  # of more things than this it is not tried which to leave out


@dataclass(frozen=True)
class Change:
    """What would turn a condition. `least` and `most` bound an amount; `options` are values; `fewer` is how many things less.

    `result` is what the programme would be with it; `turned` the value the condition would have.
    """

    lever: Lever
    result: bool | None
    least: int | None = None
    most: int | None = None
    options: tuple[Any, ...] = ()
    fewer: int = 0


@dataclass(frozen=True)
class Condition:
    """One condition that keeps the programme from holding; of members, what is asked of each of `reasons`.

    `alone`: the programme would hold if this one condition were otherwise.
    """

    reasons: tuple[Reason, ...]
    wanted: bool
    alone: bool
    changes: tuple[Change, ...]


def failing(top: Reason) -> list[Condition]:
    """Why a programme does not hold, condition by condition; those that decide alone first."""
    found: dict[Expression, list[Reason]] = {}
    wanted: dict[Expression, bool] = {}
    for leaf, sign in _leaves(top, True):
        found.setdefault(leaf.rule, []).append(leaf)
        wanted[leaf.rule] = sign
    conditions = [_condition(top, tuple(dict.fromkeys(leaves)), wanted[rule]) for rule, leaves in found.items()]
    return sorted(conditions, key=lambda one: (not one.alone, not any(change.result for change in one.changes)))


def ending(top: Reason) -> list[Change]:
    """From which amounts on a programme that holds would end, all else being equal."""
    return [change for lever in amounts(top) if (change := _end(top, lever)) is not None]


def _leaves(reason: Reason, wanted: bool) -> Iterator[tuple[Reason, bool]]:
    """The conditions of the household that are not as wanted and rest on no other such condition.

    Of a person, and of another programme, it is not asked further.
    """
    asked = list(_asked(reason.rule, wanted))
    signs = {node: sign for node, sign in asked if node.name}
    below = [(child, signs[child.rule]) for child in dict.fromkeys(reason.children) if child.rule in signs]
    failing = [(child, sign) for child, sign in below if child.value is (not sign) and child.value is not child.rule.usual]
    unnamed = any(reason.results.get(id(node)) is (not sign) for node, sign in asked if not node.name)
    if unnamed or all(sign and _is_programme(child) for child, sign in failing):
        yield reason, wanted
        return
    for child, sign in failing:
        if _is_programme(child) or scopes_of(child.rule):
            yield child, sign
        else:
            yield from _leaves(child, sign)


def _is_programme(reason: Reason) -> bool:
    """Whether this is a programme, or one programme or another."""
    asked = [reason.rule] if reason.rule.name.endswith(".eligible") else [rule for rule, _ in _asked(reason.rule, True)]
    return all(rule.name.endswith(".eligible") for rule in asked)


def _asked(node: Expression, wanted: bool, top: bool = True) -> Iterator[tuple[Expression, bool]]:
    """The single conditions of a rule, and what each should be for the rule to be as wanted."""
    if node.name and not top:
        yield node, wanted
    elif isinstance(node, Negation):
        yield from _asked(node.condition, not wanted, False)
    elif isinstance(node, Logic):
        for condition in node.conditions:
            yield from _asked(condition, wanted, False)
    elif isinstance(node, When):
        _, *branches = node.parts()
        for branch in branches:
            yield from _asked(branch, wanted, False)
    elif isinstance(node, Over) and node.which in ("any", "all"):  # who is looked at is no condition
        yield from ((rule, sign) for rule, sign in _asked(node.value, wanted, False) if sign is wanted)
    else:
        yield node, wanted


def _condition(top: Reason, leaves: tuple[Reason, ...], wanted: bool) -> Condition:
    alone = any(leaf is not top and rule_is(top.ground, leaf, wanted).value(top) is True for leaf in leaves)
    if leaves[0] is not top and _is_programme(leaves[0]):
        return Condition(leaves, wanted, alone, ())
    found = {change.lever.name: change for leaf in leaves for change in _changes(top, leaf, wanted)}
    return Condition(leaves, wanted, alone, tuple(sorted(found.values(), key=lambda change: not change.result)))


def _changes(top: Reason, leaf: Reason, wanted: bool) -> Iterator[Change]:
    for lever in amounts(leaf):
        yield from _bound(top, leaf, wanted, lever)
    for lever in owned(leaf):
        yield from _left_out(top, leaf, wanted, lever)
    for lever in (*findings(leaf), *days(leaf)):
        turning = tuple(option for option in lever.options if lever.suppose(option).value(leaf) is wanted)
        if turning:
            results = {lever.suppose(option).value(top) for option in turning}
            yield Change(lever, results.pop() if len(results) == 1 else None, options=turning)


def _bound(top: Reason, leaf: Reason, wanted: bool, lever: Lever) -> Iterator[Change]:
    """The amount nearest to the present one at which the condition is as wanted."""

    def holds(amount: int) -> bool:
        return lever.suppose(amount).value(leaf) is wanted

    now = Fraction(lever.now)
    if now > 0 and holds(0):
        most = last_below(holds, -(-now.numerator // now.denominator))
        yield Change(lever, lever.suppose(most).value(top), most=most)
    elif holds(MOST):
        least = first_above(holds, now.numerator // now.denominator)
        yield Change(lever, lever.suppose(least).value(top), least=least)


def _left_out(top: Reason, leaf: Reason, wanted: bool, lever: Lever) -> Iterator[Change]:
    """How few of the things need to be less, whichever they are."""
    things = lever.now
    if len(things) > MOST_OWNED:
        return
    for fewer in range(1, len(things) + 1):
        left = [list(kept) for kept in combinations(things, len(things) - fewer)]
        turning = [kept for kept in left if lever.suppose(kept).value(leaf) is wanted]
        if turning:
            results = {lever.suppose(kept).value(top) for kept in turning}
            yield Change(lever, results.pop() if len(results) == 1 else None, fewer=fewer, options=tuple(_named(things, turning)))
            return


def _named(things: list[Any], turning: list[list[Any]]) -> Iterator[tuple[int, ...]]:
    """Which things are left out, by their numbers from 1."""
    for kept in turning:
        yield tuple(number for number, thing in enumerate(things, start=1) if thing not in kept)


def _end(top: Reason, lever: Lever) -> Change | None:
    def ends(amount: int) -> bool:
        return lever.suppose(amount).value(top) is False

    now = Fraction(lever.now)
    if ends(MOST):
        return Change(lever, False, least=first_above(ends, now.numerator // now.denominator))
    if now > 0 and ends(0):
        return Change(lever, False, most=last_below(ends, -(-now.numerator // now.denominator)))
    return None

