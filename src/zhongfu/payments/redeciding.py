"""重新核定动作 Re-decision actions: propose, take up, settle, and look through all cases after the law moved; nothing pays or claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zhongfu.audit.actions import Subject, record
from zhongfu.audit.refusal import Refused
from zhongfu.cases import deciding, declared
from zhongfu.cases.models import Case
from zhongfu.payments.models import Item, RedecisionProposal
from zhongfu.people.access import day, require
from zhongfu.people.models import Posting, User
from zhongfu.policy.casefile import CaseInvalid, read
from zhongfu.policy.reasons import below
from zhongfu.policy.redecision.causes import CAUSES
from zhongfu.policy.redecision.paidfile import month_number
from zhongfu.policy.redecision.redecide import MONTHLY, Matter, Month, Redecision, Version, redecide
from zhongfu.policy.values import ValueProblem, month_text, shown, yuan
from zhongfu.verification import law

State = RedecisionProposal.State
DIFFERING = ("under", "over")
LAW_CHANGED = "law_changed"


@dataclass(frozen=True)
class Correction:
    """What has come to light: `facts` by path are true from the month `first`; the months up to `last` are looked at."""

    reason: str
    first: str
    last: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Settlement:
    """A person's decision on a proposal, in words; `months` are those accepted where only a part is."""

    state: str
    words: str
    months: tuple[str, ...] = ()


@transaction.atomic
def propose_redecision(*, case: Case, correction: Correction, by: User, at: datetime) -> RedecisionProposal:
    """Set the months of a confirmed case beside what the rules give by what is known now, and answer for it in words."""
    require(by, {Posting.Role.CLERK}, region=case.region, at=at)
    _refuse_unclear(case, correction, at)
    declared.refuse_known(case.facts, dict(correction.facts))
    found = again(case, correction)
    if not any(month.kind in DIFFERING for month in found.months):
        raise Refused("各月均无可以认定的差额。", "No month shows a difference that can be said.")
    made = _made(case, found, correction, at)
    made.proposed_by, made.proposed_at, made.note = by, at, correction.note.strip()
    if RedecisionProposal.objects.filter(case=case, cause=made.cause).exists():
        raise Refused("同样的建议已经提出过。", "The same has been proposed already.")
    made.save(force_insert=True)
    _note(made, "proposed", by=by, at=at)
    return made


def _refuse_unclear(case: Case, correction: Correction, at: datetime) -> None:
    if case.status != Case.Status.CONFIRMED or case.programme not in MONTHLY:
        raise Refused("只有已确认的按月待遇可以重新核定。", "Only a confirmed monthly aid can be decided again.")
    if correction.reason not in CAUSES:
        raise Refused("请选择事由。", "Choose the reason.")
    if not correction.note.strip():
        raise Refused("请写明情况和依据。", "Write down what happened and what shows it.")
    try:
        first, last = month_number(correction.first), month_number(correction.last)
    except ValueProblem as mistake:
        raise Refused(f"{mistake.zh}。", f"{mistake.en}.") from mistake
    if not first <= last <= month_number(f"{day(at):%Y-%m}"):
        raise Refused("月份须从前到后，且不晚于本月。", "The months run forward, and not beyond the present one.")


def again(case: Case, correction: Correction) -> Redecision:
    """The case's months decided again by its facts, with the corrected ones laid over from their month on, and the law at hand."""
    first, last = month_number(correction.first), month_number(correction.last)  # none where the last lies before the first
    versions = (Version(first, _read(case, correction.facts)),) if correction.facts else ()
    matter = Matter(_read(case, {}), law.present(), case.programme, versions, paid=_paid(case, first, last))
    return redecide(matter, first, last, correction.reason)


def _read(case: Case, facts: Mapping[str, Any]) -> Any:
    laid_over = Case(facts=case.facts, declared=case.declared | dict(facts), opened_at=case.opened_at)
    assert case.confirmed_at is not None, "the action refused a case that is not confirmed"
    try:
        return read(deciding.case_file(laid_over, day(case.confirmed_at)))
    except CaseInvalid as invalid:
        zh = "；".join(f"{problem.path}：{problem.zh}" for problem in invalid.problems)
        en = "; ".join(f"{problem.path}: {problem.en}" for problem in invalid.problems)
        raise Refused(f"更正的内容有误：{zh}。", f"The corrected facts have mistakes: {en}.") from invalid


