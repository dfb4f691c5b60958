"""权限 Access: what a posting allows on a day, and the region that the database shows to a request.

Whether a posting holds is asked of its dates each time; nothing is stored that could outlive them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from zhongfu import CHINA
from zhongfu.audit.refusal import NotPermitted
from zhongfu.people.models import Posting, User


@dataclass(frozen=True)
class Bounds:
    """A range of region codes, `low` <= code < `high`, compared byte by byte: a region and all that lies in it."""

    low: str
    high: str

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self.low <= code < self.high


NOWHERE = Bounds("", "")


def day(at: datetime) -> date:
    """The calendar day in China, whatever zone `at` was given in."""
    return at.astimezone(CHINA).date()


def prefix(code: str) -> str:
    """What the codes of everything in a region begin with: 440000 → 44, 441400 → 4414, 441424 → 441424."""
    if len(code) != 6:
        return code
    return code.removesuffix("00").removesuffix("00")


def bounds(code: str) -> Bounds:
    """The range of codes of a region and everything in it."""
    low = prefix(code)
    return Bounds(low, low[:-1] + chr(ord(low[-1]) + 1))


def posting(user: User, on: date) -> Posting | None:
    """The posting that holds for this person on that day; None when there is none. Of several the one begun last."""
    holding = Posting.objects.filter(Q(until=None) | Q(until__gte=on), user=user, since__lte=on)
    return holding.select_related("region").order_by("-since", "-pk").first()


def scope(posting: Posting | None) -> None:
    """Show the region of this posting to the rest of the transaction, and nothing without a posting."""
    enter(bounds(posting.region_id) if posting else NOWHERE)


def enter(region: Bounds) -> None:
    """Show this range of regions to the rest of the present transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.region_low', %s, true), set_config('app.region_high', %s, true)",
            [region.low, region.high],
        )


def require(by: User, roles: Collection[str], *, region: str, at: datetime) -> Posting:
    """The posting by which `by` may act in `region` at that moment. Raises NotPermitted without one of these roles there."""
    held = posting(by, day(at)) if isinstance(by, User) and by.is_active else None
    if held is None or held.role not in roles or region not in bounds(held.region_id):
        names = "、".join(Posting.Role(role).label for role in roles)
        raise NotPermitted(f"须由本辖区的{names}办理。", f"This is done by a {' or '.join(roles)} posted to this region.")
    return held
