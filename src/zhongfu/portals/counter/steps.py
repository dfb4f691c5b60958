"""案件办理: the steps of a case, each a form that changes it: declare, propose, confirm, return, refuse."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhongfu.audit.refusal import Refused
from zhongfu.cases import actions
from zhongfu.cases.models import Case
from zhongfu.portals.counter.cases import found, shown
from zhongfu.portals.counter.questions import OBLIGORS, Faulty, answers
from zhongfu.portals.frame import attempt, now, officer, said, tell


@require_POST
@officer("clerk")
def declare(request: HttpRequest, number: str) -> HttpResponse:
    """Record what only the applicant could say, and let the rules decide on it."""
    case = found(number)
    try:
        actions.declare(case=case, facts=_declared(case, request.POST.dict()), by=request.user, at=now())
    except Faulty as faulty:
        return shown(request, found(number), {"form_problem": str(faulty)}, status=400)
    except Refused as refusal:
        return shown(request, found(number), {"form_problem": said(refusal)}, status=400)
    tell(request, "good", gettext("已保存，并按现行规定判定。"))
    return redirect("case", number)


def _declared(case: Case, form: dict[str, str]) -> dict[str, Any]:
    """What the form says; what was declared before and now stands empty is taken back."""
    given = answers(form)
    emptied = [path for path in case.declared if path not in given and (path in form or path == OBLIGORS)]
    return given | dict.fromkeys(emptied)


@require_POST
@officer("clerk")
def propose(request: HttpRequest, number: str) -> HttpResponse:
    """Send the case to another person with a proposal and an opinion."""
    opinion, proposal = request.POST.get("opinion", "").strip(), request.POST.get("proposal", "")
    try:
        actions.propose(case=found(number), proposal=proposal, opinion=opinion, by=request.user, at=now())
    except Refused as refusal:
        return shown(request, found(number), {"propose_problem": said(refusal), "opinion": opinion}, status=400)
    tell(request, "good", gettext("已提交审核确认。"))
    return redirect("case", number)


@require_POST
@officer("confirmer")
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Confirm what another person proposed."""
    case = found(number)
    attempt(request, lambda: actions.confirm(case=case, by=request.user, at=now()), gettext("已确认，可以打印决定书。"))
    return redirect("case", number)


@require_POST
@officer("confirmer")
def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """Return the case to the clerk with a reason."""
    case, reason = found(number), request.POST.get("reason", "").strip()
    done = attempt(request, lambda: actions.return_(case=case, reason=reason, by=request.user, at=now()), gettext("已退回补正。"))
    return redirect("desk") if done else redirect("case", number)


@require_POST
@officer("confirmer")
def refuse(request: HttpRequest, number: str) -> HttpResponse:
    """Refuse the case with a reason, which the letter gives."""
    case, reason = found(number), request.POST.get("reason", "").strip()
    attempt(request, lambda: actions.refuse(case=case, reason=reason, by=request.user, at=now()), gettext("已决定不予批准。"))
    return redirect("case", number)
