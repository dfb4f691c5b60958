"""政策目录: what the reference pages show, on paper and on screen: the rules in reading order, what they rest on, and their values.

Nothing here is written by hand: order and titles are those of the programmes' files, values those of the law that is given.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from zhongfu.policy import programmes
from zhongfu.policy.decide import BUILT
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import Expression, Fact, Over, Parameter, Programme, programme_id, walk
from zhongfu.policy.lawbook.lawcheck import code_of
from zhongfu.policy.lawbook.lawfile import Instrument, Value
from zhongfu.policy.lawbook.places import NATION
from zhongfu.policy.parameters import Law, Setting

# The day whose values the kept pages call today's: a page that follows the clock could not be compared with the code.
AS_OF = date(2026, 11, 22)
RESIDENCES = ("urban", "rural")
RESULTS = ("eligible", "amount", "starts", "until")


@dataclass(frozen=True)
class Sheet:
    """One programme, or one set of rules that programmes share; `result` says which of the two."""

    name: str
    zh: str
    en: str
    rules: dict[str, Expression]
    result: bool


@dataclass(frozen=True)
class Reads:
    """What a rule reads itself, not through the rules it names."""

    facts: tuple[Fact, ...]
    lists: tuple[str, ...]
    parameters: tuple[str, ...]
    instruments: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Holding:
    """A value (None: not on file) with the places and residences where it is the one that holds.

    `told` are those that need telling: the others lie in a place that is told.
    """

    value: Value | None
    where: tuple[tuple[str, str], ...]
    told: tuple[tuple[str, str], ...]


@cache
def sheets() -> dict[str, Sheet]:
    """Every set of rules by name: the programmes in the order in which they are decided, then what they share."""
    found = {programme_id(owner): owner for owner in _owners()}
    order = [*BUILT, *(name for name in found if name not in BUILT)]
    return {name: _sheet(name, found[name]) for name in order}


def _owners() -> Iterator[type[Programme]]:
    for module in pkgutil.iter_modules(programmes.__path__):
        loaded = importlib.import_module(f"{programmes.__name__}.{module.name}")
        for owner in vars(loaded).values():
            if isinstance(owner, type) and issubclass(owner, Programme) and owner.__module__ == loaded.__name__:
                yield owner


def _sheet(name: str, owner: type[Programme]) -> Sheet:
    """Titled by the first words of its docstring: 中文: English."""
    zh, _, en = (owner.__doc__ or name).partition(": ")
    own = {rule.name: rule for rule in owner.rules.values() if rule.name.startswith(f"{name}.")}
    return Sheet(name, zh, re.split(r"; |\. | \(|\.$", en)[0], own, name in BUILT)


@cache
def rules() -> dict[str, Expression]:
    """Every rule of every sheet by name."""
    return {name: rule for sheet in sheets().values() for name, rule in sheet.rules.items()}


def reads(rule: Expression) -> Reads:
    """What this rule reads itself."""
    nodes = list(_own_nodes(rule))
    own = [node for node in nodes if node is rule or not node.name]
    named = [node.parameter for node in own if isinstance(node, Parameter)]
    return Reads(
        tuple({(node.scope, node.key): node for node in own if isinstance(node, Fact)}.values()),
        tuple(dict.fromkeys(node.collection.key for node in own if isinstance(node, Over))),
        tuple(dict.fromkeys(name for name in named if name in DECLARED)),
        tuple(dict.fromkeys(name.removeprefix("instrument.") for name in named if name not in DECLARED)),
        tuple(dict.fromkeys(node.name for node in nodes if node.name and node is not rule)),
    )


def _own_nodes(rule: Expression) -> Iterator[Expression]:
    """The nodes of a rule down to (and with) the rules that it names, in the order in which they are written."""
    waiting = [rule]
    while waiting:
        node = waiting.pop()
        yield node
        if node is rule or not node.name:
            waiting.extend(reversed(list(node.parts())))


@cache
def readers() -> dict[str, tuple[str, ...]]:
    """Which rules read a rule or a parameter, by its name."""
    found: dict[str, list[str]] = {}
    for name, rule in rules().items():
        read = reads(rule)
        for source in (*read.rules, *read.parameters, *(f"instrument.{short}" for short in read.instruments)):
            found.setdefault(source, []).append(name)
    return {source: tuple(names) for source, names in found.items()}


def extent(sheet: Sheet) -> tuple[int, int, int]:
    """How many rules, parameters and facts a sheet may come to, through all the rules it rests on."""
    nodes = {id(node): node for rule in sheet.rules.values() for node in walk(rule)}.values()
    return (
        len({node.name for node in nodes if node.name}),
        len({node.parameter for node in nodes if isinstance(node, Parameter) and node.parameter in DECLARED}),
        len({(node.scope, node.key) for node in nodes if isinstance(node, Fact)}),
    )


def article(cite: str) -> tuple[str, str]:
    """A citation as instrument and article: "57 Art.13" is "57" and "Art.13"."""
    return code_of(cite), cite.removeprefix(code_of(cite)).strip()


@cache
def citing() -> dict[str, tuple[str, ...]]:
    """The rules that rest on an instrument, by its short name."""
    found: dict[str, dict[str, None]] = {}
    for name, rule in rules().items():
        for cite in rule.articles:
            found.setdefault(article(cite)[0], {})[name] = None
    return {short: tuple(names) for short, names in found.items()}


def instruments(law: Law) -> dict[str, Instrument | None]:
    """Every instrument on file by short name, those that are only cited after those in force, and any that a rule cites beside."""
    found: dict[str, Instrument | None] = {**law.instruments, **law.sources}
    return found | {short: None for short in citing() if short not in found}


def places(law: Law) -> list[str]:
    """The nation and every place that has a policy file, by code."""
    return [NATION, *sorted(place for place in law.places if place != NATION)]


def holdings(law: Law, name: str, as_of: date) -> list[Holding]:
    """The parameter's values of a day, each with the places and residences where it is the one that holds."""
    found: dict[object, tuple[Value | None, list[tuple[str, str]]]] = {}
    for place in places(law):
        for residence in RESIDENCES:
            value = law.look_up(name, Setting(place, residence, as_of))
            key = None if value is None else (value.file, value.line, value.value)
            found.setdefault(key, (value, []))[1].append((place, residence))
    return [Holding(value, tuple(where), tuple(_widest(where, places(law)))) for value, where in found.values()]


def _widest(where: list[tuple[str, str]], known: list[str]) -> Iterator[tuple[str, str]]:
    """Without the places whose next wider place holds the same."""
    for place, residence in where:
        wider = max((one for one in known if one != place and place.startswith(one)), key=len, default=None)
        if wider is None or (wider, residence) not in where:
            yield place, residence


def history(law: Law, name: str) -> list[Value]:
    """Every value on file, by place and day; one that is derived as it stood on its first day."""
    found = sorted(law.values.get(name, ()), key=lambda value: (value.place, value.residence, value.since, value.rank))
    return [_on_its_first_day(law, value) for value in found]


def _on_its_first_day(law: Law, value: Value) -> Value:
    residence = RESIDENCES[0] if value.residence == "both" else value.residence
    there = law.look_up(value.name, Setting(value.place, residence, value.since)) if value.formula else None
    return value if there is None or (there.file, there.line) != (value.file, value.line) else there
