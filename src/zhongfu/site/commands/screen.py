"""筛查 `zhongfu screen`: the rules of every programme over every household of the place, by what the registers report."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from zhongfu.policy.decide import BUILT
from zhongfu.policy.parameters import Law
from zhongfu.site.commands.panel import known_parts, month
from zhongfu.site.home import Home
from zhongfu.site.law import law_of
from zhongfu.site.problem import Problem
from zhongfu.site.runtime import now, opened
from zhongfu.site.screen import Screen

if TYPE_CHECKING:
    from zhongfu.data.roll.kept import Kept
    from zhongfu.data.roll.suppose import Supposition

HELP = "按登记数据，谁符合而未在保、谁在保而可能不再符合 who qualifies and is not in, who is in and may no longer qualify, by what the registers report"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", required=True, type=month, help="such as 2026-10")
    parser.add_argument("--programme", metavar="ID", help="one programme only, such as dibao")
    parser.add_argument("--list", metavar="STANDING", help="list households: eligible_not_in, in_no_longer, in_and_eligible, in_undecidable, eligible, undecidable, to_assess")
    parser.add_argument("--town", metavar="CODE", help="with --list: only those of this town or county")
    parser.add_argument("--limit", type=int, metavar="N", help="with --list: at most so many")
    parser.add_argument("--explain", metavar="HOUSEHOLD", help="decide this one household by its roll, with every reason")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the reasons")
    parser.add_argument("--suppose", action="append", default=[], metavar="FACT=VALUE",
                        help="take an unknown fact as given, such as household.assets.deposits=0; told apart from the result")  # fmt: skip


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    _check(arguments)
    supposed = _suppositions(arguments.suppose)
    home = Home.open(arguments.home)
    law = law_of(home)
    with opened(home, writes=True):
        _refuse_month(home, arguments.month)
        if arguments.explain:
            return _explain(home, law, arguments, screen)
        with screen.stage("筛查", "screen", "户 households") as advance:
            kept, other = _screens(home, arguments.month, supposed)
            advance(kept.told["households"], 0)
        found = _document(kept, other, arguments)
        if arguments.list:
            found["list"] = _list(other or kept, arguments)
    if arguments.json:
        screen.document(found)
    else:
        from zhongfu.site.screen_report import show

        show(found, screen)
    return 0


def _check(arguments: argparse.Namespace) -> None:
    """What can be said to be wrong before anything is opened."""
    if arguments.programme is not None and arguments.programme not in BUILT:
        known = "、".join(BUILT)
        raise Problem(f"没有项目 {arguments.programme[:40]}。可用：{known}。", f"There is no programme {arguments.programme[:40]}. Known: {', '.join(BUILT)}.")
    if arguments.list and not arguments.programme:
        raise Problem("--list 要和 --programme 一起用。", "--list goes with --programme.")
    if arguments.limit is not None and arguments.limit < 1:
        raise Problem("--limit 应为正整数。", "--limit is a whole number above 0.")
    if arguments.list:
        _check_standing(arguments.list)


def _check_standing(standing: str) -> None:
    from zhongfu.data.roll.kept import STANDINGS

    if standing not in STANDINGS:
        raise Problem(f"没有 {standing[:40]} 这一类。可用：{'、'.join(STANDINGS)}。", f"There is no list {standing[:40]}. Known: {', '.join(STANDINGS)}.")


def _suppositions(texts: list[str]) -> tuple[Supposition, ...]:
    from zhongfu.data.roll.suppose import Supposition, SuppositionInvalid

    try:
        return tuple(Supposition.parse(text) for text in texts)
    except SuppositionInvalid as wrong:
        raise Problem(wrong.zh, wrong.en) from wrong


def _refuse_month(home: Home, wanted: str) -> None:
    """A month of which nothing came, before the first delivery or after the last, cannot be screened."""
    newest = max(each for held in known_parts(home, wanted).values() for each in held)
    if wanted > newest:
        raise Problem(f"{wanted} 还没有任何报送数据；最近的月份是 {newest}。", f"Nothing was delivered for {wanted} yet; the latest month is {newest}.")


def _screens(home: Home, wanted: str, supposed: tuple[Supposition, ...]) -> tuple[Kept, Kept | None]:
    """The screen of the month, and beside it the one under suppositions."""
    from zhongfu.monitoring.screening import run_screen, screen

    kept = run_screen(home=home, month=wanted, by="zhongfu screen", at=now())
    return kept, screen(home=home, month=wanted, supposed=supposed) if supposed else None


def _document(kept: Kept, other: Kept | None, arguments: argparse.Namespace) -> dict[str, Any]:
    from zhongfu.monitoring.screening_report import document, supposition

    programmes = [arguments.programme] if arguments.programme else kept.programmes
    found = document(kept, programmes)
    if other is not None:
        found["supposed"] = supposition(other, programmes, dict(text.split("=", 1) for text in arguments.suppose))
    return found


def _list(kept: Kept, arguments: argparse.Namespace) -> dict[str, Any]:
    from zhongfu.monitoring.screening_report import rows

    programme, standing, town = arguments.programme, arguments.list, arguments.town or ""
    if standing not in kept.standings(programme):
        raise Problem(
            f"在保名册没有记载谁在享受 {programme}，不能列出 {standing}；可列 eligible、undecidable、to_assess。",
            f"The register does not say who receives {programme}, so {standing} cannot be listed; eligible, undecidable and to_assess can.",
        )
    _check_town(town)
    found = kept.listed(programme, standing, region=town, most=arguments.limit)
    return {"programme": programme, "standing": standing, "town": town or None, "under_suppositions": bool(arguments.suppose), "rows": rows(found)}


def _check_town(town: str) -> None:
    from zhongfu.people.models import Region

    if town and not Region.objects.filter(code=town).exists():
        raise Problem(f"没有行政区划 {town[:12]}。", f"There is no region {town[:12]}.")


def _explain(home: Home, law: Law, arguments: argparse.Namespace, screen: Screen) -> int:
    from zhongfu.monitoring.screening import explained
    from zhongfu.site.screen_report import show_explained

    told = explained(home=home, month=arguments.month, household_id=arguments.explain, supposed=_suppositions(arguments.suppose))
    if told is None:
        raise Problem(
            f"{arguments.month} 的筛查中没有户号 {arguments.explain[:40]}。", f"The screen of {arguments.month} has no household {arguments.explain[:40]}."
        )
    answer = told.as_json(arguments.lang)
    if arguments.programme:
        answer["decision"]["programmes"] = {arguments.programme: answer["decision"]["programmes"][arguments.programme]}
    if arguments.json:
        screen.document(answer)
    else:
        show_explained(answer, screen)
    return 0
