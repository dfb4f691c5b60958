"""演示 Demonstration: values and a first case for a demonstration home; nothing of it exists anywhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

from zhongfu.site.home import Home


def write_values(home: Home) -> None:
    """Put the demonstration values into the home's own law folder, without touching what somebody changed there."""
    if not home.is_demo:
        raise ValueError("demonstration values belong into a demonstration home only")
    for file in sorted(Path(__file__).parent.glob("*.yml")):
        target = home.law / "demonstration" / file.name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
