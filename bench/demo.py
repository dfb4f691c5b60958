"""演示 The whole way of a newcomer: clone, `make demo`, ready; then a second time. Needs the package registry."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run() -> list[dict]:
    """Seconds from an empty checkout with empty caches to "ready", and of the second start, with 20,000 people."""
    with tempfile.TemporaryDirectory(prefix="zhongfu-newcomer-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(place / "zhongfu")], check=True)
        environment = _newcomer(place)
        first, second = (_demo(place / "zhongfu", environment) for _ in range(2))
    return [
        {"name": "demo_first_seconds", "value": first, "unit": "s", "target": "<= 90", "size": "20,000 people, empty caches"},
        {"name": "demo_second_seconds", "value": second, "unit": "s", "target": "<= 8", "size": "20,000 people"},
    ]


def _newcomer(place: Path) -> dict[str, str]:
    """The environment of somebody who has never built anything here: another HOME, empty caches."""
    kept = {name: value for name, value in os.environ.items() if not re.match(r"VIRTUAL_ENV|PYTHONPATH|ZHONGFU_|UV_", name)}
    (place / "home").mkdir()
    return kept | {"HOME": str(place / "home"), "PIP_CACHE_DIR": str(place / "pip"), "UV_CACHE_DIR": str(place / "uv")}


def _demo(checkout: Path, environment: dict[str, str]) -> float:
    began = time.monotonic()
    subprocess.run(["make", "demo", "ARGS=--exit-after-ready --no-browser"], cwd=checkout, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began
