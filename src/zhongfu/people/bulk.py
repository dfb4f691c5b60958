"""成批载入 Bulk loading: rows that DuckDB reads from Parquet go into a table of the database by COPY, never one by one."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.csv
from django.db import connection, models

Advance = Callable[[int, int], None]
ROWS_AT_A_TIME = 50_000
# The eighteenth character of an id from its seventeen digits (GB 11643), computed over the whole column.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_text_sql(column: str) -> str:
    """DuckDB's SQL for the eighteen characters of an id kept as a 17-digit number."""
    terms = " + ".join(f"({column} // {10 ** (16 - place)} % 10) * {weight}" for place, weight in enumerate(_WEIGHTS))
    return f"lpad({column}::VARCHAR, 17, '0') || substr('10X98765432', (({terms}) % 11)::INT + 1, 1)"


def literal(path: Path | str) -> str:
    """A text as an SQL literal of DuckDB."""
    return "'" + str(path).replace("'", "''") + "'"


@dataclass(frozen=True)
class Load:
    """Rows for one table: DuckDB's query, whose columns come in the order of `columns`."""

    model: type[models.Model]
    columns: Sequence[str]
    query: str

    def run(self, advance: Advance | None = None) -> int:
        """Insert the rows in the present transaction and return their number.

        COPY does not work under row-level security, so the rows pass through a table that ends with the transaction.
        """
        table = self.model._meta.db_table
        columns = ", ".join(f'"{name}"' for name in self.columns)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMP TABLE staging ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA")
            count = self._copy(cursor, columns, advance)
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM staging")
            cursor.execute("DROP TABLE staging")
        return count

    def _copy(self, cursor: object, columns: str, advance: Advance | None) -> int:
        done = 0
        options = pyarrow.csv.WriteOptions(include_header=False)
        with (
            duckdb.connect(":memory:", config={"autoinstall_known_extensions": False}) as engine,
            cursor.copy(f"COPY staging ({columns}) FROM STDIN (FORMAT csv)") as copy,  # type: ignore[attr-defined]
        ):
            for batch in engine.sql(self.query).to_arrow_reader(ROWS_AT_A_TIME):
                text = io.BytesIO()
                pyarrow.csv.write_csv(batch, text, options)
                copy.write(text.getvalue())
                done += batch.num_rows
                if advance:
                    advance(done, 0)
        return done


def refresh_statistics(*tables: str) -> None:
    """Let the planner know the tables' new contents; the worker may, through a function of their owner."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute("SELECT zhongfu_analyze(%s)", [table])
