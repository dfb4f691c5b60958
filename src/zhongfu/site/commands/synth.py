"""合成地区 `zhongfu synth`: a synthetic place as department deliveries, with its truth beside them."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhongfu.data.synthetic import PlaceRefused, Span, SpanInvalid, Summary, make
from zhongfu.site.problem import Problem
from zhongfu.site.screen import Screen

HELP = "生成合成地区的部门数据，并附真实情况 write a synthetic place as department deliveries, with its truth beside them"
LAST_MONTH = "2026-10"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=20_000, help="people in the first month (default: %(default)s)")
    parser.add_argument("--months", type=int, default=12, help="months, ending with --last (default: %(default)s)")
    parser.add_argument("--last", default=LAST_MONTH, help="the last month (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes (default: %(default)s)")
    parser.add_argument("--out", type=Path, required=True, help="a new or empty folder")
    parser.add_argument("--format", choices=["native"], default="native", help="the departments' own layouts")


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    summary = write(screen, arguments.out, arguments)
    if arguments.json:
        screen.document(
            {
                "folder": str(summary.folder), "people": summary.people, "households": summary.households,
                "months": list(summary.months), "files": summary.files, "rows": summary.rows, "rejects": summary.rejects,
            }
        )  # fmt: skip
    return 0


def write(screen: Screen, out: Path, order: argparse.Namespace) -> Summary:
    """Write the place that `order` (people, months, last, seed) asks for into `out`."""
    try:
        span = Span.ending(order.last, order.months)
        months = [span.text(index) for index in range(span.count)]
        with screen.stage("生成合成地区", "make a synthetic place", "人 people") as advance:
            return make(people=order.people, months=months, seed=order.seed, out=out, progress=advance)
    except (PlaceRefused, SpanInvalid) as refused:
        zh, _, en = str(refused).partition(" / ")
        raise Problem(zh, en or zh) from refused
