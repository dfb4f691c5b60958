"""重新核定页 Re-decision pages: months of a confirmed case set beside what the rules give, and what two persons decide on them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from zhongfu.audit.refusal import Refused
from zhongfu.cases.models import Case, Entitlement
from zhongfu.payments import actions
from zhongfu.payments.models import RedecisionProposal
from zhongfu.payments.redeciding import Correction, Settlement, differing
from zhongfu.policy.redecision.causes import CAUSES
from zhongfu.portals import places
from zhongfu.portals.counter import casefile
from zhongfu.portals.counter.alerts import household_heading
from zhongfu.portals.counter.cases import found
from zhongfu.portals.counter.questions import Faulty, Question, answers, questions
from zhongfu.portals.counter.verdicts import need
from zhongfu.portals.frame import now, officer, page, said, tell, today
from zhongfu.portals.languages import local, marked, spoken
from zhongfu.portals.wording import word

READERS = ("clerk", "confirmer", "supervisor")
STATES = {"proposed": marked("待处理"), "accepted": marked("采纳"), "partly": marked("部分采纳"), "dismissed": marked("不采纳")}
TONES = {"proposed": "yellow", "accepted": "green", "partly": "green", "dismissed": ""}
KINDS = {"under": marked("少发"), "over": marked("多发"), "none": marked("无差额"), "unknown": marked("不能认定")}
SHOWN = 200


@require_GET
@officer(*READERS)
def redecision(request: HttpRequest, number: str) -> HttpResponse:
    """The proposals on a confirmed case, and for a clerk the form that makes one."""
    return _case_page(request, _confirmed(number), {})


@require_POST
@officer("clerk")
def propose(request: HttpRequest, number: str) -> HttpResponse:
    """Set the months beside what the rules give by what is known now."""
    case, form = _confirmed(number), request.POST.dict()
    try:
        made = actions.propose_redecision(case=case, correction=_correction(case, form), by=request.user, at=now())
    except Faulty as faulty:
        return _case_page(request, case, form, str(faulty))
    except Refused as refusal:
        return _case_page(request, case, form, said(refusal))
    tell(request, "good", gettext("建议已提出，请另一人处理。"))
    return redirect("proposal", made.pk)


def _correction(case: Case, form: dict[str, str]) -> Correction:
    """What the form corrects: only what differs from what was declared before."""
    facts = {path: value for path, value in answers(form).items() if value != case.declared.get(path)}
    return Correction(form.get("reason", ""), form.get("first", ""), form.get("last", ""), facts, form.get("note", ""))


def _case_page(request: HttpRequest, case: Case, form: dict[str, str], problem: str = "") -> HttpResponse:
    entitlement = get_object_or_404(Entitlement, case=case)
    present = f"{today():%Y-%m}"
    context = {
        "case": case, "household": household_heading(case.household), "entitlement": entitlement,
        "proposals": [_row(each) for each in case.redecisions.order_by("-found_at", "-pk")[:SHOWN]],
        "may_propose": request.posting.role == "clerk", "problem": problem, "questions": _questions(case, form),
        "reasons": [(code, spoken(cause.zh, cause.en)) for code, cause in CAUSES.items()],
        "form": {"reason": "", "first": min(entitlement.starts, present), "last": present, "note": ""} | form,
    }  # fmt: skip
    return page(request, "counter/redecision.html", context, here="desk", status=400 if problem else 200)


def _questions(case: Case, form: dict[str, str]) -> list[Question]:
    """What the applicant had declared, to be corrected where it was otherwise; after a mistake with what was typed."""
    asked = questions((), case.declared, casefile.names(case.facts))
    for question in asked:
        question.value = form.get(question.name, question.value)
    return asked


@require_GET
@officer(*READERS)
def proposals(request: HttpRequest) -> HttpResponse:
    """The proposals of the reader's region that wait, the oldest first."""
    waiting = RedecisionProposal.objects.filter(state="proposed").select_related("case__household").order_by("found_at", "pk")
    return page(request, "counter/proposals.html", {"proposals": [_row(each) for each in waiting[:SHOWN]]}, here="desk")


