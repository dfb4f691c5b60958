"""户月表与评分 Panel and scoring of 1,000,000 people, one month: synthetic parts written straight to Parquet by DuckDB.

Parts are as the lake holds them: a year of settlements and monthly feeds, quarterly registers. Everything is drawn from hash(person,
purpose), so a run is repeatable. Measured in a process of its own: a month computed from nothing (with the months its indicators look
back to), one more month beside them as the monthly round does, the same again when nothing changed, and a bare scan of the same columns.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

PEOPLE = 1_000_000
MONTHS = [f"2025-{month:02d}" for month in (11, 12)] + [f"2026-{month:02d}" for month in range(1, 11)]
QUARTERS = ("2025-11", "2026-02", "2026-05", "2026-08")
LATEST = MONTHS[-1]

# Chance of a person for a purpose: the same number every time, 0 .. 9999.
CHANCE = "(hash(n, {purpose!r}) % 10000)"
PERSON = "(44142400000000000 + n * 1000 + 1)"
BORN = "CAST(DATE '1936-01-01' + CAST(hash(n, 'birth') % 32000 AS INTEGER) AS DATE)"
# (source, months, rows per person as a WHERE, columns)
FEEDS: list[tuple[str, tuple[str, ...], str, str]] = [
    ("hukou_persons", tuple(MONTHS), "true",
     "'4414' || lpad(CAST(n // 3 AS VARCHAR), 9, '0') AS household_id, '某某' AS name, {person} AS id_no,"
     " CASE n % 3 WHEN 0 THEN '户主' WHEN 1 THEN '配偶' ELSE '子' END AS relation, CASE n % 2 WHEN 0 THEN '男' ELSE '女' END AS sex,"
     " '汉' AS nation, {born} AS birth, '某路' AS address, '4414241' || lpad(CAST(n // 3 % 20 AS VARCHAR), 2, '0') AS region,"
     " CASE WHEN n // 3 % 4 = 0 THEN '城镇' ELSE '农村' END AS hukou_kind,"
     " CASE WHEN {cancelled} < 60 THEN '死亡' WHEN {cancelled} < 100 THEN '迁出' END AS cancel_reason,"
     " CASE WHEN {cancelled} < 100 THEN DATE '2026-01-15' END AS cancel_date"),
    ("deaths", tuple(MONTHS), "{month_death} < 7", "{person} AS id_no, CAST('{month}-15' AS DATE) AS died_on"),
    ("births", tuple(MONTHS), "{month_birth} < 8",
     "'C{month}' || n AS certificate, CAST('{month}-11' AS DATE) AS born_on, {person} AS mother_id, {person} + 1000 AS father_id"),
    ("social_insurance_payments", tuple(MONTHS), "{employed} < 3500",
     "{person} AS id_no, {number} AS pay_month, CAST(200000 + hash(n, 'wage') % 900000 AS BIGINT) AS base_fen, '正常' AS status"),
    ("pensions", tuple(MONTHS), "{retired} < 1500",
     "{person} AS id_no, '居民养老' AS kind, {number} AS pay_month, CAST(20000 + hash(n, 'pension') % 400000 AS BIGINT) AS amount_fen, '正常' AS status"),
    ("business_income_tax", tuple(MONTHS), "{trades} < 300",
     "{person} AS id_no, {number} AS period, CAST(hash(n, 'trade') % 800000 AS BIGINT) AS income_fen"),
    ("medical_settlements", tuple(MONTHS), "{ill} < 4500",
     "{person} AS id_no, CAST(hash(n, 'cost{month}') % 300000 AS BIGINT) AS total_fen, CAST(hash(n, 'cost{month}') % 150000 AS BIGINT) AS self_paid_fen"),
    ("medical_enrolments", tuple(MONTHS), "{insured} < 9500", "{person} AS id_no, '正常' AS status"),
    ("assistance_register", tuple(MONTHS), "n % 3 = 0 AND {poor} < 400",
     "'低保' AS programme, {person} AS head_id, CAST(120000 AS BIGINT) AS amount_fen"),
    ("disability_certificates", QUARTERS, "{disabled} < 350",
     "{person} AS person, '肢体' AS kind, CASE n % 4 WHEN 0 THEN '一级' WHEN 1 THEN '二级' WHEN 2 THEN '三级' ELSE '四级' END AS grade,"
     " DATE '2030-01-01' AS valid_to, '有效' AS status"),
    ("student_records", ("2025-11", "2026-03", "2026-09"), "{student} < 1600",
     "{person} AS id_no, '小学' AS stage, '全日制' AS mode, '在读' AS status"),
    ("real_estate", QUARTERS, "{owner} < 2500",
     "'U' || n AS unit, {person} AS id_no, '住宅' AS use, '现势' AS right_status"),
    ("vehicles", QUARTERS, "{driver} < 1800", "'A' || n AS plate, '小型轿车' AS kind, {person} AS id_no, '正常' AS status"),
    ("market_entities", QUARTERS, "{firm} < 400", "'E' || n // 2 AS uscc, {person} AS id_no, '存续' AS status"),
]
"""Feeds in the lake's own columns; only those that something reads."""


