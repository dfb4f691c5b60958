"""监管检查 Oversight checks: what does not fit together, shown to the supervisor; nothing is stopped by a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.utils import timezone

from zhongfu.cases.models import Case, Entitlement
from zhongfu.monitoring.models import Alert
from zhongfu.payments.models import Item
from zhongfu.people.access import Bounds, bounds
from zhongfu.people.models import LoadedMonth, Person

MOST = 50


@dataclass(frozen=True)
class Row:
    """One thing to look into: which check, about which subject, in which region, and what to do about it."""

    check: str
    zh: str
    en: str
    subject_kind: str
    subject: str
    region: str


@dataclass(frozen=True)
class View:
    """What a check looks at: the rows of a region as of a day."""

    area: Bounds
    on: date

    @property
    def here(self) -> Q:
        return Q(region__gte=self.area.low, region__lt=self.area.high)


def run(region: str, on: date | None = None) -> list[Row]:
    """Every check over a region, at most fifty rows of each. `on` is the day that counts as today in China."""
    view = View(bounds(region), on or timezone.localdate())
    return [row for check in CHECKS for row in _first(check(view))]


def _first(rows: Iterator[Row]) -> list[Row]:
    return [row for _, row in zip(range(MOST), rows, strict=False)]


def cases_past_due(view: View) -> Iterator[Row]:
    """Cases whose statutory clock has run out."""
    late = Case.objects.filter(view.here, status__in=["accepted", "proposed"], due_on__lt=view.on).order_by("due_on", "number")
    for number, region in late.values_list("number", "region"):
        yield Row("cases_past_due", "案件超过办理时限", "a case is past its statutory clock", "case", number, region)


def alerts_overdue(view: View) -> Iterator[Row]:
    """Red and orange alerts that nobody has looked at in time."""
    late = Alert.objects.filter(view.here, status="open", level__in=["red", "orange"], due_on__lt=view.on).order_by("severity", "due_on", "pk")
    for pk, region in late.values_list("pk", "region"):
        yield Row("alerts_overdue", "红橙预警逾期未处理", "a grave alert was not looked at in time", "alert", str(pk), region)


def amount_differs(view: View) -> Iterator[Row]:
    """Entitlements whose amount or first month is not that of the decision behind them."""
    rows = Entitlement.objects.filter(view.here).select_related("case").order_by("pk")
    for each in rows.iterator(chunk_size=2_000):
        decided = (each.case.decision or {}).get("programmes", {}).get(each.programme, {})
        if decided.get("amount") != f"{each.amount_fen // 100}.{each.amount_fen % 100:02d}" or decided.get("starts") != each.starts:
            yield Row("amount_differs", "待遇与判定金额不符", "an entitlement differs from its decision", "case", each.case_id, each.region)


def item_differs(view: View) -> Iterator[Row]:
    """Payments whose amount is not that of the entitlement."""
    rows = Item.objects.filter(view.here).exclude(amount_fen=F("entitlement__amount_fen")).order_by("pk")
    for number, region in rows.values_list("batch_id", "region"):
        yield Row("item_differs", "发放金额与待遇不符", "a payment differs from its entitlement", "batch", number, region)


def payee_gone(view: View) -> Iterator[Row]:
    """Running entitlements whose payee does not count as a living, registered person any more: death, or moved away."""
    if not LoadedMonth.objects.exists():
        return
    running = Entitlement.objects.filter(view.here, until=None).order_by("pk")
    ids = list(running.values_list("payee_id_no", flat=True))
    living = set(Person.objects.filter(pk__in=ids).values_list("pk", flat=True))
    for id_no, case, region in running.values_list("payee_id_no", "case_id", "region"):
        if id_no not in living:
            yield Row("payee_gone", "领取人已不在册（去世或迁出），请核实", "the payee is no longer registered as living here", "case", case, region)


def one_person_twice(view: View) -> Iterator[Row]:
    """Two running entitlements of one programme paid to one person."""
    running = Entitlement.objects.filter(view.here, until=None).order_by("payee_id_no", "programme", "pk")
    last: tuple[str, str] | None = None
    for id_no, programme, case, region in running.values_list("payee_id_no", "programme", "case_id", "region"):
        if (id_no, programme) == last:
            yield Row("one_person_twice", "同一人重复享受同一救助", "one person receives one aid twice", "case", case, region)
        last = (id_no, programme)


def one_person_decided(view: View) -> Iterator[Row]:
    """Decided cases of which a step was taken by one person alone; the database forbids it, so any row is grave."""
    rows = Case.objects.filter(view.here, status__in=["confirmed", "refused"], confirmed_by=F("proposed_by")).order_by("number")
    for number, region in rows.values_list("number", "region"):
        yield Row("one_person_decided", "同一人提出并确认", "one person proposed and confirmed", "case", number, region)


CHECKS: tuple[Callable[[View], Iterator[Row]], ...] = (
    cases_past_due, alerts_overdue, amount_differs, item_differs, payee_gone, one_person_twice, one_person_decided,
)  # fmt: skip
