"""得失分布: how the gains and losses of a reform are spread over households, by amount, size, residence and county."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhongfu.policy.reform.aid import Money

BANDS = (5_000, 10_000, 20_000, 50_000, 100_000)  # fen a month: gains and losses of at most so much
MOST_MEMBERS = 7  # and more
COUNTY_DIGITS = 6


@dataclass(frozen=True)
class Groups:
    """A name for every household: `index` points into `names`; the last name is "" for those without one."""

    names: tuple[str, ...]
    index: npt.NDArray[np.int64]

    @classmethod
    def of(cls, column: pa.ChunkedArray | None, rows: int) -> Groups:
        """The groups of a column of texts."""
        if column is None:
            return cls(("",), np.zeros(rows, np.int64))
        coded = column if pa.types.is_dictionary(column.type) else pc.dictionary_encode(column)
        whole = coded.unify_dictionaries().combine_chunks() if coded.num_chunks else pa.array([], pa.string()).dictionary_encode()
        names = tuple(whole.dictionary.to_pylist())
        index = whole.indices.fill_null(len(names)).to_numpy(zero_copy_only=False).astype(np.int64)
        return cls((*names, ""), index)

    def shortened(self, letters: int) -> Groups:
        """The groups of the first letters of these names."""
        short = {name: at for at, name in enumerate(dict.fromkeys(name[:letters] for name in self.names[:-1]))}
        places = np.array([*(short[name[:letters]] for name in self.names[:-1]), len(short)], np.int64)
        return Groups((*short, ""), places[self.index])

    def present(self) -> list[str]:
        """The names that somebody has; a dictionary may hold others."""
        counts = np.bincount(self.index, minlength=len(self.names))
        return [name for name, number in zip(self.names, counts, strict=True) if number]

    def count(self, rows: npt.NDArray[np.bool_]) -> list[int]:
        """How many of these rows are in each group."""
        return [int(number) for number in np.bincount(self.index[rows], minlength=len(self.names))]

    def sum(self, fen: npt.NDArray[np.int64]) -> list[int]:
        """The total of each group; exact, because no total comes near 2^53 fen."""
        return [int(total) for total in np.bincount(self.index, weights=fen, minlength=len(self.names))]


def column(table: pa.Table, name: str) -> pa.ChunkedArray | None:
    """The column, or None where the table has none."""
    return table[name] if name in table.column_names else None


def counties(table: pa.Table) -> Groups:
    """Each household's county, from the place that it applies in."""
    return Groups.of(column(table, "place"), len(table)).shortened(COUNTY_DIGITS)


def residences(table: pa.Table) -> Groups:
    """Urban, rural or not known."""
    return Groups.of(column(table, "residence"), len(table))


def sizes(counted: npt.NDArray[np.int32]) -> Groups:
    """How many members count, as the rules count them; "7" stands for seven and more."""
    names = tuple(str(number) for number in range(MOST_MEMBERS + 1))
    return Groups((*names, ""), np.where(counted < 0, len(names), np.minimum(counted, MOST_MEMBERS)).astype(np.int64))


def spread(difference: Money, groups: Groups | None = None) -> list[dict[str, Any]]:
    """Winners, losers, unchanged and unknown, with what they gain and lose a month, in each group that has anybody."""
    whole = groups or Groups(("",), np.zeros(len(difference.fen), np.int64))
    fen, known = difference
    counts = {
        "households": whole.count(np.ones(len(fen), bool)), "winners": whole.count(fen > 0), "losers": whole.count(fen < 0),
        "unchanged": whole.count(known & (fen == 0)), "unknown": whole.count(~known),
        "gained_fen": whole.sum(np.maximum(fen, 0)), "lost_fen": whole.sum(np.maximum(-fen, 0)),
    }  # fmt: skip
    rows = [{"group": name} | {key: numbers[place] for key, numbers in counts.items()} for place, name in enumerate(whole.names)]
    return sorted((row for row in rows if row["households"]), key=lambda row: (row["group"] == "", row["group"]))


def bands(difference: Money) -> list[dict[str, Any]]:
    """How many households lose or gain how much a month, from the greatest loss to the greatest gain."""
    fen = difference.fen
    place = np.searchsorted(np.asarray(BANDS), np.abs(fen))
    found = []
    for sign in (-1, 1):
        rows = np.sign(fen) == sign
        numbers = np.bincount(place[rows], minlength=len(BANDS) + 1)
        totals = np.bincount(place[rows], weights=fen[rows], minlength=len(BANDS) + 1)
        found += [_band(sign, at, int(numbers[at]), int(totals[at])) for at in range(len(BANDS) + 1)][::sign]
    return found


def _band(sign: int, at: int, households: int, total: int) -> dict[str, Any]:
    """One band: more than `over_fen`, at most `to_fen` (None: without end), both counted away from 0."""
    edges = (0, *BANDS, None)
    return {
        "direction": "loss" if sign < 0 else "gain", "over_fen": edges[at], "to_fen": edges[at + 1],
        "households": households, "sum_fen": total,
    }  # fmt: skip
