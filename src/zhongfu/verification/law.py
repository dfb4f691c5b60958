"""政策读取 Law at hand: the policy values of this installation, read again only when a file of them changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from zhongfu.policy.parameters import Law, law_folder


def present() -> Law:
    """The law that ships and the home's own values over it. Mistakes in a file raise with file and line."""
    return _read(_state())


def _state() -> tuple[tuple[str, int], ...]:
    folders = [law_folder(), Path(settings.ZHONGFU_HOME.law)]
    files = (file for folder in folders for file in sorted(folder.rglob("*.yml")))
    return tuple((str(file), file.stat().st_mtime_ns) for file in files)


@lru_cache(maxsize=2)
def _read(_: tuple[tuple[str, int], ...]) -> Law:
    law: Law = settings.ZHONGFU_LAW()
    return law
