"""接收中断: a process killed while it judges a file leaves nothing but leftovers, and the next one comes to the same result."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.fakes.deliveries.broken_files import settlements
from tests.fakes.deliveries.folder import MonthFolder
from tests.fakes.taking_in import empty_home

ROOT = Path(__file__).parents[2]
TAKE_IN = (
    "import sys; from pathlib import Path; from tests.fakes.taking_in import empty_home; "
    "print('begin', flush=True); empty_home(Path(sys.argv[1])).take_in(Path(sys.argv[2]))"
)


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.15, 0.4])
def test_a_kill_leaves_only_leftovers(delay: float, tmp_path: Path) -> None:
    folder = MonthFolder("202512")
    folder.add(settlements(60_000)).set(7, "就诊类别", "急诊")
    folder.write(tmp_path)
    command = [sys.executable, "-c", TAKE_IN, str(tmp_path / "home"), str(tmp_path / "202512")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.kill()

    home = empty_home(tmp_path / "home")
    home.lake.sweep([])
    home.raw.sweep()
    (report,) = home.take_in(tmp_path / "202512")
    assert (report.status, report.rows, report.accepted) == ("loaded", 60_000, 59_999)
    assert [(problem.row, problem.code) for problem in report.problems] == [(9, "code_unknown")]
    assert home.lake.orphans([]) == [report.part]
    numbers = pq.read_table(report.part, partitioning=None).column("row").to_pylist()
    assert numbers == [row for row in range(2, 60_002) if row != 9]
