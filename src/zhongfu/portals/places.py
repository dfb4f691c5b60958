"""地名: the names of regions, kept in memory, since they change less often than the program is started."""

from functools import lru_cache

from zhongfu.people.models import Region


@lru_cache(maxsize=20_000)
def _named(code: str) -> str | None:
    return Region.objects.filter(code=code).values_list("name", flat=True).first()


def name(code: str) -> str:
    """The name of a region; its code where it has no name here."""
    found = _named(code)
    if found is None:
        # Not remembered: the region may be loaded later.
        _named.cache_clear()
        return code
    return found
