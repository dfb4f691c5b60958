"""概率 Draws that are the same on every machine: only bits, additions and multiplications, no logarithm of any libc."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """One stream of chance, named by what it is for (seed, block, topic), so that a new topic leaves the others alone."""

    def __new__(cls, *_names: object) -> Chance:
        return super().__new__(cls)

    def __init__(self, *names: object) -> None:
        super().__init__("/".join(map(str, names)))

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self.random() * len(choices))]

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        """One of (value, weight); the weights need not add up to one."""
        left = self.random() * sum(weight for _, weight in choices)
        for value, weight in choices:
            left -= weight
            if left < 0:
                return value
        return choices[-1][0]

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.random() * (high - low + 1))

    def along(self, quantiles: Sequence[int]) -> int:
        """A whole number from a distribution given by its values at equally spaced quantiles, straight lines between."""
        place = self.random() * (len(quantiles) - 1)
        step = int(place)
        return int(quantiles[step] + (quantiles[step + 1] - quantiles[step]) * (place - step))

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.between(0, (last - first).days))
