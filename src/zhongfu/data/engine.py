"""计算引擎: Ibis expressions are compiled to SQL and run by DuckDB, in process, over Parquet files.

Ibis is only the compiler here (with DuckDB 2 its own connection fails); the native driver runs the SQL. Results are
Parquet files named by what they were computed from, so that nothing is computed twice.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import ibis

from zhongfu.data.lake import settle

Table = Any  # an unbound Ibis table expression; Ibis ships no types
Column = Any  # an Ibis column or scalar


@dataclass(frozen=True)
class Limits:
    """How much of the machine one computation may take."""

    memory: str = "2GB"
    threads: int = os.cpu_count() or 1


@dataclass(frozen=True)
class Input:
    """A table that an expression reads, with the Parquet files that hold it; without files it is empty."""

    table: Table
    paths: tuple[Path, ...] = ()

    def view(self) -> str:
        """SQL that makes the table of these files, each column cast to its declared type."""
        schema = self.table.schema()
        if not self.paths:
            columns = ", ".join(f"CAST(NULL AS {_sql_type(kind)}) AS {_quoted(name)}" for name, kind in schema.items())
            return f"CREATE TEMP VIEW {_quoted(self.table.get_name())} AS SELECT {columns} WHERE false"
        columns = ", ".join(f"CAST({_quoted(name)} AS {_sql_type(kind)}) AS {_quoted(name)}" for name, kind in schema.items())
        files = ", ".join(_literal(str(path)) for path in self.paths)
        return f"CREATE TEMP VIEW {_quoted(self.table.get_name())} AS SELECT {columns} FROM read_parquet([{files}])"

    def fingerprint(self) -> str:
        """Names the content: files are never overwritten, so folder and name say which version they are."""
        return f"{self.table.get_name()}:" + ",".join(sorted("/".join(path.parts[-3:]) for path in self.paths))


def table(name: str, /, **columns: str) -> Table:
    """An unbound table with the given column types."""
    return ibis.table(columns, name=name)


def known_sum(column: Column) -> Column:
    """Sum that is unknown when any operand is: SQL's own SUM skips NULL and would pass a part off as the whole."""
    return ibis.ifelse(column.isnull().any(), ibis.null("int64"), column.sum().cast("int64"))


def left_joined(start: Table, key: str, others: Sequence[tuple[Table, str]]) -> Table:
    """All columns of `start` and of the others (each with its key), in one chain of left joins.

    One chain without a selection in between: nested ones take twice as long to compile.
    """
    joined = start
    for place, (other, other_key) in enumerate(others):
        renamed = other.rename({f"{other_key}_{place}": other_key})
        joined = joined.left_join(renamed, [(key, f"{other_key}_{place}")])
    return joined


def compiled(expression: Table) -> str:
    """SQL of an expression, every column cast to the type Ibis promises.

    DuckDB sums a BIGINT to a HUGEINT, which Parquet would store as a double.
    """
    columns = ", ".join(
        f"CAST({_quoted(name)} AS {_sql_type(kind)}) AS {_quoted(name)}" for name, kind in expression.schema().items()
    )
    return f"SELECT {columns} FROM ({ibis.to_sql(expression, dialect='duckdb')})"


def connect(spill: Path | None = None, limits: Limits | None = None) -> duckdb.DuckDBPyConnection:
    """A private in-memory DuckDB that fetches no extensions and spills large work into the folder `spill`."""
    limits = limits or Limits()
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": limits.memory, "threads": limits.threads,
        "autoinstall_known_extensions": False, "autoload_known_extensions": False,
        "enable_external_file_cache": False,  # the system's own cache does it, and gives the memory back
    }
    if spill is not None:
        config["temp_directory"] = str(spill / "spill")
    return _quiet(duckdb.connect(":memory:", config=config))


def _quiet(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Without DuckDB's own progress bar, which it would write among the program's lines on a terminal."""
    return connection.execute("SET enable_progress_bar = false")


def materialise(sql: str, inputs: Sequence[Input], root: Path, kind: str, limits: Limits | None = None) -> Path:
    """Parquet file `<root>/<kind>/<key>.parquet` of a compiled expression, computed only if it is not there yet.

    The key is the digest of the SQL and of the names of the files read: another rule or another version of a
    part is another file. It appears under its name only when complete; unfinished work lies in `<root>/scratch`.
    """
    target = root / kind / f"{_key(sql, inputs)}.parquet"
    if not target.exists():
        with _scratch(root) as scratch:
            unfinished = scratch / target.name
            _write(sql, inputs, unfinished, _database(root, limits or Limits(), os.getpid()))
            _publish(unfinished, target)
    return target


def rows(sql: str, inputs: Sequence[Input], limits: Limits | None = None) -> list[tuple[Any, ...]]:
    """All rows of a compiled expression, for small results."""
    with connect(limits=limits) as connection:
        for each in inputs:
            connection.execute(each.view())
        return connection.execute(sql).fetchall()


def settled(root: Path, path: Path) -> Path:
    """The same small file under the digest of its rows (equal rows do not always make equal bytes).

    What is computed from it then depends on what it says and no longer on which files said so: a late delivery that
    tells nothing new about an earlier month leaves that month's results standing.
    """
    with _database(root, Limits(), os.getpid()).cursor() as connection:
        said = connection.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    target = path.with_name(f"said-{hashlib.sha256(repr(said).encode()).hexdigest()[:32]}.parquet")
    if not target.exists():
        with _scratch(root) as scratch:
            _publish(shutil.copyfile(path, scratch / target.name), target)
    return target


@contextmanager
def _scratch(root: Path) -> Iterator[Path]:
    """A folder of this computation's own; what a killed process leaves behind is swept with the lake."""
    folder = root / "scratch"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as name:
        yield Path(name)


def _publish(unfinished: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    settle(unfinished, target)


@lru_cache(maxsize=1)
def _database(root: Path, limits: Limits, process: int) -> duckdb.DuckDBPyConnection:
    """One engine for all computations of a lake: starting one costs more than most of them (a forked child gets its own)."""
    return connect(root / "scratch", limits)


def _write(sql: str, inputs: Sequence[Input], target: Path, database: duckdb.DuckDBPyConnection) -> None:
    with _quiet(database.cursor()) as connection:
        for each in inputs:
            connection.execute(each.view())
        connection.execute(f"COPY ({sql}) TO {_literal(str(target))} (FORMAT parquet, COMPRESSION zstd)")


def _key(sql: str, inputs: Sequence[Input]) -> str:
    told = "\n".join([sql, *sorted(each.fingerprint() for each in inputs)])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


_SQL_TYPES = {"int64": "BIGINT", "int32": "INTEGER", "int16": "SMALLINT", "int8": "TINYINT", "string": "VARCHAR",
              "boolean": "BOOLEAN", "date": "DATE", "float64": "DOUBLE"}


def _sql_type(kind: Any) -> str:
    return _SQL_TYPES[str(kind).removeprefix("!")]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
