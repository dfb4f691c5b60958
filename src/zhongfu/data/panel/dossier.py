"""档案: every current row that the departments hold on one household, read when somebody opens it."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from zhongfu.data import months
from zhongfu.data.lake import Parts
from zhongfu.data.panel.holding import held_from, loaded_within
from zhongfu.data.sources import discover
from zhongfu.data.sources.layout import Source

Value = str | int | float | date | None

# Of those whom the police still list but who do not count (dead, moved away, counted elsewhere), only these are shown.
_OF_ALL_LISTED = frozenset({"hukou_persons", "deaths", "births", "marriages"})


@dataclass(frozen=True)
class Entry:
    """One delivered row: the month of its file, its row number there, the person it was found by, and its fields."""

    source: str
    month: str
    row: int
    person: int | None
    values: dict[str, Value]


def shown() -> list[Source]:
    """The feeds that a dossier may show: what is only given on request for one person (banks, insurers, borders) is not."""
    return [source for source in discover().values() if source.due]


def household(parts: Parts, month: str, household_id: str, *, span: int = 1) -> list[Entry]:
    """The rows that hold for a household in a month, source by source, in the files' order.

    States (registers, certificates, ownership) are those of the newest file up to the month; monthly feeds cover the
    `span` months that end with it; events come from every file, since they may be told late. Amounts are fen, persons 17-digit numbers. Rows of
    persons who are listed but do not count come only from the registers of persons, births, marriages and deaths.
    """
    with _database(os.getpid()).cursor() as connection:
        reader = _Reader(connection, parts, month, span)
        listed = reader.listed(household_id)
        counting = reader.counting(listed, household_id)
        return [
            entry
            for source in shown()
            for entry in reader.entries(source, listed if source.name in _OF_ALL_LISTED else counting)
        ]


@lru_cache(maxsize=1)
def _database(process: int) -> duckdb.DuckDBPyConnection:
    """One small engine per process; parts never change, so what it remembers of their footers stays true."""
    connection = duckdb.connect(":memory:", config={
        "memory_limit": "256MB", "threads": 2, "autoinstall_known_extensions": False, "autoload_known_extensions": False})
    return connection.execute("SET parquet_metadata_cache = true")


@dataclass(frozen=True)
class _Reader:
    connection: duckdb.DuckDBPyConnection
    parts: Parts
    month: str
    span: int

    def listed(self, household_id: str) -> list[int]:
        """Persons with a row in this household, in the register's order."""
        query = 'SELECT id_no FROM {files} WHERE household_id = ? ORDER BY "row"'
        return [row[0] for row in self._run(query, self._register(), [household_id])]

    def counting(self, persons: Sequence[int], household_id: str) -> list[int]:
        """Those who count, and here: alive, not cancelled, in the smallest household that lists them."""
        home = self._per_person("min(household_id)", self._register(), persons, "cancel_reason IS NULL")
        registered = self._per_person("min(died_on)", self._every("deaths"), persons, "true")
        cancelled = self._per_person("min(cancel_date)", self._every("hukou_persons"), persons, "cancel_reason = '死亡'")
        died = cancelled | registered
        last = months.last_day(self.month)
        return [who for who in persons if home.get(who) == household_id and (died.get(who) or date.max) > last]

    def _register(self) -> list[Path]:
        held = held_from(self.parts, "hukou_persons", self.month)
        return [] if held is None else [self.parts["hukou_persons"][held]]

    def _every(self, source: str) -> list[Path]:
        return list(self.parts.get(source, {}).values())

    def _per_person(self, value: str, files: list[Path], persons: Sequence[int], condition: str) -> dict[int, Any]:
        if not persons:
            return {}
        query = f"SELECT id_no, {value} FROM {{files}} WHERE id_no IN ({_numbers(persons)}) AND {condition} GROUP BY id_no"
        return dict(self._run(query, files, []))

    def entries(self, source: Source, persons: Sequence[int]) -> Iterator[Entry]:
        """The rows of a source that name one of the persons."""
        files = {str(self.parts[source.name][held]): held for held in self._months(source)}
        keys = _person_columns(source)
        if not files or not persons or not keys:
            return
        matches = " OR ".join(f"{key} IN ({_numbers(persons)})" for key in keys)
        query = f'SELECT * FROM {{files}} WHERE {matches} ORDER BY filename, "row"'
        cursor = self.connection.execute(*_with_files(query, list(files), []))
        names = [column[0] for column in cursor.description or ()]
        for values in cursor.fetchall():
            yield _entry(source.name, files, keys, persons, dict(zip(names, values, strict=True)))

    def _months(self, source: Source) -> Sequence[str]:
        if source.cadence == "events":
            return sorted(self.parts.get(source.name, {}))
        if source.cadence == "monthly":
            return loaded_within(self.parts, source.name, months.ending_with(self.month, self.span))
        held = held_from(self.parts, source.name, self.month)
        return () if held is None else (held,)

    def _run(self, query: str, files: Sequence[Path], values: Sequence[Any]) -> list[tuple[Any, ...]]:
        if not files:
            return []
        return self.connection.execute(*_with_files(query, [str(path) for path in files], values)).fetchall()


def _numbers(persons: Sequence[int]) -> str:
    """Written out as numbers, so that the statistics of Parquet can rule out blocks."""
    return ", ".join(str(int(person)) for person in persons)


def _with_files(query: str, files: list[str], values: Sequence[Any]) -> tuple[str, list[Any]]:
    return query.format(files="read_parquet(?, filename = true)"), [files, *values]


def _person_columns(source: Source) -> list[str]:
    """Fields that hold a person's 17-digit number; a certificate has it in the column `person`."""
    fields = [(column.field, column.kind) for column in source.columns if column.field]
    return [field for field, kind in fields if kind == "id"] + ["person" for _, kind in fields if kind == "cert"]


def _entry(source: str, files: dict[str, str], keys: list[str], persons: Sequence[int], values: dict[str, Any]) -> Entry:
    month, row = files[values.pop("filename")], values.pop("row")
    person = next((values[key] for key in keys if values[key] in persons), None)
    return Entry(source, month, row, person, values)
