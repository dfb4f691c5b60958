"""筛查摘要 Screen report: what a screen comes to, and one household explained, as text for a terminal."""

from __future__ import annotations

from typing import Any

from rich.table import Column, Table

from zhongfu.site.report import missing
from zhongfu.site.screen import Screen

NAMES = {
    "tekun": "特困", "dibao": "低保", "dibao_single": "低保单人户", "edge": "低保边缘", "rigid": "刚性支出", "temporary": "临时救助",
    "medical": "医疗救助", "education": "教育救助", "housing": "住房救助", "employment": "就业救助", "disaster": "受灾救助",
    "disability_living": "残疾生活", "disability_nursing": "残疾护理", "legal_aid": "法律援助", "cssa": "综援", "macao_grant": "澳门经济援助",
}  # fmt: skip
# Standing and the head of its column.
COLUMNS = {
    "eligible_not_in": "符合未在保\nnew", "in_and_eligible": "符合在保\nin", "in_no_longer": "存疑*\nin, not?", "undecidable": "待定\nundecided",
    "to_assess": "待评估\nto assess",
}  # fmt: skip
WANTED, LISTED = 4, 50
TRUTH = {True: "符合 yes", False: "不符合 no", None: "不能判定 undecided"}


def show(found: dict[str, Any], screen: Screen) -> None:
    """The numbers by programme, what undecided households want, the same under suppositions, and a list where one was asked for."""
    screen.line(f"{found['month']} · {found['as_of']} · {found['households']:,} 户 households")
    screen.line(found["basis_text"]["zh"])
    screen.line(found["basis_text"]["en"])
    if found["missing"]:
        screen.line(f"本月未收到 not delivered: {'、'.join(found['missing'])}")
    if found["households_too_large"]:
        screen.line(f"集体户等超过 30 人的户未筛查 households of over 30 persons, not screened: {found['households_too_large']:,}")
    _numbers(found["programmes"], screen)
    if "supposed" in found:
        _supposed(found["supposed"], screen)
    if "list" in found:
        _list(found["list"], found["standings"], screen)
    if found["demonstration"]:
        screen.line("【演示值】低保标准等为演示值，不是正式标准。", "[demonstration values] The standards used are not official.")


def _numbers(programmes: dict[str, Any], screen: Screen) -> None:
    table = Table(Column("项目 programme", no_wrap=True), *(Column(head, no_wrap=True, justify="right") for head in COLUMNS.values()), box=None, padding=(0, 1, 0, 0))
    told = {name: numbers for name, numbers in programmes.items() if any(numbers[standing] for standing in COLUMNS) or numbers["eligible"]}
    for name, numbers in told.items():
        first, *rest = (numbers.get(standing) for standing in COLUMNS)
        # The register holds five programmes; of the others it is only known who qualifies.
        cell = f"{numbers['eligible']:,}†" if first is None else f"{first:,}"
        table.add_row(f"{NAMES[name]} {name}", cell, *("—" if number is None else f"{number:,}" for number in rest))
    screen.table(table)
    screen.line("* 在保而可能不再符合，请人核实；不自动停发。", "* In, and may no longer qualify: for a person to look at; nothing is stopped by it.")
    if len(told) < len(programmes):
        screen.line(f"没有家庭符合或待定 nobody: {'、'.join(name for name in programmes if name not in told)}")
    screen.line("† 符合的户数：在保名册没有记载谁在享受。", "† Households that qualify: the register does not say who receives it.")
    for name, numbers in programmes.items():
        if numbers["needs"]:
            wanted = "，".join(f"{missing([fact])} {count:,}" for fact, count in list(numbers["needs"].items())[:WANTED])
            screen.line(f"{NAMES[name]} {name} 尚缺 wants: {wanted}")


def _supposed(supposed: dict[str, Any], screen: Screen) -> None:
    screen.line("")
    facts = "，".join(f"{fact}={value}" for fact, value in supposed["facts"].items())
    screen.line(f"【假设 supposition】{facts}")
    screen.line(supposed["text"]["zh"], supposed["text"]["en"])
    _numbers(supposed["programmes"], screen)


def _list(listed: dict[str, Any], standings: dict[str, dict[str, str]], screen: Screen) -> None:
    screen.line("")
    meant = standings[listed["standing"]]
    marked = "【假设 supposition】" if listed["under_suppositions"] else ""
    screen.line(f"{marked}{NAMES[listed['programme']]} {listed['programme']}: {len(listed['rows']):,} 户 households")
    screen.line(meant["zh"], meant["en"])
    for row in listed["rows"][:LISTED]:
        amount = f"  {row['amount']} 元" if row["amount"] else ""
        wants = f"  尚缺 wants: {missing(row['needs'])}" if row["needs"] else ""
        screen.line(f"    {row['household_id']}  {row['town_name']}{amount}{wants}")
    if len(listed["rows"]) > LISTED:
        screen.line(f"    …另有 {len(listed['rows']) - LISTED:,} 户；用 --json 取全部。", "The rest with --json.")


def show_explained(told: dict[str, Any], screen: Screen) -> None:
    """One household's decision with its reasons, beside the screen's own answer."""
    decision = told["decision"]
    screen.line(f"{told['household_id']} · {decision['place']} · {decision['as_of']} · {decision['members_counted']} 人 · 按登记数据 by what the registers report")
    for name, programme in decision["programmes"].items():
        amount = f" · {programme['amount']} / {programme['per']}" if programme.get("amount") else ""
        screen.line(f"\n{NAMES.get(name, name)} {name}: {TRUTH[programme['eligible']]}{amount}")
        for reason in programme["reasons"]:
            screen.line(f"  {reason['rule']} = {TRUTH.get(reason['value'], reason['value'])}  [{', '.join(reason['cites'])}]")
            for sentence in reason["because"]:
                screen.line(f"      {sentence}")
        if programme["needs"]:
            screen.line(f"  尚缺 wants: {missing(programme['needs'])}")
    if decision.get("demonstration"):
        screen.line("\n【演示值】", "[demonstration values, not official]")
