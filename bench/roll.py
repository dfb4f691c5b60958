"""花名册与筛查 Roll and screen of 1,000,000 people: the registers of a month as cases, and `zhongfu screen` over all of them.

The place is that of `bench/panel.py`, with the columns of homes, vehicles, entities and grants that only the roll reads. Measured in a process of
its own, once the persons of the month are there (the panel's work): the roll, the screen as the command keeps and counts it, the counts
and a list from the kept file, one household's row, and the peak of memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from bench.panel import LATEST, PEOPLE, make

# What the roll reads beyond the panel, by source.
BESIDE = {
    "real_estate": "80 + hash(unit, 'area') % 60 + 0.5 AS area", "vehicles": "'非营运' AS use_kind",
    "market_entities": "'个体工商户' AS entity_kind, 5.0::DOUBLE AS capital_wan, (hash(uscc) % 3)::DOUBLE AS employees",
    "assistance_register": "3.0::DOUBLE AS insured_count, 202501::INTEGER AS since",
}  # fmt: skip


def widen(root: Path) -> None:
    """Add those columns to the parts that `bench.panel.make` wrote."""
    with duckdb.connect(config={"memory_limit": "1GB"}) as engine:
        for source, columns in BESIDE.items():
            for part in sorted((root / "parts" / source).glob("*/bench.parquet")):
                wide = part.with_suffix(".wide")
                engine.execute(f"COPY (SELECT *, {columns} FROM read_parquet('{part}')) TO '{wide}' (FORMAT parquet, COMPRESSION zstd)")
                wide.replace(part)


def measure(root: Path) -> dict[str, float]:
    """All measurements over a made lake."""
    import resource

    from zhongfu.data.lake import Lake
    from zhongfu.data.panel import persons
    from zhongfu.data.roll import Registers, roll_table
    from zhongfu.data.roll.kept import Kept
    from zhongfu.data.roll.screened import Question, ensure, law_key
    from zhongfu.policy.parameters import Law, law_folder

    parts = {source.name: {month.name: month / "bench.parquet" for month in source.iterdir()} for source in (root / "parts").iterdir()}
    source = Registers(Lake(root), parts)
    folders = (law_folder(), Path(__file__).parents[1] / "src" / "zhongfu" / "site" / "demonstration")
    question = Question(LATEST, date(2026, 10, 31), Law.load(folders), law_key(folders))
    persons.ensure(source.lake, parts, LATEST)
    told: dict[str, float] = {}
    told["roll"], roll = _timed(lambda: roll_table(source, LATEST))
    told["roll_bytes"], told["households"] = roll.nbytes, roll.num_rows  # type: ignore[attr-defined]
    number = roll["household_id"][1000].as_py()  # type: ignore[index]
    del roll
    told["answers"], path = _timed(lambda: ensure(source, question))
    kept = Kept(path)  # type: ignore[arg-type]
    told["counts"], _ = _timed(lambda: (kept.counts(), kept.wanted()))
    told["again"], _ = _timed(lambda: ensure(source, question))
    told["list"], _ = _timed(lambda: kept.listed("dibao", "undecidable", region="4414241", most=50))
    told["one"], _ = _timed(lambda: (roll_table(source, LATEST, only=[number]), kept.of(number)))
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
        widen(Path(folder))
        command = [sys.executable, "-m", "bench.roll", folder]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    size = f"{PEOPLE:,} people, {told['households']:,.0f} households"
    rows = [
        ("roll_1m_people_seconds", told["roll"], "s", "<= 5", f"{size}: registers of a month as cases"),
        ("roll_1m_people_megabytes", told["roll_bytes"] / 1e6, "MB", None, f"{size}: the table in memory"),
        ("screen_1m_people_seconds", told["answers"] + told["counts"], "s", "<= 15", f"{size}: roll, all programmes, kept and counted by town"),
        ("screen_1m_people_memory", told["memory"], "GB", "<= 3", f"{size}: peak of the process"),
        ("screen_1m_people_unchanged", told["again"], "s", None, f"{size}: nothing changed"),
        ("screen_list_of_fifty", told["list"], "s", "<= 0.5", f"{size}: a page of undecided households of one region"),
        ("screen_one_household", told["one"], "s", "<= 1", f"{size}: its roll and the screen's answers, as --explain reads them"),
    ]
    return [dict(zip(("name", "value", "unit", "target", "size"), row, strict=True)) for row in rows]


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
