"""案件页: facts with their sources, the few questions that remain, what the rules say and why, and the next step."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from zhongfu.cases.letter import decision_paper, objections
from zhongfu.cases.models import Case, Entitlement
from zhongfu.cases.papers import kinds
from zhongfu.payments.models import Item
from zhongfu.people.access import day
from zhongfu.portals.counter import casefile
from zhongfu.portals.counter.alerts import household_heading
from zhongfu.portals.counter.households import timeline
from zhongfu.portals.counter.questions import Question, questions
from zhongfu.portals.counter.verdicts import objection, verdict
from zhongfu.portals.frame import officer, page, today
from zhongfu.portals.languages import marked

READERS = ("clerk", "confirmer", "supervisor")
TONES = {"accepted": "blue", "proposed": "yellow", "confirmed": "green", "refused": "red", "withdrawn": ""}
STEPS = (marked("受理"), marked("补充情况"), marked("拟办"), marked("审核确认"), marked("发放"))
REACHED = {"accepted": 1, "proposed": 3, "confirmed": 4, "refused": 5, "withdrawn": 5}
LETTERED = ("confirmed", "refused")


@require_GET
@officer(*READERS)
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The page of one case."""
    return shown(request, found(number))


@require_GET
@officer(*READERS)
def paper(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """A paper on the case as PDF, once a person has decided; the kind is the name of its template."""
    decided = found(number)
    if decided.status not in LETTERED or kind not in kinds():
        raise Http404
    lang = "en" if request.GET.get("lang") == "en" else "zh"
    response = HttpResponse(decision_paper(decided, kind, lang), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{decided.letter_number or decided.number}-{kind}-{lang}.pdf"'
    return response


def found(number: str) -> Case:
    """The case, if it lies in the reader's region."""
    staff = ("household", "opened_by", "proposed_by", "confirmed_by")
    return get_object_or_404(Case.objects.select_related(*staff), pk=number)


def shown(request: HttpRequest, case: Case, form: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    """The page, with what a faulty form said when there was one."""
    names = casefile.names(case.facts)
    context = {
        "case": case, "tone": TONES[case.status], "household": household_heading(case.household), "steps": _steps(case),
        "outcome": verdict(case.decision, case.programme, names) if case.decision else None,
        "objections": [objection(remedy) for remedy in objections(case, "en" if get_language() == "en" else "zh")],
        "questions": _questions(case, names), "facts": casefile.rows(case.facts, case.declared, day(case.opened_at)),
        "days": (case.due_on - today()).days, "timeline": timeline(case.household_id),
        "papers": sorted(kinds() - {"letter"}), "form_problem": "", "propose_problem": "", "opinion": case.opinion,
    }  # fmt: skip
    return page(request, "counter/case.html", context | _people(request, case) | _money(case) | (form or {}), here="desk", status=status)


def _people(request: HttpRequest, case: Case) -> dict[str, Any]:
    role = request.posting.role
    return {
        "may_declare": role == "clerk" and case.status == "accepted",
        "may_propose": role == "clerk",
        "may_confirm": role == "confirmer" and case.proposed_by_id != request.user.pk,
        "may_batch": role in ("clerk", "confirmer"),
        "proposed_by": case.proposed_by.display_name if case.proposed_by else "",
        "confirmed_by": case.confirmed_by.display_name if case.confirmed_by else "",
    }


def _money(case: Case) -> dict[str, Any]:
    entitlement = Entitlement.objects.filter(case=case).first()
    batch = Item.objects.filter(entitlement=entitlement).order_by("-month").values_list("batch_id", flat=True).first() if entitlement else None
    return {"entitlement": entitlement, "batch": batch}


def _questions(case: Case, names: dict[str, str]) -> list[Question]:
    needs = case.decision["programmes"][case.programme]["needs"] if case.decision else []
    return questions(needs, case.declared, names)


def _steps(case: Case) -> list[dict[str, str]]:
    reached = REACHED[case.status]
    if case.status == "accepted" and case.decision and case.decision["programmes"][case.programme]["eligible"] is not None:
        reached = 2
    states = ["done" if index < reached else "now" if index == reached else "" for index in range(len(STEPS))]
    return [{"label": gettext(text), "state": state} for text, state in zip(STEPS, states, strict=True)]