def _paid(case: Case, first: int, last: int) -> dict[int, int]:
    """What each month was paid, or is to be paid by the entitlement as it was confirmed; outside its months, nothing."""
    entitlement = case.entitlement
    items = {month_number(month): fen for month, fen in Item.objects.filter(entitlement=entitlement).values_list("month", "amount_fen")}
    until = month_number(entitlement.until) if entitlement.until else last
    granted = range(month_number(entitlement.starts), until + 1)
    opened = month_number(f"{day(case.opened_at):%Y-%m}")
    return {month: items.get(month, entitlement.amount_fen if month in granted else 0) for month in range(min(first, opened), last + 1)}


def _made(case: Case, found: Redecision, correction: Correction, at: datetime) -> RedecisionProposal:
    answer = {**_answer(case, found, "zh"), "en": _answer(case, found, "en")}
    differing = [(month_text(month.month), month.decided, month.due) for month in found.months if month.kind in DIFFERING]
    return RedecisionProposal(
        case=case, region=case.region, programme=case.programme, reason=correction.reason, facts=dict(correction.facts),
        cause=_digest([correction.reason, dict(correction.facts), differing]), first=month_text(found.months[0].month),
        last=month_text(found.months[-1].month), answer=answer, underpaid_fen=found.underpaid, overpaid_fen=found.overpaid,
        decided_digest=_digest(case.decision), redecided_digest=_digest(answer), demonstration=case.demonstration or found.demonstration,
        found_at=at,
    )  # fmt: skip


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _answer(case: Case, found: Redecision, lang: str) -> dict[str, Any]:
    """As the command answers; each month also names the values of the law that were others when the case was confirmed."""
    answer = found.as_json(lang)
    for told, month in zip(answer["months"], found.months, strict=True):
        told["because"] += list(law_moved(case, month, lang))
    return answer


def law_moved(case: Case, month: Month, lang: str) -> Iterator[dict[str, Any]]:
    """The values and instruments that the confirmed decision rested on and that are others in this month."""
    decision = (case.decision or {}) if lang == "zh" else (case.decision or {}).get("en", {})
    then = dict(_values(decision.get("tree", {}).get(case.programme, ())))
    now = {used.name: used for reason in below(month.answer.reasons) for used in reason.parameters}
    for name, used in now.items():
        value = shown(used.value, used.kind, lang)
        if name in then and then[name] != value:
            kind = "instrument" if name.startswith("instrument.") else "parameter"
            label = used.zh if lang == "zh" else used.en
            yield {"kind": kind, "name": name, "label": label, "before": then[name], "after": value, "cites": list(used.cites)}


def _values(nodes: Any) -> Iterator[tuple[str, str]]:
    for node in nodes:
        yield from ((used["name"], used["value"]) for used in node["parameters"])
        yield from _values(node["children"])


@transaction.atomic
def take_up_proposal(*, proposal: RedecisionProposal, note: str, by: User, at: datetime) -> RedecisionProposal:
    """Answer, as a clerk who looked into it, for what the system found; only then can a second person settle it."""
    held = _open(proposal, by=by, at=at, role=Posting.Role.CLERK)
    if held.proposed_by_id is not None:
        raise Refused("该建议已有经办人。", "Somebody answers for this proposal already.")
    held.proposed_by, held.proposed_at, held.note = by, at, _written(note)
    held.save()
    _note(held, "taken_up", by=by, at=at)
    return held


@transaction.atomic
def settle_proposal(*, proposal: RedecisionProposal, settlement: Settlement, by: User, at: datetime) -> RedecisionProposal:
    """Accept, accept in part or dismiss, as another person than its proposer. What is owed to the family is noted to be paid by a person."""
    held = _open(proposal, by=by, at=at, role=Posting.Role.CONFIRMER)
    if held.proposed_by_id is None:
        raise Refused("系统发现的差额须先由经办人核实。", "What the system found is first looked into by a clerk.")
    if held.proposed_by_id == by.pk:
        raise Refused("提出人与处理人不能是同一人。", "Whoever proposed it cannot settle it.")
    held.settled_months = _accepted(held, settlement)
    held.state, held.words = settlement.state, _written(settlement.words)
    held.settled_by, held.settled_at = by, at
    held.to_pay_fen = sum(fen for month, fen in differing(held).items() if month in held.settled_months and fen > 0)
    held.save()
    _note(held, "settled", by=by, at=at)
    return held


