"""低保线: the income line of a place, and who is surely below it by what a table of households and months knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from zhongfu.policy.columns.column import Column, constant, unknown
from zhongfu.policy.columns.frames import households, read
from zhongfu.policy.columns.kernel import Columns
from zhongfu.policy.columns.needs import Array, Names
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.programmes.dibao import Dibao
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.income import Income

# What the household-month panel knows; its income is what departments report, its members those registered.
PANEL_RULES: Mapping[str, str] = {Income.total.name: "income_fen", Household.size.name: "members"}


@dataclass(frozen=True)
class Line:
    """The income line of one place: dibao.standard in fen per head, or None where nobody has published it."""

    place: str
    fen: int | None
    demonstration: bool


def income_line(law: Law, place: str, residence: str | None, as_of: date) -> Line:
    """The dibao standard that a household of this place is measured against on this day."""
    value = law.look_up("dibao.standard", Setting(place, residence, as_of))
    return Line(place, None if value is None else value.value, value is not None and value.demonstration)


class _OwnStandard:
    """A sheet of parameters on which every household has the standard of its own region."""

    def __init__(self, standard: Column) -> None:
        self._held = {"dibao.standard": standard, "dibao.comparator": constant("<")}  # 649 Art.9: the comparator of the nation

    def parameter(self, name: str, names: Names) -> Column:
        return self._held.get(name) or unknown(names.bit(f"parameter:{name}"))


def below_line(panel: pa.Table, standard: str) -> tuple[Array, Array]:
    """The rows whose income is surely below `dibao.line`, and that line in fen where it is known (0 elsewhere).

    Panel columns read: `income_fen`, `members` and the column that holds each household's own standard in fen.
    """
    given = {rule: read(_one(panel, column)) for rule, column in PANEL_RULES.items()}
    columns = Columns(households(panel), _OwnStandard(read(_one(panel, standard))), Names(), given)
    below, line = columns.answer(Dibao.income_below_standard), columns.answer(Dibao.line)
    size = panel.num_rows
    surely = np.broadcast_to(np.asarray(below.known is not False and below.value), size)
    return surely, np.where(line.known, 0 if line.value is None else line.value, np.zeros(size, np.int64))


def _one(table: pa.Table, column: str) -> pa.Array:
    return pa.chunked_array(table.column(column)).combine_chunks()
