"""工作台: one list of what a member of staff has to do, the most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from zhongfu.cases.models import Case
from zhongfu.monitoring.models import Alert
from zhongfu.payments.models import RedecisionProposal
from zhongfu.portals import places
from zhongfu.portals.findings import short_reasons
from zhongfu.portals.frame import officer, page, today
from zhongfu.portals.languages import marked
from zhongfu.portals.wording import word

ROWS = 25
CASES_FIRST = 0  # a case outranks an alert that is due on the same day: a person has already asked
# Which cases wait for whom.
WAITING = {"clerk": ["accepted"], "confirmer": ["proposed"]}
ACTIONS = {"accepted": marked("办理"), "proposed": marked("审核确认")}
FILTERS = {
    "late": marked("逾期"), "red": marked("红色预警"), "orange": marked("橙色预警"), "yellow": marked("黄色预警"),
    "blue": marked("蓝色预警"), "cases": marked("在办案件"),
}
TONES = {"late": "red", "cases": "green"}
_HOUSEHOLD = ("household_id", "household__head_name", "household__members", "region", "due_on")


@dataclass(frozen=True, order=True)
class Place:
    """Where a row stands in the list: by day, then by weight, then by its own key."""

    due_on: date
    weight: int
    key: str

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that an address names, or None for the beginning."""
        try:
            day, weight, key = text.split("_", 2)
            return cls(date.fromisoformat(day), int(weight), key)
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.due_on}_{self.weight}_{self.key}"


@require_GET
@officer("clerk", "confirmer")
def desk(request: HttpRequest) -> HttpResponse:
    """The list, or for htmx the next rows of it."""
    chosen = request.GET.get("show", "") if request.GET.get("show") in FILTERS else ""
    rows = _rows(request.posting.role, chosen, Place.read(request.GET.get("after", "")))
    context = {"rows": [_shown(row) for _, row in rows[:ROWS]], "more": _more(rows, chosen), "chosen": chosen}
    if request.headers.get("HX-Request"):
        return page(request, "counter/desk_rows.html", context)
    context |= {"counts": _counts(request.posting.role, chosen), "proposals": _proposals(request.posting.role), "heading": gettext(FILTERS[chosen]) if chosen else gettext("待办")}
    return page(request, "counter/desk.html", context, here="desk")


def _rows(role: str, chosen: str, after: Place | None) -> list[tuple[Place, dict[str, Any]]]:
    """One row more than a page holds, so that the page knows whether there are more."""
    cases = [(Place(row["due_on"], CASES_FIRST, row["number"]), row) for row in _cases(role, chosen, after)]
    alerts = [(Place(row["due_on"], row["severity"], f"{row['id']:012d}"), row) for row in _alerts(role, chosen, after)]
    return sorted((*cases, *alerts), key=lambda pair: pair[0])[: ROWS + 1]


def _cases(role: str, chosen: str, after: Place | None) -> Iterable[dict[str, Any]]:
    if chosen not in ("", "late", "cases"):
        return ()
    waiting = _late(Case.objects.filter(status__in=WAITING[role]), chosen)
    if after and after.weight == CASES_FIRST:
        waiting = waiting.filter(Q(due_on__gt=after.due_on) | Q(due_on=after.due_on, number__gt=after.key))
    elif after:
        waiting = waiting.filter(due_on__gt=after.due_on)
    fields = (*_HOUSEHOLD, "number", "status", "programme", "returned_reason", "proposal")
    return waiting.order_by("due_on", "number").values(*fields)[: ROWS + 1]


def _alerts(role: str, chosen: str, after: Place | None) -> Iterable[dict[str, Any]]:
    if role != "clerk" or chosen == "cases":
        return ()
    waiting = _late(Alert.objects.filter(status="open"), chosen)
    if chosen not in ("", "late"):
        waiting = waiting.filter(level=chosen)
    if after:
        waiting = waiting.filter(_beyond(after))
    return waiting.order_by("due_on", "severity", "id").values(*_HOUSEHOLD, "id", "level", "severity", "findings")[: ROWS + 1]


def _beyond(after: Place) -> Q:
    """Alerts behind this place; written out by column, so that the index on the three of them is used."""
    same_day = Q(due_on=after.due_on)
    if after.weight == CASES_FIRST:
        return Q(due_on__gte=after.due_on)
    number = int(after.key) if after.key.isdigit() else 0
    return Q(due_on__gt=after.due_on) | same_day & Q(severity__gt=after.weight) | same_day & Q(severity=after.weight, id__gt=number)


def _late(waiting: QuerySet[Any], chosen: str) -> QuerySet[Any]:
    return waiting.filter(due_on__lt=today()) if chosen == "late" else waiting


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    days = (row["due_on"] - today()).days
    common = {
        "head": row["household__head_name"] or row["household_id"], "members": row["household__members"],
        "town": places.name(row["region"]), "due_on": row["due_on"], "days": days,
    }
    return common | (_alert_shown(row) if "level" in row else _case_shown(row, days))


def _alert_shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "level": row["level"], "kind": "", "why": short_reasons(row["findings"]), "action": gettext("查看预警"),
        "address": reverse("alert", args=[row["id"]]), "urgent": row["level"] == "red",
    }


def _case_shown(row: dict[str, Any], days: int) -> dict[str, Any]:
    why, action = [word("programme", row["programme"]), word("case_status", row["status"])], ACTIONS[row["status"]]
    if row["status"] == "accepted" and row["returned_reason"]:
        why = [gettext("已退回补正：%(reason)s") % {"reason": row["returned_reason"]}]
    elif row["proposal"]:
        why = [word("programme", row["programme"]), word("proposal", row["proposal"])]
    return {
        "level": None, "kind": gettext("案件"), "why": why, "action": gettext(action),
        "address": reverse("case", args=[row["number"]]), "urgent": days <= 3,
    }


def _more(rows: list[tuple[Place, dict[str, Any]]], chosen: str) -> str:
    if len(rows) <= ROWS:
        return ""
    return f"{reverse('desk')}?show={chosen}&after={rows[ROWS - 1][0]}"


def _proposals(role: str) -> int:
    """Proposals to decide months again that wait for a clerk to look into them, or for a confirmer to settle them."""
    return RedecisionProposal.objects.filter(state="proposed", proposed_by__isnull=role == "clerk").count()


def _counts(role: str, chosen: str) -> list[dict[str, Any]]:
    late = Q(due_on__lt=today())
    cases = Case.objects.filter(status__in=WAITING[role]).aggregate(cases=Count("pk"), late=Count("pk", filter=late))
    numbers = {"late": cases["late"], "cases": cases["cases"]}
    if role == "clerk":
        levels = {level: Count("pk", filter=Q(level=level)) for level in ("red", "orange", "yellow", "blue")}
        alerts = Alert.objects.filter(status="open").aggregate(late=Count("pk", filter=late), **levels)
        numbers = {"late": numbers["late"] + alerts.pop("late"), **alerts, "cases": numbers["cases"]}
    return [
        {"label": gettext(FILTERS[code]), "number": number, "tone": TONES.get(code, code), "chosen": code == chosen,
         "address": f"{reverse('desk')}?show={code}"}
        for code, number in numbers.items()
    ]  # fmt: skip
