"""测算速度: a reform over many households against the two screens that it cannot do without, and over two million households."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.screen import DAY, write
from zhongfu.policy.parameters import Law
from zhongfu.policy.reform.reform import read_reform
from zhongfu.policy.reform.simulate import simulate
from zhongfu.policy.screen import screen_table

COMPARED, ALL, ROUNDS = 400_000, 2_000_000, 3
CHANGE = "dibao.standard=+5%"
OUTSIDE = ("81", "82")  # paid in other money, so never added up with the rest


def run() -> list[dict[str, Any]]:
    """The ratio in one run of a process of its own, and the seconds and memory of a whole province."""
    compared, whole = (_measured_apart(households) for households in (COMPARED, ALL))
    size, most = (f"{one['households']:,} households, {CHANGE}, all numbers" for one in (compared, whole))
    return [
        {"name": "simulate_over_screens", "value": round(compared["ratio"], 2), "unit": "screens", "target": "<= 2.4", "size": size},
        {"name": "simulate_seconds_2m", "value": round(whole["simulate"], 2), "unit": "s", "target": "<= 24", "size": most},
        {"name": "simulate_over_screens_2m", "value": round(whole["ratio"], 2), "unit": "screens", "target": "<= 2.4", "size": most},
        {"name": "simulate_peak_gb", "value": round(whole["peak_gb"], 2), "unit": "GB", "target": None, "size": most},
    ]  # fmt: skip


def _measured_apart(households: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "households.parquet"
        write(path, households)
        rounds = ROUNDS if households < ALL else 1
        asked = [sys.executable, "-m", "bench.simulate", str(path), str(rounds)]
        return dict(json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout))


def measured(path: Path, rounds: int) -> dict[str, Any]:
    """One screen and one simulation after the other, the best of the rounds of each."""
    law, households = Law.load(), mainland(pq.read_table(path))
    reform = read_reform([CHANGE], law)
    screens, simulations = [], []
    for _ in range(rounds):
        screens.append(seconds(lambda: screen_table(households, law, DAY)))
        simulations.append(seconds(lambda: simulate(households, law, reform, DAY).document()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    screen, simulation = min(screens), min(simulations)
    return {"households": len(households), "screen": screen, "simulate": simulation, "ratio": simulation / screen, "peak_gb": peak}


def mainland(table: pa.Table) -> pa.Table:
    province = pc.utf8_slice_codeunits(table["place"].cast(pa.string()), 0, 2)
    return table.filter(pc.invert(pc.is_in(province, pa.array(OUTSIDE))))


def seconds(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
