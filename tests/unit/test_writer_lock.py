"""写入锁 The writer's lock: one writer per home, the others told who it is, and none left behind by the dead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from zhongfu.site.database import WriterBusy, WriterLock

HOLD = """
import sys
from zhongfu.site.database import WriterLock
with WriterLock(sys.argv[1], "zhongfu ingest"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with pytest.raises(WriterBusy) as busy, WriterLock(tmp_path, "zhongfu monitor"):
            pass
        assert "zhongfu ingest" in busy.value.zh and str(other.pid) in busy.value.en and str(tmp_path) in busy.value.en
        other.kill()
    with WriterLock(tmp_path, "zhongfu monitor"):
        pass


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), WriterLock(tmp_path, "one"):
        1 / 0  # noqa: B018
    with WriterLock(tmp_path, "two"):
        pass


def test_another_home_has_another_lock(tmp_path: Path) -> None:
    with WriterLock(tmp_path / "one", "x"), WriterLock(tmp_path / "two", "x"):
        assert all((tmp_path / home / "writer.lock").exists() for home in ("one", "two"))


def test_the_same_program_may_not_write_twice_at_once(tmp_path: Path) -> None:
    with WriterLock(tmp_path, "one"), pytest.raises(WriterBusy, match="one"), WriterLock(tmp_path, "two"):
        pass


def test_a_note_that_cannot_be_read_still_gives_a_sentence(tmp_path: Path) -> None:
    with WriterLock(tmp_path, "one"):
        (tmp_path / "writer.lock").write_text("")
        with pytest.raises(WriterBusy, match="is writing to"), WriterLock(tmp_path, "two"):
            pass
