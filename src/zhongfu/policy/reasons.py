"""理由: what a rule was answered and from what, as a tree that pages, letters and JSON are written from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zhongfu.policy.language import Expression


@dataclass(frozen=True)
class FactUsed:
    """A fact that a rule read, with where it came from."""

    path: str
    value: Any
    kind: str
    zh: str
    en: str
    source: str = ""
    on: str = ""


@dataclass(frozen=True)
class ParameterUsed:
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


@dataclass(eq=False)
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
        found, waiting, seen = [], [self], set()
        while waiting:
            reason = waiting.pop(0)
            if id(reason) not in seen:
                seen.add(id(reason))
                found.append(reason)
                waiting += reason.children
        return found

    @property
    def demonstration(self) -> bool:
        """Whether a demonstration value stands behind this answer."""
        return any(used.demonstration for reason in self.walk() for used in reason.parameters)
