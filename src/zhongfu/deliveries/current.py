"""现行版本 Current: which delivered file holds for each source and month, as the database says."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Protocol

from zhongfu.data.lake import Parts
from zhongfu.deliveries.models import Delivery


class Place(Protocol):
    """The folders of a home that work on deliveries needs."""

    @property
    def raw(self) -> Path: ...
    @property
    def lake(self) -> Path: ...
    @property
    def law(self) -> Path: ...


def parts(home: Place) -> Parts:
    """The Parquet part that is current, by source and month ("2026-10")."""
    found: dict[str, dict[str, Path]] = {}
    for source, month, part in Delivery.objects.filter(current=True).values_list("source", "month", "part"):
        found.setdefault(str(source), {})[str(month)] = home.lake / part
    return found


def arrived(source: str, month: str) -> Delivery | None:
    """The delivery that is current for a source and month; None when none was loaded."""
    return Delivery.objects.filter(source=source, month=month, current=True).first()


def months(source: str = "hukou_persons") -> list[str]:
    """The months for which a file of this source is loaded, earliest first."""
    return sorted(Delivery.objects.filter(source=source, current=True).values_list("month", flat=True))


def fingerprint(parts: Parts) -> str:
    """A name for this very set of current parts: the same only while nothing was taken in or replaced."""
    lines = [f"{source} {month} {path.name}" for source, held in parts.items() for month, path in held.items()]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:32]
