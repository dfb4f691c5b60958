"""预警理由 Findings: what was found of a household, each number with the delivered file that holds it and when that came."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from zhongfu.data.indicators import discover
from zhongfu.deliveries.models import Delivery
from zhongfu.monitoring.inputs import STANDARD

Finding = dict[str, Any]
# Traits that are not numbers of a file but the local standard, shown as such among the evidence.
LINES = ("line_low_fen", "line_high_fen")


@dataclass(frozen=True)
class Findings:
    """The findings of a month's Parquet, told for people."""

    path: Path
    month: str
    demonstration: bool

    def of(self, households: Iterable[str]) -> dict[str, list[Finding]]:
        """Findings by household, the heaviest first."""
        wanted = sorted(households)
        told: dict[str, list[Finding]] = defaultdict(list)
        arrivals = _arrivals()
        for household_id, *row in self._rows(wanted):
            told[household_id].append(self._finding(row, arrivals))
        return told

    def _rows(self, households: list[str]) -> list[tuple[Any, ...]]:
        with duckdb.connect(":memory:", config={"autoinstall_known_extensions": False}) as engine:
            query = (
                "SELECT household_id, indicator, dimension, points, evidence, basis FROM read_parquet(?)"
                " WHERE household_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY household_id, points DESC, indicator"
            )
            return engine.execute(query, [str(self.path), households]).fetchall()

    def _finding(self, row: list[Any], arrivals: dict[tuple[str, str], Delivery]) -> Finding:
        name, dimension, points, evidence, basis = row
        known, used = discover()[name], json.loads(basis)
        pieces = [_piece(piece, arrivals) for piece in json.loads(evidence)]
        return {
            "indicator": name, "zh": known.zh, "en": known.en, "dimension": dimension, "points": points,
            "evidence": pieces + self._standard(used), "basis": used,
        }  # fmt: skip

    def _standard(self, basis: dict[str, Any]) -> list[dict[str, Any]]:
        lines = dict.fromkeys(basis[name] for name in LINES if basis.get(name) is not None)
        return [
            {"column": STANDARD, "month": self.month, "value": value, "source": "law", "demonstration": self.demonstration}
            for value in lines
        ]


def _arrivals() -> dict[tuple[str, str], Delivery]:
    return {(str(each.source), str(each.month)): each for each in Delivery.objects.filter(current=True)}


def _piece(piece: dict[str, Any], arrivals: dict[tuple[str, str], Delivery]) -> dict[str, Any]:
    """The number with the file that holds it; a number that no file holds stays null and names none."""
    held = arrivals.get((piece["source"], piece.get("source_month") or ""))
    if held is None:
        return piece
    return piece | {"file": held.file_name, "taken_in_at": held.taken_in_at.isoformat()}
