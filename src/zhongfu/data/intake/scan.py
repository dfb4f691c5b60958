"""逐行检查: one reading of a delivered file: its rows typed, its faults found, its repetitions struck out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from zhongfu.data.intake import cells, checks
from zhongfu.data.intake.delimited import Delimited
from zhongfu.data.intake.quality import Problem
from zhongfu.data.intake.tables import Rows, Table, Unreadable, schema
from zhongfu.data.intake.workbook import Workbook
from zhongfu.data.sources.layout import Column, Source

_TOTAL = "total:"
# The widest layout has a dozen columns; a statement over thousands would take all the memory there is.
_MOST_COLUMNS = 256


@dataclass(slots=True)
class Scan:
    """What a reading found. `rows` is None when they could not be counted, a total None when it could not be made.

    `unreadable` holds the sentences (zh, en) of a file that is not of the declared form, `header_fault` likewise.
    """

    rows: int | None = None
    accepted: int = 0
    totals: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: tuple[str, str] | None = None
    header_fault: tuple[str, str] | None = None
    id_as_number: str | None = None


class Reading:
    """A file being read into a private database; `scan` says what was found, `write` makes the part of what stands."""

    def __init__(self, source: Source, month_end: date, connection: duckdb.DuckDBPyConnection) -> None:
        self.source, self._month_end, self._connection = source, month_end, connection
        self._totals: dict[str, int] = {}
        # Rows are sorted where it matters; keeping their order on the way in would cost the second core.
        connection.execute("SET preserve_insertion_order = false")
        # Standard output belongs to the answer.
        connection.execute("SET enable_progress_bar = false")

    def scan(self, path: Path, control: str | None, progress: Rows | None) -> Scan:
        """Read the file once. `control` is the column to sum even when the header is not the declared one."""
        try:
            table: Table = Workbook(path, self.source) if self.source.is_workbook else Delimited(path, self.source)
            if sorted(table.header) != sorted(self.source.header):
                return self._misheaded(table, control, progress)
            return self._declared(table, progress)
        except Unreadable as fault:
            return Scan(unreadable=(fault.zh, fault.en))

    def write(self, target: Path) -> None:
        """The accepted rows, in the order of their row numbers, as Parquet that also holds the control totals."""
        totals = ", ".join(
            f"{checks.quoted(_TOTAL + name)}: {checks.quoted(str(total))}" for name, total in self._totals.items()
        )
        metadata = f", KV_METADATA {{{totals}}}" if totals else ""
        self._connection.execute(
            "COPY (SELECT * EXCLUDE faults FROM seen WHERE faults IS NULL AND row NOT IN (FROM repeated) ORDER BY row) "
            f"TO {checks.quoted(str(target))} (FORMAT parquet, COMPRESSION zstd{metadata})"
        )

    def _misheaded(self, table: Table, control: str | None, progress: Rows | None) -> Scan:
        """Only count and sum: there is nothing to check the cells against."""
        fault = _header_fault(self.source, table)
        if not table.header or len(table.header) > _MOST_COLUMNS:
            return Scan(rows=None if table.header else 0, header_fault=fault)
        self._pull(
            table, f"CREATE TEMP TABLE counted AS {checks.sum_only(table.header, control, 'delivered')}", progress
        )
        rows, total = self._connection.execute("FROM counted").fetchone() or (0, None)
        scan = self._closed(table, rows)
        scan.header_fault = fault
        if self.source.is_workbook:
            # In a sheet, content beyond a header that is none tells of the header, not of the rows.
            scan.unreadable = None
        if control and total is not None and not table.findings.ragged:
            scan.totals = {control: int(total) + _broken_total(table, control)}
        return scan

    def _declared(self, table: Table, progress: Rows | None) -> Scan:
        select = checks.select(self.source, table.header, self._month_end, "delivered")
        self._pull(table, f"CREATE TEMP TABLE seen AS {select}", progress)
        self._connection.execute(f"CREATE TEMP TABLE repeated AS {self._repeated()}")
        scan = self._closed(table, self._number("SELECT count(*) FROM seen"))
        scan.accepted = self._number("SELECT count(*) FROM seen WHERE faults IS NULL AND row NOT IN (FROM repeated)")
        if not table.findings.ragged:
            scan.totals = {name: total + _broken_total(table, name) for name, total in self._sums().items()}
            self._totals = scan.totals
        scan.problems = sorted([*scan.problems, *self._problems()], key=lambda problem: problem.row or 0)
        return scan

    def _pull(self, table: Table, sql: str, progress: Rows | None) -> None:
        """Let the database pull the file's batches, so that reading and checking go on side by side."""
        told = _Told(table, progress)
        stream = pa.RecordBatchReader.from_batches(schema(len(table.header)), told.batches())
        self._connection.register("delivered", stream)
        try:
            self._connection.execute(sql)
        except duckdb.Error:
            # The database wraps what the reader raised; the report needs the reader's own words.
            if told.fault:
                raise told.fault from None
            raise

    def _closed(self, table: Table, whole: int) -> Scan:
        """The counts after the last row, with the rows that never reached the database."""
        findings = table.findings
        scan = Scan(rows=whole + len(findings.broken) + len(findings.ragged), id_as_number=findings.id_as_number)
        scan.problems = [Problem(row, None, "encoding_broken") for row, _ in findings.broken]
        if findings.ragged:
            row = min(findings.ragged)
            scan.unreadable = (
                f"第{row}行的单元格数与表头不一致（共{len(findings.ragged)}行如此），请检查分隔符和引号后重报",
                f"row {row} has another number of cells than the header ({len(findings.ragged)} rows do); "
                "check separators and quotes and send the file again",
            )
        return scan

    def _repeated(self) -> str:
        """Rows whose key an earlier accepted row has, whatever else is wrong with them.

        Distinct hashes prove distinct keys, and spare the exact search.
        """
        key = ", ".join(f'"{self.source.column(name).field}"' for name in self.source.key)
        if self._number(f"SELECT count(*) - count(DISTINCT hash({key})) FROM seen") == 0:
            return "SELECT NULL::INTEGER AS row WHERE false"
        firsts = f"SELECT {key}, min(row) AS first FROM seen WHERE faults IS NULL GROUP BY ALL"
        return f"SELECT row FROM seen JOIN ({firsts}) USING ({key}) WHERE row > first"

    def _problems(self) -> Iterator[Problem]:
        """One problem for each row and code; a code that holds for several cells of a row names all their columns."""
        names = [column.name for column in self.source.consumed]
        for row, faults in self._connection.execute("SELECT row, faults FROM seen WHERE faults IS NOT NULL").fetchall():
            columns: dict[str, list[str]] = {}
            for name, bits in zip(names, faults, strict=True):
                for code in checks.codes(bits or 0):
                    columns.setdefault(code, []).append(name)
            yield from (Problem(row, "、".join(faulty), code) for code, faulty in columns.items())
        key = "、".join(self.source.key)
        for (row,) in self._connection.execute("FROM repeated").fetchall():
            yield Problem(row, key, "duplicate_row")

    def _sums(self) -> dict[str, int]:
        money = [column for column in self.source.consumed if column.kind == "money"]
        if not money:
            return {}
        sums = ", ".join(f'coalesce(sum("{column.field}"), 0)' for column in money)
        found = self._connection.execute(f"SELECT {sums} FROM seen").fetchone() or ()
        return {column.name: int(total) for column, total in zip(money, found, strict=True)}

    def _number(self, sql: str) -> int:
        found = self._connection.execute(sql).fetchone()
        return int(found[0]) if found else 0


