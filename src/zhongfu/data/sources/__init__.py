"""数据来源: every feed that departments deliver, discovered from one file each."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from zhongfu.data.sources.layout import Source


@cache
def discover() -> dict[str, Source]:
    """All declared feeds by name, in the order of their names.

    A feed is a module of a place's package (`sources/<place>/<feed>.py`) that holds `SOURCE`; dropping the file in is all
    it takes. Raises ValueError when two feeds claim one name or one file name.
    """
    found: dict[str, Source] = {}
    stems: dict[tuple[str, str], str] = {}
    for module in sorted(_modules()):
        source = getattr(importlib.import_module(module), "SOURCE", None)
        if not isinstance(source, Source):
            raise ValueError(f"{module} declares no SOURCE")
        claim = (source.stem, source.extension)
        if source.name in found or claim in stems:
            raise ValueError(f"{module} claims the name or the file name of another feed: {source.name}")
        found[source.name] = source
        stems[claim] = source.name
    return dict(sorted(found.items()))


def _modules() -> list[str]:
    """Dotted names of the feed modules: two levels down, not starting with an underscore."""
    places = [place.name for place in pkgutil.iter_modules(__path__, f"{__name__}.") if place.ispkg]
    return [
        feed.name
        for place in places
        for feed in pkgutil.iter_modules(importlib.import_module(place).__path__, f"{place}.")
        if not feed.name.rpartition(".")[2].startswith("_")
    ]
