"""动态监测 `zhongfu monitor`: indicators, scores, levels and alerts of one month; only what changed is computed again."""

from __future__ import annotations

import argparse
from typing import Any

from zhongfu.data.lake import Parts
from zhongfu.site.commands.panel import known_parts, month
from zhongfu.site.home import Home
from zhongfu.site.law import law_of
from zhongfu.site.problem import Problem
from zhongfu.site.report import show_summary
from zhongfu.site.runtime import now, opened
from zhongfu.site.screen import Screen

HELP = "某月的指标、评分、等级和预警 indicators, scores, levels and alerts of one month"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", required=True, type=month, help="such as 2026-10")


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    home = Home.open(arguments.home)
    law_of(home)
    with opened(home, writes=True):
        parts = known_parts(home, arguments.month)
        _refuse_future(parts, arguments.month)
        watch(home, arguments.month, screen)
        from zhongfu.monitoring.summary import summary

        found = summary(home, arguments.month)
    if arguments.json:
        screen.document(found)
    else:
        show_summary(found, screen)
    return 0


def _refuse_future(parts: Parts, wanted: str) -> None:
    """A month for which nothing was delivered would become the month that every page shows."""
    newest = max(month for held in parts.values() for month in held)
    if wanted > newest:
        raise Problem(f"{wanted} 还没有任何报送数据；最近的月份是 {newest}。", f"Nothing was delivered for {wanted} yet; the latest month is {newest}.")


def watch(home: Home, wanted: str, screen: Screen) -> Any:
    """Bring the tables to the month and monitor it, with a bar for each."""
    from zhongfu.monitoring.actions import run_month
    from zhongfu.people.actions import refresh

    at = now()
    with screen.stage("载入家庭与人员", "load households and persons", "行 rows") as advance:
        refresh(home=home, month=wanted, by="zhongfu monitor", at=at, progress=advance)
    with screen.stage("监测评分", "score and raise alerts", "户 households") as advance:
        return run_month(home=home, month=wanted, by="zhongfu monitor", at=at, progress=advance)
