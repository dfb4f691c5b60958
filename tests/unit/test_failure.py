"""What nobody foresaw: one sentence on the screen, the trace in a file that only its account reads, nothing of it on the screen."""

from __future__ import annotations

import errno
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from zhongfu.site.failure import told

AT = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def raised(fault: Exception) -> Exception:
    try:
        raise fault
    except Exception as caught:
        return caught


def test_the_trace_is_kept_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    problem = told(raised(ValueError("张三 440104198001010010")), tmp_path, AT)
    (log,) = (tmp_path / "logs").iterdir()
    assert "440104198001010010" in log.read_text(encoding="utf-8")
    assert oct(log.stat().st_mode)[-3:] == "600"
    assert "440104198001010010" not in problem.zh + problem.en
    assert str(log) in problem.zh
    assert str(log) in problem.en


def test_a_full_disk_is_named_whoever_met_it_first(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    wrapped = raised(RuntimeError("COPY failed"))
    wrapped.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    problem = told(wrapped, tmp_path, AT)
    assert "磁盘已满" in problem.zh
    assert "disk is full" in problem.en
    assert list((tmp_path / "logs").iterdir()) == []
