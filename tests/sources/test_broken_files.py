"""坏文件: what broken files cost, and what odd ones become; their refusals are in `test_golden_set.py`."""

from __future__ import annotations

import hashlib
import resource
from pathlib import Path

import pyarrow.parquet as pq
from tests.fakes.deliveries.broken_files import BROKEN_WORKBOOKS, dates_since_1904, register, settlements
from tests.fakes.deliveries.folder import MonthFolder, Sheet
from tests.fakes.taking_in import TakenIn, empty_home

from zhongfu.data.intake.quality import FileReport


def _deliver(home: TakenIn, root: Path, sheet: Sheet, content: bytes | None = None) -> FileReport:
    folder = MonthFolder("202512")
    folder.add(sheet)
    if content is not None:
        folder.contents[sheet.name] = content
    folder.write(root)
    (report,) = home.take_in(root / "202512")
    return report


def test_bombs_stay_small_in_memory(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in ("bomb", "far_cell"):
        _deliver(empty_home(tmp_path), tmp_path / name, register(), BROKEN_WORKBOOKS[name]())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


def test_both_date_systems_and_hidden_rows_are_read(tmp_path: Path) -> None:
    content = dates_since_1904()
    root = tmp_path / "d"
    root.mkdir()
    (root / "jiaoyu_xueji_202511.xlsx").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    (root / "交接单.csv").write_text(
        f"文件名,数据行数,控制项目,控制总额,校验算法,校验值\njiaoyu_xueji_202511.xlsx,2,,,SHA256,{digest.upper()}\n",
        encoding="utf-8-sig",
    )
    (report,) = empty_home(tmp_path).take_in(root)
    assert report.status == "loaded"
    dates = pq.read_table(report.part, partitioning=None).column("enrolled_on").to_pylist()
    assert [str(each) for each in dates] == ["2022-09-01", "2022-09-02"]


def test_blank_lines_keep_their_row_numbers(tmp_path: Path) -> None:
    sheet = settlements(4)
    sheet.set(3, "就诊类别", "急诊")
    sheet.rows[1:1] = [b"", b" ,\t,,,,,,,,,", b"   ", b"\xe2\x80\x8b"]
    sheet.counted = 4
    report = _deliver(empty_home(tmp_path), tmp_path / "d", sheet)
    assert (report.status, report.rows, [p.row for p in report.problems]) == ("loaded", 4, [9])


def test_blank_rows_of_a_sheet_keep_their_row_numbers(tmp_path: Path) -> None:
    sheet = register(4)
    sheet.set(3, "项目", "无")
    sheet.rows[1:1] = [[""] * 8, [" "] * 8]
    sheet.counted = 4
    report = _deliver(empty_home(tmp_path), tmp_path / "d", sheet)
    assert (report.status, report.rows, [p.row for p in report.problems]) == ("loaded", 4, [8])


def test_mixed_line_ends_are_line_ends(tmp_path: Path) -> None:
    sheet = settlements(4)
    content = sheet.content().replace(b"\n", b"\r\n", 2).replace(b"\n", b"\r\r\n", 1)
    report = _deliver(empty_home(tmp_path), tmp_path / "d", sheet, content.removesuffix(b"\n"))
    assert (report.status, report.rows, report.accepted) == ("loaded", 4, 4)


def test_a_faulty_row_is_never_the_first_of_its_key(tmp_path: Path) -> None:
    sheet = settlements(4)
    for row, number in enumerate(("A", "A", "A", "B")):
        sheet.set(row, "结算流水号", number)
    sheet.set(0, "就诊类别", "急诊")
    report = _deliver(empty_home(tmp_path), tmp_path / "d", sheet)
    assert [(p.row, p.code) for p in report.problems] == [(2, "code_unknown"), (4, "duplicate_row")]


def test_no_message_repeats_a_value(tmp_path: Path) -> None:
    sheet = settlements(4)
    secret = "44142419800505999"
    sheet.set(0, "身份证号", secret)
    sheet.set(1, "费用总额", "秘密金额")
    sheet.total = 30
    report = _deliver(empty_home(tmp_path), tmp_path / "d", sheet)
    said = str(report.as_json())
    assert len(report.problems) == 2
    assert secret not in said
    assert "秘密金额" not in said
