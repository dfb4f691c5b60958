"""理由: what a rule was answered and from what, as a tree that pages, letters and JSON are written from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from zhongfu.policy.language import Expression


class FactUsed(NamedTuple):
    """A fact that a rule read, with where it came from."""

    path: str
    value: Any
    kind: str
    zh: str
    en: str
    source: str = ""
    on: str = ""


class ParameterUsed(NamedTuple):
    """A parameter that a rule read. `place` is "case" where the case itself brought the value, "" the nation."""

    name: str
    value: Any
    kind: str
    zh: str
    en: str
    place: str = ""
    cites: tuple[str, ...] = ()
    confidence: str = ""
    demonstration: bool = False


@dataclass(eq=False, slots=True)
class Reason:
    """One rule, its answer, what is missing for it, and the rules it rests on. `about` is the person it is about."""

    rule: Expression
    value: Any = None
    missing: tuple[str, ...] = ()
    about: str = ""
    facts: list[FactUsed] = field(default_factory=list)
    parameters: list[ParameterUsed] = field(default_factory=list)
    children: list[Reason] = field(default_factory=list)
    results: dict[int, Any] = field(default_factory=dict)

    def walk(self) -> list[Reason]:
        """This reason and all below, each once, the nearest first."""
        return below((self,))


def below(reasons: Iterable[Reason]) -> list[Reason]:
    """These reasons and all below them, each once, the nearest first."""
    found = list(reasons)
    seen = set(map(id, found))
    for reason in found:
        for child in reason.children:
            if id(child) not in seen:
                seen.add(id(child))
                found.append(child)
    return found
