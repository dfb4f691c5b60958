"""实得救助: what every household is given under one law: its rung of assistance and its money, nothing counted twice.

The rungs exclude one another: a household is paid for the first that holds, as its category says. Where an earlier rung is
undecided, so is what it is paid for. An amount that is not known is never 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from zhongfu.policy.decide import BUILT, PER
from zhongfu.policy.decision import RUNGS
from zhongfu.policy.language import Parameter, walk
from zhongfu.policy.screen import Answered

YES, NO, UNKNOWN = 1, 0, -1
NO_RUNG = len(RUNGS)
CATEGORIES = (*RUNGS, "none")

Flags = npt.NDArray[np.bool_]
Fen = npt.NDArray[np.int64]
Verdicts = npt.NDArray[np.int8]


class Money(NamedTuple):
    """An amount of fen for every household, and where it is known."""

    fen: Fen
    known: Flags

    def plus(self, other: Money) -> Money:
        """Both together; known where both are."""
        return Money(self.fen + other.fen, self.known & other.known)

    def minus(self, other: Money) -> Money:
        """The difference; 0 where it is not known, so that sums of what is known stay right."""
        known = self.known & other.known
        return Money(np.where(known, self.fen - other.fen, 0), known)


@dataclass(frozen=True)
class Aid:
    """The answers of every programme about the same households under one law."""

    answers: Mapping[str, Answered]
    _taken: dict[str, Verdicts] = field(default_factory=dict)
    _money: dict[str, Money] = field(default_factory=dict)

    @cached_property
    def rung(self) -> Verdicts:
        """The position in CATEGORIES of each household's category; UNKNOWN where an earlier rung is undecided."""
        found = np.full(len(self.answers[RUNGS[0]].eligible), NO_RUNG, np.int8)
        open_ = np.ones(len(found), bool)
        for position, programme in enumerate(RUNGS):
            eligible = self.answers[programme].eligible
            found[open_ & (eligible == YES)] = position
            found[open_ & (eligible == UNKNOWN)] = UNKNOWN
            open_ &= eligible == NO
        return found

    def given(self, programme: str) -> Verdicts:
        """Whether the household takes this programme: a rung only where it is its category."""
        eligible: Verdicts = self.answers[programme].eligible
        if programme not in RUNGS:
            return eligible
        if programme not in self._taken:
            taken: Verdicts = (self.rung == RUNGS.index(programme)).astype(np.int8)
            taken[(self.rung == UNKNOWN) & (eligible != NO)] = UNKNOWN
            self._taken[programme] = taken
        return self._taken[programme]

    def money(self, programme: str) -> Money:
        """What the programme pays each household: 0 where it does not take it."""
        if programme not in self._money:
            self._money[programme] = self._reckoned(programme)
        return self._money[programme]

    def _reckoned(self, programme: str) -> Money:
        given, answered = self.given(programme), self.answers[programme]
        paid = given == YES
        known = paid & answered.amount_known
        return Money(np.where(known, answered.amount, 0), (given == NO) | known)

    def month(self, programmes: Iterable[str]) -> Money:
        """What these programmes pay each household a month, together."""
        number = len(self.rung)
        total = Money(np.zeros(number, np.int64), np.ones(number, bool))
        for programme in monthly(programmes):
            total = total.plus(self.money(programme))
        return total


def pays(programme: str) -> bool:
    """Whether the programme is an amount of money; a recognition or a service is none."""
    return "amount" in BUILT[programme].rules


def period(programme: str) -> str:
    """What its amount is for: month, year or once."""
    return PER.get(programme, "month")


def programmes_reading(parameters: Collection[str]) -> tuple[str, ...]:
    """The programmes whose answers may differ with these parameters. The others need not be screened again."""
    return tuple(
        name
        for name, programme in BUILT.items()
        if any(
            isinstance(node, Parameter) and node.parameter in parameters
            for rule in ("eligible", "amount")
            if rule in programme.rules
            for node in walk(programme.rules[rule])
        )
    )


def moving(affected: Collection[str]) -> tuple[str, ...]:
    """The programmes whose payments may move: with one rung every rung may, because each gives way to the one before it."""
    return tuple(name for name in BUILT if name in affected or (name in RUNGS and set(affected) & set(RUNGS)))


def monthly(programmes: Iterable[str]) -> tuple[str, ...]:
    """Those of these programmes that pay money each month."""
    return tuple(name for name in programmes if pays(name) and period(name) == "month")


def unpriced(programmes: Iterable[str], *laws: Aid) -> tuple[str, ...]:
    """Programmes beside the rungs that pay nobody a known amount under any of these laws although somebody may take them.

    Where a place has not set what such a programme needs, it says nothing about any household's gain, so it is named instead.
    """
    return tuple(
        name
        for name in programmes
        if name not in RUNGS
        and not any(aid.money(name).fen.any() for aid in laws)
        and not all(aid.money(name).known.all() for aid in laws)
    )
