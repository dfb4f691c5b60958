"""政策文件夹 Where the policy files are: the law that ships with the programme, then the home's own overlay."""

from __future__ import annotations

from pathlib import Path

import zhongfu
from zhongfu.site.home import Home


def shipped_law() -> Path:
    """The `law/` folder: inside the installed package, or beside `src/` in a checkout."""
    package = Path(zhongfu.__file__).parent
    installed = package / "law"
    return installed if installed.is_dir() else package.parents[1] / "law"


def law_folders(home: Home) -> list[Path]:
    """Folders in the order in which they are read; a later one goes before an earlier one.

    The overlay of a home counts only in a demonstration home for values marked as demonstration (the parameters refuse
    them elsewhere).
    """
    overlay = home.law
    return [shipped_law(), overlay] if overlay.is_dir() else [shipped_law()]
