"""发放批次页: a month's payments, built by one person and approved by another."""

import re
from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from zhongfu.payments import actions
from zhongfu.payments.models import Batch, Item
from zhongfu.people.models import Region
from zhongfu.portals import places
from zhongfu.portals.counter.households import masked
from zhongfu.portals.frame import attempt, now, officer, page, tell, today

READERS = ("clerk", "confirmer", "supervisor")
BUILDERS = ("clerk", "confirmer")
SHOWN = 100


@require_GET
@officer(*READERS)
def batches(request: HttpRequest) -> HttpResponse:
    """The batches of the reader's region, the newest first."""
    fields = ("number", "month", "region", "items_count", "total_fen", "status", "demonstration", "built_by__display_name")
    rows = Batch.objects.order_by("-built_at", "-number").values(*fields)[:SHOWN]
    context = {
        "batches": [row | {"place": places.name(row["region"])} for row in rows],
        "may_build": request.posting.role in BUILDERS,
        "month": f"{today():%Y-%m}",
        "counties": _counties(request.posting.region),
    }
    return page(request, "counter/batches.html", context, here="batches")


def _counties(region: Region) -> list[tuple[str, str]]:
    """The counties that this posting covers or lies in: a batch is always a county's."""
    if len(region.code) > 6:
        return [(region.code[:6], places.name(region.code[:6]))]
    within = Region.objects.filter(kind="county", code__startswith=region.code.rstrip("0") if region.kind != "county" else region.code)
    return list(within.order_by("code").values_list("code", "name"))


@require_POST
@officer(*BUILDERS)
def build(request: HttpRequest) -> HttpResponse:
    """Gather every confirmed entitlement of the month that has not been paid."""
    month, region, built = request.POST.get("month", ""), request.POST.get("region", ""), []
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", month):
        tell(request, "bad", gettext("月份应写作 2026-10 的样子。"))
        return redirect("batches")
    done = attempt(
        request, lambda: built.append(actions.build_batch(region=region, month=month, by=request.user, at=now())),
        gettext("批次已编制，请另一人审批。"),
    )  # fmt: skip
    return redirect("batch", built[0].number) if done else redirect("batches")


@require_GET
@officer(*READERS)
def batch(request: HttpRequest, number: str) -> HttpResponse:
    """One batch with what each household is paid."""
    found = _found(number)
    is_builder = found.built_by_id == request.user.pk
    context = {
        "batch": found, "place": places.name(found.region), "items": _items(found),
        "built_by": found.built_by.display_name, "approved_by": found.approved_by.display_name if found.approved_by else "",
        "is_builder": is_builder, "may_approve": request.posting.role == "confirmer" and not is_builder,
    }  # fmt: skip
    return page(request, "counter/batch.html", context, here="batches")


def _items(found: Batch) -> list[dict[str, Any]]:
    rows = Item.objects.filter(batch=found).annotate(case=F("entitlement__case_id")).order_by("payee_name", "pk")
    fields = ("payee_name", "payee_id_no", "amount_fen", "entitlement__programme", "entitlement__case_id")
    return [row | {"id_masked": masked(row["payee_id_no"])} for row in rows.values(*fields)]


@require_POST
@officer("confirmer")
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve a batch that another person built; from then on its file is fixed."""
    attempt(
        request, lambda: actions.approve(batch=_found(number), by=request.user, at=now()),
        gettext("批次已审批，可以下载银行文件。"),
    )  # fmt: skip
    return redirect("batch", number)


@require_GET
@officer(*BUILDERS)
def file(request: HttpRequest, number: str) -> HttpResponse:
    """The bank's file of an approved batch."""
    found = _found(number)
    if found.status != Batch.Status.APPROVED:
        raise Http404
    response = HttpResponse(actions.bank_file(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.number}.csv"'
    return response


def _found(number: str) -> Batch:
    return get_object_or_404(Batch.objects.select_related("built_by", "approved_by"), pk=number)
