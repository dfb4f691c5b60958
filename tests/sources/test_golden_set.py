"""坏文件金标准 The golden set: what becomes of each file, what its report says, and that nothing is lost that was there before."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.fakes.deliveries.broken_files import BROKEN_TEXTS, BROKEN_WORKBOOKS, register, settlements
from tests.fakes.deliveries.cells_in_question import ROWS
from tests.fakes.deliveries.golden.archives import ARCHIVES
from tests.fakes.deliveries.golden.encodings import ENCODINGS
from tests.fakes.deliveries.golden.member import MONTH, Golden, rows_of
from tests.fakes.deliveries.golden.values import VALUES
from tests.fakes.deliveries.golden.workbooks import WORKBOOKS
from tests.fakes.taking_in import TakenIn, empty_home

from zhongfu.data.intake import recognise
from zhongfu.data.intake.quality import FileReport, Problem


def _broken_text(content: bytes, code: str) -> Golden:
    made = settlements()
    made.counted = content.count(b"JS")
    return Golden(made, content, code=code)


GOLDEN = (
    ENCODINGS
    | WORKBOOKS
    | ARCHIVES
    | VALUES
    | {
        name: lambda build=build: Golden(register(), build(), code="unreadable")
        for name, build in BROKEN_WORKBOOKS.items()
    }
    | {name: lambda told=told: _broken_text(*told) for name, told in BROKEN_TEXTS.items()}
)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> TakenIn:
    """A home that holds a good version of every feed for the month."""
    root = tmp_path_factory.mktemp("good")
    home = empty_home(root)
    for stem in ROWS:
        home.take_in(Golden(rows_of(stem, 3)).write(root / stem))
    assert {report.status for report in home.reports} == {"loaded"}
    return home


def test_the_set_is_as_large_as_promised() -> None:
    assert len(GOLDEN) >= 100
    assert sum(len(each) for each in (ENCODINGS, WORKBOOKS, ARCHIVES, VALUES, BROKEN_TEXTS, BROKEN_WORKBOOKS)) == len(
        GOLDEN
    )


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_file(name: str, good: TakenIn, tmp_path: Path) -> None:
    golden = GOLDEN[name]()
    named = recognise(golden.delivered_name)
    assert named[1].replace("-", "") == MONTH if named else golden.code == "name_unknown"
    home = good.copy()
    stored = {path: path.read_bytes() for path in home.lake.orphans([])}
    (report,) = home.take_in(golden.write(tmp_path))

    assert ([p.code for p in report.problems if p.row is None], report.status) == _fate(golden)
    assert {(p.row, p.column, p.code) for p in report.problems if p.row is not None} == golden.problems
    _speaks(report, golden)
    assert {path: path.read_bytes() for path in stored} == stored, "an earlier version was touched"
    if golden.code:
        assert home.parts == good.parts
        assert home.lake.orphans([]) == sorted(stored), "a refused file left data"
    else:
        _holds(report, golden)


def _fate(golden: Golden) -> tuple[list[str], str]:
    return ([golden.code], "refused") if golden.code else ([], "loaded")


def _speaks(report: FileReport, golden: Golden) -> None:
    """Every problem says in both languages where, what and how to mend it, and never the value."""
    assert (report.status == "refused" or report.rejected > 0) == golden.faulty
    values = _personal(golden)
    for problem in report.problems:
        assert any("一" <= character <= "鿿" for character in problem.message_zh)
        assert len(problem.message_en.split()) > 5
        assert not any(value in str(problem.as_json()) for value in values)
        _says_where(problem)
    if golden.code:
        zh, en = golden.says
        assert zh in report.problems[0].message_zh
        assert en in report.problems[0].message_en


def _says_where(problem: Problem) -> None:
    if problem.row is not None:
        assert f"第{problem.row}行" in problem.message_zh
        assert f"Row {problem.row}" in problem.message_en
        assert (problem.column or "") in problem.message_zh
        assert (problem.column or "") in problem.message_en


def _personal(golden: Golden) -> set[str]:
    """Whatever in the data is long enough to be recognised: ids, names in full, odd cells."""
    cells = [str(cell) for row in golden.sheet.rows if isinstance(row, list) for cell in row]
    return {cell for cell in cells if len(cell) >= 8 and not cell.isspace() and "-" not in cell} - set(
        golden.sheet.header
    )


def _holds(report: FileReport, golden: Golden) -> None:
    assert report.part is not None
    assert report.accepted == report.rows - len({row for row, _, _ in golden.problems})
    table = pq.read_table(report.part, partitioning=None)
    assert table.num_rows == report.accepted
    for field, values in golden.holds.items():
        found = table.column(field).to_pylist()
        assert [str(each) if isinstance(values[0], str) else each for each in found] == values
