"""全局页: levels by town on a schematic map, what is late, and what oversight found."""

from collections import defaultdict
from itertools import pairwise
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from zhongfu.cases.models import Case
from zhongfu.monitoring.models import Alert, LevelCount, Round
from zhongfu.oversight import checks
from zhongfu.portals import places
from zhongfu.portals.findings import label
from zhongfu.portals.frame import officer, page, today
from zhongfu.portals.languages import spoken
from zhongfu.portals.wording import LEVEL_MEANING

# Shares of red and orange households at which a tile's tint deepens, in per mille.
STEPS = (5, 15, 30, 60)
LEVELS = tuple(LEVEL_MEANING)
Counts = dict[str, dict[str, int]]


@require_GET
@officer("supervisor")
def overview(request: HttpRequest) -> HttpResponse:
    """The dashboard of the latest month that was monitored."""
    latest = Round.objects.order_by("-month").first()
    towns = _by_town(latest.month) if latest else {}
    context = {
        "month": latest.month if latest else "—", "demonstration": bool(latest and latest.demonstration),
        "totals": _totals(towns), "counties": _counties(towns), "legend": _legend(), "late": _late(),
        "findings": [_finding(row) for row in checks.run(request.posting.region_id)],
        "unknown": [_unknown(item) for item in latest.unknown] if latest else [],
    }  # fmt: skip
    return page(request, "command/overview.html", context, here="overview")


def list_address(**choice: str) -> str:
    """Where the list behind a number is."""
    return f"{reverse('overview_list')}?{urlencode(choice)}"


def _by_town(month: str) -> Counts:
    towns: Counts = defaultdict(lambda: dict.fromkeys(LEVELS, 0))
    for region, level, households in LevelCount.objects.filter(month=month).values_list("region", "level", "households"):
        towns[region][level] += households
    return dict(sorted(towns.items()))


def _totals(towns: Counts) -> list[dict[str, Any]]:
    return [
        {"level": level, "households": sum(town[level] for town in towns.values()), "meaning": LEVEL_MEANING[level],
         "address": list_address(level=level)}
        for level in LEVELS
    ]  # fmt: skip


def _counties(towns: Counts) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for code, levels in towns.items():
        groups[code[:6]].append(_tile(code, levels))
    return [
        {"name": places.name(code), "households": sum(tile["households"] for tile in tiles), "towns": tiles}
        for code, tiles in groups.items()
    ]


def _tile(code: str, levels: dict[str, int]) -> dict[str, Any]:
    households, grave = sum(levels.values()), levels["red"] + levels["orange"]
    per_mille = 1000 * grave // households if households else 0
    return {
        "name": places.name(code), "households": households, "red": levels["red"], "orange": levels["orange"],
        "share": f"{per_mille // 10}.{per_mille % 10}%", "heat": sum(per_mille >= step for step in STEPS),
        "address": list_address(region=code),
    }  # fmt: skip


def _legend() -> list[str]:
    edges = [f"{step / 10:g}%" for step in STEPS]
    between = [f"{low}–{high}" for low, high in pairwise(edges)]
    return [gettext("不足 %(edge)s") % {"edge": edges[0]}, *between, gettext("%(edge)s 以上") % {"edge": edges[-1]}]


def _late() -> list[dict[str, Any]]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: {"alerts": 0, "cases": 0})
    alerts = Alert.objects.filter(status="open", due_on__lt=today())
    cases = Case.objects.filter(status__in=["accepted", "proposed"], due_on__lt=today())
    for kind, late in (("alerts", alerts), ("cases", cases)):
        for region, number in late.values_list("region").annotate(number=Count("pk")):
            counts[region][kind] = number
    worst = sorted(counts.items(), key=lambda pair: (-sum(pair[1].values()), pair[0]))
    return [
        {"name": places.name(code), **numbers, "alerts_address": list_address(region=code, late="alerts"),
         "cases_address": list_address(region=code, late="cases")}
        for code, numbers in worst
    ]  # fmt: skip


def _finding(row: checks.Row) -> dict[str, str]:
    """One thing to look into, with the page that shows it."""
    return {"label": spoken(row.zh, row.en), "text": f"{places.name(row.region)} · {row.subject}", "address": reverse(row.subject_kind, args=[row.subject])}


def _unknown(item: dict[str, Any]) -> dict[str, str]:
    return {"label": label(item["indicator"]), "why": spoken(item.get("zh", ""), item.get("en", ""))}
