"""政策参考页: the pages of docs/reference/policy/, one per programme and per parameter, written from the code and the law that ships.

``python -m zhongfu.policy.reference.pages`` writes them again after a rule or a value has changed; a test compares them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import Expression, Fact
from zhongfu.policy.lawbook.lawfile import Instrument
from zhongfu.policy.parameters import Law
from zhongfu.policy.reference import contents, coverage, unset
from zhongfu.policy.reference.contents import AS_OF, RESULTS, Sheet
from zhongfu.policy.reference.formula import Line, inner_terms, written
from zhongfu.policy.reference.values import (
    CONFIDENCES,
    KINDS,
    confidence,
    days,
    place_text,
    residence_text,
    set_by,
    unit,
    value_in_both,
    where_text,
)  # fmt: skip

FOLDER = "policy"
_MADE = "由代码生成,不要手改:`python -m zhongfu.policy.reference.pages`。Written from the code; do not edit."
_INHERITED = "没有列出的地区与上级地区相同。 A place that is not named has the value of the wider place around it."
_LANGUAGES = ("zh", "en")
_LISTS = "household."


def pages(law: Law) -> dict[str, str]:
    """Every page by its path below docs/reference/."""
    found = {f"{FOLDER}/index.md": _index(law), f"{FOLDER}/instruments.md": _instruments(law)}
    found |= {f"{FOLDER}/rules/{sheet.name}.md": _sheet(law, sheet) for sheet in contents.sheets().values()}
    found |= {f"{FOLDER}/parameters/{name}.md": _parameter(law, name) for name in DECLARED}
    found["coverage.md"] = coverage.page()
    found[f"{FOLDER}/unset.md"] = _unset(law)
    return found


def write(law: Law, folder: Path) -> None:
    """Write every page below `folder`, and remove those whose rule or parameter is gone."""
    wanted = pages(law)
    for path in (folder / FOLDER).rglob("*.md"):
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _page(title: str, *parts: list[str]) -> str:
    lines = [f"# {title}", "", _MADE, ""]
    for part in parts:
        lines += [*part, ""] if part else []
    return "\n".join(lines).rstrip() + "\n"


def _table(head: str, rows: Sequence[tuple[str, ...]]) -> list[str]:
    columns = head.split(" | ")
    return [f"| {head} |", "|" + "---|" * len(columns), *("| " + " | ".join(row) + " |" for row in rows)] if rows else []


def _both(zh: str, en: str) -> str:
    return zh if zh == en else f"{zh} {en}"


# --- the index


def _index(law: Law) -> str:
    sheets = contents.sheets().values()
    rows = [_listed(sheet) for sheet in sheets]
    parameters = [
        (f"[`{name}`](parameters/{name}.md)", declared.zh, declared.en, str(len(law.values.get(name, ()))) or "0")
        for name, declared in DECLARED.items()
    ]
    return _page(
        "政策参考 Policy reference",
        [f"{len(contents.rules())} 条规则、{len(DECLARED)} 个参数。取值为 {AS_OF} 的取值;没有公布的写作“未公布”,不作推测。",
         f"{len(contents.rules())} rules, {len(DECLARED)} parameters. Values are those of {AS_OF}; what nobody published is \"not on file\".",
         "", "* [法规 Instruments](instruments.md)", "* [规则覆盖清单 Coverage of the rule registry](../coverage.md)",
         "* [未公布的参数 Not on file](unset.md)"],
        ["## 救助项目 Programmes"], _table("项目 programme | | 规则 rules | 所及规则、参数、事实 reaches rules, parameters, facts", [row for row, sheet in zip(rows, sheets, strict=True) if sheet.result]),
        ["## 共用规则 Shared rules"], _table("规则集 set | | 规则 rules | 所及 reaches", [row for row, sheet in zip(rows, sheets, strict=True) if not sheet.result]),
        ["## 可信程度 How sure a value is"], _table("标记 tag | 含义 | meaning", [(tag, zh, en) for tag, (zh, en) in CONFIDENCES.items()]),
        ["## 参数 Parameters"], _table("名称 name | 参数 | parameter | 在册取值 values on file", parameters),
    )  # fmt: skip


def _unset(law: Law) -> str:
    rows = unset.rows(law, AS_OF)
    return _page(
        "未公布的参数 Parameters not on file",
        [f"{AS_OF},{len(rows)} 个参数在有政策文件的地区没有官方文本可依,不作推测;判定用到时会逐个问。",
         f"On {AS_OF}, {len(rows)} parameters have no official text at places with a policy file. Nothing is guessed: a decision that turns on one asks for it."],
        _table("名称 name | 参数 | parameter | 哪里 where | 需要谁的文本 whose text is needed", rows),
    )  # fmt: skip


def _listed(sheet: Sheet) -> tuple[str, ...]:
    rules, parameters, facts = contents.extent(sheet)
    return (f"[{sheet.zh}](rules/{sheet.name}.md)", sheet.en, str(len(sheet.rules)), f"{rules}, {parameters}, {facts}")


# --- one programme


def _sheet(law: Law, sheet: Sheet) -> str:
    told = {rule.name: f"* [{_both(rule.zh, rule.en)}](#{short(rule.name)}) `{rule.name}`" for rule in sheet.rules.values()}
    results = [told[name] for result in RESULTS if (name := f"{sheet.name}.{result}") in told]
    parameters = list(dict.fromkeys(name for rule in sheet.rules.values() for name in contents.reads(rule).parameters))
    blocks = [line for rule in sheet.rules.values() for line in _rule(law, rule)]
    return _page(
        f"{_both(sheet.zh, sheet.en)} `{sheet.name}`",
        ["[政策参考 Policy reference](../index.md)"],
        ["结论 Results:", "", *results] if results else [],
        blocks,
        [f"## {AS_OF} 的取值 Values on {AS_OF}", "", _INHERITED] if parameters else [],
        _table("参数 parameter | 取值 value | 地区 places | 依据 cites", [row for name in parameters for row in _today(law, name)]),
    )


def _rule(law: Law, rule: Expression) -> list[str]:
    read = contents.reads(rule)
    facts = [f"{_both(fact.zh, fact.en)} `{_fact(fact)}`" for fact in read.facts] + [f"`{name}`" for name in read.lists if name.startswith(_LISTS)]
    parameters = [f"[{_both(DECLARED[name].zh, DECLARED[name].en)}](../parameters/{name}.md)" for name in read.parameters]
    asked_by = [f"[`{name}`]({_rule_address(name)})" for name in contents.readers().get(rule.name, ())]
    told = [
        ("条文 Articles", _articles(law, rule)), ("读取的事实 Facts", "; ".join(facts)), ("读取的参数 Parameters", "; ".join(parameters)),
        ("被引用 Read by", ", ".join(asked_by)),
    ]  # fmt: skip
    return [
        f'<a id="{short(rule.name)}"></a>', f"## {_both(rule.zh, rule.en)}", "", f"`{rule.name}`", "",
        *_quoted(rule), "", *(f"* {title}: {text}" for title, text in told if text), "",
    ]  # fmt: skip


def _quoted(rule: Expression) -> list[str]:
    lines = ["\n>\n> ".join(_linked(written(rule, lang)) for lang in _LANGUAGES)]
    for term in inner_terms(rule):
        cites = f" ({', '.join(term.articles)})" if term.articles else ""
        lines += [f"其中 where “{_both(term.zh, term.en)}”{cites}", *(_linked(written(term, lang)) for lang in _LANGUAGES)]
    return ["> " + "\n>\n> ".join(lines)]


def _linked(line: Line) -> str:
    """A line in Markdown, with its rules and parameters as links."""
    return "".join(_link(piece.text, piece.rule, piece.parameter) for piece in line)


def _link(text: str, rule: str, parameter: str) -> str:
    if rule:
        return f"[{text}]({_rule_address(rule)})"
    if parameter.startswith("instrument."):
        return f"[{text}](../instruments.md#{_anchor(parameter.removeprefix('instrument.'))})"
    if parameter:
        return f"[{text}](../parameters/{parameter}.md)"
    return text.replace("<", "&lt;").replace(">", "&gt;")


def short(name: str) -> str:
    """The name of a rule on its own sheet."""
    return name.partition(".")[2]


def _rule_address(name: str) -> str:
    return f"../rules/{name.partition('.')[0]}.md#{short(name)}"


def _fact(fact: Fact) -> str:
    return fact.key if fact.scope == "case" else f"{fact.scope}.{fact.key}"


def _articles(law: Law, rule: Expression) -> str:
    """The articles by instrument, with its title and the days it is in force."""
    known = contents.instruments(law)
    numbers: dict[str, list[str]] = {}
    for cite in rule.articles:
        code, number = contents.article(cite)
        numbers.setdefault(code, []).append(number)
    told = []
    for code, articles in numbers.items():
        listed = " ".join(dict.fromkeys(filter(None, articles)))
        told.append(f"[{_title(known[code], code)}](../instruments.md#{_anchor(code)}) {listed}{_in_force(known[code])}".rstrip())
    return "; ".join(told)


def _title(instrument: Instrument | None, code: str) -> str:
    return code if instrument is None else f"《{instrument.zh}》 {instrument.en}"


def _in_force(instrument: Instrument | None) -> str:
    told = "" if instrument is None else days(instrument.since, instrument.until)
    return f" ({told})" if told else ""


def _anchor(code: str) -> str:
    return code.lower().replace(" ", "-")


def _today(law: Law, name: str) -> list[tuple[str, ...]]:
    """The values of the day that the pages are made for."""
    link = f"[{_both(DECLARED[name].zh, DECLARED[name].en)}](../parameters/{name}.md)"
    return [
        (link, value_in_both(one.value), where_text(law, one, "zh"),
         "" if one.value is None else ", ".join(one.value.cites))
        for one in contents.holdings(law, name, AS_OF)
    ]  # fmt: skip


# --- one parameter


def _parameter(law: Law, name: str) -> str:
    declared = DECLARED[name]
    kind = _both(*KINDS[declared.kind])
    units = _both(unit(name, "zh"), unit(name, "en")) if unit(name, "en") else ""
    holds = "逐年公布,不沿用到下一年 published for a year, never carried forward" if declared.annual else "生效至被替换 holds until replaced"
    facts = [f"* 种类 Kind: {kind}{', ' + units if units else ''}", f"* 期限 Holds: {holds}", f"* 由谁制定 Set by: {set_by(name, 'zh')} {set_by(name, 'en')}"]
    return _page(
        f"{_both(declared.zh, declared.en)} `{name}`", ["[政策参考 Policy reference](../index.md)"], facts,
        ["## 沿革 History"], _history(law, name) or ["在册没有取值:须由有权机关公布后登记。 No value is on file."],
        [f"## {AS_OF} 的取值 Values on {AS_OF}", "", _INHERITED],
        _table("取值 value | 地区 | places", [
            (value_in_both(one.value), where_text(law, one, "zh"), where_text(law, one, "en"))
            for one in contents.holdings(law, name, AS_OF)
        ]),
        ["## 读取它的规则 Rules that read it"], _readers(name),
    )  # fmt: skip


def _history(law: Law, name: str) -> list[str]:
    rows = [
        (_both(place_text(law, value.place, "zh"), law.place_name(value.place, "en") if value.place else "nation"),
         _both(residence_text(value.residence, "zh"), residence_text(value.residence, "en")),
         value_in_both(value), days(value.since, value.until), ", ".join(value.cites),
         f"{value.source} {_both(confidence(value, 'zh'), confidence(value, 'en'))}".strip())
        for value in contents.history(law, name)
    ]  # fmt: skip
    return _table("地区 place | 城乡 residence | 取值 value | 起止 days | 依据 cites | 来源 source", rows)


def _readers(name: str) -> list[str]:
    rules = contents.rules()
    lines = [f"* [{_both(rules[one].zh, rules[one].en)}]({_rule_address(one)}) `{one}`" for one in contents.readers().get(name, ())]
    return lines or ["还没有规则读取它。 No rule reads it yet."]


# --- the instruments


def _instruments(law: Law) -> str:
    return _page(
        "法规 Instruments",
        ["[政策参考 Policy reference](index.md)"],
        ["未列施行日期的,条文可以引用,但没有规则以其施行为条件。 An instrument without days is cited, but no rule hangs on its being in force."],
        [line for code, instrument in contents.instruments(law).items() for line in _instrument(instrument, code)],
    )


def _instrument(instrument: Instrument | None, code: str) -> list[str]:
    told = "" if instrument is None else days(instrument.since, instrument.until)
    in_force = f"施行 in force: {told}" if told else "施行日期未载 days not on file"
    citing = ", ".join(f"[`{name}`](rules/{name.partition('.')[0]}.md#{short(name)})" for name in contents.citing().get(code, ()))
    return [f'<a id="{_anchor(code)}"></a>', f"## {_title(instrument, code)}", "", f"`{code}`; {in_force}", "", f"规则 Rules: {citing or '–'}", ""]


if __name__ == "__main__":
    write(Law.load(), Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"))
