"""压缩副本: keeps a gzip copy beside each style, script and drawing, which WhiteNoise sends to browsers that ask for one."""

import gzip
import os
from pathlib import Path

STATIC = Path(__file__).parent / "static"
PRESSED = (".css", ".js", ".svg")


def press(folder: Path = STATIC) -> list[Path]:
    """Write the copies that are missing or older than what they copy, and return them.

    In a folder that may not be written to nothing is done: the pages then travel unpressed, which is slower but right.
    """
    stale = [path for path in sorted(folder.rglob("*")) if path.suffix in PRESSED and _is_stale(path)]
    return [copy for path in stale if (copy := _pressed(path))]


def _copy(path: Path) -> Path:
    return path.with_name(path.name + ".gz")


def _is_stale(path: Path) -> bool:
    copy = _copy(path)
    return not copy.exists() or copy.stat().st_mtime_ns < path.stat().st_mtime_ns


def _pressed(path: Path) -> Path | None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")  # several server processes may start at the same moment
    try:
        draft.write_bytes(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0))
        return draft.replace(_copy(path))
    except OSError:
        return None