class _Told:
    """A table's batches, with the count of rows read told after each and a fault of the reader kept."""

    def __init__(self, table: Table, progress: Rows | None) -> None:
        self._table, self._progress = table, progress
        self.fault: Exception | None = None

    def batches(self) -> Iterator[Any]:
        done = 0
        try:
            for each in self._table.batches():
                yield each
                done += each.num_rows
                if self._progress:
                    self._progress(done)
        except Exception as fault:
            self.fault = fault
            raise


def _broken_total(table: Table, control: str) -> int:
    """What the rows with broken bytes add to a total: their readable amounts."""
    at = table.header.index(control)
    return sum(cells.fen(row[at]) or 0 for _, row in table.findings.broken if row)


def _header_fault(source: Source, table: Table) -> tuple[str, str]:
    """Which declared columns are missing, and how many others there are; texts of the file itself are not repeated."""
    header = table.header
    if table.findings.clue[0]:
        zh_clue, en_clue = table.findings.clue
        return f"第{source.header_row}行的表头与布局不一致：{zh_clue}，请更正后重报", (
            f"the header in row {source.header_row} is not the layout's: {en_clue}; mend it and send the file again"
        )
    missing = [name for name in source.header if name not in header]
    extra = len([name for name in header if name not in source.header]) + len(header) - len(set(header))
    zh = [f"缺少列：{'、'.join(missing)}"] if missing else []
    en = [f"missing: {', '.join(missing)}"] if missing else []
    if extra:
        zh.append(f"有{extra}列未在布局中声明或重复")
        en.append(f"{extra} columns are undeclared or repeated")
    where = f"第{source.header_row}行的表头与布局不一致，"
    return where + "；".join(
        zh
    ) + "，请按布局更正", f"the header in row {source.header_row} is not the layout's: {'; '.join(en)}"


def money_column(source: Source, name: str) -> Column | None:
    """The layout's amount column of that name, if it has one."""
    return next((column for column in source.columns if column.name == name and column.kind == "money"), None)


def totals_of(part: Path | None) -> dict[str, int]:
    """The totals over all delivered rows, in fen by column, that `write` put into a part; none when it is not there."""
    if part is None or not part.is_file():
        return {}
    with duckdb.connect(":memory:") as connection:
        found = connection.execute("SELECT key, value FROM parquet_kv_metadata(?)", [str(part)]).fetchall()
    texts = {key.decode(): value.decode() for key, value in found}
    return {key.removeprefix(_TOTAL): int(value) for key, value in texts.items() if key.startswith(_TOTAL)}
