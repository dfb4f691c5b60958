"""意外故障 Failure: what nobody foresaw is told in one sentence; its trace goes to the home's log, which only its account reads."""

from __future__ import annotations

import errno
import os
import traceback
from datetime import datetime
from pathlib import Path

from zhongfu.site.problem import Problem

UNFORESEEN = 3


def told(fault: Exception, home: Path, at: datetime) -> Problem:
    """The sentence for an exception that no command expected. A trace can hold personal values, so it never reaches the screen."""
    if _disk_is_full(fault):
        return Problem(
            "磁盘已满，本次操作没有完成。已经提交的数据没有损坏；腾出空间后重新运行同一命令即可。",
            "The disk is full, and this did not finish. What was committed is unharmed; free some space and run the same command again.",
            status=UNFORESEEN,
        )
    log = _kept(fault, home, at)
    return Problem(
        f"出现意外故障，本次操作没有完成，已提交的数据没有损坏。细节在 {log}，报告问题时请附上。",
        f"Something unforeseen went wrong and this did not finish; what was committed is unharmed. Details are in {log}: send it with your report.",
        status=UNFORESEEN,
    )


def _disk_is_full(fault: BaseException | None) -> bool:
    while fault is not None:
        if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if getattr(fault, "sqlstate", None) == "53100":
            return True
        fault = fault.__cause__ or fault.__context__
    return False


def _kept(fault: Exception, home: Path, at: datetime) -> Path:
    """The log file with the trace; beside the working folder's temporary files where the home has no logs."""
    import tempfile

    folder = home / "logs" if (home / "logs").is_dir() else Path(tempfile.gettempdir())
    log = folder / f"failure-{at:%Y%m%d-%H%M%S}-{os.getpid()}.log"
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        traceback.print_exception(fault, file=stream)
    return log
