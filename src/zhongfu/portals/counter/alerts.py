"""预警页: why a household was alerted, what may help it, and the two ways on: a case, or closed with a reason."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from zhongfu.audit.refusal import Refused
from zhongfu.matching.suggestions import Offer, for_findings
from zhongfu.monitoring import actions
from zhongfu.monitoring.models import Alert
from zhongfu.people.models import HouseholdMonth
from zhongfu.portals import places
from zhongfu.portals.findings import explained
from zhongfu.portals.frame import attempt, now, officer, page, said, today
from zhongfu.portals.languages import spoken
from zhongfu.portals.strip import strip
from zhongfu.portals.wording import WORDS

READERS = ("clerk", "confirmer", "supervisor")


def household_heading(household: Any) -> dict[str, Any]:
    """What the head of an alert or case page says of the household."""
    return {
        "household_id": household.household_id, "head_name": household.head_name or household.household_id,
        "members": household.members, "town": places.name(household.region),
    }


def months_of(household_id: str) -> list[dict[str, Any]]:
    """The kept months of a household, oldest first."""
    rows = HouseholdMonth.objects.filter(household_id=household_id).order_by("month")
    return list(rows.values("month", "income_fen", "medical_self_paid_fen"))


@require_GET
@officer(*READERS)
def alert(request: HttpRequest, number: int) -> HttpResponse:
    """One alert with every number behind it."""
    return _shown(request, _found(number))


@require_POST
@officer("clerk")
def make_case(request: HttpRequest, number: int) -> HttpResponse:
    """Take the alert up as a case, with all that the sources know already filled in."""
    found, opened = _found(number), []
    done = attempt(
        request, lambda: opened.append(actions.open_case(alert=found, by=request.user, at=now())),
        gettext("已立案。已知的情况填好了，请补上只有申请人知道的。"),
    )  # fmt: skip
    return redirect("case", opened[0].number) if done else redirect("alert", number)


@require_POST
@officer("clerk")
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Close the alert with one of the six outcomes and a reason."""
    found, outcome, reason = _found(number), request.POST.get("outcome", ""), request.POST.get("reason", "").strip()
    try:
        actions.close_alert(alert=found, outcome=outcome, reason=reason, by=request.user, at=now())
    except Refused as refusal:
        return _shown(request, _found(number), {"close_problem": said(refusal), "outcome": outcome, "reason": reason}, status=400)
    attempt(request, lambda: None, gettext("预警已办结。"))
    return redirect("desk")


def _found(number: int) -> Alert:
    return get_object_or_404(Alert.objects.select_related("household", "handled_by"), pk=number)


def _shown(request: HttpRequest, found: Alert, form: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    context = {
        "alert": found,
        "household": household_heading(found.household),
        "findings": explained(found.findings),
        "strip": strip(months_of(found.household_id)),
        "services": [_service(service) for service in for_findings(found.findings)],
        "days": (found.due_on - today()).days,
        "outcomes": list(WORDS["outcome"]),
        "may_act": request.posting.role == "clerk",
        "handled_by": found.handled_by.display_name if found.handled_by else "",
        "close_problem": "", "outcome": "", "reason": "",
    }
    return page(request, "counter/alert.html", context | (form or {}), here="desk", status=status)


def _service(service: Offer) -> dict[str, str]:
    return {"label": spoken(service.zh, service.en), "why": spoken(service.why_zh, service.why_en)}
