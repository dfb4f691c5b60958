"""各行之法: which law holds for each row of a table: rows of one law are worked together, and its values are constants there.

Two settings are of one law where they differ in nothing but numbers: those become a column of the household.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhongfu.policy.columns.column import Column, constant, settled, tops, unknown
from zhongfu.policy.columns.needs import Array, Known, Names
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import Expression, Parameter, walk
from zhongfu.policy.parameters import Law, Setting

Values = Callable[[Setting], Mapping[str, Any]]
INSTRUMENT = "instrument."


def law_values(law: Law, setting: Setting) -> dict[str, Any]:
    """Every parameter's value at this place, residence and day, and which instruments are in force; None is unknown."""
    values = {name: law.look_up(name, setting) for name in DECLARED}
    instruments = {f"{INSTRUMENT}{short}": law.is_in_force(short, setting.as_of) for short in law.instruments}
    return {name: None if value is None else value.value for name, value in values.items()} | instruments


def parameters_read(rules: Iterable[Expression]) -> list[str]:
    """The parameters that these rules may read."""
    return sorted({node.parameter for rule in rules for node in walk(rule) if isinstance(node, Parameter)})


class Held:
    """The values of the parameters in one setting; where one is unknown, the names that are asked for."""

    def __init__(self, values: Mapping[str, Any], wanted: Callable[[str], tuple[str, ...]]) -> None:
        self.values, self._wanted = values, wanted

    def wanted(self, name: str) -> tuple[str, ...]:
        """What is missing for this parameter, as it is told."""
        return tuple(f"parameter:{one}" for one in self._wanted(name) or (name,))

    def shape(self, names: Sequence[str]) -> tuple[Any, ...]:
        """What distinguishes one law from another: all but the numbers."""
        return tuple(Fraction if _is_number(self.values.get(name)) else self.values.get(name) for name in names)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


class ParameterSheet:
    """The parameters of households in several settings of one law; `at` tells the setting of each household."""

    def __init__(self, held: Sequence[Held], at: Array | None = None) -> None:
        self.held, self.at = held, at
        self._columns: dict[str, Column] = {}

    def parameter(self, name: str, names: Names) -> Column:
        """The value for every household: a constant where all their settings have the same."""
        if name not in self._columns:
            self._columns[name] = self._column(name, names)
        return self._columns[name]

    def _column(self, name: str, names: Names) -> Column:
        values = [one.values.get(name) for one in self.held]
        if values.count(None):
            bits = [names.bit(*one.wanted(name)) if value is None else 0 for one, value in zip(self.held, values, strict=True)]
            return self._missing(bits)
        if all(value == values[0] and type(value) is type(values[0]) for value in values):
            return constant(values[0])
        assert self.at is not None  # settings of one law differ in nothing but numbers
        each, bottom, bound = tops(*[constant(value) for value in values])
        return settled(np.array(each, object).take(self.at), bottom, bound)

    def _missing(self, bits: list[int]) -> Column:
        if len(set(bits)) == 1 or self.at is None:
            return unknown(bits[0])
        wants: dict[int, Known] = {bit: np.array([bit == one for one in bits]).take(self.at) for bit in set(bits) if bit}
        return unknown(wants)


class LawOfRows:
    """The law that holds for each row on one day. `values` stands for what the law would give, where a change is tried."""

    def __init__(self, law: Law, as_of: date, names: Sequence[str], values: Values | None = None) -> None:
        self.law, self.as_of, self.names, self.given = law, as_of, names, values
        self._places = sorted({value.place for each in law.values.values() for value in each}, key=len)
        self._held: dict[Setting, Held] = {}

    def settings(self, place: Any, residence: Any) -> tuple[Array, list[Setting]]:
        """The setting of each row of these two columns, as a number into a list of settings."""
        places, residences = _texts(place), _texts(residence)
        code = places.codes * len(residences.values) + residences.codes
        found, rows = distinct(code)
        pairs = [divmod(one, len(residences.values)) for one in found]
        return rows, [Setting(places.values[one] or "", residences.values[other], self.as_of) for one, other in pairs]

    def held(self, setting: Setting) -> Held:
        """The values in this setting."""
        near = setting if self.given else Setting(self._nearest(setting.place), setting.residence, setting.as_of)
        if near not in self._held:
            values = law_values(self.law, near) if self.given is None else self.given(setting)
            self._held[near] = Held(values, lambda name: self.law.wanted(name, near))
        return self._held[near]

    def _nearest(self, place: str) -> str:
        """The longest code that any value is set for and that this place lies in: all else is the same there."""
        return next((code for code in reversed(self._places) if place.startswith(code)), "")


def distinct(codes: Array) -> tuple[list[int], Array]:
    """The different ones among small whole numbers, and which of them stands in each row; by counting, not by sorting."""
    found = np.flatnonzero(np.bincount(codes))
    place = np.zeros(int(found[-1]) + 1 if len(found) else 0, np.int64)
    place[found] = np.arange(len(found))
    return found.tolist(), place.take(codes)


class _texts:
    def __init__(self, column: Any) -> None:
        values = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        values = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
        self.values: list[str | None] = [*values.dictionary.to_pylist(), None]
        self.codes = pc.fill_null(values.indices, len(self.values) - 1).to_numpy(zero_copy_only=False).astype(np.int64)
