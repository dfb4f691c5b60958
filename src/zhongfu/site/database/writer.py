"""写入锁 Writer's lock: one writer per home at a time; the others are told who it is."""

from __future__ import annotations

import json
import os
import sys
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from zhongfu import CHINA
from zhongfu.site.database.locks import FileLock
from zhongfu.site.database.trouble import WriterBusy


class WriterLock(AbstractContextManager["WriterLock"]):
    """Held while a command changes a home (ingest, monitor, synth …). Pages and exports need none.

        with WriterLock(home, "zhongfu ingest"):
            ...

    Raises WriterBusy, which names the holder, when somebody else has it.
    """

    def __init__(self, home: Path, purpose: str = "") -> None:
        self.path = Path(home).resolve() / "writer.lock"
        self.purpose = purpose or " ".join(["zhongfu", *sys.argv[1:2]])
        self._lock = FileLock(self.path)

    def __enter__(self) -> WriterLock:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self._lock.take(wait=False):
            raise self._busy()
        holder = {"pid": os.getpid(), "purpose": self.purpose, "since": f"{datetime.now(CHINA):%Y-%m-%d %H:%M}"}
        self.path.write_text(json.dumps(holder, ensure_ascii=False), encoding="utf-8")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._lock.release()

    def _busy(self) -> WriterBusy:
        try:
            holder = json.loads(self.path.read_text(encoding="utf-8"))
        except ValueError:
            holder = {"pid": "?", "purpose": "zhongfu", "since": "?"}
        return WriterBusy(
            f"{holder['purpose']}（进程 {holder['pid']}，{holder['since']} 开始）正在写入 {self.path.parent}，请等它结束后再试。",
            f"{holder['purpose']} (process {holder['pid']}, since {holder['since']}) is writing to {self.path.parent}; "
            "wait until it has ended, then try again.",
        )
