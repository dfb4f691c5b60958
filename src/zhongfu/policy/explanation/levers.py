"""可变之处: what a condition hangs on that could be otherwise: amounts, things owned, findings about a person, the day of application.

Age, kinship and the like are not listed: nobody can change them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from zhongfu.policy.explanation.explain import inner, kind_of
from zhongfu.policy.explanation.suppose import Supposed, fact_is, rule_is
from zhongfu.policy.language import Comparison, Constant, Expression, Fact, Membership, Over, Parameter, When
from zhongfu.policy.meaning import fact_path, scopes_of
from zhongfu.policy.reasons import Reason
from zhongfu.policy.records import Record
from zhongfu.policy.values import NONE

AMOUNTS = ("money", "area")
OWNED = ("household.assets.vehicles", "household.assets.houses", "household.assets.businesses")
FINDINGS = ("household.assessment.category", "household.has_event", "disability", "serious_illness", "employment")


@dataclass(frozen=True, eq=False)
class Lever:
    """Something that could be otherwise: its name in both languages, how it is now, the case with another value supposed."""

    name: str
    zh: str
    en: str
    kind: str
    now: Any
    suppose: Callable[[Any], Supposed]
    about: str = ""
    options: tuple[Any, ...] = ()
    against: tuple[tuple[str, Any], ...] = ()  # the comparisons that it stands in: sign and limit


def within(reason: Reason) -> list[Reason]:
    """The reason and all that it rests on, short of another programme's decision."""
    found, seen = [reason], {reason}
    for one in found:
        for child in one.children:
            if child not in seen and not child.rule.name.endswith(".eligible"):
                seen.add(child)
                found.append(child)
    return found


def amounts(reason: Reason) -> list[Lever]:
    """Amounts of the household that stand against a limit."""
    found: dict[str, Lever] = {}
    for one in within(reason):
        for node in inner(one.rule):
            if isinstance(node, Comparison) and id(node) in one.results:
                lever = _amount(one, node)
                if lever is not None:
                    known = found.get(lever.name, lever)
                    found[lever.name] = replace(known, against=(*known.against, (_sign(one, node), _limit(one, node.right))))
    return list(found.values())


def _amount(reason: Reason, node: Comparison) -> Lever | None:
    measured = _measured(node.left)
    if scopes_of(measured) or kind_of(measured) not in AMOUNTS or _sign(reason, node) == "==":
        return None
    if isinstance(measured, Fact):
        return _of_fact(reason, measured)
    asked = next((child for child in reason.children if child.rule is measured), None)
    if asked is None or not is_number(asked.value):
        return None
    suppose = lambda value: rule_is(reason.ground, asked, value)  # noqa: E731
    return Lever(measured.name, measured.zh, measured.en, kind_of(measured), asked.value, suppose)


def _measured(node: Expression) -> Expression:
    """What is measured: an amount that counts under a condition is measured as itself."""
    return _measured(node.then) if isinstance(node, When) and not node.name else node


def _of_fact(reason: Reason, fact: Fact) -> Lever | None:
    record = reason.ground.case.record
    now = record.values.get(fact.key)
    if now is None:
        return None
    suppose = lambda value: fact_is(reason.ground, record, {fact.key: value})  # noqa: E731
    return Lever(fact_path(record, fact), fact.zh, fact.en, fact.kind, now, suppose)


def _sign(reason: Reason, node: Comparison) -> str:
    comparator = node.comparator
    return str(comparator.value if isinstance(comparator, Constant) else reason.results.get(id(comparator)))


def _limit(reason: Reason, node: Expression) -> Any:
    return node.value if isinstance(node, Constant) else reason.results.get(id(node))


def owned(reason: Reason) -> list[Lever]:
    """Things of which fewer might be owned; the value supposed is which of them are left."""
    found: dict[str, Lever] = {}
    for one in within(reason):
        for node in inner(one.rule):
            if isinstance(node, Over) and node.collection.key in OWNED:
                found.setdefault(node.collection.key, _list(reason, node.collection.key))
    return [lever for lever in found.values() if lever.now]


def _list(reason: Reason, key: str) -> Lever:
    record, ground = reason.ground.case.record, reason.ground
    zh, en = {OWNED[0]: ("机动车", "vehicles"), OWNED[1]: ("房屋", "houses"), OWNED[2]: ("经营主体", "businesses")}[key]
    return Lever(key, zh, en, "count", record.values.get(key), lambda left: fact_is(ground, record, {key: left}))


def findings(reason: Reason) -> list[Lever]:
    """What might be found otherwise about the household or a person, with the other findings that the rules name."""
    found: dict[str, Lever] = {}
    for one in within(reason):
        for record, fact in (note for note in one.notes if type(note) is tuple):
            options = _options(one, fact) if fact.key in FINDINGS else ()
            now = record.values.get(fact.key)
            known = found.get(path := fact_path(record, fact))
            options = tuple(dict.fromkeys((*(known.options if known else ()), *(option for option in options if option != now))))
            if options:
                found[path] = Lever(path, fact.zh, fact.en, fact.kind, now, _finding(one, record, fact), record.name, options)
    return list(found.values())


def _options(reason: Reason, fact: Fact) -> tuple[Any, ...]:
    if fact.kind == "bool":
        return (True, False)
    return tuple(option for node in inner(reason.rule) for option in _named(reason, node, fact))


def _named(reason: Reason, node: Expression, fact: Fact) -> tuple[Any, ...]:
    """The values against which a node holds the fact."""
    if isinstance(node, Comparison) and node.left is fact and isinstance(node.right, Constant):
        return (node.right.value,)
    if isinstance(node, Membership) and node.value is fact:
        given = node.options.value if isinstance(node.options, Constant) else reason.results.get(id(node.options))
        return given if isinstance(given, tuple) else ()
    return ()


def _finding(reason: Reason, record: Record, fact: Fact) -> Callable[[Any], Supposed]:
    def suppose(value: Any) -> Supposed:
        return fact_is(reason.ground, record, {fact.key: value, **_goes_with(fact.key, value, reason.ground.case.place)})

    return suppose


def _goes_with(key: str, value: Any, place: str) -> dict[str, Any]:
    """The facts that the same entry of a case file gives; an emergency is supposed where the household applies."""
    if key == "disability":
        return {"disability_grade": int(value.partition(":")[2] or 0)}
    if key == "household.has_event":
        return {"household.event.at": place, "household.event.province": place[:2]} if value else _NO_EVENT
    return {}


_NO_EVENT = {"household.event.at": NONE, "household.event.province": NONE, "household.event.kind": NONE}


def days(reason: Reason) -> list[Lever]:
    """The first day of an instrument that was not yet in force; the day of application might have been later."""
    ground, record = reason.ground, reason.ground.case.record
    law, today = ground.values.law, ground.case.as_of
    names = {note.parameter for one in within(reason) for note in one.notes if type(note) is Parameter}
    first = {law.instruments[name].since for name in (one.removeprefix("instrument.") for one in names) if name in law.instruments}
    options = tuple(sorted(day for day in first if day is not None and day > today))
    if not options:
        return []
    suppose = lambda day: fact_is(ground, record, {"as_of": day})  # noqa: E731
    return [Lever("as_of", "申请日", "day of application", "date", today, suppose, options=options)]


def is_number(value: Any) -> bool:
    """Whether the value is an amount."""
    return isinstance(value, int | Fraction) and not isinstance(value, bool)
