"""办理日历 Calendar: working days and the statutory clocks that run in them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SATURDAY = 5


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "calendar.yml").read_text(encoding="utf-8"))
    return table


def is_working_day(day: date) -> bool:
    """Whether offices work on that day: Monday to Friday without the listed holidays, and the listed make-up days."""
    if day in _table()["make_up_days"]:
        return True
    return day.weekday() < SATURDAY and day not in _table()["holidays"]


def after(start: date, working_days: int) -> date:
    """The day on which a clock of so many working days ends; the day it starts on does not count. 0: the same day."""
    day = start
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day


def clock(name: str) -> int:
    """The length of a statutory clock in working days: "whole_case" or "confirmation"."""
    return int(_table()["clocks"][name])
