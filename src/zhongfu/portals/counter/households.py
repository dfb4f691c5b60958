"""一户一页: everything about one household on one page, each thing with its source and date."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from zhongfu.cases.models import Case, Entitlement
from zhongfu.data.linkage import id_text
from zhongfu.data.panel import SOURCES, dossier
from zhongfu.data.sources import discover
from zhongfu.deliveries.current import parts
from zhongfu.deliveries.models import Delivery
from zhongfu.monitoring.models import Alert, Score
from zhongfu.people.models import Household, HouseholdMonth, Person
from zhongfu.portals import places
from zhongfu.portals.findings import value
from zhongfu.portals.frame import officer, page, today
from zhongfu.portals.strip import strip
from zhongfu.portals.wording import word
from zhongfu.portals.writing import CHINA, day, plain_yuan

READERS = ("clerk", "confirmer", "supervisor")
INCOME = ("income_fen", "wage_fen", "pension_fen", "business_fen", "aid_fen", "medical_self_paid_fen", "medical_self_paid_12m_fen")
ASSETS = ("houses", "vehicles", "businesses")
INCOME_PARTS = ("wage_fen", "pension_fen", "business_fen")


@require_GET
@officer(*READERS)
def household(request: HttpRequest, household_id: str) -> HttpResponse:
    """The page of one household in the reader's region."""
    found = get_object_or_404(Household, household_id=household_id)
    months = list(HouseholdMonth.objects.filter(household_id=household_id).order_by("month").values())
    latest = months[-1] if months else None
    context = {
        "household": {
            "household_id": found.household_id, "head_name": found.head_name or found.household_id, "address": found.address or "—",
            "members": found.members, "month": found.month, "town": places.name(found.region),
        },
        "now_level": Score.objects.filter(household_id=household_id).order_by("-month").values_list("level", flat=True).first(),
        "persons": [_person(row) for row in Person.objects.filter(household_id=household_id).order_by("birth").values()],
        "holdings": holdings(latest) if latest else [],
        "strip": strip(months),
        "aids": _aids(found, latest),
        "timeline": timeline(household_id),
    }
    return page(request, "counter/household.html", context)


@require_GET
@officer(*READERS)
def records(request: HttpRequest, household_id: str) -> HttpResponse:
    """What the departments' own files say, read from the lake when somebody asks for it."""
    found = get_object_or_404(Household, household_id=household_id)
    entries = dossier.household(parts(settings.ZHONGFU_HOME), found.month, household_id)
    groups: dict[str, list[dict[str, str]]] = {}
    for entry in entries:
        groups.setdefault(entry.source, []).append({"month": entry.month, "text": _record_text(entry)})
    context = {"groups": [(word("source", source), rows) for source, rows in groups.items()], "household_id": household_id}
    return page(request, "counter/records.html" if request.headers.get("HX-Request") else "counter/records_page.html", context)


def masked(id_no: str) -> str:
    """An identity number with its birthday hidden: enough to tell two people apart, too little to copy."""
    return f"{id_no[:6]}********{id_no[-4:]}"


def _person(row: dict[str, Any]) -> dict[str, Any]:
    amounts = [row[name] for name in INCOME_PARTS]
    known = [amount for amount in amounts if amount is not None]
    return {
        "name": row["name"], "relation": row["relation"], "sex": row["sex"], "age": age(row["birth"]),
        "id_masked": masked(row["id_no"]), "marks": _marks(row),
        # One unknown source makes the sum unknown: a part is not the whole.
        "income": sum(known) if len(known) == len(amounts) else None,
    }


def age(birth: date | None) -> int | None:
    """Whole years today."""
    if birth is None:
        return None
    now = today()
    return now.year - birth.year - ((now.month, now.day) < (birth.month, birth.day))


def _marks(row: dict[str, Any]) -> list[str]:
    marks = []
    if row["disability_grade"]:
        marks.append(gettext("%(kind)s残疾%(grade)s级") % {"kind": _code(row, "disability_kind"), "grade": row["disability_grade"]})
    if row["student_stage"]:
        marks.append(_code(row, "student_stage"))
    if row["insured"] is False:
        marks.append(gettext("未参保"))
    return marks


