"""判定 `zhongfu decide`: every programme's decision on one case file, explained. Needs no database."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhongfu.policy.casefile import CaseInvalid, read
from zhongfu.policy.decide import Decision, decide
from zhongfu.site.home import Home
from zhongfu.site.law import law_of
from zhongfu.site.problem import Problem
from zhongfu.site.screen import Screen

HELP = "every programme's decision on one case file, explained"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, help="case file (YAML)")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the reasons")


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """0 also when the answer is null; 1 when the case file is faulty."""
    decision = _decision(arguments)
    answer = decision.as_json(arguments.lang)
    if arguments.json:
        screen.document(answer)
    else:
        _show(answer, screen)
    return 0


def _decision(arguments: argparse.Namespace) -> Decision:
    if not arguments.case.is_file():
        raise Problem(f"找不到个案文件 {arguments.case}。", f"There is no case file {arguments.case}.")
    # A case can be decided where nothing was installed yet: then by the law that ships, alone.
    home = Home.open(arguments.home) if (arguments.home / "home.json").exists() else None
    try:
        return decide(read(arguments.case), law_of(home))
    except CaseInvalid as invalid:
        lines = [(f"{arguments.case.name}: {p.path}: {p.zh}", f"{arguments.case.name}: {p.path}: {p.en}") for p in invalid.problems]
        raise Problem(*("\n".join(column) for column in zip(*lines, strict=True)), status=1) from invalid


WORDS = {True: "是 yes", False: "否 no", None: "不能判定 undecided"}


def _show(answer: dict, screen: Screen) -> None:
    screen.line(f"{answer['place']} · {answer['as_of']} · {answer['members_counted']} 人")
    if answer.get("demonstration"):
        screen.line("【演示值】", "[demonstration values, not official]")
    for name, programme in answer["programmes"].items():
        amount = f" · {programme['amount']} / {programme['per']}" if programme.get("amount") else ""
        screen.line(f"\n{name}: {WORDS[programme['eligible']]}{amount}")
        for reason in programme["reasons"]:
            screen.line(f"  {reason['rule']} = {WORDS.get(reason['value'], reason['value'])}  [{', '.join(reason['cites'])}]")
            for sentence in reason["because"]:
                screen.line(f"      {sentence}")
        if programme["needs"]:
            screen.line(f"  尚缺 needs: {', '.join(programme['needs'])}")
    screen.line(f"\n类别 category: {answer['category'] or '不能判定 undecided'}")
