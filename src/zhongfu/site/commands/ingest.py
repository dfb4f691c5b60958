"""归集 `zhongfu ingest`: a folder of department deliveries, every file recognised, checked, kept, and loaded or refused."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from zhongfu.data.intake import IntakeStopped
from zhongfu.site.home import Home
from zhongfu.site.problem import Problem
from zhongfu.site.runtime import home_for, now, opened
from zhongfu.site.screen import Screen

HELP = "接收一个文件夹的部门数据 take in a folder of department deliveries"
SHOWN = 20


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deliveries", type=Path, help="folder of YYYYMM folders, or one such folder")


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """1 when a file was refused or a row rejected: what was accepted is loaded all the same."""
    if not arguments.deliveries.is_dir():
        raise Problem(f"{arguments.deliveries} 不是文件夹，或不存在。", f"{arguments.deliveries} is no folder, or is not there.")
    home = home_for(arguments.home, kind="production")
    with opened(home, writes=True):
        taken = take_in(home, arguments.deliveries, screen)
    if arguments.json:
        screen.document(taken.as_json())
    else:
        show(taken, screen)
    return 1 if taken.faulty else 0


def take_in(home: Home, folder: Path, screen: Screen) -> Any:
    """Take the folder in, with a bar of rows."""
    from zhongfu.deliveries import actions
    from zhongfu.people.actions import load_regions

    at = now()
    load_regions(by="zhongfu ingest", at=at)
    try:
        with screen.stage("归集部门数据", "take in deliveries", "行 rows") as advance:
            return actions.take_in(folder=folder, home=home, by="zhongfu ingest", at=at, progress=advance)
    except IntakeStopped as missing:
        raise Problem(missing.zh, missing.en) from missing


def show(taken: Any, screen: Screen) -> None:
    """One line per file that was not simply loaded, its problems below it, and the sums."""
    for report in taken.reports:
        if report.status != "loaded" or report.rejected:
            _show_file(report.as_json(), screen)
    for folder, name, word in taken.absent:
        screen.line(f"{folder or '.'}: 交接单列有 {name}，但没有收到（{word}）。", f"The hand-over list names {name}, which did not come.")
    total = taken.as_json()["summary"]
    unchanged = total["files"] - total["loaded"] - total["refused"]
    screen.line(
        f"文件 {total['files']}，装载 {total['loaded']}，未变 {unchanged}，退回 {total['refused']}；行 {total['rows']:,}，接收 {total['accepted']:,}，退回 {total['rejected']:,}。",
        f"{total['files']} files: {total['loaded']} loaded, {unchanged} unchanged, {total['refused']} refused; {total['accepted']:,} of {total['rows']:,} rows accepted.",
    )


def _show_file(report: dict[str, Any], screen: Screen) -> None:
    screen.line(f"{report['path']}: {report['status']}  {report['accepted']:,}/{report['rows']:,}")
    for problem in report["problems"][:SHOWN]:
        screen.line(f"    {problem['message']}")
    if len(report["problems"]) > SHOWN:
        more = len(report["problems"]) - SHOWN
        screen.line(f"    …另有 {more} 个问题，用 --json 查看全部。", f"{more} more; --json lists all.")
