"""重新核定 `zhongfu redecide`: one household on several days, or month by month by what is known now; always a proposal."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from zhongfu.policy.casefile import CaseInvalid, read
from zhongfu.policy.records import Case
from zhongfu.policy.redecision.causes import CAUSES
from zhongfu.policy.redecision.paidfile import PaidInvalid, month_number, read_paid
from zhongfu.policy.redecision.redecide import MONTHLY, Matter, Version, compare_days, redecide
from zhongfu.policy.values import ValueProblem, month_text
from zhongfu.site.home import Home
from zhongfu.site.law import law_of
from zhongfu.site.problem import Problem
from zhongfu.site.report import missing
from zhongfu.site.runtime import now, opened
from zhongfu.site.screen import Screen

HELP = "同一家庭按不同日期判定，或按现有情况逐月重新核定，作为交人处理的建议 a case on several days, or month by month by what is known now, as a proposal to a person"
KINDS = {"under": "少发 too little", "over": "多发 too much", "none": "无差额 none", "unknown": "不能认定 cannot be said"}
BASES = {"paid": "已发 paid", "computed": "原核定 decided", "standing": "原金额 as last decided"}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, nargs="?", help="case file (YAML) as it was decided")
    parser.add_argument("--on", action="append", type=_day, metavar="DAY", help="answer as if applied on this day; give it twice or more")
    parser.add_argument("--changed", action="append", type=Path, metavar="FILE", default=[], help="case file with the facts as now known")
    parser.add_argument("--from", dest="since", action="append", type=_month, metavar="MONTH", default=[],
                        help="month from which the facts of the --changed beside it are true")  # fmt: skip
    parser.add_argument("--until", type=_month, metavar="MONTH", help="last month to list")
    parser.add_argument("--law", type=Path, metavar="DIR", help="folder of policy files laid over the present ones")
    parser.add_argument("--paid", type=Path, metavar="FILE", help="what was really paid by month (YAML)")
    parser.add_argument("--reason", choices=CAUSES, help="reason code (default: fact_corrected, or law_changed without --changed)")
    parser.add_argument("--programme", choices=MONTHLY, help="programme (default: dibao, or that of --paid)")
    parser.add_argument("--all", action="store_true", help="go through every confirmed case of the home by the law at hand, and propose")
    parser.add_argument("--since", dest="all_since", metavar="MONTH", type=_month, help="with --all: the first month to look at")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of labels")


def _month(text: str) -> int:
    try:
        return month_number(text)
    except ValueProblem as mistake:
        raise argparse.ArgumentTypeError(str(mistake)) from mistake


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as mistake:
        raise argparse.ArgumentTypeError("日期应写作 2026-03-01 / a day is written as 2026-03-01") from mistake


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """0 also when a month cannot be said; 1 when a file is faulty, 2 when the call is."""
    if arguments.all:
        return _whole_home(arguments, screen)
    if arguments.case is None:
        raise Problem("请给出个案文件，或用 --all --since。", "Give a case file, or --all --since.")
    home = Home.open(arguments.home) if (arguments.home / "home.json").exists() else None
    answer, show = _compared(arguments, home) if arguments.on else _redecided(arguments, home)
    if arguments.json:
        screen.document(answer)
    else:
        for line in show(answer):
            screen.line(line)
    return 0


def _whole_home(arguments: argparse.Namespace, screen: Screen) -> int:
    """Proposals on every case whose months the law now gives otherwise; what was proposed before is not proposed again."""
    if arguments.all_since is None or arguments.case is not None:
        raise Problem("--all 须配 --since，且不给个案文件。", "--all goes with --since, and without a case file.")
    home = Home.open(arguments.home)
    law_of(home)
    with opened(home, writes=True):
        from zhongfu.payments.actions import propose_for_law

        with screen.stage("重新核定", "decide again", "件 cases") as advance:
            counts = propose_for_law(since=month_text(arguments.all_since), by="zhongfu redecide", at=now(), progress=advance)
    if arguments.json:
        screen.document({"since": month_text(arguments.all_since), **counts})
    else:
        screen.line(
            f"已查 {counts['cases']:,} 个已确认案件：新提 {counts['proposed']:,} 条建议，{counts['undecided']:,} 件有月份不能认定，"
            f"{counts['faulty']:,} 件不能重读。",
            f"{counts['cases']:,} confirmed cases: {counts['proposed']:,} new proposals, {counts['undecided']:,} with months that cannot "
            f"be said, {counts['faulty']:,} that cannot be read again.",
        )
    return 0


def _compared(arguments: argparse.Namespace, home: Home | None) -> tuple[dict[str, Any], Any]:
    days = list(dict.fromkeys(arguments.on))
    return compare_days(_case(arguments.case), law_of(home), days).as_json(arguments.lang), _comparison_lines


def _redecided(arguments: argparse.Namespace, home: Home | None) -> tuple[dict[str, Any], Any]:
    _refuse_unclear(arguments)
    law_now = law_of(home, arguments.law) if arguments.law else None
    named, paid = _paid(arguments.paid)
    programme = arguments.programme or named or "dibao"
    if programme not in MONTHLY:
        raise Problem(f"只有按月发放的项目能重新核定：{'、'.join(MONTHLY)}。", f"Only monthly programmes are decided again: {', '.join(MONTHLY)}.")
    versions = tuple(Version(first, _case(path)) for first, path in zip(arguments.since, arguments.changed, strict=False))
    matter = Matter(_case(arguments.case), law_of(home), programme, versions, law_now, paid)
    cause = arguments.reason or ("fact_corrected" if versions else "law_changed")
    return redecide(matter, min(arguments.since), arguments.until, cause).as_json(arguments.lang), _month_lines


def _refuse_unclear(arguments: argparse.Namespace) -> None:
    if not arguments.since or arguments.until is None:
        raise Problem("请用 --from 和 --until 给出月份。", "Give the months by --from and --until.")
    if arguments.until < min(arguments.since):
        raise Problem("--until 早于 --from。", "--until lies before --from.")
    if arguments.changed and len(arguments.changed) != len(arguments.since):
        raise Problem("每个 --changed 须配一个 --from。", "Each --changed needs its own --from.")
    if arguments.law and not arguments.law.is_dir():
        raise Problem(f"找不到政策文件夹 {arguments.law}。", f"There is no folder {arguments.law}.")


def _case(path: Path) -> Case:
    if not path.is_file():
        raise Problem(f"找不到个案文件 {path}。", f"There is no case file {path}.")
    try:
        return read(path)
    except CaseInvalid as invalid:
        raise _faulty([(f"{path.name}: {p.path}: {p.zh}", f"{path.name}: {p.path}: {p.en}") for p in invalid.problems]) from invalid


def _paid(path: Path | None) -> tuple[str | None, dict[int, int] | None]:
    try:
        return read_paid(path) if path else (None, None)
    except PaidInvalid as invalid:
        raise _faulty(invalid.lines) from invalid


def _faulty(lines: list[tuple[str, str]]) -> Problem:
    return Problem(*("\n".join(column) for column in zip(*lines, strict=True)), status=1)


def _comparison_lines(answer: dict[str, Any]) -> Iterable[str]:
    for day in answer["days"]:
        held = [f"{name} {one['amount'] or ''}".strip() for name, one in day["programmes"].items() if one["eligible"]]
        yield f"{day['as_of']}: {', '.join(held) or '—'}  ({day['category'] or '不能判定 undecided'})"
    for step in answer["changes"]:
        yield f"\n{step['from']} → {step['to']}"
        for name, change in step["programmes"].items():
            if change["answer_differs"]:
                yield f"  {name}"
                yield from (f"      {_because(one)}" for one in change["because"])


def _month_lines(answer: dict[str, Any]) -> Iterable[str]:
    reason = answer["reason"]
    yield f"{answer['programme']} · {reason['label']} ({reason['origin_label']})"
    for month in answer["months"]:
        amounts = f"{BASES[month['basis']]} {month['decided'] or '?'} · 应发 due {month['due'] or '?'} · {month['difference'] or '?'}"
        yield f"{month['month']}  {amounts}  {KINDS[month['kind']]}"
        yield from (f"      {_because(one)}" for one in month["because"] if one["kind"] != "rule")
        if month["needs"]:
            yield f"      尚缺 needs: {missing(month['needs'])}"
    yield f"少发 underpaid {answer['underpaid']} · 多发 overpaid {answer['overpaid']} · 不能认定 not said {len(answer['unknown_months'])}"
    yield from (f"{one['text']} [{', '.join(one['cites'])}]" if one["cites"] else one["text"] for one in answer["advice"])


def _because(one: dict[str, Any]) -> str:
    cites = f"  [{', '.join(one['cites'])}]" if one["cites"] else ""
    return f"{one['label']}: {one['before']} → {one['after']}{cites}"
