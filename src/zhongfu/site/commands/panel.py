"""户月表 `zhongfu panel`: the household-month table of one month on standard output."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from zhongfu.data import months, panel
from zhongfu.data.lake import Lake, Parts
from zhongfu.data.panel.holding import holding
from zhongfu.site.home import Home
from zhongfu.site.problem import Problem
from zhongfu.site.runtime import opened
from zhongfu.site.screen import Screen

HELP = "某月的家庭月度表 the household-month table of one month"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", required=True, type=month, help="such as 2026-10")
    parser.add_argument("--format", choices=["csv"], default="csv")


def month(text: str) -> str:
    """A month as 2026-10; anything else is wrong usage."""
    try:
        months.first_day(text)
    except ValueError:
        raise argparse.ArgumentTypeError("月份写作 2026-10 / a month is written 2026-10") from None
    return text


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    home = Home.open(arguments.home)
    with opened(home, writes=False):
        parts = known_parts(home, arguments.month)
        path = panel.ensure(Lake(home.lake), parts, arguments.month)
    if arguments.json:
        screen.document(_rows(path))
    else:
        panel.write_csv(path, sys.stdout)
    return 0


def known_parts(home: Home, wanted: str) -> Parts:
    """The current parts, when the register of persons is known for the month; a Problem that says which months are, otherwise."""
    from zhongfu.deliveries import current

    parts = current.parts(home)
    if holding(parts, "hukou_persons", wanted) is None:
        known = "、".join(sorted(parts.get("hukou_persons", {}))) or "无 none"
        raise Problem(
            f"{wanted} 没有已装载的户籍数据，无法形成户月表。已有月份：{known}。",
            f"No hukou file is loaded for {wanted}, so there is no household-month table. Months at hand: {known}.",
        )
    return parts


def _rows(path: Any) -> list[dict[str, Any]]:
    import pyarrow.parquet as parquet

    return list(parquet.read_table(path).to_pylist())
