"""服务建议 Suggestions: which services may help a household, by what monitoring found; a person decides what to offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Offer:
    """One kind of help with the office that gives it and why it is suggested."""

    id: str
    zh: str
    en: str
    office: str
    findings: tuple[str, ...]
    why_zh: str
    why_en: str


@cache
def catalogue() -> tuple[Offer, ...]:
    """Every service of services.yml, in its order."""
    entries = yaml.safe_load((Path(__file__).parent / "services.yml").read_text(encoding="utf-8"))
    return tuple(Offer(**{**entry, "findings": tuple(entry["findings"])}) for entry in entries)


def for_findings(findings: Iterable[dict[str, Any]]) -> list[Offer]:
    """The services for an alert's findings: those that answer the heaviest findings first, each once."""
    points = {finding["indicator"]: finding.get("points", 0) for finding in findings}
    weighed = [(sum(points.get(name, 0) for name in service.findings), service) for service in catalogue()]
    return [service for weight, service in sorted(weighed, key=lambda pair: -pair[0]) if weight]
