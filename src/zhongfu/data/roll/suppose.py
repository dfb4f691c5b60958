"""假设 Supposing: an unknown fact taken as given, to see who would qualify if nothing stood against them on it.

Only what is unknown is filled; what a register says is never changed. Answers that rest on this are told apart and by this name.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhongfu.data.roll.arrays import same
from zhongfu.policy.facts import SCOPES, Field
from zhongfu.policy.tables import LISTS
from zhongfu.policy.values import NONE, ValueProblem, read_value

Unknown = npt.NDArray[np.bool_]
# Facts that a roll always holds, or that follow from others.
_NEVER_UNKNOWN = frozenset({
    "as_of", "decided_on", "place", "place_province", "household.has_income_12m", "household.income_12m", "household.has_event",
    "household.event.at", "household.event.province", "household.event.kind", "household.event.first_aid", "household.size_declared",
    "household.members.position", "household.members.has_new_job", "household.members.job_started", "household.members.clergy_years",
    "household.members.hukou", "household.members.hukou_province", "household.members.disability", "household.members.disability_grade",
})  # fmt: skip


class SuppositionInvalid(ValueError):
    """A supposition that cannot be made; `zh` and `en` say why and how to mend it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class Supposition:
    """One fact, by the name under which answers want it, and its value; a whole list is supposed empty."""

    fact: str
    value: object

    @classmethod
    def parse(cls, text: str) -> Supposition:
        """Read ``FACT=VALUE``, such as ``household.assets.deposits=0`` (yuan) or ``household.obligors=none``."""
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            raise SuppositionInvalid(
                f"假设写作 事实=值，例如 household.assets.deposits=0：{text[:40]}",
                f"a supposition is written FACT=VALUE, such as household.assets.deposits=0: {text[:40]}",
            )
        name = _ALIASES.get(name, name)
        if name not in _FACTS:
            raise SuppositionInvalid(f"没有这项可以假设的事实：{name[:60]}", f"no such fact to suppose: {name[:60]}")
        return cls(name, _value(name, _FACTS[name], value))

    def fill(self, table: pa.Table) -> tuple[pa.Table, int]:
        """The table with this fact filled where it was unknown, and in how many households it was."""
        top, *rest = _way(self.fact)
        held = table[top].combine_chunks() if top in table.column_names else None
        if held is None and rest:
            return table, 0  # an unknown list stays unknown: nobody says how long it is
        made, unknown = _filled(held, table.num_rows, rest, self.value)
        put = table.drop_columns([top]) if held is not None else table
        return put.append_column(top, made), int(unknown.sum())


def _facts() -> dict[str, Field | None]:
    """Every fact by the name under which answers want it; a list has no field."""
    found: dict[str, Field | None] = dict(SCOPES["case"].fields)
    for path, scope in LISTS["case"].items():
        found |= {path: None} | {f"{path}.{key}": field for key, field in SCOPES[scope].fields.items()}
    found["household.members.incomes"] = None
    del found["household.members"]
    return {name: field for name, field in found.items() if name not in _NEVER_UNKNOWN}


_FACTS = _facts()
# What answers call by the entry of the case file that holds it.
_ALIASES = {"household.assessment": "household.assessment.category", "household.in_aid": "household.in_aid.programme"}


def _value(name: str, field: Field | None, text: str) -> object:
    if field is None:
        if text != NONE:
            raise SuppositionInvalid(f"{name}：列表只能假设为 none", f"{name}: a list can only be supposed to be none")
        return ()
    try:
        value = read_value(_typed(text, field.kind), field.kind)
    except ValueProblem as wrong:
        raise SuppositionInvalid(f"{name}：{wrong.zh}", f"{name}: {wrong.en}") from wrong
    if field.choices and value not in (*field.choices, field.default):
        listed = " ".join(field.choices)
        raise SuppositionInvalid(f"{name}：应为 {listed}", f"{name}: expected one of {listed}")
    return value


def _typed(text: str, kind: str) -> object:
    """What YAML would make of the text."""
    if kind in ("text", "date", "level"):
        return text
    if kind == "bool":
        return {"true": True, "false": False}.get(text, text)
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _way(fact: str) -> list[str]:
    """The columns to go through: a list of the case, then a field of its records."""
    path = next((path for path in LISTS["case"] if fact.startswith(f"{path}.")), None)
    return [fact] if path is None else [path, fact.removeprefix(f"{path}.")]


def _filled(held: pa.Array | None, rows: int, rest: list[str], value: object) -> tuple[pa.Array, Unknown]:
    """The column with the value where it was unknown, and which rows it was unknown in."""
    if held is not None and rest:
        return _within(held, rows, rest[0], value)
    if held is None:
        return _empty_lists(rows) if value == () else same(value, rows), np.ones(rows, dtype=bool)
    unknown = held.is_null().to_numpy(zero_copy_only=False)
    if value == ():
        # An unknown list has no items of its own, so without the mask it is an empty one.
        return pa.ListArray.from_arrays(held.offsets, held.values), unknown
    if pa.types.is_dictionary(held.type):
        return held.cast(pa.string()).fill_null(value).dictionary_encode(), unknown
    return held.fill_null(pa.scalar(value, held.type)), unknown


def _within(held: pa.Array, rows: int, key: str, value: object) -> tuple[pa.Array, Unknown]:
    """The fact filled in every record of a list, and which rows have such a record."""
    records = held.values
    names = [records.type.field(place).name for place in range(records.type.num_fields)]
    fields = {name: records.field(name) for name in names}
    fields[key], unknown = _filled(fields.get(key), len(records), [], value)
    made = pa.StructArray.from_arrays(list(fields.values()), names=list(fields))
    mask = held.is_null() if held.null_count else None
    owners = np.searchsorted(held.offsets.to_numpy(), np.nonzero(unknown)[0], side="right") - 1
    return pa.ListArray.from_arrays(held.offsets, made, mask=mask), np.isin(np.arange(rows), owners)


def _empty_lists(rows: int) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(np.zeros(rows + 1, dtype=np.int32)), pa.array([], pa.struct([])))