def _code(row: dict[str, Any], field: str) -> str:
    """A department's code text in the reader's language."""
    text = row[field] or ""
    return gettext(text) if text else ""


def holdings(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Income and assets of a household's month, each with the sources it comes from and when they came."""
    newest = _newest(row["month"])
    return [_holding(column, row[column], newest) for column in (*INCOME, *ASSETS)]


def _holding(column: str, amount: Any, newest: dict[str, tuple[str, Any]]) -> dict[str, Any]:
    held = [(source, *newest[source]) for source in SOURCES[column] if source in newest]
    named = gettext("、").join(f"{word('source', source)} {month}" for source, month, _ in held)
    return {
        "label": word("column", column), "value": value(column, amount), "source": named or gettext("来源未到"),
        "date": max((at for _, _, at in held), default=None),
    }


def _newest(month: str) -> dict[str, tuple[str, Any]]:
    """Source → (month, arrival) of the newest file up to this month."""
    rows = Delivery.objects.filter(current=True, month__lte=month).order_by("month")
    return {source: (held, at) for source, held, at in rows.values_list("source", "month", "taken_in_at")}


def _aids(found: Household, latest: dict[str, Any] | None) -> list[dict[str, Any]]:
    aids = [
        {"label": word("programme", row["programme"]), "amount": row["amount_fen"], "demonstration": row["demonstration"],
         "source": gettext("案件 %(number)s，自 %(month)s 起") % {"number": row["case_id"], "month": row["starts"]}}
        for row in Entitlement.objects.filter(household_id=found.household_id).values()
    ]  # fmt: skip
    if latest and latest["in_programme"]:
        source = f"{word('source', 'assistance_register')} {latest['month']}"
        aids.append({"label": _code(latest, "in_programme"), "amount": latest["aid_fen"], "demonstration": False, "source": source})
    return aids


def timeline(household_id: str) -> list[dict[str, Any]]:
    """Alerts and cases of a household, the newest first."""
    events = []
    for row in Alert.objects.filter(household_id=household_id).values("id", "level", "raised_at", "status", "outcome", "handled_at"):
        events.append((row["raised_at"], gettext("%(level)s预警") % {"level": word("level", row["level"])}, reverse("alert", args=[row["id"]])))
        if row["status"] == "closed":
            events.append((row["handled_at"], gettext("预警办结：%(outcome)s") % {"outcome": word("outcome", row["outcome"])}, ""))
    for row in Case.objects.filter(household_id=household_id).values("number", "opened_at", "proposed_at", "confirmed_at", "status"):
        events += _case_events(row)
    ordered = sorted(events, key=lambda event: event[0], reverse=True)
    return [{"at": str(day(at.astimezone(CHINA))), "text": text, "address": address} for at, text, address in ordered]


def _case_events(row: dict[str, Any]) -> list[tuple[Any, str, str]]:
    address = reverse("case", args=[row["number"]])
    steps = [(row["opened_at"], gettext("立案 %(number)s") % {"number": row["number"]}), (row["proposed_at"], gettext("提出拟办意见"))]
    if row["status"] in ("confirmed", "refused"):
        steps.append((row["confirmed_at"], word("case_status", row["status"])))
    return [(at, text, address) for at, text in steps if at]


def _record_text(entry: dossier.Entry) -> str:
    columns = {column.field: column for column in discover()[entry.source].columns if column.field}
    shown = [
        f"{columns[field].name} {_cell(columns[field].kind, cell)}"
        for field, cell in entry.values.items()
        if field in columns and cell is not None
    ]
    return "，".join(shown)


def _cell(kind: str, cell: Any) -> str:
    if kind == "money":
        return gettext("%(amount)s 元") % {"amount": plain_yuan(int(cell))}
    if kind == "id":
        return masked(id_text(int(cell)))
    if kind == "cert":
        return masked(str(cell)[:18])
    return str(cell)
