"""合成地区 A place made of chance, with its truth beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhongfu.data.synthetic.mishaps import Mishaps
from zhongfu.data.synthetic.place import Order, PlaceRefused, Progress, Summary, fulfil
from zhongfu.data.synthetic.span import Span, SpanInvalid

__all__ = ["USUAL", "Mishaps", "Order", "PlaceRefused", "Progress", "Span", "SpanInvalid", "Summary", "fulfil", "make"]

# What departments get wrong in a usual month: one row in two thousand faulty, one file in eight untidy here and there.
USUAL = Mishaps(faulty=0.0005, untidy=0.002, careless=0.12)


def make(*, people: int, months: Sequence[str], seed: int, out: Path, progress: Progress | None = None) -> Summary:
    """Writes a synthetic place of `people` for consecutive months (`["2025-11", …]`) into the empty or new folder `out`.

    Deliveries lie in `out/YYYYMM/`, the truth in `out/truth/`. The same people, months and seed give the same bytes on any
    machine. `progress` is told (people done, people in all). Raises SpanInvalid and PlaceRefused with bilingual sentences.
    """
    return fulfil(Order(people, Span.of(months), seed, USUAL), out, progress)
