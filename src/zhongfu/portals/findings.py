"""预警理由: an alert's findings as words and as numbers with their month, source and date."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from zhongfu.data import indicators
from zhongfu.deliveries.models import Delivery
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
    dates = _arrivals(findings)
    return [
        {
            "label": label(finding["indicator"]),
            "points": finding.get("points", 0),
            "dimension": gettext(indicators.DIMENSIONS.get(finding.get("dimension", ""), "其他")),
            **_grid([_piece(piece, dates) for piece in finding.get("evidence", [])]),
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


def _piece(piece: dict[str, Any], dates: dict[tuple[str, str], Any]) -> dict[str, Any]:
    sources = list(_sources(piece))
    arrived = [dates[source, _held(piece)] for source in sources if (source, _held(piece)) in dates]
    return {
        "month": piece["month"],
        "label": word("column", piece["column"]),
        "value": value(piece["column"], piece["value"]),
        "source": "、".join(word("source", source) for source in sources),
        "date": day(max(arrived)) if arrived else "",
    }


def _sources(piece: dict[str, Any]) -> Iterator[str]:
    source = piece.get("source") or ()
    yield from [source] if isinstance(source, str) else source


def _held(piece: dict[str, Any]) -> str:
    """The month of the file that holds the number: a quarterly file answers for the months after it too."""
    return piece.get("source_month") or piece["month"]


def _arrivals(findings: list[Finding]) -> dict[tuple[str, str], Any]:
    """When each source-month behind the findings was taken in."""
    pieces = [piece for finding in findings for piece in finding.get("evidence", [])]
    sources = {source for piece in pieces for source in _sources(piece)}
    months = {_held(piece) for piece in pieces}
    rows = Delivery.objects.filter(current=True, source__in=sources, month__in=months)
    return {(source, month): at for source, month, at in rows.values_list("source", "month", "taken_in_at")}
