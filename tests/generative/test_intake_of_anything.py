"""任意文件的接收: splitting a file changes nothing, random damage never escapes the report, the same bytes come in once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakes.deliveries.broken_files import register, rewritten
from tests.fakes.deliveries.cells_in_question import ROWS, questioned
from tests.fakes.deliveries.folder import FORMS, MonthFolder, Sheet
from tests.fakes.taking_in import TakenIn, empty_home, row_problems

from zhongfu.data.intake import delimited
from zhongfu.data.intake.quality import FILE_CODES, ROW_CODES, FileReport

TEXTS = [stem for stem in ROWS if FORMS[stem][1] != "xlsx"]
CELL = st.text(st.sampled_from('09aXxＸ１，,."=-/:|元万约 \t\u3000\u00a0\u200b\ufeff\u2028\x1a\x00䶮'), max_size=12)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def _home() -> Iterator[tuple[TakenIn, Path]]:
    with TemporaryDirectory() as name:
        yield empty_home(Path(name)), Path(name) / "deliveries"


def _deliver(home: TakenIn, root: Path, sheet: Sheet, content: bytes | None = None) -> FileReport:
    folder = MonthFolder(f"2026{len(list(root.glob('*'))) + 1:02d}" if root.exists() else "202601")
    folder.add(sheet)
    if content is not None:
        folder.contents[sheet.name] = content
    folder.write(root)
    return home.take_in(root / folder.name)[0]


@pytest.mark.parametrize("stem", TEXTS)
def test_where_blocks_end_changes_nothing(stem: str, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = []
    for block in (7, 61, 4096, 1 << 22):
        monkeypatch.setattr(delimited, "_BLOCK", block)
        monkeypatch.setattr(delimited, "_LONGEST_REST", 1 << 20)
        with _home() as (home, root):
            report = _deliver(home, root, questioned(stem).sheet)
            rows = pq.read_table(report.part, partitioning=None).to_pylist()
            outcomes.append((report.rows, report.accepted, row_problems([report]), rows))
    assert all(outcome == outcomes[0] for outcome in outcomes)


@FEW
@given(cut=st.integers(0, 30))
def test_two_halves_hold_what_the_whole_holds(cut: int) -> None:
    whole = questioned("ziran_budongchan").sheet
    whole.rows = whole.rows[:-2]  # without the row that repeats one of the other half
    halves = [Sheet(whole.stem, month, whole.header, rows) for month, rows in _halves(whole, cut)]
    with _home() as (home, root):
        reports = [_deliver(home, root, each) for each in (whole, *halves)]
        together, first, second = (_rows(report) for report in reports)
        assert together == sorted(first + second, key=str)
        assert reports[0].rejected == reports[1].rejected + reports[2].rejected


def _halves(whole: Sheet, cut: int) -> list[tuple[str, list[list[object] | bytes]]]:
    """Good rows come first in the sheet: taken by turns, both halves keep enough of them to be accepted."""
    even, odd = whole.rows[0::2], whole.rows[1::2]
    return [("202510", even[cut % 3 :] + odd[: cut % 2]), ("202511", odd[cut % 2 :] + even[: cut % 3])]


def _rows(report: FileReport) -> list[dict[str, object]]:
    assert report.part is not None
    found = pq.read_table(report.part, partitioning=None).drop_columns("row").to_pylist()
    return sorted(found, key=str)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    stem=st.sampled_from(TEXTS),
    damage=st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=4), st.integers(0, 4)), min_size=1, max_size=6),
)
def test_random_damage_to_text_never_escapes_the_report(stem: str, damage: list[tuple[int, bytes, int]]) -> None:
    sheet = questioned(stem).sheet
    content = _damaged(sheet.content(), damage)
    with _home() as (home, root):
        _is_a_sound_report(_deliver(home, root, sheet, content))


@FEW
@given(
    damage=st.lists(st.tuples(st.integers(0, 9000), st.binary(max_size=4), st.integers(0, 4)), min_size=1, max_size=6)
)
def test_random_damage_to_a_workbook_never_escapes_the_report(damage: list[tuple[int, bytes, int]]) -> None:
    sheet = register(3)
    with _home() as (home, root):
        _is_a_sound_report(_deliver(home, root, sheet, _damaged(sheet.content(), damage)))


@FEW
@given(
    member=st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]),
    damage=st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=4), st.integers(0, 9)), min_size=1, max_size=4),
)
def test_random_damage_inside_a_workbook_never_escapes(member: str, damage: list[tuple[int, bytes, int]]) -> None:
    sheet = register(3)
    content = rewritten(sheet.content(), lambda name, data: _damaged(data, damage) if name == member else data)
    with _home() as (home, root):
        _is_a_sound_report(_deliver(home, root, sheet, content))


@FEW
@given(cells=st.lists(st.tuples(st.integers(0, 10), CELL), min_size=1, max_size=8), stem=st.sampled_from(TEXTS))
def test_odd_cells_never_escape_the_report(cells: list[tuple[int, str]], stem: str) -> None:
    sheet = questioned(stem).sheet
    encoding, separator = FORMS[stem][2].removesuffix("-sig"), FORMS[stem][3]
    for n, (column, text) in enumerate(cells):
        row = list(sheet.rows[n]) if isinstance(sheet.rows[n], list) else []
        row[column % len(row)] = text
        out = io.StringIO()
        csv.writer(out, delimiter=separator, lineterminator="").writerow(row)
        sheet.rows[n] = out.getvalue().encode(encoding, "replace")
    with _home() as (home, root):
        _is_a_sound_report(_deliver(home, root, sheet))


@FEW
@given(data=st.binary(max_size=300), listing=st.binary(max_size=300))
def test_bytes_of_any_kind_never_escape_the_report(data: bytes, listing: bytes) -> None:
    with _home() as (home, root):
        root.mkdir()
        (root / "yibao_jiesuan_202510.csv").write_bytes(data)
        (root / "minzheng_zaibao_202510.xlsx").write_bytes(data)
        (root / "交接单.csv").write_bytes(listing)
        for report in home.take_in(root):
            _is_a_sound_report(report)


@FEW
@given(stem=st.sampled_from(sorted(ROWS)))
def test_the_same_bytes_come_in_once(stem: str) -> None:
    sheet = questioned(stem).sheet
    content = sheet.content()
    with _home() as (home, root):
        assert _deliver(home, root, sheet, content).status == "loaded"
        again = _deliver(home, root, sheet, content)
        assert (again.status, again.rows, again.accepted, again.problems) == ("unchanged", len(sheet.rows), 0, [])
        assert len(home.lake.orphans([])) == 1


def _damaged(content: bytes, damage: list[tuple[int, bytes, int]]) -> bytes:
    for at, bytes_, dropped in damage:
        at %= len(content) + 1
        content = content[:at] + bytes_ + content[at + dropped :]
    return content


def _is_a_sound_report(report: FileReport) -> None:
    json = report.as_json()
    assert json["status"] in ("loaded", "refused")
    assert json["accepted"] + json["rejected"] == (json["rows"] if json["status"] == "loaded" else 0)
    codes = {problem["code"] for problem in json["problems"]}
    assert codes <= set(ROW_CODES if json["status"] == "loaded" else FILE_CODES)
    assert all(problem["message"].count(" / ") >= 1 for problem in json["problems"])
