"""名单: the households behind a number of the dashboard."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from zhongfu.cases.models import Case
from zhongfu.monitoring.models import Alert, LevelCount, Round, Score
from zhongfu.people.access import bounds
from zhongfu.portals import places
from zhongfu.portals.command.overview import list_address
from zhongfu.portals.frame import officer, page, today
from zhongfu.portals.wording import LEVEL_MEANING, word

ROWS = 50
Row = dict[str, Any]
_HOUSEHOLD = ("household_id", "household__head_name", "region")


@require_GET
@officer("supervisor")
def listed(request: HttpRequest) -> HttpResponse:
    """One list: the households of a level, of a region, of both, or the late alerts or cases there."""
    choice = {name: request.GET[name] for name in ("region", "level", "late") if request.GET.get(name)}
    if choice.get("level", "red") not in LEVEL_MEANING or choice.get("late", "alerts") not in _LATE:
        raise Http404
    rows, more = _page(choice, request.GET.get("after", ""))
    context = {
        "rows": [_shown(row) for row in rows],
        "more": list_address(**choice, after=str(rows[-1]["key"])) if more else "",
    }
    if request.headers.get("HX-Request"):
        return page(request, "command/list_rows.html", context)
    context |= {"heading": _heading(choice), "total": _total(choice), "place": places.name(choice.get("region") or request.posting.region_id)}
    return page(request, "command/list.html", context, here="overview")


def _page(choice: dict[str, str], after: str) -> tuple[list[Row], bool]:
    rows = (_LATE[choice["late"]] if "late" in choice else _scores)(choice, after)
    return rows[:ROWS], len(rows) > ROWS


def _within(choice: dict[str, str]) -> Q:
    if "region" not in choice:
        return Q()
    span = bounds(choice["region"])
    return Q(region__gte=span.low, region__lt=span.high)


def _scores(choice: dict[str, str], after: str) -> list[Row]:
    """Scores of the latest month by household; the household is the key of the next page."""
    latest = Round.objects.order_by("-month").values_list("month", flat=True).first() or ""
    found = Score.objects.filter(_within(choice), month=latest)
    # A town as a whole is asked for its troubles, not for its thousands of quiet households.
    found = found.filter(level=choice["level"]) if "level" in choice else found.exclude(level="green")
    found = found.filter(household_id__gt=after) if after else found
    rows = found.order_by("household_id").values(*_HOUSEHOLD, "level", "score")[: ROWS + 1]
    return [row | {"key": row["household_id"]} for row in rows]


def _late_alerts(choice: dict[str, str], after: str) -> list[Row]:
    late = Alert.objects.filter(_within(choice), status="open", due_on__lt=today(), id__gt=int(after) if after.isdigit() else 0)
    rows = late.order_by("id").values(*_HOUSEHOLD, "id", "level", "score", "due_on")[: ROWS + 1]
    return [row | {"key": row["id"]} for row in rows]


def _late_cases(choice: dict[str, str], after: str) -> list[Row]:
    late = Case.objects.filter(_within(choice), status__in=["accepted", "proposed"], due_on__lt=today(), number__gt=after)
    rows = late.order_by("number").values(*_HOUSEHOLD, "number", "status", "due_on")[: ROWS + 1]
    return [row | {"key": row["number"], "level": None, "score": None, "kind": word("case_status", row["status"])} for row in rows]


_LATE = {"alerts": _late_alerts, "cases": _late_cases}


def _shown(row: Row) -> Row:
    due_on = row.get("due_on")
    return {"kind": "", "due_on": None, **row} | {
        "head_name": row["household__head_name"] or row["household_id"], "town": places.name(row["region"]),
        "days": (due_on - today()).days if due_on else None,
    }  # fmt: skip


def _heading(choice: dict[str, str]) -> str:
    if choice.get("late") == "alerts":
        return gettext("逾期的预警")
    if choice.get("late") == "cases":
        return gettext("逾期的案件")
    return gettext("%(level)s的家庭") % {"level": word("level", choice["level"])} if "level" in choice else gettext("有预警等级的家庭")


def _total(choice: dict[str, str]) -> int | None:
    if "late" in choice:
        return None
    latest = Round.objects.order_by("-month").values_list("month", flat=True).first() or ""
    counts = LevelCount.objects.filter(_within(choice), month=latest)
    counts = counts.filter(level=choice["level"]) if "level" in choice else counts.exclude(level="green")
    return sum(counts.values_list("households", flat=True))
