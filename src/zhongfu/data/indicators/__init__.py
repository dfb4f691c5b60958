"""预警指标: one file each, discovered; what an indicator reads is all it may read and all it shows as evidence."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

Column = Any  # an Ibis column; indicators themselves need no engine
Limits = Mapping[str, int]

# The six of the national design and labour; education_housing has no indicator yet.
DIMENSIONS: dict[str, str] = {
    "population_age": "人口与年龄", "income": "收入", "assets": "财产", "health_disability": "健康与残疾",
    "expenditure": "支出", "labour": "劳动力", "education_housing": "教育与住房",
}


@dataclass(frozen=True)
class Observed:
    """One row per household: panel columns of this month and of earlier ones, and traits of its members."""

    table: Any
    readable: frozenset[str]

    def now(self, column: str) -> Column:
        """A panel column of the month under observation; unknown is NULL."""
        return self.ago(column, 0)

    def ago(self, column: str, back: int) -> Column:
        """The panel column `back` months earlier; NULL too when the household was not there."""
        return self._column(column_name(column, back))

    def trait(self, name: str) -> Column:
        """Something counted over the members of the household that the panel does not hold."""
        return self._column(name)

    def _column(self, name: str) -> Column:
        if name not in self.readable:
            raise KeyError(f"{name} is read but not declared, so it would be missing from the evidence")
        return self.table[name]


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A phenomenon in a household: when it fires (true, false or unknown) and the numbers that show why.

    `reads` are panel columns with the months back; `traits` are columns of `zhongfu.data.panel.traits`; `limits` are the
    thresholds it takes from the settings, name -> meaning; `source` says where the idea comes from.
    """

    name: str
    zh: str
    en: str
    dimension: str
    formula: str
    window: str
    source: str
    reads: tuple[tuple[str, int], ...]
    fires: Callable[[Observed, Limits], Column]
    limits: Mapping[str, str]
    traits: tuple[str, ...] = field(default=())

    @property
    def months_back(self) -> int:
        """How many months before the one under observation it looks at."""
        return max((back for _, back in self.reads), default=0)

    @property
    def evidence(self) -> str:
        """The columns shown with every finding."""
        return ", ".join(dict.fromkeys(column for column, _ in self.reads))

    def judge(self, table: Any, limits: Limits) -> Column:
        """The Boolean column of this indicator over the table of observations."""
        readable = frozenset({*(column_name(*read) for read in self.reads), *self.traits})
        return self.fires(Observed(table, readable), limits)


def column_name(column: str, back: int) -> str:
    """Name of a panel column in the table of observations."""
    return f"{column}_ago{back}" if back else column


@cache
def discover() -> dict[str, Indicator]:
    """All indicators by name: every module of this package that holds an `INDICATOR`, which carries the module's name."""
    found: dict[str, Indicator] = {}
    for module in pkgutil.iter_modules(__path__):
        indicator = getattr(importlib.import_module(f"{__name__}.{module.name}"), "INDICATOR", None)
        if not isinstance(indicator, Indicator) or indicator.name != module.name or indicator.dimension not in DIMENSIONS:
            raise ValueError(f"{module.name}.py declares no INDICATOR of its own name and a known dimension")
        found[indicator.name] = indicator
    return dict(sorted(found.items()))
