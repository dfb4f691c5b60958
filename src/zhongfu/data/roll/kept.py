"""筛查结果 Kept screens: counts by town and lists of households, read from the file that a screen was kept in."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as parquet

from zhongfu.data.engine import Limits, connect
from zhongfu.data.roll.households import BITS
from zhongfu.data.roll.screened import TOLD

# Classes of a household in a programme. The register does not say who receives what it does not hold: there only the open ones.
OPEN = ("eligible", "undecidable", "to_assess")
STANDINGS = ("eligible_not_in", "in_and_eligible", "in_no_longer", "in_undecidable", *OPEN)
# Whether the rules hold (1, 0, -1 for undecided), the amount in fen, what is wanted.
Answer = tuple[int, int | None, tuple[str, ...]]
ASSESSMENT = "household.assessment"
# A page asks too, beside others.
_LIMITS = Limits(memory="512MB", threads=2)


@dataclass(frozen=True)
class Found:
    """One household of a list: its town, the amount where one is due and known, what an undecided answer wants, whether the register has it in."""

    household_id: str
    region: str
    amount: int | None
    needs: tuple[str, ...]
    inside: bool | None


@dataclass(frozen=True)
class Wanted:
    """How many undecided households of a town want a fact for a programme."""

    programme: str
    region: str
    fact: str
    households: int


@dataclass(frozen=True)
class Kept:
    """The answers of one screen."""

    path: Path

    @cached_property
    def told(self) -> dict[str, Any]:
        """What was screened: month, as_of, households, too_large, missing feeds, suppositions filled, demonstration."""
        metadata = parquet.read_schema(self.path).metadata
        return dict(json.loads(metadata[TOLD]))

    @property
    def programmes(self) -> list[str]:
        return list(self.told["programmes"])

    def counts(self) -> dict[str, dict[str, dict[str, int]]]:
        """Households by programme, town and standing. A standing is left out where the register cannot tell it."""
        named = [(programme, standing) for programme in self.programmes for standing in self.standings(programme)]
        sums = ", ".join(f"count(*) FILTER ({self._condition(*each)})" for each in named)
        found: dict[str, dict[str, dict[str, int]]] = {programme: defaultdict(dict) for programme in self.programmes}
        for region, *numbers in self._rows(f"SELECT region, {sums} FROM kept GROUP BY region ORDER BY region"):
            for (programme, standing), number in zip(named, numbers, strict=True):
                found[programme][region][standing] = number
        return found

    def standings(self, programme: str) -> tuple[str, ...]:
        """What can be told of this programme."""
        return STANDINGS if programme in BITS and "assistance_register" not in self.told["missing"] else OPEN

    def wanted(self) -> list[Wanted]:
        """The facts that undecided households want, by programme and town."""
        return [wanted for programme in self.programmes for wanted in self._wanted(programme)]

    def _wanted(self, programme: str) -> list[Wanted]:
        counted: Counter[tuple[str, str]] = Counter()
        grouped = f'SELECT region, "{programme}.need", count(*) FROM kept WHERE "{programme}" = -1 GROUP BY ALL'
        for region, code, number in self._rows(grouped):
            counted.update({(region, fact): number for fact in self._needs(code)})
        return [Wanted(programme, region, fact, number) for (region, fact), number in sorted(counted.items())]

    def listed(self, programme: str, standing: str, *, region: str = "", after: str = "", most: int | None = None) -> list[Found]:
        """Households of a standing by their number, those of a region and after a household where one is named."""
        inside = f"(in_programmes & {BITS[programme]}) <> 0" if programme in BITS else "NULL"
        query = (
            f'SELECT household_id, region, "{programme}.amount", "{programme}.need", {inside} FROM kept'
            f" WHERE {self._condition(programme, standing)} AND starts_with(region, ?) AND household_id > ? ORDER BY household_id"
        )
        rows = self._rows(query + (f" LIMIT {int(most)}" if most is not None else ""), [region, after])
        return [Found(number, town, amount, self._needs(code), held) for number, town, amount, code, held in rows]

    def of(self, household_id: str) -> Mapping[str, Answer] | None:
        """One household's answers by programme; None where the screen does not hold it."""
        columns = ", ".join(f'"{name}", "{name}.amount", "{name}.need"' for name in self.programmes)
        rows = self._rows(f"SELECT {columns} FROM kept WHERE household_id = ?", [household_id])
        if not rows:
            return None
        threes = (rows[0][place : place + 3] for place in range(0, len(rows[0]), 3))
        return {
            name: (eligible, amount, self._needs(code)) for name, (eligible, amount, code) in zip(self.programmes, threes, strict=True)
        }

    def _condition(self, programme: str, standing: str) -> str:
        """SQL of a standing; the names are those of the file itself, never what somebody typed."""
        if standing == "to_assess":
            codes = [str(code) for code, facts in enumerate(self.told["sets"]) if ASSESSMENT in facts]
            return f'("{programme}" = -1 AND gate = 1 AND "{programme}.need" IN ({", ".join(codes) or "NULL"}))'
        holds = {"in_no_longer": 0, "undecidable": -1, "in_undecidable": -1}.get(standing, 1)
        inside = {"eligible_not_in": "= 0"}.get(standing, "<> 0") if standing not in OPEN else None
        register = "" if inside is None else f" AND (in_programmes & {BITS[programme]}) {inside}"
        return f'("{programme}" = {holds}{register})'

    def _needs(self, code: int) -> tuple[str, ...]:
        return tuple(self.told["sets"][code])

    def _rows(self, query: str, values: list[str] | None = None) -> list[tuple[Any, ...]]:
        with connect(limits=_LIMITS) as engine:
            return self._view(engine).execute(query, values or []).fetchall()

    def _view(self, engine: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        path = str(self.path).replace("'", "''")
        return engine.execute(f"CREATE TEMP VIEW kept AS SELECT * FROM read_parquet('{path}')")