def differing(proposal: RedecisionProposal) -> dict[str, int]:
    """The months with a difference, in fen: above zero in the household's favour."""
    months = (month for month in proposal.answer["months"] if month["kind"] in DIFFERING)
    return {month["month"]: int(month["difference"].replace(".", "")) for month in months}


def _accepted(held: RedecisionProposal, settlement: Settlement) -> list[str]:
    every = list(differing(held))
    if settlement.state == State.ACCEPTED:
        return every
    if settlement.state == State.DISMISSED:
        return []
    if settlement.state != State.PARTLY:
        raise Refused("请选择采纳、部分采纳或不采纳。", "Choose to accept, to accept in part or to dismiss.")
    chosen = [month for month in every if month in settlement.months]
    if not chosen or len(chosen) == len(every) or len(chosen) != len(set(settlement.months)):
        raise Refused("部分采纳须选出其中几个月。", "To accept in part, choose some of the months, and not all.")
    return chosen


def _open(proposal: RedecisionProposal, *, by: User, at: datetime, role: str) -> RedecisionProposal:
    require(by, {role}, region=proposal.region, at=at)
    held = RedecisionProposal.objects.select_for_update().get(pk=proposal.pk)
    if held.state != State.PROPOSED:
        raise Refused("该建议已处理。", "The proposal is settled already.")
    return held


def _written(words: str) -> str:
    if not words.strip():
        raise Refused("请写明理由。", "Give the reason in writing.")
    return words.strip()


def propose_for_law(*, since: str, by: str, at: datetime, progress: Callable[[int, int], None] | None = None) -> dict[str, int]:
    """Look through every confirmed case for months that the law at hand gives otherwise; what was proposed before is not again.

    Only months whose law differs from that of the decision are proposed: that a child has grown up is for the regular review.
    """
    counts = {"cases": 0, "proposed": 0, "months": 0, "undecided": 0, "faulty": 0}
    confirmed = Case.objects.filter(status=Case.Status.CONFIRMED, programme__in=MONTHLY, entitlement__isnull=False)
    total = confirmed.count()
    for case in confirmed.select_related("entitlement").order_by("pk").iterator():
        counts["cases"] += 1
        if progress:
            progress(counts["cases"], total)
        try:
            found = _by_law(case, since, day(at))
        except Refused:
            counts["faulty"] += 1
            continue
        counts["undecided"] += any(month.kind == "unknown" for month in found.months)
        months = [month for month in found.months if month.kind in DIFFERING and any(law_moved(case, month, "zh"))]
        made = _found(case, replace(found, months=tuple(_new(case, months))), by=by, at=at)
        counts["proposed"] += bool(made)
        counts["months"] += made
    return counts


def _by_law(case: Case, since: str, today: date) -> Redecision:
    """The months up to the present one; what a person has ended is not looked at beyond its last month."""
    first, present = max(since, f"{day(case.opened_at):%Y-%m}"), f"{today:%Y-%m}"
    return again(case, Correction(LAW_CHANGED, first, min(present, case.entitlement.until or present)))


def _new(case: Case, months: list[Month]) -> Iterator[Month]:
    """Months that no proposal on the case has named with the same amount due, whatever became of it."""
    named = {(month["month"], month["due"]) for each in case.redecisions.all() for month in each.answer["months"] if month["kind"] in DIFFERING}
    return (month for month in months if (month_text(month.month), yuan(month.due or 0)) not in named)


@transaction.atomic
def _found(case: Case, found: Redecision, *, by: str, at: datetime) -> int:
    """Keep a proposal on these months, and return how many they are."""
    if found.months:
        made = _made(case, found, Correction(LAW_CHANGED, "", ""), at)
        made.save(force_insert=True)
        _note(made, "found", by=by, at=at)
    return len(found.months)


def _note(proposal: RedecisionProposal, what: str, *, by: User | str, at: datetime) -> None:
    detail = {
        "case": str(proposal.case_id), "reason": proposal.reason, "first": proposal.first, "last": proposal.last, "state": str(proposal.state),
        "underpaid_fen": proposal.underpaid_fen, "overpaid_fen": proposal.overpaid_fen, "answer": proposal.redecided_digest,
        "months": proposal.settled_months, "to_pay_fen": proposal.to_pay_fen,
    }  # fmt: skip
    record(by=by, at=at, verb=f"redecision.{what}", subject=Subject("redecision", str(proposal.pk), proposal.region), detail=detail)
