"""案卷表: the shape that cases have as rows: one household each, its members and things as arrays of structs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ibis
import ibis.expr.datatypes as dt
from ibis.backends.sql.datatypes import DuckDBType

from zhongfu.policy.facts import SCOPES, Facts
from zhongfu.policy.records import Case, Record

_KINDS: dict[str, dt.DataType] = {"text": dt.string, "bool": dt.boolean, "date": dt.date}
_LISTS = {
    "household.obligors": "obligor",
    "household.assets.vehicles": "vehicle",
    "household.assets.houses": "house",
    "household.assets.businesses": "business",
}


def _fields(scope: Facts) -> dict[str, dt.DataType]:
    return {key: _KINDS.get(field.kind, dt.int64) for key, field in scope.fields.items() if field.kind != "ratio"}


def case_schema() -> ibis.Schema:
    """The columns of a table of cases; money is BIGINT fen."""
    members = {**_fields(SCOPES["member"]), "incomes": dt.Array(dt.Struct(_fields(SCOPES["income"])))}
    lists = {path: dt.Array(dt.Struct(_fields(SCOPES[scope]))) for path, scope in _LISTS.items()}
    return ibis.schema({**_fields(SCOPES["case"]), "household.members": dt.Array(dt.Struct(members)), **lists})


def create_table(name: str) -> str:
    """The statement that makes an empty table of cases."""
    columns = ", ".join(f'"{column}" {DuckDBType.to_string(kind)}' for column, kind in case_schema().items())
    return f'CREATE TABLE "{name}" ({columns})'


def case_rows(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """Cases as rows of that table."""
    return [_row(case.record, "case") for case in cases]


def _row(record: Record, scope: str) -> dict[str, Any]:
    row = {key: record.values.get(key) for key in _fields(SCOPES[scope])}
    lists = {"household.members": "member", **_LISTS} if scope == "case" else {"incomes": "income"} if scope == "member" else {}
    for path, inner in lists.items():
        records = record.values.get(path)
        row[path] = None if records is None else [_row(one, inner) for one in records]
    return row
