"""预警理由: an alert's findings as words and as numbers with their month, source and date."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from zhongfu.data import indicators
from zhongfu.portals.wording import word
from zhongfu.portals.writing import day, number, unknown, yuan

Finding = dict[str, Any]


@lru_cache
def _indicators() -> dict[str, Any]:
    return dict(indicators.discover())


def label(name: str) -> str:
    """An indicator's name in the reader's language."""
    known = _indicators().get(name)
    return gettext(known.zh) if known else name


def short_reasons(findings: list[Finding]) -> list[str]:
    """The names of what was found, heaviest first: a few words for a list."""
    ordered = sorted(findings, key=lambda finding: -finding.get("points", 0))
    return [label(finding["indicator"]) for finding in ordered]


def value(column: str, amount: Any) -> Markup:
    """A panel column's value with its unit."""
    if amount is None:
        return unknown()
    if column.endswith("_fen") or column == "dibao.standard":
        return yuan(int(amount))
    return number(amount)


def explained(findings: list[Finding]) -> list[dict[str, Any]]:
    """Each finding with its label, points, dimension and every number behind it."""
    return [
        {
            "label": label(finding["indicator"]),
            "points": finding.get("points", 0),
            "dimension": gettext(indicators.DIMENSIONS.get(finding.get("dimension", ""), "其他")),
            **_grid([_piece(piece) for piece in finding.get("evidence", [])]),
        }
        for finding in sorted(findings, key=lambda finding: -finding.get("points", 0))
    ]


def _grid(pieces: list[dict[str, Any]]) -> dict[str, Any]:
    """The numbers as a table: a line for each thing counted, a column for each month, the newest first."""
    months = sorted({piece["month"] for piece in pieces}, reverse=True)
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    for piece in pieces:
        lines.setdefault((piece["label"], piece["source"]), {})[piece["month"]] = piece
    rows = [
        {"label": label, "source": source, "cells": [(month, cells.get(month)) for month in months]}
        for (label, source), cells in lines.items()
    ]
    return {"months": months, "rows": rows}


def _piece(piece: dict[str, Any]) -> dict[str, Any]:
    arrived = piece.get("taken_in_at")
    return {
        "month": piece["month"],
        "label": word("column", piece["column"]),
        "value": value(piece["column"], piece["value"]),
        "source": word("source", piece["source"]),
        "date": day(datetime.fromisoformat(arrived)) if arrived else "",
        "demonstration": bool(piece.get("demonstration")),
    }
