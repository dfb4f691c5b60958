"""Run every benchmark (or those named), print its figures beside their targets, and keep them in bench/results.json.

A figure is {"name", "value", "unit", "target", "size"}; target is a text such as "<= 90" or None. A target that is missed is reported as
missed: the run itself does not fail for it.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import os
import pkgutil
import platform
import sys
from pathlib import Path

import bench

# Needs a package index, so only where it is asked for.
ONLY_BY_NAME = {"openfisca"}
RESULTS = Path(__file__).parent / "results.json"
CHECKS = {"<=": lambda value, limit: value <= limit, ">=": lambda value, limit: value >= limit}


def modules(chosen: list[str]) -> list[str]:
    every = sorted(info.name for info in pkgutil.iter_modules(bench.__path__) if not info.name.startswith("_"))
    unknown = set(chosen) - set(every)
    if unknown:
        raise SystemExit(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(every)}")
    return chosen or [name for name in every if name not in ONLY_BY_NAME]


def met(figure: dict) -> bool | None:
    """Whether the target was met; None where there is none."""
    if not figure.get("target"):
        return None
    sign, limit = figure["target"].split()
    return CHECKS[sign](figure["value"], float(limit))


def main(chosen: list[str]) -> None:
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"figures": {}}
    for name in modules(chosen):
        for figure in importlib.import_module(f"bench.{name}").run():
            entry = figure | {"met": met(figure), "date": dt.datetime.now(dt.UTC).date().isoformat(), "command": f"python -m bench {name}"}
            kept["figures"][figure["name"]] = entry
            verdict = {True: "met", False: "MISSED", None: ""}[entry["met"]]
            print(f"{figure['name']:<45} {figure['value']:>14,.3f} {figure['unit']:<10} {figure.get('target') or '':<12} {verdict:<7} {figure['size']}", flush=True)
    kept["machine"] = {"cores": os.cpu_count(), "architecture": platform.machine(), "python": platform.python_version()}
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
