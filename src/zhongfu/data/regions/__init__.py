"""行政区划: the towns and counties of the place, as the National Bureau of Statistics codes them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Town:
    """A town or subdistrict (9 digits) with the county, prefecture and province that it lies in (6 digits each)."""

    code: str
    name: str
    county: str
    county_name: str
    prefecture: str
    prefecture_name: str
    province: str
    province_name: str


@cache
def towns() -> dict[str, Town]:
    """Every town of the place by its code. Source, licence and date: `SOURCE.md` beside the table."""
    table = files(__name__).joinpath("towns.csv").read_text(encoding="utf-8")
    return {row["code"]: Town(**row) for row in csv.DictReader(table.splitlines())}


@cache
def counties() -> dict[str, str]:
    """County code → county name."""
    return {town.county: town.county_name for town in towns().values()}
