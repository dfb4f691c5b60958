"""政策测算 `zhongfu simulate`: a reform priced before it is enacted: who enters, who leaves, cost by county, gains and losses."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
from rich.box import SIMPLE
from rich.table import Table

from zhongfu.data import months
from zhongfu.data.lake import Lake
from zhongfu.data.regions import counties
from zhongfu.data.roll import Registers, roll_table
from zhongfu.data.roll.suppose import Supposition, SuppositionInvalid
from zhongfu.policy.decision import RUNGS
from zhongfu.policy.parameters import Law
from zhongfu.policy.reform.reform import Reform, ReformProblem, read_reform
from zhongfu.policy.reform.simulate import simulate
from zhongfu.policy.tables import case_schema
from zhongfu.policy.values import yuan
from zhongfu.site.commands.panel import known_parts, month
from zhongfu.site.home import Home
from zhongfu.site.law import law_of
from zhongfu.site.problem import Problem
from zhongfu.site.report import missing
from zhongfu.site.runtime import now, opened
from zhongfu.site.screen import Screen
from zhongfu.site.screen_report import NAMES

HELP = "施行前测算一项改动：谁进入、谁退出、各区县费用、得失 a reform priced before it is enacted: who enters, who leaves, cost by county, gains and losses"
FORMS = (
    "NAME[@PLACE][:RESIDENCE]=CHANGE, may be given several times. CHANGE is +5%% or -3%% of each place's own value; +50 or -50 (yuan, months ...); "
    "a value (1300, 35%%, <=, true, student,elder); or a formula such as '35%% of place.consumption_pc_month'"
)
LISTED_COUNTIES, LISTED_PARAMETERS, LISTED_NEEDS = 40, 12, 3


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--set", dest="changes", action="append", required=True, metavar="CHANGE", help=FORMS)
    parser.add_argument("--month", type=month, help="households of the registers of this month, such as 2026-10")
    parser.add_argument("--population", type=Path, metavar="FILE", help="households of this Parquet file instead (a table of cases)")
    parser.add_argument("--as-of", type=_day, metavar="DAY", help="the day whose law applies (default: the month's last day)")
    parser.add_argument("--given", action="append", default=[], metavar="CHANGE", help="a change that holds before as well as after, written as for --set")
    parser.add_argument("--suppose", action="append", default=[], metavar="FACT=VALUE", help="take an unknown fact as given, such as household.assets.deposits=0")


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """0 when it was priced; 2 where the call, a change or the file is at fault."""
    if (arguments.month is None) == (arguments.population is None):
        raise Problem("请用 --month 或 --population 之一指明家庭。", "Name the households with either --month or --population.")
    home = Home.open(arguments.home) if arguments.month or (arguments.home / "home.json").exists() else None
    law = law_of(home)
    for option, changes in (("--given", arguments.given), ("--set", arguments.changes)):
        _read(option, changes, law, ())  # before the registers are read: a slip of the pen should cost no time
    households = _of_month(home, arguments) if home and arguments.month else _of_file(arguments.population)
    households, supposed = _supposing(households, arguments.suppose)
    day = arguments.as_of or (months.last_day(arguments.month) if arguments.month else _day_of(households))
    places = set(households["place"].unique().drop_null().to_pylist()) if "place" in households.column_names else set()
    base = _read("--given", arguments.given, law, places).over(law)
    reform = _read("--set", arguments.changes, base, places)
    with screen.stage("测算", "simulate", "户 households") as advance:
        answer = _priced(households, base, reform, day)
        advance(len(households), len(households))
    answer |= {"month": arguments.month, "given": arguments.given, "supposed": supposed, "demonstration": _demonstration(law, answer, day)}
    screen.document(answer) if arguments.json else show(answer, screen)
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("日期写作 2026-10-31 / a day is written 2026-10-31") from None


def _read(option: str, changes: list[str], law: Law, places: set[str] | tuple[()]) -> Reform:
    """The reform, or a Problem in its own words. Without `places` an unknown place is not yet held against it."""
    try:
        return read_reform(changes, law, places or {change.partition("=")[0].partition("@")[2].partition(":")[0] for change in changes})
    except ReformProblem as wrong:
        raise Problem(*(text.replace("--set", option) for text in (wrong.zh, wrong.en))) from wrong


def _of_month(home: Home, arguments: argparse.Namespace) -> pa.Table:
    with opened(home, writes=False):
        parts = known_parts(home, arguments.month)
        return roll_table(Registers(Lake(home.lake), parts), arguments.month, arguments.as_of)


def _of_file(path: Path) -> pa.Table:
    """A table of cases; a Problem names the column that is not what `case_schema` says."""
    try:
        table = parquet.read_table(path)
    except (OSError, pa.ArrowInvalid) as fault:
        raise Problem(f"{path} 无法读取：应为 Parquet 文件。", f"{path} cannot be read: a Parquet file is expected.") from fault
    wrong = next((name for field in case_schema() if field.name in table.column_names for name in _mistyped(table.schema.field(field.name), field)), None)
    if wrong or "household.members" not in table.column_names:
        column = wrong or "household.members"
        raise Problem(f"{path.name}：缺少列 {column} 或其类型不对。", f"{path.name}: the column {column} is missing or of another type.")
    return table


def _mistyped(found: pa.Field, expected: pa.Field, above: str = "") -> Iterator[str]:
    """The paths of what has another type than a table of cases; texts may be dictionary coded, fields of a struct may lack."""
    kind, wanted, name = found.type, expected.type, above + expected.name
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_list(wanted) and pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
        inner = {kind.value_type.field(at).name: kind.value_type.field(at) for at in range(kind.value_type.num_fields)}
        for one in wanted.value_type:
            if one.name in inner:
                yield from _mistyped(inner[one.name], one, f"{name}.")
    elif kind != wanted and not pa.types.is_null(kind) and not (pa.types.is_large_string(kind) and pa.types.is_string(wanted)):
        yield name


def _supposing(households: pa.Table, texts: list[str]) -> tuple[pa.Table, dict[str, int]]:
    """The households with these unknown facts taken as given, and how many households each concerned."""
    supposed = {}
    for text in texts:
        try:
            households, supposed[text] = Supposition.parse(text).fill(households)
        except SuppositionInvalid as wrong:
            raise Problem(f"--suppose {wrong.zh}", f"--suppose {wrong.en}") from wrong
    return households, supposed


def _day_of(households: pa.Table) -> date:
    """The one day of application of the table; today where it has none."""
    days = households["as_of"].unique().drop_null().to_pylist() if "as_of" in households.column_names else []
    if len(days) > 1:
        raise Problem("文件中有多个申请日，请用 --as-of 指明按哪天的政策测算。", "The file holds several days of application: name the day with --as-of.")
    return days[0] if days else now().date()


def _priced(households: pa.Table, law: Law, reform: Reform, day: date) -> dict[str, Any]:
    try:
        return simulate(households, law, reform, day).document()
    except ReformProblem as wrong:
        raise Problem(wrong.zh, wrong.en) from wrong


def _demonstration(law: Law, answer: dict[str, Any], day: date) -> bool:
    """Whether the law holds demonstration values for these places on that day."""
    places = {county["place"] for county in answer["counties"]}
    return any(
        value.demonstration and value.since <= day and (value.until is None or day <= value.until) and any(place.startswith(value.place) for place in places)
        for values in law.values.values()
        for value in values
    )


# How the answer is shown on a terminal.


def show(answer: dict[str, Any], screen: Screen) -> None:
    """The answer as tables: what changes, who enters and leaves, the cost, the counties, who gains and loses, the fall at the line."""
    screen.line(f"{answer['as_of']}  家庭 households {answer['households']:,}  {'；'.join(answer['reform'])}  ({answer['currency']})")
    if answer["demonstration"]:
        screen.line("【演示值】当地标准等为演示值，不是正式标准。", "[demonstration values] The local standards are not official.")
    if answer["given"]:
        screen.line(f"前后均设定 given before and after: {'；'.join(answer['given'])}")
    for text, number in answer["supposed"].items():
        screen.line(f"假设 supposed: {text}  {number:,} 户 households")
    screen.table(_parameters(answer))
    for one in answer["beyond"]:
        screen.line(f"注意：{one['name']} {one['zh']}（{one['bound']}）。", f"Note: {one['name']} would be {one['en']} ({one['bound']}).")
    screen.table(_programmes(answer))
    for name in RUNGS:
        if needed := list(answer["programmes"][name]["needs"].items())[:LISTED_NEEDS]:
            needs = "、".join(f"{missing([need])} ×{number:,}" for need, number in needed)
            screen.line(f"{NAMES[name]} {name} 不能判定 undecided: {needs}")
    _month(answer["month_cost"], screen)
    screen.table(_counties(answer))
    _gains(answer, screen)
    screen.table(_cliff(answer))


def _money(fen: int, *, sign: bool = False) -> str:
    text = yuan(abs(fen))
    whole, cents = text.split(".")
    return f"{'-' if fen < 0 else '+' if sign and fen else ''}{int(whole):,}.{cents}"


def _grid(title: str, *heads: str) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE, padding=(0, 1, 0, 0))
    for at, head in enumerate(heads):
        table.add_column(head.replace(" ", "\n", 1), justify="left" if at == 0 else "right", no_wrap=True)
    return table


def _parameters(answer: dict[str, Any]) -> Table:
    table = _grid("参数 parameters", "参数 parameter", "地区 place", "居住地 residence", "现行 before", "改后 after", "户 homes")
    for parameter in answer["parameters"]:
        for row in parameter["values"][:LISTED_PARAMETERS]:
            values = (row[when] or "未设定 unset" for when in ("before", "after"))
            table.add_row(parameter["name"], row["place"], row["residence"] or "—", *values, f"{row['households']:,}")
    return table


def _programmes(answer: dict[str, Any]) -> Table:
    heads = ("现有 before", "改后 after", "进入 enter", "退出 leave", "未定 open", "费用差 cost", "金额未知 unpriced")
    table = _grid("项目 programmes", "项目 programme", *heads)
    for name, one in answer["programmes"].items():
        if one["affected"]:
            cost = _money(one["cost_difference_fen"], sign=True) if one["per"] else "—"
            unknown = f"{one['cost_not_known_after']:,}" if one["per"] else "—"
            counts = (f"{one[key]:,}" for key in ("before", "after", "enters", "leaves"))
            label = name if one["per"] in (None, "month") else f"{name}/{one['per']}"
            table.add_row(label, *counts, f"{one['undecided_after']:,}", cost, unknown)
    return table


def _month(cost: dict[str, int], screen: Screen) -> None:
    screen.line(
        f"每月费用 cost a month: {_money(cost['cost_before_fen'])} → {_money(cost['cost_after_fen'])}  ({_money(cost['cost_difference_fen'], sign=True)})；"
        f"不全知道的户 not wholly known for: {cost['not_known_before']:,} → {cost['not_known_after']:,}"
    )


def _counties(answer: dict[str, Any]) -> Table:
    table = _grid("区县 counties", "区县 county", "户 homes", "现行 before", "改后 after", "差额 difference", "得 gain", "失 lose", "未知 open")
    for one in answer["counties"][:LISTED_COUNTIES]:
        name = f"{one['place']} {counties().get(one['place'], '')}"
        costs = (_money(one["cost_before_fen"]), _money(one["cost_after_fen"]), _money(one["cost_difference_fen"], sign=True))
        table.add_row(name, f"{one['households']:,}", *costs, *(f"{one[key]:,}" for key in ("winners", "losers", "unknown")))
    return table


def _gains(answer: dict[str, Any], screen: Screen) -> None:
    gains, number = answer["gains"], _each(answer["bands"])
    if not gains:
        return
    screen.line(
        f"增加 gain: {gains['winners']:,} 户 households {_money(gains['gained_fen'])}；减少 lose: {gains['losers']:,} 户 households "
        f"{_money(gains['lost_fen'])}；不变 unchanged: {gains['unchanged']:,}；未知 not known: {gains['unknown']:,}"
    )
    if answer["gains_without"]:
        screen.line(f"得失未含尚不能计价的项目 gains leave out what cannot be priced yet: {'、'.join(f'{NAMES[name]} {name}' for name in answer['gains_without'])}")
    for line in filter(None, map(number, answer["bands"])):
        screen.line(line)


def _each(bands: list[dict[str, Any]]) -> Callable[[dict[str, Any]], str]:
    """Writes one band as a bar of blocks, the longest for the fullest band."""
    most = max((band["households"] for band in bands), default=0) or 1

    def bar(band: dict[str, Any]) -> str:
        if not band["households"]:
            return ""
        sign = "-" if band["direction"] == "loss" else "+"
        to = f"{band['to_fen'] // 100}" if band["to_fen"] else "…"
        return f"  {sign}{band['over_fen'] // 100:>4}–{to:<5} {'█' * max(1, 30 * band['households'] // most)} {band['households']:,}"

    return bar


def _cliff(answer: dict[str, Any]) -> Table:
    table = _grid("临界落差 the fall at the line", "家庭 household", "户 homes", "线 line", "跌落 falls", "失去 loses")
    for one in answer["cliff"]["groups"]:
        label = f"{counties().get(one['place'], one['place'])} {one['residence']} {one['members']} 人"
        arrows = [f"{_money(one[f'{what}_before_fen'])} → {_money(one[f'{what}_after_fen'])}" for what in ("line", "falls")]
        table.add_row(label, f"{one['households']:,}", *arrows, "、".join(NAMES[name] for name in one["loses_after"]) or "—")
    return table
