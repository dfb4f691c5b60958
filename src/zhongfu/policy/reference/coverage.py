"""规则覆盖: every rule that the registry asks for, with the rules that encode it, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zhongfu.policy.reference import contents

REGISTRY = Path(__file__).with_name("registry.yml")


@dataclass(frozen=True)
class Entry:
    """One line of the registry. `rules` is empty where `not_encoded` says why."""

    number: str
    zh: str
    en: str
    source: str
    rules: tuple[str, ...]
    held_by: tuple[str, ...]
    not_encoded: tuple[str, str]
    remark: tuple[str, str]


@cache
def registry() -> tuple[Entry, ...]:
    """The whole registry, in its own order."""
    held: dict[str, dict[str, Any]] = yaml.safe_load(REGISTRY.read_text("utf-8"))
    return tuple(_entry(number, entry) for number, entry in held.items())


def _entry(number: str, entry: dict[str, Any]) -> Entry:
    return Entry(
        number, entry["zh"], entry["en"], str(entry["source"]), tuple(entry.get("rules", ())), tuple(entry.get("held_by", ())),
        _pair(entry.get("not_encoded")), _pair(entry.get("remark")),
    )  # fmt: skip


def _pair(said: dict[str, str] | None) -> tuple[str, str]:
    return ("", "") if said is None else (said["zh"], said["en"])


def page() -> str:
    """docs/reference/coverage.md."""
    entries = registry()
    encoded = sum(1 for entry in entries if entry.rules)
    lines = [f"| {entry.number} | {entry.zh}<br>{entry.en} | {entry.source} | {_where(entry)} |" for entry in entries]
    return "\n".join([
        "# 规则覆盖 Coverage of the rule registry", "",
        "由代码生成,不要手改:`python -m zhongfu.policy.reference.pages`。Written from the code; do not edit.", "",
        f"{len(entries)} 条中 {encoded} 条写成规则,其余说明原因。 Of {len(entries)} entries {encoded} are rules; the rest say why not.", "",
        "| 编号 no. | 内容 what | 依据 source | 在哪里 where |", "|---|---|---|---|", *lines, "",
    ])  # fmt: skip


def _where(entry: Entry) -> str:
    rules = contents.rules()
    linked = [f"[{rules[name].zh}](policy/rules/{name.partition('.')[0]}.md#{name.partition('.')[2]}) `{name}`" for name in entry.rules]
    told = [*linked, *(text for text in _told(entry.not_encoded, "未写成规则 Not encoded: ")), *_told(entry.remark, "")]
    return "<br>".join([*told, *(f"`{path}`" for path in entry.held_by)])


def _told(pair: tuple[str, str], opening: str) -> list[str]:
    return [f"{opening}{pair[0]}。{pair[1]}."] if pair[0] else []
