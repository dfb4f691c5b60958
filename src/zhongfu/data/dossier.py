"""档案: every current row that the departments hold on one household, read when somebody opens it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from zhongfu.data import months
from zhongfu.data.holding import held_from, loaded_within
from zhongfu.data.lake import Parts
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


def household(parts: Parts, month: str, household_id: str, *, span: int = 1) -> list[Entry]:
    """The rows that hold for a household in a month, source by source, in the files' order.

    States (registers, certificates, ownership) are those of the newest file up to the month; monthly feeds cover the
    `span` months that end with it; events come from every file, since they may be told late. Amounts are fen, persons 17-digit numbers. Rows of
    persons who are listed but do not count come only from the registers of persons, births, marriages and deaths.
    """
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": False}) as connection:
        reader = _Reader(connection, parts, month, span)
        listed = reader.listed(household_id)
        counting = [person for person in listed if reader.counts(person, household_id)]
        return [
            entry
            for source in discover().values()
            for entry in reader.entries(source, listed if source.name in _OF_ALL_LISTED else counting)
        ]


@dataclass(frozen=True)
class _Reader:
    connection: duckdb.DuckDBPyConnection
    parts: Parts
    month: str
    span: int

    def listed(self, household_id: str) -> list[int]:
        """Persons with a row in this household, in the register's order."""
        held = held_from(self.parts, "hukou_persons", self.month)
        if held is None:
            return []
        path = self.parts["hukou_persons"][held]
        found = self._run('SELECT id_no FROM {files} WHERE household_id = ? ORDER BY "row"', [path], [household_id])
        return [row[0] for row in found]

    def counts(self, person: int, household_id: str) -> bool:
        """Whether the person counts, and here: alive, not cancelled, in the smallest household that lists them."""
        held = held_from(self.parts, "hukou_persons", self.month)
        if held is None or self._dead(person):
            return False
        path = self.parts["hukou_persons"][held]
        query = "SELECT min(household_id) FROM {files} WHERE id_no = ? AND cancel_reason IS NULL"
        return bool(self._run(query, [path], [person])[0][0] == household_id)

    def _dead(self, person: int) -> bool:
        registered = self._earliest("SELECT min(died_on) FROM {files} WHERE id_no = ?", "deaths", person)
        cancelled = "SELECT min(cancel_date) FROM {files} WHERE id_no = ? AND cancel_reason = '死亡'"
        died_on = registered or self._earliest(cancelled, "hukou_persons", person)
        return died_on is not None and died_on <= months.last_day(self.month)

    def _earliest(self, query: str, source: str, person: int) -> date | None:
        files = list(self.parts.get(source, {}).values())
        found: date | None = self._run(query, files, [person])[0][0] if files else None
        return found

    def entries(self, source: Source, persons: Sequence[int]) -> Iterator[Entry]:
        """The rows of a source that name one of the persons."""
        files = {str(self.parts[source.name][held]): held for held in self._months(source)}
        keys = _person_columns(source)
        if not files or not persons or not keys:
            return
        wanted = ", ".join(str(person) for person in persons)  # numbers, so that Parquet's own statistics can be used
        matches = " OR ".join(f"{key} IN ({wanted})" for key in keys)
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
        return self.connection.execute(*_with_files(query, [str(path) for path in files], values)).fetchall()


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