def make(root: Path, people: int) -> None:
    """Write the parts of a year for so many people below `root/parts`."""
    with duckdb.connect(config={"memory_limit": "2GB"}) as engine:
        engine.execute("SET enable_progress_bar = false")
        engine.execute(f"CREATE TABLE everybody AS SELECT range AS n FROM range({people})")
        for source, months, chosen, columns in FEEDS:
            for month in months:
                target = root / "parts" / source / month / "bench.parquet"
                target.parent.mkdir(parents=True, exist_ok=True)
                engine.execute(
                    f"COPY (SELECT {_filled(columns, month)}, CAST(n + 2 AS INTEGER) AS \"row\" FROM everybody"
                    f" WHERE {_filled(chosen, month)}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def _filled(text: str, month: str) -> str:
    steady = ("cancelled", "employed", "retired", "trades", "insured", "poor", "disabled", "student", "owner", "driver", "firm")
    chances = {name: CHANCE.format(purpose=name) for name in steady}
    chances |= {name: CHANCE.format(purpose=name + month) for name in ("ill", "month_death", "month_birth")}
    return text.format(person=PERSON, born=BORN, month=month, number=f"CAST({month.replace('-', '')} AS INTEGER)", **chances)


def bare_scan(parts: dict[str, dict[str, Path]], month: str) -> int:
    """Read every column that one month's panel reads, and nothing else; returns the rows."""
    from zhongfu.data import months
    from zhongfu.data.panel import aggregates, holding

    tables = [value for value in vars(aggregates).values() if isinstance(value, aggregates.Aggregate)]
    rows = 0
    with duckdb.connect(config={"memory_limit": "2GB"}) as engine:
        for each in tables:
            held = holding.held_from(parts, each.source, month)
            span = months.ending_with(month, 12) if each is aggregates.MEDICAL else [held]
            files = [str(parts[each.source][at]) for at in span if at in parts[each.source]]
            columns = ", ".join(f"max({name})" for name in each.raw.columns)
            rows += engine.execute(f"SELECT count(*), {columns} FROM read_parquet(?)", [files]).fetchall()[0][0]
    return rows


def measure(root: Path) -> dict[str, float]:
    """All measurements over a made lake; run in a fresh process so that the peak of memory is theirs alone."""
    import resource

    from zhongfu.data import panel, scoring
    from zhongfu.data.lake import Lake

    parts = {source.name: {month.name: month / "bench.parquet" for month in source.iterdir()} for source in (root / "parts").iterdir()}
    lake, settings = Lake(root), scoring.load_settings(lines={"441424": 90_000})
    told: dict[str, float] = {}
    told["scan"], told["rows"] = _timed(lambda: bare_scan(parts, LATEST))
    told["first_panel"], _ = _timed(lambda: panel.ensure(lake, parts, MONTHS[-2]))
    told["two_before"], _ = _timed(lambda: [panel.ensure(lake, parts, month) for month in MONTHS[-4:-2]])
    told["month"], scored = _timed(lambda: scoring.ensure(lake, parts, LATEST, settings))
    told["again"], _ = _timed(lambda: scoring.ensure(lake, parts, LATEST, settings))
    told["households"] = duckdb.sql(f"SELECT count(*) FROM '{scored.scores}'").fetchall()[0][0]
    told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return told


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def run() -> list[dict]:
    """The figures, each with name, value, unit, target and size."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), PEOPLE)
        command = [sys.executable, "-m", "bench.panel", folder]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    size = f"{PEOPLE:,} people, {told['households']:,.0f} households"
    rows = [
        ("panel_and_scoring_month", told["month"], "s", "<= 30", f"{size}, one more month"),
        ("panel_month_from_nothing", told["first_panel"], "s", "<= 30", f"{size}, no aggregate there yet"),
        ("panel_and_scoring_from_nothing", told["first_panel"] + told["two_before"] + told["month"], "s", "<= 30",
         f"{size}, empty lake: the three months before are drawn as well"),
        ("panel_and_scoring_unchanged", told["again"], "s", None, f"{size}, nothing changed"),
        ("panel_memory", told["memory"], "GB", "<= 4", f"{size}, peak of the process"),
        ("panel_bare_scan", told["scan"], "s", None, f"{told['rows']:,.0f} rows, the same columns"),
        ("panel_month_over_scan", told["first_panel"] / told["scan"], "x", None, "panel from nothing over bare scan, wall time"),
    ]
    return [dict(zip(("name", "value", "unit", "target", "size"), row, strict=True)) for row in rows]


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
