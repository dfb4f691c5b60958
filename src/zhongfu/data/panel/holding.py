"""有效行: which delivered rows hold for a month (deliveries README, section 4)."""

from pathlib import Path

from zhongfu.data.lake import Parts
from zhongfu.data.sources import discover


def held_from(parts: Parts, source: str, month: str) -> str | None:
    """The month whose file of a source holds in `month`; None when what the source says is unknown.

    A state (snapshot, quarterly, per term) holds until the next one; a monthly file speaks of its own month only.
    """
    loaded = parts.get(source, {})
    if discover()[source].cadence in ("monthly", "events"):
        return month if month in loaded else None
    return max((each for each in loaded if each <= month), default=None)


def holding(parts: Parts, source: str, month: str) -> Path | None:
    """The part whose rows hold in `month`, or None when they are unknown."""
    held = held_from(parts, source, month)
    return None if held is None else parts[source][held]


def every(parts: Parts, source: str) -> tuple[Path, ...]:
    """All current parts of a source, for events that count by their own date however late they came."""
    return tuple(path for _, path in sorted(parts.get(source, {}).items()))


def loaded_within(parts: Parts, source: str, span: tuple[str, ...]) -> tuple[str, ...]:
    """The months of a span whose file of a monthly source is loaded."""
    return tuple(month for month in span if month in parts.get(source, {}))
