"""工作人员 `zhongfu staff add`: an account and a posting; the password is made here and shown once."""

from __future__ import annotations

import argparse
import secrets

from zhongfu.site.home import Home
from zhongfu.site.problem import Problem
from zhongfu.site.runtime import now, opened
from zhongfu.site.screen import Screen

HELP = "添加工作人员及其岗位 add a member of staff with a posting"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deed", choices=["add"])
    parser.add_argument("username")
    parser.add_argument("--name", required=True, help="the name that others see")
    parser.add_argument("--role", required=True, choices=["clerk", "confirmer", "supervisor"])
    parser.add_argument("--region", required=True, help="code of the region, such as 441424100")


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    home = Home.open(arguments.home)
    password = secrets.token_urlsafe(12)
    with opened(home, writes=True):
        from zhongfu.audit.refusal import Refused
        from zhongfu.people.actions import install, load_regions
        from zhongfu.people.staff import Appointment, appoint

        at = now()
        wanted = Appointment(arguments.username, arguments.name, arguments.role, arguments.region)
        try:
            install(kind=home.kind, by="zhongfu staff", at=at)
            load_regions(by="zhongfu staff", at=at)
            appoint(appointment=wanted, password=password, by="zhongfu staff", at=at)
        except Refused as refused:
            raise Problem(refused.zh, refused.en) from refused
    if arguments.json:
        screen.document({"username": arguments.username, "password": password})
    else:
        screen.line(f"已新增 {arguments.username}，口令 {password}（只显示这一次）。", "Added; the password is shown this once.")
    return 0
