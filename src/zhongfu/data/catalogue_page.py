"""数据目录说明: the reference page of all categories and feeds, written from their own declarations."""

from collections.abc import Iterable

from zhongfu.data.indicators import discover as indicators
from zhongfu.data.panel import SOURCES as READ_BY_PANEL
from zhongfu.data.sources import discover
from zhongfu.data.sources.catalogue import CATEGORIES, switched_off
from zhongfu.data.sources.layout import EVERY_MONTH, Column, Source

_INTRO = """# Data catalogue 数据目录

Written by `python -m zhongfu.data.catalogue_page`. The 42 categories, their fields and their rhythms are a design set: no official list
is on file, and this is none. A category is switched off by one line (`"06": false`) in a home's `law/categories.yml`, laid over
`enabled.yml`, where all are on as shipped; a file of one that is off is refused and not kept. A state holds until the next file, a monthly file speaks of its own month.
Sensitivity is our reading of PIPL Art. 28. Where no instrument was found by which a feed may be read, the page says so: ask for one
before the feed is connected. A feed that nothing reads yet is taken in, checked and shown with the household, and moves no score.
"""
INSTRUMENTS = {
    "649": "《社会救助暂行办法》（国务院令第649号）",
    "57": "《最低生活保障审核确认办法》（民发〔2021〕57号）",
    "85": "《社会救助信息共享和数据利用管理办法》（民发〔2022〕85号）; read in excerpts only, check before relying on it",
    "T22": "《关于进一步做好最低生活保障等社会救助兜底（保障）工作的通知》（2022-10-20）",
    "GD24": "《关于改革创新体制机制健全社会救助体系的若干措施》（广东，2024-12）; read in excerpts only, check before relying on it",
}
SENSITIVITY = {
    "personal": "个人信息 personal",
    "child": "敏感：未成年人 sensitive: children",
    "identity": "敏感：特定身份 sensitive: specific identity",
    "health": "敏感：医疗健康 sensitive: health",
    "finance": "敏感：财产 sensitive: finance",
}
_KINDS = {
    "id": "identity number", "cert": "disability certificate number", "date": "date", "month": "month YYYYMM",
    "money": "yuan, kept as fen", "code": "code", "town": "town code", "county": "county code", "num": "number", "text": "text",
}  # fmt: skip
_CADENCE = {
    "monthly": "monthly", "snapshot": "state of everyone", "quarterly": "state, quarterly", "term": "state, per term",
    "events": "events",
}  # fmt: skip
_DATES = {"compact": "20260131", "iso": "2026-01-31", "slashed": "2026/1/31"}


def page() -> str:
    """The page as Markdown: an overview, a section per feed in the order of the categories, and the instruments."""
    feeds = sorted(discover().values(), key=lambda feed: (feed.category or "99", feed.name))
    return "\n".join([_INTRO, *_overview(feeds), *(_section(feed) for feed in feeds), *_instruments()])


def _overview(feeds: Iterable[Source]) -> list[str]:
    off = switched_off()
    head = ["| no | category | feed | provider | rhythm | sensitivity | on |", "|---|---|---|---|---|---|---|"]
    rows = [
        f"| {feed.category or '–'} | {_category(feed)} | `{feed.name}` | {feed.provider} | {_rhythm(feed)} "
        f"| {SENSITIVITY[feed.sensitivity]} | {'no' if feed.category in off else 'yes'} |"
        for feed in feeds
    ]
    return [*head, *rows, ""]


def _category(feed: Source) -> str:
    return " ".join(CATEGORIES[feed.category]) if feed.category else "目录之外 outside the catalogue"


def _rhythm(feed: Source) -> str:
    if not feed.due:
        return "on request"
    months = "every month" if feed.due == EVERY_MONTH else f"months {', '.join(map(str, feed.due))}"
    return f"{_CADENCE[feed.cadence]}; {months}"


def _section(feed: Source) -> str:
    return "\n".join([
        f"## {feed.category or '–'} {feed.label} `{feed.name}`", "",
        f"* Sent by: {feed.provider}; {_rhythm(feed)}",
        f"* File: {_file(feed)}",
        f"* Key: {', '.join(feed.key)}; control total: {feed.control or 'none'}; digest: {feed.digest}",
        f"* Sensitivity: {SENSITIVITY[feed.sensitivity]}",
        f"* Legal basis: {', '.join(feed.basis) or '未找到 not found'}",
        f"* Read by: {_readers(feed)}", "",
        "| column | field | holds | required |", "|---|---|---|---|", *map(_row, feed.columns), "",
    ])  # fmt: skip


def _file(feed: Source) -> str:
    name = f"`{feed.stem}_YYYYMM.{feed.extension}`"
    if feed.is_workbook:
        return f"{name}, header in row {feed.header_row}{', closing row 合计' if feed.total_row else ''}"
    encoding = "UTF-8 with BOM" if feed.encoding == "utf-8-sig" else feed.encoding.upper()
    mark = {",": "comma", ";": "semicolon", "|": "vertical bar"}.get(feed.delimiter, repr(feed.delimiter))
    ends = "CRLF" if feed.newline == "\r\n" else "LF"
    return f"{name}, {encoding}, {mark}, {ends}, dates as {_DATES[feed.dates]}"


def _readers(feed: Source) -> str:
    columns = [column for column, sources in READ_BY_PANEL.items() if feed.name in sources]
    moved = [each for each in indicators().values() if any(column in columns for column, _ in each.reads)]
    if not columns:
        return "nothing yet"
    names = ", ".join(f"`{each.name}`" for each in moved) or "none"
    return f"panel columns {', '.join(f'`{column}`' for column in columns)}; indicators {names}"


def _row(column: Column) -> str:
    if column.field is None:
        return f"| {column.name} | – | ignored | no |"
    codes = f": {'、'.join(column.codes)}" if column.codes else ""
    return f"| {column.name} | `{column.field}` | {_KINDS[column.kind]}{codes} | {'yes' if column.required else 'no'} |"


def _instruments() -> list[str]:
    return ["## Instruments 依据", "", *(f"* {short}: {title}" for short, title in INSTRUMENTS.items()), ""]


if __name__ == "__main__":
    print(page(), end="")
