"""接收的存放: folders are walked in order, raw files and parts are kept whole, leftovers are found and swept."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from tests.fakes.deliveries.broken_files import settlements
from tests.fakes.deliveries.folder import MonthFolder
from tests.fakes.taking_in import empty_home

from zhongfu.data.intake import NoDeliveries, StoreFailed, recognise, walk
from zhongfu.data.intake.handover import read_handover
from zhongfu.data.intake.raw import RawStore, SourceUnreadable
from zhongfu.data.lake import Lake
from zhongfu.data.regions import counties, towns


def _folder(root: Path, name: str = "202512") -> Path:
    folder = MonthFolder(name)
    folder.add(settlements())
    folder.write(root)
    return root / name


def test_months_are_walked_ascending_and_files_by_name(tmp_path: Path) -> None:
    for name in ("202601", "202512", "truth", "202513"):
        (tmp_path / name).mkdir()
        for file in ("b.csv", "a.csv", "交接单.csv", ".DS_Store"):
            (tmp_path / name / file).touch()
    folders = walk(tmp_path)
    assert [folder.name for folder in folders] == ["202512", "202601"]
    assert [folders[0].label(file) for file in folders[0].files] == ["202512/a.csv", "202512/b.csv"]


def test_one_month_may_be_given_itself(tmp_path: Path) -> None:
    (folder,) = walk(_folder(tmp_path))
    assert [folder.label(file) for file in folder.files] == ["yibao_jiesuan_202512.csv"]


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NoDeliveries) as said:
        walk(tmp_path / "nowhere")
    assert "无法打开" in said.value.zh
    assert "cannot open" in said.value.en


@pytest.mark.parametrize(
    "name", ["yibao_jiesuan_202513.csv", "yibao_jiesuan_202500.csv", "yibao_jiesuan_202510.CSV", "yibao_jiesuan_202510.xlsx",
             "YIBAO_JIESUAN_202510.csv", "yibao_jiesuan_202510.csv.bak", "yibao_jiesuan_２０２５１０.csv", "202510.csv", ""],
)  # fmt: skip
def test_a_name_off_the_layout_is_not_recognised(name: str) -> None:
    assert recognise(name) is None


def test_a_name_gives_feed_and_month() -> None:
    source, month = recognise("shuiwu_jingying_202510.txt") or (None, "")
    assert source is not None
    assert (source.name, month) == ("business_income_tax", "2025-10")


def test_delivered_bytes_are_kept_whatever_became_of_them(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "readme.txt").write_bytes(b"not a feed")
    home = empty_home(tmp_path)
    for report in home.take_in(folder):
        content = (folder / report.path).read_bytes()
        assert report.digest == hashlib.sha256(content).hexdigest()
        assert home.raw.find(report.digest).read_bytes() == content
    assert list(home.raw.root.glob("incoming-*")) == []


def test_listed_files_that_did_not_come_are_named(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    ((name, zh, en),) = read_handover(folder).absent([])
    assert name == "yibao_jiesuan_202512.csv"
    assert name in zh
    assert name in en
    assert read_handover(folder).absent([name]) == []


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"a,b\n1,2\n", '文件名,"数据'.encode()])
def test_a_broken_list_lists_nothing_and_says_why(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "交接单.csv").write_bytes(content)
    handover = read_handover(tmp_path)
    assert handover.files == {}
    assert handover.fault is not None
    assert handover.fault[1].isascii() or "文件名" in handover.fault[1]


def test_a_file_listed_twice_in_two_ways_is_not_vouched_for(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    text = (folder / "交接单.csv").read_text(encoding="utf-8-sig")
    second = text.splitlines()[1].replace(",3,", ",4,")
    (folder / "交接单.csv").write_text(text + second + "\r\n", encoding="utf-8-sig", newline="")
    (report,) = empty_home(tmp_path).take_in(folder)
    assert report.problems[0].code == "not_listed"
    assert "twice" in report.problems[0].message_en


def test_a_part_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    lake = Lake(tmp_path)

    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        lake.write("births", "2025-12", "0" * 64, fail)
    assert lake.orphans([]) == []


def test_what_no_commit_names_is_swept(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    kept, left = (lake.write("births", "2025-12", "0" * 64, lambda path: _write(path, b"x")) for _ in range(2))
    (lake.parts / "births" / "2025-12" / "z.parquet.part").write_bytes(b"half")
    assert left in lake.orphans([kept])
    assert len(lake.sweep([kept])) == 2
    assert [path for path in lake.parts.rglob("*") if path.is_file()] == [kept]


def test_scratch_files_are_swept_a_day_later(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    old, new = (_file(lake.scratch / name) for name in ("old", "new"))
    os.utime(old, (1_000_000, 1_000_000))
    lake.sweep([])
    assert not old.exists()
    assert new.exists()


def _file(path: Path) -> Path:
    path.write_bytes(b"x")
    return path


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def test_copies_that_a_crash_left_are_swept(tmp_path: Path) -> None:
    raw = RawStore(tmp_path / "raw")
    raw.copy(_folder(tmp_path) / "yibao_jiesuan_202512.csv")
    assert len(list(raw.root.glob("incoming-*"))) == 1
    raw.sweep()
    assert list(raw.root.glob("incoming-*")) == []


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "yibao_jiesuan_202512.csv")
    with pytest.raises(SourceUnreadable):
        RawStore(tmp_path / "raw").copy(tmp_path / "yibao_jiesuan_202512.csv")
    (report,) = empty_home(tmp_path / "home").take_in(tmp_path)
    assert (report.status, report.problems[0].code) == ("refused", "not_listed")


def test_a_home_that_cannot_be_written_is_no_fault_of_the_file(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    home = empty_home(tmp_path / "home")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "raw").write_text("a file where the raw files should lie")
    with pytest.raises(StoreFailed) as said:
        home.take_in(folder)
    assert "disk space" in said.value.en


def test_progress_is_told_in_rows_done_of_rows_promised(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    empty_home(tmp_path).take_in(_folder(tmp_path), lambda done, total: told.append((done, total)))
    assert told == [(3, 3)]


def test_the_towns_of_the_place_lie_in_its_counties() -> None:
    assert (len(towns()), counties()) == (34, {"441424": "五华县", "440104": "越秀区"})
    assert all(code.startswith(town.county) and len(code) == 9 for code, town in towns().items())
