"""可疑文件夹 What else than files may lie in a delivered folder: links, pipes, folders, hand-over lists that never end."""

from __future__ import annotations

import os
from pathlib import Path

from tests.fakes.deliveries.golden.member import Golden, rows_of
from tests.fakes.taking_in import TakenIn, empty_home

FILE = "yibao_jiesuan_202512.csv"


def _delivered(root: Path) -> Path:
    """A folder of one good file."""
    return Golden(rows_of("yibao_jiesuan")).write(root)


def _unreadable(home: TakenIn, folder: Path) -> None:
    (report,) = home.take_in(folder)
    assert (report.status, [problem.code for problem in report.problems]) == ("refused", ["unreadable"])
    assert "文件夹以外" in report.problems[0].message_zh
    assert "out of its folder" in report.problems[0].message_en


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    folder = _delivered(tmp_path / "d")
    secret = tmp_path / "secret.csv"
    (folder / FILE).rename(secret)
    (folder / FILE).symlink_to(secret)
    home = empty_home(tmp_path)
    _unreadable(home, folder)
    assert [path for path in home.raw.root.rglob("*") if path.is_file()] == []


def test_a_link_within_the_folder_is_the_file_that_it_names(tmp_path: Path) -> None:
    folder = _delivered(tmp_path / "d")
    (folder / FILE).rename(folder / ".kept")
    (folder / FILE).symlink_to(".kept")
    (report,) = empty_home(tmp_path).take_in(folder)
    assert report.status == "loaded"


def test_links_to_themselves_and_to_nothing_are_unreadable(tmp_path: Path) -> None:
    for target in (FILE, "nowhere"):
        folder = _delivered(tmp_path / target)
        (folder / FILE).unlink()
        (folder / FILE).symlink_to(target)
        _unreadable(empty_home(tmp_path), folder)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = _delivered(tmp_path / "d")
    (folder / FILE).unlink()
    os.mkfifo(folder / FILE)
    _unreadable(empty_home(tmp_path), folder)


def test_a_folder_under_a_files_name_is_no_file(tmp_path: Path) -> None:
    folder = _delivered(tmp_path / "d")
    (folder / FILE).unlink()
    (folder / FILE).mkdir()
    assert empty_home(tmp_path).take_in(folder) == []


def test_a_list_that_is_a_pipe_or_endless_vouches_for_nothing(tmp_path: Path) -> None:
    for n, put in enumerate((os.mkfifo, lambda path: path.symlink_to("/dev/zero"), lambda path: path.mkdir())):
        folder = _delivered(tmp_path / str(n))
        (folder / "交接单.csv").unlink()
        put(folder / "交接单.csv")
        (report,) = empty_home(tmp_path).take_in(folder)
        assert [problem.code for problem in report.problems] == ["not_listed"]
        assert "无法读取" in report.problems[0].message_zh
