"""启动 `zhongfu up`: the main job: database, deliveries, monitoring, pages; everything that is done already is left alone."""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import webbrowser
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from zhongfu.site import demonstration
from zhongfu.site.commands import ingest, monitor, synth
from zhongfu.site.database import Cluster, WriterLock
from zhongfu.site.home import Home
from zhongfu.site.law import law_of
from zhongfu.site.problem import Problem
from zhongfu.site.report import show_summary
from zhongfu.site.runtime import home_for, now, opened
from zhongfu.site.screen import Screen
from zhongfu.site.serving import check_port, served

HELP = "启动全部：数据库、数据、监测、页面 start everything: database, deliveries, monitoring, pages"


def configure(parser: argparse.ArgumentParser) -> None:
    first = parser.add_mutually_exclusive_group()
    first.add_argument("--deliveries", type=Path, help="on first use, take in this folder of deliveries")
    first.add_argument("--people", type=int, default=20_000, help="on first use, make a synthetic place of so many people (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the synthetic place (default: %(default)s)")
    parser.add_argument("--port", type=port, default=8000, help="0 lets one be chosen (default: %(default)s)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--exit-after-ready", action="store_true", help="stop when everything is ready")


def port(text: str) -> int:
    """A port number; anything else is wrong usage."""
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError("端口为 0 到 65535 / a port is a number from 0 to 65535")
    return int(text)


@dataclass(frozen=True)
class Ready:
    """What is told when everything is ready."""

    address: str
    sign_ins: list[Any]
    summary: dict[str, Any] | None

    def as_json(self) -> dict[str, Any]:
        return {"address": self.address, "sign_ins": [asdict(each) for each in self.sign_ins], "summary": self.summary}


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """0 when it served, whatever the files held."""
    if arguments.deliveries and not arguments.deliveries.is_dir():
        raise Problem(f"找不到文件夹 {arguments.deliveries}。", f"There is no folder {arguments.deliveries}.")
    check_port(arguments.port)
    home = home_for(arguments.home, kind="demo")
    if home.is_demo:
        demonstration.write_values(home)
    law_of(home)
    with opened(home, writes=False) as cluster:
        with WriterLock(home.root):
            month = _first_use(home, arguments, screen) or _latest_month()
            if month:
                monitor.watch(home, month, screen)
                _screened(home, month, screen)
            sign_ins = _staff(home, month, cluster)
        with served(home, cluster, arguments.port) as (address, server):
            _tell(Ready(address, sign_ins, _summary(home, month)), arguments, screen)
            if not arguments.exit_after_ready:
                _serve(server, address, arguments, screen)
    return 0


def _first_use(home: Home, arguments: argparse.Namespace, screen: Screen) -> str | None:
    """Take in the first deliveries. A start that was interrupted is finished by the next one: what is loaded stays as it is."""
    chosen = home.root / "first-deliveries"
    if chosen.exists() and chosen.read_text(encoding="utf-8").startswith("taken in"):
        return None
    if not arguments.deliveries and not chosen.exists() and (_latest_month() or not home.is_demo):
        # Invented people belong into a demonstration only; a real home waits for its deliveries.
        return None
    folder = arguments.deliveries or _synthetic(home, arguments, screen)
    chosen.write_text("begun\n", encoding="utf-8")
    taken = ingest.take_in(home, folder, screen)
    if arguments.deliveries:
        ingest.show(taken, screen)
    chosen.write_text("taken in\n", encoding="utf-8")
    return _latest_month()


def _screened(home: Home, month: str, screen: Screen) -> None:
    """The rules of every programme over every household, so that the first look at the portal finds the lists."""
    from zhongfu.monitoring.screening import run_screen

    with screen.stage("筛查", "screen", "户 households") as advance:
        advance(run_screen(home=home, month=month, by="zhongfu up", at=now()).told["households"], 0)


def _synthetic(home: Home, arguments: argparse.Namespace, screen: Screen) -> Path:
    """The deliveries of the synthetic place, made once; a half-made place is made anew."""
    import shutil

    folder = home.demo / "place"
    if not folder.exists():
        half = home.demo / "unfinished"
        shutil.rmtree(half, ignore_errors=True)
        synth.write(screen, half, argparse.Namespace(people=arguments.people, months=12, last=synth.LAST_MONTH, seed=arguments.seed))
        half.rename(folder)
    return folder


def _latest_month() -> str | None:
    from zhongfu.deliveries.current import months

    return max(months(), default=None)


def _staff(home: Home, month: str | None, cluster: Cluster) -> list[Any]:
    """The demonstration's accounts and its first case; nothing in a real home."""
    if not home.is_demo or month is None:
        return []
    from zhongfu.people.actions import create_demo_users
    from zhongfu.site.demonstration.case import first_case

    sign_ins = create_demo_users(home=home, by="zhongfu up", at=now(), town=_gravest_town(month))
    done = home.root / "first-case"
    if not done.exists():
        first_case(month=month, cluster=cluster)
        done.touch()
    return sign_ins


def _gravest_town(month: str) -> str:
    """The town with most red alerts, then most of any: a clerk posted there has a red alert to open. Empty when there is none."""
    from django.db.models import Count, Q

    from zhongfu.monitoring.models import Alert

    towns = Alert.objects.filter(month=month, status=Alert.Status.OPEN).values_list("region").annotate(
        red=Count("pk", filter=Q(level="red")), every=Count("pk")
    )
    return next((region for region, *_ in towns.order_by("-red", "-every", "region")), "")


def _summary(home: Home, month: str | None) -> dict[str, Any] | None:
    if month is None:
        return None
    from zhongfu.monitoring.summary import summary

    return summary(home, month)


def _tell(ready: Ready, arguments: argparse.Namespace, screen: Screen) -> None:
    if arguments.json:
        screen.document(ready.as_json())
        return
    if ready.summary:
        show_summary(ready.summary, screen)
    screen.line("")
    if not ready.summary:
        screen.line("这是正式环境，还没有数据：用 --deliveries 指定部门报送的文件夹；要看演示，请换一个 --home。")
        screen.line("This is a real home without data: name a folder with --deliveries. For the demonstration take another --home.")
    screen.line(f"准备就绪 ready: {ready.address}")
    for each in ready.sign_ins:
        screen.line(f"    {each.display_name}（{each.region_name}）  {each.username}  {each.password}")
    if not ready.sign_ins:
        screen.line("此环境没有演示账号；新增工作人员：zhongfu staff add", "No demonstration accounts here; add staff with: zhongfu staff add")


def _serve(server: subprocess.Popen[bytes], address: str, arguments: argparse.Namespace, screen: Screen) -> None:
    """Until Ctrl-C, or until the server ends by itself, which it should not."""
    screen.line("按 Ctrl-C 停止。", "Ctrl-C stops it.")
    if not arguments.no_browser:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(address)
    try:
        status = server.wait()
    except KeyboardInterrupt:
        screen.line("已停止。", "Stopped.")
        return
    raise Problem(f"页面服务意外停止（{status}），细节见日志。", f"The pages stopped unexpectedly ({status}); see the log.", status=1)
