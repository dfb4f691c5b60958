"""案卷表: the shape that cases have as rows of a table: one household each, its members and things as lists of structs.

Money is whole fen, a day is a date, a text may be dictionary coded. A NULL is unknown, and so is every column or field
that a table lacks; it may carry other columns, which no rule reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from zhongfu.policy.facts import SCOPES, Facts
from zhongfu.policy.records import Case, Record

# Arrow's own pool gives every page back at once and asks for it again: a quarter of the time of a screening went there.
pa.set_memory_pool(pa.system_memory_pool())

MEMBERS, INCOMES = "household.members", "incomes"
# The lists that a record of a scope owns, each with the scope of what is in it.
LISTS: Mapping[str, Mapping[str, str]] = {
    "case": {
        MEMBERS: "member",
        "household.obligors": "obligor",
        "household.assets.vehicles": "vehicle",
        "household.assets.houses": "house",
        "household.assets.businesses": "business",
    },
    "member": {INCOMES: "income"},
}
_KINDS = {"text": pa.string(), "bool": pa.bool_(), "date": pa.date32()}


def case_schema() -> pa.Schema:
    """The columns of a table of cases."""
    return pa.schema(_fields("case"))


def _fields(scope: str) -> list[pa.Field]:
    own = [pa.field(field.key, _KINDS.get(field.kind, pa.int64())) for field in _facts(scope).fields.values()]
    lists = [pa.field(path, pa.list_(pa.struct(_fields(inner)))) for path, inner in LISTS.get(scope, {}).items()]
    return own + lists


def _facts(scope: str) -> Facts:
    return SCOPES[scope]


def case_rows(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """Cases as rows of that table."""
    return [_row(case.record, "case") for case in cases]


def case_table(cases: Iterable[Case]) -> pa.Table:
    """Cases as a table, in the order given."""
    return pa.Table.from_pylist(case_rows(cases), schema=case_schema())


def _row(record: Record, scope: str) -> dict[str, Any]:
    row = {key: record.values.get(key) for key in _facts(scope).fields}
    for path, inner in LISTS.get(scope, {}).items():
        records = record.values.get(path)
        row[path] = None if records is None else [_row(one, inner) for one in records]
    return row


def case_of(table: pa.Table, row: int, as_of: date | None = None) -> Case:
    """The case in this row, so that the slow evaluator can explain it; `as_of` stands for a day of application it lacks.

    A member is named by his number in the list. What the table does not hold is unknown.
    """
    found = table.slice(row, 1).to_pylist()[0]
    record = _record(found, "case", "")
    values = record.values
    values["as_of"] = as_of or values["as_of"]
    values["decided"] = values["decided_on"] not in (None, values["as_of"])
    return Case(record)


def _record(row: Mapping[str, Any], scope: str, path: str) -> Record:
    record = Record(path, {key: row.get(key) for key in _facts(scope).fields})
    for key, inner in LISTS.get(scope, {}).items():
        entries = row.get(key)
        within = f"{path}.{key}".lstrip(".")
        record.values[key] = None if entries is None else [_item(one, inner, within, at) for at, one in enumerate(entries)]
    return record


def _item(row: Mapping[str, Any], scope: str, within: str, at: int) -> Record:
    record = _record(row, scope, f"{within}.{at}")
    if scope == "member":
        record.name, record.values["position"] = str(at), at
    return record
