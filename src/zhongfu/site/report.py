"""摘要 Report: what a month's monitoring comes to, as text for a terminal."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rich.table import Table

from zhongfu.policy.wanted import wanted
from zhongfu.site.screen import Screen

LEVELS = {"red": "红 red", "orange": "橙 orange", "yellow": "黄 yellow", "blue": "蓝 blue", "green": "绿 green"}
LISTED = 10


def show_summary(found: dict[str, Any], screen: Screen) -> None:
    """Files and rows, households by level, who is below the line without aid and what is unknown of each, the gravest five."""
    came = found["deliveries"]
    screen.line("")
    screen.line(
        f"{found['month']}  文件 files {came['files']}（装载 loaded {came['loaded']}，退回 refused {came['refused']}）  "
        f"行 rows {came['rows']:,}（接收 accepted {came['accepted']:,}，退回 rejected {came['rejected']:,}）"
    )
    screen.table(_levels(found))
    _below_line(found, screen)
    _gravest(found["gravest"], screen)
    for unknown in found["unknown"]:
        screen.line(f"未能判断 not judged: {unknown['indicator']} — {unknown['zh']} {unknown['en']}")
    if found["demonstration"]:
        screen.line("【演示值】低保标准等为演示值，不是正式标准。", "[demonstration values] The standards used are not official.")


def _levels(found: dict[str, Any]) -> Table:
    table = Table("等级 level", "家庭 households", "预警 alerts", title=f"家庭 households {found['households']:,}", title_justify="left")
    for level, name in LEVELS.items():
        table.add_row(name, f"{found['levels'].get(level, 0):,}", f"{found['alerts'].get(level, 0):,}" if level in found["alerts"] else "")
    return table


def _below_line(found: dict[str, Any], screen: Screen) -> None:
    below = found["below_line_not_in_aid"]
    if below["households"] is None:
        screen.line("当地没有低保标准，无法判断谁低于标准。", "No standard is known here, so nobody can be said to be below it.")
        return
    screen.line(f"低于标准且未在保 below the line and not in aid: {below['households']:,} 户 households")
    for household in below["listed"][:LISTED]:
        income, line = household["income_fen"] / 100, household["line_fen"] / 100
        needs = missing(household["needs"]) or "无：另有条件不符 nothing: another condition is not met"
        screen.line(f"    {household['household_id']}  {income:,.2f} < {line:,.2f}  尚不清楚 unknown: {needs}")
    if below["households"] > LISTED:
        screen.line(f"    …另有 {below['households'] - LISTED:,} 户。", f"and {below['households'] - LISTED:,} more.")


def missing(needs: list[str]) -> str:
    """Needed facts by the policy's own names, members' facts counted: "收入 income ×2、金融资产 financial assets"."""
    names = Counter(_name(path) for path in needs)
    return "、".join(name if number == 1 else f"{name} ×{number}" for name, number in names.items())


def _name(path: str) -> str:
    told = wanted(path)
    name = told.zh if told.zh == told.en else f"{told.zh} {told.en}"
    return f"政策参数 policy value: {name}" if told.is_parameter else name


def _gravest(gravest: list[dict[str, Any]], screen: Screen) -> None:
    screen.line("最严重的五户 the five gravest:")
    for alert in gravest:
        reasons = "；".join(f"{reason['zh']} {reason['en']} +{reason['points']}" for reason in alert["reasons"])
        screen.line(f"    {LEVELS[alert['level']]} {alert['score']}  {alert['household_id']}  {reasons}")