def _row(each: RedecisionProposal) -> dict[str, Any]:
    cause = CAUSES[each.reason]
    return {
        "number": each.pk, "case": each.case_id, "head": each.case.household.head_name or each.case.household_id,
        "town": places.name(each.region), "first": each.first, "last": each.last, "reason": spoken(cause.zh, cause.en),
        "underpaid": each.underpaid_fen, "overpaid": each.overpaid_fen, "demonstration": each.demonstration,
        "state": gettext(STATES[each.state]), "tone": TONES[each.state], "taken_up": each.proposed_by_id is not None,
    }  # fmt: skip


@require_GET
@officer(*READERS)
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """One proposal, month by month."""
    return _shown(request, _found(number))


@require_POST
@officer("clerk")
def take_up(request: HttpRequest, number: int) -> HttpResponse:
    """Answer for what the system found, after looking into it."""
    note = request.POST.get("note", "")
    try:
        actions.take_up_proposal(proposal=_found(number), note=note, by=request.user, at=now())
    except Refused as refusal:
        return _shown(request, _found(number), {"problem": said(refusal), "words": note}, status=400)
    tell(request, "good", gettext("已核实，请另一人处理。"))
    return redirect("proposal", number)


@require_POST
@officer("confirmer")
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """Accept, accept in part or dismiss."""
    form = Settlement(request.POST.get("state", ""), request.POST.get("words", ""), tuple(request.POST.getlist("month")))
    try:
        actions.settle_proposal(proposal=_found(number), settlement=form, by=request.user, at=now())
    except Refused as refusal:
        told = {"problem": said(refusal), "words": form.words, "chosen": form.state, "ticked": form.months}
        return _shown(request, _found(number), told, status=400)
    tell(request, "good", gettext("已处理。"))
    return redirect("proposal", number)


def _shown(request: HttpRequest, one: RedecisionProposal, form: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    names = casefile.names(one.case.facts)
    told = one.answer["en"] if translation.get_language() == "en" else one.answer
    role, own = request.posting.role, one.proposed_by_id == request.user.pk
    context = {
        "one": one, "row": _row(one), "household": household_heading(one.case.household), "place": places.name(one.region),
        "months": [_month(month, names) for month in told["months"]], "differing": list(differing(one)),
        "reason": local(told["reason"]["label"]), "origin": local(told["reason"]["origin_label"]), "cites": told["reason"]["cites"],
        "advice": [{"text": local(each["text"]), "cites": each["cites"]} for each in told["advice"]],
        "unknown": told["unknown_months"], "programme": word("programme", one.programme),
        "proposed_by": one.proposed_by.display_name if one.proposed_by else "",
        "settled_by": one.settled_by.display_name if one.settled_by else "",
        "may_take_up": role == "clerk" and one.proposed_by_id is None, "may_settle": role == "confirmer" and one.proposed_by_id and not own,
        "problem": "", "words": "", "chosen": "", "ticked": (),
    }  # fmt: skip
    return page(request, "counter/proposal.html", context | (form or {}), here="desk", status=status)


def _month(month: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    told, kind = [_because(one, names) for one in month["because"]], KINDS[month["kind"]]
    return month | {key: _fen(month[key]) for key in ("decided", "due", "difference")} | {
        "word": gettext(kind), "needs": [_need(path, names) for path in month["needs"]],
        "changes": [one for one in told if one["kind"] != "rule"], "rules": [one for one in told if one["kind"] == "rule"],
        "instead": word("programme", month["instead"]) if month.get("instead") else "",
    }  # fmt: skip


def _fen(amount: str | None) -> int | None:
    """Yuan as the answer gives them, in fen."""
    return None if amount is None else int(amount.replace(".", ""))


def _because(one: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    who = names.get(f"household.members.{one['about']}", "") if one.get("about") else ""
    return {**one, "label": local(one["label"]), "before": local(one["before"]), "after": local(one["after"]), "who": who}


def _need(path: str, names: dict[str, str]) -> str:
    if path.startswith("programme:"):
        return gettext("先认定是否属于%(programme)s") % {"programme": word("programme", path.removeprefix("programme:"))}
    return gettext("另行申请（57 Art.28）") if path == "application" else need(path, names)


def _confirmed(number: str) -> Case:
    case = found(number)
    if case.status != Case.Status.CONFIRMED:
        raise Http404
    return case


def _found(number: int) -> RedecisionProposal:
    people = ("proposed_by", "settled_by", "case__household")
    return get_object_or_404(RedecisionProposal.objects.select_related(*people), pk=number)
