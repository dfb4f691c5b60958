"""救济途径: how, and until when, a person may object to a decision; a period that no source gives is said to be unknown."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zhongfu.policy.lawbook.lawfile import CONFIDENCES


def remedies(programmes: Iterable[str], decided: date | None, lang: str) -> list[dict[str, Any]]:
    """Every way to object that holds for one of these programmes. `decided`: the day of the decision, where there is one.

    `until` is the last day for a person who learned of the decision on that day; whoever learned of it later has longer.
    """
    asked = list(programmes)
    known = [_told(remedy, [one for one in asked if one in remedy["programmes"]], decided, lang) for remedy in _file()["remedies"]]
    known = [remedy for remedy in known if remedy["programmes"]]
    covered = {one for remedy in known if remedy["id"] in ("reconsideration", "lawsuit") for one in remedy["programmes"]}
    rest = [one for one in asked if one not in covered]
    return known + ([_unknown(rest, lang)] if rest else [])


def _told(remedy: Mapping[str, Any], programmes: list[str], decided: date | None, lang: str) -> dict[str, Any]:
    period = remedy.get("period")
    told = {
        "id": remedy["id"], "stage": remedy["stage"], "text": remedy[lang], "programmes": programmes,
        "cites": list(remedy["cites"]), "confidence": CONFIDENCES[remedy["source"][0]], "period": None, "until": None,
    }  # fmt: skip
    if period is None:
        return told
    if decided is not None and period.get("since") and decided < period["since"]:
        return told | {"period": _file()["ask_period"][lang]}
    until = None if decided is None else _last_day(decided, period)
    return told | {
        "period": _length(period, lang), "until": until and until.isoformat(), "cites": [*told["cites"], *period["cites"]],
        "confidence": CONFIDENCES[period["source"][0]],
    }  # fmt: skip


def _unknown(programmes: list[str], lang: str) -> dict[str, Any]:
    return {
        "id": "unknown", "stage": "after", "text": _file()["ask"][lang], "programmes": programmes, "cites": [], "confidence": "unknown",
        "period": None, "until": None,
    }  # fmt: skip


def _length(period: Mapping[str, Any], lang: str) -> str:
    if "days" in period:
        zh, en = f"自收到决定之日起 {period['days']} 日内", f"within {period['days']} days of receiving the decision"
    else:
        zh, en = f"自收到决定之日起 {period['months']} 个月内", f"within {period['months']} months of receiving the decision"
    return zh if lang == "zh" else en


def _last_day(received: date, period: Mapping[str, Any]) -> date:
    """The day of receiving does not count; a month without such a day ends the period with its last."""
    if "days" in period:
        return received + timedelta(days=period["days"])
    month = received.month - 1 + period["months"]
    year, month = received.year + month // 12, month % 12 + 1
    return date(year, month, min(received.day, calendar.monthrange(year, month)[1]))


@cache
def _file() -> dict[str, Any]:
    return yaml.safe_load((Path(__file__).parent / "remedies.yml").read_text("utf-8"))  # type: ignore[no-any-return]
