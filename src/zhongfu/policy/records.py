"""案卷: one case as records of facts, whatever it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(eq=False)
class Record:
    """The facts of one person or thing; None is unknown. `path` is its place in the case file."""

    path: str
    values: dict[str, Any]
    name: str = ""


@dataclass(eq=False)
class Case:
    """The facts of one household on one day, with the local values and the sources that came with them."""

    record: Record
    parameters: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def as_of(self) -> date:
        """The day of application, whose rules apply."""
        day = self.record.values["as_of"]
        assert isinstance(day, date)
        return day

    @property
    def place(self) -> str:
        """The region code where the household applies."""
        return str(self.record.values["place"])

    @property
    def residence(self) -> str | None:
        """``urban``, ``rural`` or unknown."""
        residence = self.record.values.get("residence")
        return None if residence is None else str(residence)

    @property
    def members(self) -> list[Record]:
        """Everybody named in the case, counted or not."""
        return list(self.record.values["household.members"])
