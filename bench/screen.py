"""筛查速度: every programme for two million households read from a file, the memory it takes, and one household after the other."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from tests.generative.policy_cases import a_household

from zhongfu.policy import casefile
from zhongfu.policy.decide import BUILT, decide
from zhongfu.policy.parameters import Law
from zhongfu.policy.screen import screen_table
from zhongfu.policy.tables import case_of, case_table

DAY = date(2023, 12, 1)
HOUSEHOLDS, PATTERNS, ONE_BY_ONE = 2_000_000, 20_000, 1_000
ROWS, GROUPS = 65_536, 8  # households in a group of the file, and how many groups are held at a time


def run() -> list[dict[str, Any]]:
    """Seconds from the file to every answer with its needs, in a process of its own, beside the evaluator of single cases."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "households.parquet"
        write(path, HOUSEHOLDS)
        asked = [sys.executable, "-m", "bench.screen", str(path)]
        told = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
        slow = one_by_one(path)
    size = f"{told['households']:,} households, {told['members']:,} members, {len(BUILT)} programmes, undecided {told['undecided']:.0%}"
    fast = told["households"] / told["seconds"]
    return [
        {"name": "screen_seconds_2m", "value": round(told["seconds"], 2), "unit": "s", "target": "<= 10", "size": size},
        {"name": "screen_peak_gb", "value": round(told["peak_gb"], 2), "unit": "GB", "target": "<= 3", "size": size},
        {"name": "screen_households_per_second", "value": round(fast), "unit": "1/s", "target": None, "size": size},
        {"name": "decide_rows_per_second", "value": round(slow), "unit": "1/s", "target": None, "size": f"{ONE_BY_ONE} of them, one by one"},
        {"name": "screen_times_faster", "value": round(fast / slow), "unit": "times", "target": None, "size": size},
    ]  # fmt: skip


def write(path: Path, households: int) -> None:
    """Households region by region: patterns as they come to a counter, each copy with days of birth and amounts of its own."""
    files = [a_household(random.Random(f"bench {number}")) for number in range(PATTERNS)]
    files.sort(key=lambda file: (file["place"], str(file["residence"])))
    patterns = coded(case_table(casefile.read(file) for file in files).drop(["as_of"]))
    copies, rng, writer = households // PATTERNS, np.random.default_rng(20231201), None
    for rows in np.array_split(np.arange(PATTERNS), households // ROWS + 1):
        whole = patterns.take(np.repeat(rows, copies))
        varied = pa.table([vary(column.combine_chunks(), name, rng) for name, column in zip(whole.column_names, whole.columns, strict=True)], whole.column_names)
        writer = writer or pq.ParquetWriter(path, varied.schema)
        writer.write_table(varied)
    if writer is not None:
        writer.close()


def coded(table: pa.Table) -> pa.Table:
    """The table with its texts dictionary coded, as the roll gives them."""
    return table.cast(pa.schema([pa.field(field.name, coded_type(field.type)) for field in table.schema]))


def coded_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_string(kind):
        return pa.dictionary(pa.int32(), kind)
    if pa.types.is_list(kind):
        return pa.list_(coded_type(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(kind.field(at).name, coded_type(kind.field(at).type)) for at in range(kind.num_fields)])
    return kind


def vary(column: pa.Array, name: str, rng: np.random.Generator) -> pa.Array:
    """The same column with days of birth some days later and incomes and deposits somewhat higher or lower."""
    if pa.types.is_list(column.type):
        return pa.ListArray.from_arrays(column.offsets, vary(column.values, name, rng), mask=column.is_null() if column.null_count else None)
    if pa.types.is_struct(column.type):
        names = [column.type.field(at).name for at in range(column.type.num_fields)]
        return pa.StructArray.from_arrays([vary(column.field(name), name, rng) for name in names], names)
    if name not in ("birth", "amount", "monthly_income", "household.assets.deposits"):
        return column
    known = column.is_valid().to_numpy(zero_copy_only=False)
    numbers = column.cast(pa.int32() if name == "birth" else pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
    changed = numbers + rng.integers(0, 365, len(numbers)) - 365 if name == "birth" else numbers * rng.integers(70, 130, len(numbers)) // 100
    return pa.array(changed.astype(numbers.dtype), mask=~known).cast(column.type)


def one_by_one(path: Path) -> float:
    """Households a second when each is decided with its reasons."""
    law, table = Law.load(), pq.ParquetFile(path).read_row_group(0)
    cases = [case_of(table, row, DAY) for row in range(ONE_BY_ONE)]
    decide(cases[0], law)
    start = time.perf_counter()
    for case in cases:
        decide(case, law)
    return ONE_BY_ONE / (time.perf_counter() - start)


def measured(path: Path) -> dict[str, Any]:
    """What reading the file and deciding everything takes in this process."""
    law, start = Law.load(), time.perf_counter()
    counts = dict.fromkeys(("households", "members", "undecided"), 0)
    for part in parts(path):
        screened = screen_table(part, law, DAY)
        counts["households"] += part.num_rows
        counts["members"] += len(part.column("household.members").combine_chunks().values)
        counts["undecided"] += sum(int((one.eligible < 0).sum()) for one in screened.programmes.values())
    seconds, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return counts | {"undecided": counts["undecided"] / counts["households"] / len(BUILT), "seconds": seconds, "peak_gb": peak}


def parts(path: Path) -> Iterator[pa.Table]:
    """The file in parts, so that its memory does not grow with it; the next part is read while this one is decided."""
    file = pq.ParquetFile(path)

    def part(first: int) -> pa.Table:
        return pa.concat_tables([file.read_row_group(group) for group in range(first, min(first + GROUPS, file.num_row_groups))])

    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(part, 0)
        for first in range(GROUPS, file.num_row_groups + GROUPS, GROUPS):
            here = coming.result()
            if first < file.num_row_groups:
                coming = reader.submit(part, first)
            yield here


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]))))
