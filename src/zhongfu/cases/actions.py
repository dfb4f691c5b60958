"""经办动作 Case actions: accept, declare, propose, return, confirm, refuse, withdraw; each writes its audit row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from zhongfu.audit.actions import Subject, record
from zhongfu.audit.refusal import Refused
from zhongfu.cases import calendar, deciding, declared, numbering
from zhongfu.cases.models import Case, Entitlement
from zhongfu.cases.states import begin
from zhongfu.people.access import day, require
from zhongfu.people.models import Household, Posting, User
from zhongfu.policy.decide import ProgrammeDecision
from zhongfu.policy.values import month_text
from zhongfu.verification.facts import case_facts, members


@transaction.atomic
def open_case(*, household: Household, by: User, at: datetime, origin: str = "application", programme: str = "dibao") -> Case:
    """Accept a case with all that the sources know of the household. The clock of the whole case starts."""
    require(by, {Posting.Role.CLERK}, region=household.region, at=at)
    _refuse_second(household, programme)
    today = day(at)
    series = f"{household.region[:6]}-{today.year}"
    case = Case(
        number=f"{series}-{numbering.following(series):05d}", household=household, region=household.region,
        programme=programme, origin=origin, month=household.month, opened_by=by, opened_at=at,
        facts=case_facts(settings.ZHONGFU_HOME, household.pk, household.month),
        due_on=calendar.after(today, calendar.clock("whole_case")),
    )  # fmt: skip
    deciding.keep(case, deciding.decided(case), at)
    case.save(force_insert=True)
    _note(case, "opened", by=by, at=at, detail={"origin": origin, "programme": programme, "month": case.month})
    return case


def _refuse_second(household: Household, programme: str) -> None:
    running = Case.objects.filter(household=household, programme=programme, status__in=["accepted", "proposed"])
    if running.exists():
        raise Refused("该家庭已有在办案件。", "The household has a case under way.")
    if Entitlement.objects.filter(household=household, programme=programme, until=None).exists():
        raise Refused("该家庭已享受此项救助。", "The household receives this aid already.")


@transaction.atomic
def declare(*, case: Case, facts: dict[str, Any], by: User, at: datetime) -> Case:
    """Add what only the applicant can say, {path: value}; None takes a declaration back. The policy is asked again."""
    held = begin("declare", case, by=by, at=at)
    declared.refuse_known(held.facts, facts)
    held.declared = {path: value for path, value in (held.declared | facts).items() if value is not None}
    deciding.keep(held, deciding.decided(held), at)
    held.save()
    _note(held, "declared", by=by, at=at, detail={"paths": sorted(facts)})
    return held


@transaction.atomic
def propose(*, case: Case, opinion: str, by: User, at: datetime, proposal: str = "approve") -> Case:
    """Send the case to the county with an opinion. Approval needs a policy answer of true, refusal an opinion in writing."""
    held = begin("propose", case, by=by, at=at)
    decision = deciding.decided(held)
    if proposal not in Case.Proposal.values:
        raise Refused("请选择拟批准或拟不予批准。", "Choose to propose approval or refusal.")
    if proposal == Case.Proposal.APPROVE:
        _refuse_undecided(decision.programmes[held.programme])
    elif not opinion.strip():
        raise Refused("拟不予批准须写明理由。", "A refusal is proposed with its reason in writing.")
    deciding.keep(held, decision, at)
    held.proposal, held.opinion, held.returned_reason = proposal, opinion.strip(), ""
    held.proposed_by, held.proposed_at = by, at
    held.due_on = min(held.due_on, calendar.after(day(at), calendar.clock("confirmation")))
    held.save()
    _note(held, "proposed", by=by, at=at, detail={"proposal": proposal, "eligible": decision.programmes[held.programme].eligible})
    return held


def _refuse_undecided(answer: ProgrammeDecision) -> None:
    if answer.eligible is None:
        needs = "、".join(answer.needs)
        raise Refused(f"尚不能判定，还缺：{needs}。", f"It cannot be decided yet; missing: {needs}.")
    if not answer.eligible or not answer.amount:
        raise Refused("按规则不符合条件，不能拟批准。", "By the rules the household does not qualify, so approval cannot be proposed.")


@transaction.atomic
def return_(*, case: Case, reason: str, by: User, at: datetime) -> Case:
    """Give the case back to the township with the reason in writing; the clock of the whole case goes on."""
    held = begin("return", case, by=by, at=at)
    held.returned_reason = _written(reason)
    held.due_on = calendar.after(day(held.opened_at), calendar.clock("whole_case"))
    held.proposed_by, held.proposed_at, held.proposal = None, None, ""
    held.save()
    _note(held, "returned", by=by, at=at)
    return held


@transaction.atomic
def confirm(*, case: Case, by: User, at: datetime) -> Entitlement:
    """Confirm a proposed approval; the household is entitled from the month that the decision names.

    The policy is asked once more on the day of confirmation. An answer other than the proposed one goes back to the township.
    """
    held = begin("confirm", case, by=by, at=at)
    _refuse_same_person(held, by)
    if held.proposal != Case.Proposal.APPROVE:
        raise Refused("此案拟不予批准，请不予批准或退回。", "Refusal was proposed: refuse the case or return it.")
    decision = deciding.decided(held, decided_on=day(at))
    answer = decision.programmes[held.programme]
    _refuse_undecided(answer)
    _refuse_other_amount(held, answer)
    deciding.keep(held, decision, at)
    _close(held, by=by, at=at)
    entitlement = _entitle(held, answer)
    _note(held, "confirmed", by=by, at=at, detail={"amount_fen": entitlement.amount_fen, "starts": entitlement.starts})
    return entitlement


def _refuse_same_person(case: Case, by: User) -> None:
    if case.proposed_by_id == by.pk:
        raise Refused("经办人与确认人不能是同一人。", "Whoever proposed a case cannot decide it.")


def _refuse_other_amount(case: Case, answer: ProgrammeDecision) -> None:
    proposed = case.decision["programmes"][case.programme]["amount"]
    if answer.amount is None or f"{answer.amount // 100}.{answer.amount % 100:02d}" != proposed:
        raise Refused("参数或规定已变，金额与拟办时不同，请退回重新提出。", "The rules' values changed since the proposal; return the case.")


def _close(case: Case, *, by: User, at: datetime) -> None:
    today = day(at)
    case.confirmed_by, case.confirmed_at = by, at
    case.letter_number = f"〔{today.year}〕{numbering.following(f'letter-{case.region[:6]}-{today.year}'):05d}号"
    case.save()


def _entitle(case: Case, answer: ProgrammeDecision) -> Entitlement:
    payee = members(case.household_id)[0]
    return Entitlement.objects.create(
        case=case, household_id=case.household_id, region=case.region, programme=case.programme, payee_name=payee.name,
        payee_id_no=payee.pk, amount_fen=answer.amount, starts=month_text(answer.starts or 0),
        until=month_text(answer.until) if answer.until else None, demonstration=case.demonstration,
    )  # fmt: skip


@transaction.atomic
def refuse(*, case: Case, reason: str, by: User, at: datetime) -> Case:
    """Refuse a case, with the reason in writing that the letter will carry. Only a second person can."""
    held = begin("refuse", case, by=by, at=at)
    _refuse_same_person(held, by)
    held.refusal_reason = _written(reason)
    _close(held, by=by, at=at)
    _note(held, "refused", by=by, at=at)
    return held


@transaction.atomic
def withdraw(*, case: Case, reason: str, by: User, at: datetime) -> Case:
    """Take the case back at the applicant's wish, with a note why."""
    held = begin("withdraw", case, by=by, at=at)
    held.returned_reason = _written(reason)
    held.save()
    _note(held, "withdrawn", by=by, at=at)
    return held


def _written(reason: str) -> str:
    if not reason.strip():
        raise Refused("请写明理由。", "Give the reason in writing.")
    return reason.strip()


def _note(case: Case, what: str, *, by: User, at: datetime, detail: dict[str, Any] | None = None) -> None:
    subject = Subject("case", str(case.number), case.region)
    record(by=by, at=at, verb=f"case.{what}", subject=subject, detail=(detail or {}) | {"status": str(case.status)})
