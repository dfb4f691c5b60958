"""案件草稿 Draft: a case file under construction that remembers, for each fact, which delivered file said it and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zhongfu.data.lake import Parts
from zhongfu.data.panel.holding import held_from
from zhongfu.data.sources import discover
from zhongfu.deliveries.models import Delivery


def yuan(fen: int | None) -> int | float | None:
    """Fen as the case file writes money: yuan, exact to two decimals; unknown stays unknown."""
    if fen is None:
        return None
    return fen // 100 if fen % 100 == 0 else fen / 100


@dataclass
class Draft:
    """The facts of a household in a month. `sources` is {path: {"source", "file", "month", "date"}}."""

    parts: Parts
    month: str
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    _arrivals: dict[tuple[str, str], Delivery] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for delivery in Delivery.objects.filter(current=True, month__lte=self.month):
            self._arrivals[str(delivery.source), str(delivery.month)] = delivery

    def knows(self, source: str) -> bool:
        """Whether a file of this source holds in the month; otherwise all that it would say is unknown."""
        return held_from(self.parts, source, self.month) is not None

    def say(self, path: str, source: str, month: str | None = None) -> None:
        """Note that the fact at `path` was said by the source's file that holds in the month (or by that of `month`)."""
        held = month or held_from(self.parts, source, self.month)
        delivery = self._arrivals.get((source, held or ""))
        if delivery is None:
            return
        feed = discover()[source]
        self.sources[path] = {
            "source": f"{feed.provider} · {feed.label}", "feed": source, "file": delivery.file_name, "month": str(held),
            "date": delivery.taken_in_at.date().isoformat(),
        }  # fmt: skip


def known(value: dict[str, Any]) -> dict[str, Any]:
    """The entries that have a value: an absent fact is unknown, and null would say the same twice."""
    return {name: each for name, each in value.items() if each is not None}
