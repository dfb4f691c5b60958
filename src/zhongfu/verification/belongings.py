"""财产 Belongings: homes, vehicles and businesses of a household, from the registers' own rows."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from zhongfu.data.panel.dossier import Entry
from zhongfu.data.roll import words
from zhongfu.verification.draft import Draft, known

ASSETS = "household.assets"


def assets(draft: Draft, entries: list[Entry]) -> dict[str, Any]:
    """The assets that registers hold. A kind whose register did not arrive is absent; deposits are known to nobody yet."""
    found: dict[str, Any] = {}
    for name, source, read in (
        ("houses", "real_estate", _houses),
        ("vehicles", "vehicles", _vehicles),
        ("businesses", "market_entities", _businesses),
    ):
        if draft.knows(source):
            found[name] = [known(each) for each in read(entry.values for entry in entries if entry.source == source)]
            _say(draft, f"{ASSETS}.{name}", source, found[name])
    return found


def _say(draft: Draft, path: str, source: str, items: list[dict[str, Any]]) -> None:
    draft.say(path, source)
    for number, item in enumerate(items):
        for name in item:
            draft.say(f"{path}.{number}.{name}", source)


def _houses(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One entry per unit, however many owners it has in the household."""
    units = {row["unit"]: row for row in rows if row["right_status"] == "现势"}
    return [{"use": words.HOUSE_USES.get(row["use"]), "area": row["area"]} for row in units.values()]


def _vehicles(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    plates = {row["plate"]: row for row in rows if row["status"] == "正常"}
    return [{"kind": words.VEHICLES.get(row["kind"]), "use": words.VEHICLE_USES.get(row["use_kind"])} for row in plates.values()]


def _businesses(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    entities = {row["uscc"]: row for row in rows if row["status"] == "存续"}
    return [_business(row) for row in entities.values()]


def _business(row: dict[str, Any]) -> dict[str, Any]:
    capital = row["capital_wan"]
    return {
        "kind": words.BUSINESSES.get(row["entity_kind"]),
        "employees": None if row["employees"] is None else int(row["employees"]),
        "capital": None if capital is None else int(Decimal(str(capital)) * 10_000),
    }
