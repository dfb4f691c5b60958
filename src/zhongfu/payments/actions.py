"""资金发放动作 Payment actions: build a month's batch, approve it as a second person, hand out its fixed file."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet, Sum

from zhongfu.audit.actions import Subject, record
from zhongfu.audit.refusal import Refused
from zhongfu.cases import numbering
from zhongfu.cases.models import Entitlement
from zhongfu.payments import bankfile
from zhongfu.payments.models import Batch, Item
from zhongfu.payments.redeciding import propose_for_law, propose_redecision, settle_proposal, take_up_proposal
from zhongfu.people.access import bounds, day, posting, require
from zhongfu.people.models import Posting, User

__all__ = [
    "approve", "bank_file", "build_batch", "propose_for_law", "propose_redecision", "settle_proposal", "take_up_proposal",
]  # fmt: skip

BUILDERS = {Posting.Role.CLERK, Posting.Role.CONFIRMER}


@transaction.atomic
def build_batch(*, region: str, month: str, by: User, at: datetime) -> Batch:
    """The draft of a county's (or town's) payments of a month: every entitlement of that month that is in no batch yet.

    Asked again, it adds what is new and is otherwise the same draft. Whoever is posted to a town of the county builds the town's.
    Raises Refused when there is nothing to pay.
    """
    region = _own_part(region, by=by, at=at)
    _one_at_a_time(region, month)
    batch = Batch.objects.select_for_update().filter(region=region, month=month, status=Batch.Status.DRAFT).first()
    due = _unpaid(region, month)
    if not due.exists():
        if batch:
            return batch
        raise Refused("本月没有待发放的待遇。", "Nothing remains to be paid for this month.")
    batch = batch or _new(region, month, by=by, at=at)
    Item.objects.bulk_create([_item(batch, each) for each in due], ignore_conflicts=True, batch_size=2_000)
    return _totalled(batch, by=by, at=at)


def _own_part(region: str, *, by: User, at: datetime) -> str:
    """The region asked for, or the builder's own town where that lies in it. Raises NotPermitted for any other."""
    held = posting(by, day(at))
    asked = held.region_id if held and held.region_id in bounds(region) else region
    require(by, BUILDERS, region=asked, at=at)
    return asked


def _one_at_a_time(region: str, month: str) -> None:
    """A second click, or a second builder, waits until the first has finished, and then finds its draft."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"batch {region} {month}"])


def _unpaid(region: str, month: str) -> QuerySet[Entitlement]:
    area = bounds(region)
    running = Entitlement.objects.filter(Q(until=None) | Q(until__gte=month), starts__lte=month)
    within = running.filter(region__gte=area.low, region__lt=area.high)
    return within.exclude(items__month=month).order_by("region", "pk")


def _new(region: str, month: str, *, by: User, at: datetime) -> Batch:
    series = f"{region}-{month.replace('-', '')}"
    number = f"{series}-{numbering.following(f'batch-{series}'):02d}"
    return Batch.objects.create(number=number, region=region, month=month, built_by=by, built_at=at)


def _item(batch: Batch, entitlement: Entitlement) -> Item:
    return Item(
        batch=batch, entitlement=entitlement, region=entitlement.region, month=batch.month, payee_name=entitlement.payee_name,
        payee_id_no=entitlement.payee_id_no, amount_fen=entitlement.amount_fen,
    )  # fmt: skip


def _totalled(batch: Batch, *, by: User, at: datetime) -> Batch:
    """Control totals from the rows that are really there."""
    sums = Item.objects.filter(batch=batch).aggregate(count=Count("pk"), total=Sum("amount_fen"))
    if not sums["count"]:
        raise Refused("本月没有待发放的待遇。", "Nothing remains to be paid for this month.")
    batch.items_count, batch.total_fen = sums["count"], sums["total"]
    batch.demonstration = Item.objects.filter(batch=batch, entitlement__demonstration=True).exists()
    batch.save()
    detail = {"month": batch.month, "items": batch.items_count, "total_fen": batch.total_fen}
    record(by=by, at=at, verb="batch.built", subject=_subject(batch), detail=detail)
    return batch


@transaction.atomic
def approve(*, batch: Batch, by: User, at: datetime) -> Batch:
    """Approve a draft as another person than its builder; from now on its file is fixed by digest and nothing changes it."""
    require(by, {Posting.Role.CONFIRMER}, region=batch.region, at=at)
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.status != Batch.Status.DRAFT:
        raise Refused("该批次已审批。", "The batch is approved already.")
    if held.built_by_id == by.pk:
        raise Refused("编制人与审批人不能是同一人。", "Whoever built a batch cannot approve it.")
    _refuse_differences(held)
    held.status, held.approved_by, held.approved_at = Batch.Status.APPROVED, by, at
    held.file_digest = bankfile.digest(bankfile.content(held))
    held.save()
    detail = {"items": held.items_count, "total_fen": held.total_fen, "file": held.file_digest}
    record(by=by, at=at, verb="batch.approved", subject=_subject(held), detail=detail)
    return held


def _refuse_differences(batch: Batch) -> None:
    """The control totals must still hold, over items that this person may all see."""
    sums = Item.objects.filter(batch=batch).aggregate(count=Count("pk"), total=Sum("amount_fen"))
    if (sums["count"], sums["total"]) != (batch.items_count, batch.total_fen):
        raise Refused("批次合计与明细不符，不能审批。", "The batch's totals do not match its items; it cannot be approved.")


def bank_file(batch: Batch) -> bytes:
    """The file of an approved batch. Refused for a draft, and when a byte would differ from what was approved."""
    if batch.status != Batch.Status.APPROVED:
        raise Refused("批次审批后才有银行文件。", "A batch has its bank file once it is approved.")
    data = bankfile.content(batch)
    if bankfile.digest(data) != batch.file_digest:
        raise Refused("银行文件与审批时不一致，已停止导出，请报告督导。", "The file differs from what was approved; report it to the supervisor.")
    return data


def _subject(batch: Batch) -> Subject:
    return Subject("batch", str(batch.number), batch.region)
