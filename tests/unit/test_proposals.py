"""重新核定建议: months decided again are proposed, settled by two persons, and pay or claim nothing by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests import casework
from tests.casework import COUNTY, INCOME, OPENED, OTHER_COUNTY, SISTER, TOWN, Staff, confirmed, published
from tests.portals_site import AT, Site


@pytest.fixture
def team(site: Site) -> Iterator[Staff]:
    casework.demonstration_values(site)
    yield casework.staff(site)
    casework.values_as_before(site)


def correction(income: int = 320, first: str = "2026-06", **more: Any) -> Any:
    """By this income 20 more a head and month were had than the household was assessed with: 60 too much each month."""
    from zhongfu.payments.redeciding import Correction

    given = {"reason": "fact_corrected", "first": first, "last": "2026-08", "facts": {INCOME: income}, "note": "评估有误"} | more
    return Correction(**given)


def proposed(site: Site, team: Staff, case: Any, **more: Any) -> Any:
    from zhongfu.payments.actions import propose_redecision

    with site.role("app"), site.scope(TOWN):
        return propose_redecision(case=case, correction=correction(**more), by=team.clerk, at=AT)


def settled(site: Site, proposal: Any, by: Any, state: str = "accepted", **more: Any) -> Any:
    from zhongfu.payments.actions import settle_proposal
    from zhongfu.payments.redeciding import Settlement

    with site.role("app"), site.scope(COUNTY):
        return settle_proposal(proposal=proposal, settlement=Settlement(state, **{"words": "已核实"} | more), by=by, at=AT)


def looked_through(site: Site, since: str = "2026-01", at: datetime = AT) -> dict[str, int]:
    from zhongfu.payments.actions import propose_for_law

    with site.role("worker"):
        return propose_for_law(since=since, by="zhongfu redecide", at=at)


def found(site: Site) -> Any:
    from zhongfu.payments.models import RedecisionProposal

    with site.role("worker"):
        return RedecisionProposal.objects.select_related("case").get()


def told(proposal: Any) -> list[tuple[str, str, str, str]]:
    return [(month["month"], month["decided"], month["due"], month["difference"]) for month in proposal.answer["months"]]


def test_a_corrected_fact_is_proposed_month_by_month(site: Site, team: Staff) -> None:
    from zhongfu.audit.models import Event

    proposal = proposed(site, team, confirmed(site, team))
    assert told(proposal) == [(f"2026-0{month}", "1260.00", "1200.00", "-60.00") for month in (6, 7, 8)]
    assert (proposal.overpaid_fen, proposal.underpaid_fen, proposal.state, proposal.demonstration) == (18_000, 0, "proposed", True)
    assert proposal.answer["months"][0]["because"][0]["name"] == INCOME
    assert proposal.answer["en"]["reason"]["label"] == "a fact was wrong and is corrected"
    with site.role("worker"):
        event = Event.objects.get(subject_kind="redecision")
    assert (event.verb, event.actor, event.region) == ("redecision.proposed", team.clerk.username, TOWN)
    assert "评估" not in event.detail


def test_what_was_paid_is_read_from_the_batches(site: Site, team: Staff) -> None:
    """A month in a batch and a month not yet paid count alike; before the first month nothing was granted."""
    from zhongfu.payments.actions import build_batch

    case = confirmed(site, team)
    with site.role("app"), site.scope(COUNTY):
        build_batch(region=COUNTY, month="2026-04", by=team.confirmer, at=AT)
    proposal = proposed(site, team, case, income=300 - 20, first="2026-03", last="2026-05")
    assert told(proposal) == [
        ("2026-03", "0.00", "0.00", "0.00"), ("2026-04", "1260.00", "1320.00", "60.00"), ("2026-05", "1260.00", "1320.00", "60.00"),
    ]  # fmt: skip
    assert proposal.underpaid_fen == 12_000


def test_two_persons_settle_it_and_nothing_is_paid_or_stopped(site: Site, team: Staff) -> None:
    from django.db import IntegrityError, transaction

    from zhongfu.audit.refusal import NotPermitted, Refused
    from zhongfu.cases.models import Case, Entitlement
    from zhongfu.payments.models import Item, RedecisionProposal

    case = confirmed(site, team)
    proposal = proposed(site, team, case, income=280)
    with pytest.raises(NotPermitted):
        settled(site, proposal, team.clerk)
    with pytest.raises(NotPermitted):
        settled(site, proposal, casework.posted("far", "confirmer", OTHER_COUNTY))
    with site.role("app"), site.scope(COUNTY), pytest.raises(IntegrityError, match="two_persons"), transaction.atomic():
        RedecisionProposal.objects.update(settled_by=team.clerk, settled_at=AT, state="accepted", words="x")
    with pytest.raises(Refused, match="理由"):
        settled(site, proposal, team.confirmer, words=" ")
    held = settled(site, proposal, team.confirmer)
    assert (held.state, held.to_pay_fen, held.settled_months) == ("accepted", 18_000, ["2026-06", "2026-07", "2026-08"])
    with pytest.raises(Refused, match="已处理"):
        settled(site, proposal, team.other_confirmer, "dismissed")
    with site.role("worker"):
        assert not Item.objects.exists()
        assert (Entitlement.objects.get().amount_fen, Entitlement.objects.get().until) == (126_000, None)
        assert Case.objects.get(pk=case.pk).status == "confirmed"


def test_who_proposed_it_cannot_settle_it_even_when_posted_anew(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused
    from zhongfu.people.models import Posting

    proposal = proposed(site, team, confirmed(site, team))
    with site.role("worker"):
        Posting.objects.create(user=team.clerk, role="confirmer", region_id=COUNTY, since=AT.date())
    with pytest.raises(Refused, match="同一人"):
        settled(site, proposal, team.clerk)


def test_a_part_of_the_months_is_accepted_and_a_dismissal_accepts_none(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused

    first = proposed(site, team, confirmed(site, team), income=280)
    for months in ((), ("2026-06", "2026-07", "2026-08"), ("2026-06", "2026-12")):
        with pytest.raises(Refused, match="其中几个月"):
            settled(site, first, team.confirmer, "partly", months=months)
    with pytest.raises(Refused, match="请选择采纳"):
        settled(site, first, team.confirmer, "proposed")
    held = settled(site, first, team.confirmer, "partly", months=("2026-07",))
    assert (held.to_pay_fen, held.settled_months) == (6_000, ["2026-07"])
    second = proposed(site, team, confirmed(site, team, "H2"))
    held = settled(site, second, team.confirmer, "dismissed", words="证据不足")
    assert (held.to_pay_fen, held.settled_months, held.words) == (0, [], "证据不足")


def test_an_accepted_overpayment_is_a_record_and_nothing_else(site: Site, team: Staff) -> None:
    from zhongfu.payments.models import Item

    held = settled(site, proposed(site, team, confirmed(site, team)), team.confirmer)
    assert (held.overpaid_fen, held.to_pay_fen) == (18_000, 0)
    assert not Item.objects.exists()


def test_the_database_keeps_what_was_proposed_and_what_was_settled(site: Site, team: Staff) -> None:
    from django.db import DatabaseError, transaction

    from zhongfu.payments.models import RedecisionProposal

    case = confirmed(site, team)
    proposal = proposed(site, team, case)
    values = {name: getattr(proposal, name) for name in ("region", "programme", "reason", "first", "last", "answer", "decided_digest", "redecided_digest")}
    made = RedecisionProposal.objects.create
    attempts = [
        lambda: RedecisionProposal.objects.update(overpaid_fen=1),
        lambda: RedecisionProposal.objects.update(answer={}),
        lambda: RedecisionProposal.objects.update(note="另写"),
        lambda: RedecisionProposal.objects.all().delete(),
        lambda: made(case=case, cause="x", found_at=AT, **values | {"programme": "tekun"}),
        lambda: made(case=case, cause="x", found_at=AT, **values | {"region": SISTER}),
        lambda: made(case=case, cause="x", found_at=AT, state="accepted", proposed_by=team.clerk, settled_by=team.confirmer, settled_at=AT, words="x", **values),
        lambda: made(case=case, cause=proposal.cause, found_at=AT, **values),
    ]
    for attempt in attempts:
        with site.role("app"), site.scope(TOWN), pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    settled(site, proposal, team.confirmer)
    with site.role("app"), site.scope(TOWN), pytest.raises(DatabaseError), transaction.atomic():
        RedecisionProposal.objects.update(words="改写")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"note": " "}, "情况和依据"), ({"reason": "because"}, "事由"), ({"first": "2026-9"}, "月份应写作"), ({"first": "2026-09"}, "从前到后"),
        ({"last": "2026-12"}, "不晚于本月"), ({"income": 300}, "均无"), ({"facts": {INCOME: -1}}, "更正的内容有误"),
    ],
)  # fmt: skip
def test_what_cannot_be_proposed(site: Site, team: Staff, more: dict[str, Any], said: str) -> None:
    from zhongfu.audit.refusal import Refused
    from zhongfu.payments.models import RedecisionProposal

    case = confirmed(site, team)
    with pytest.raises(Refused, match=said):
        proposed(site, team, case, **more)
    assert not RedecisionProposal.objects.exists()


def test_what_a_department_holds_is_corrected_there(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused

    case = confirmed(site, team)
    case.facts["sources"]["residence"] = {"source": "户籍人口", "date": "2026-03-01"}
    with pytest.raises(Refused, match="来源部门"):
        proposed(site, team, case, facts={"residence": "urban"})


def test_the_same_is_proposed_once_and_only_on_a_confirmed_case(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import NotPermitted, Refused
    from zhongfu.cases.actions import open_case
    from zhongfu.payments.actions import propose_redecision

    case = confirmed(site, team)
    proposed(site, team, case)
    with pytest.raises(Refused, match="已经提出过"):
        proposed(site, team, case)
    other = casework.household(site, "H2")
    with site.role("app"), site.scope(TOWN):
        running = open_case(household=other, by=team.clerk, at=OPENED)
        with pytest.raises(Refused, match="已确认"):
            propose_redecision(case=running, correction=correction(), by=team.clerk, at=AT)
        with pytest.raises(NotPermitted):
            propose_redecision(case=case, correction=correction(), by=team.confirmer, at=AT)


def test_a_standard_entered_late_is_found_in_every_case_once(site: Site, team: Staff) -> None:
    """From September 760 instead of 720: 120 a month more, for three months until November."""
    confirmed(site, team)
    assert looked_through(site) == {"cases": 1, "proposed": 0, "months": 0, "undecided": 0, "faulty": 0}
    published(site, 760)
    assert looked_through(site) == {"cases": 1, "proposed": 1, "months": 3, "undecided": 0, "faulty": 0}
    proposal = found(site)
    assert told(proposal) == [(month, "1260.00", "1380.00", "120.00") for month in ("2026-09", "2026-10", "2026-11")]
    value = next(one for one in proposal.answer["months"][0]["because"] if one["name"] == "dibao.standard")
    assert (value["before"], value["after"], value["kind"]) == ("720.00", "760.00", "parameter")
    assert (proposal.reason, proposal.proposed_by, proposal.underpaid_fen) == ("law_changed", None, 36_000)
    assert looked_through(site)["proposed"] == 0, "the same cause proposes once"
    month_later = looked_through(site, at=AT + timedelta(days=30))
    assert (month_later["proposed"], month_later["months"]) == (1, 1), "only the month that is new"


def test_a_later_beginning_and_another_amount_are_other_proposals(site: Site, team: Staff) -> None:
    confirmed(site, team)
    published(site, 760)
    assert looked_through(site, since="2026-11")["months"] == 1
    assert looked_through(site)["months"] == 2
    published(site, 780)
    assert looked_through(site)["months"] == 3


def test_what_a_person_ended_is_not_looked_at_beyond_its_last_month(site: Site, team: Staff) -> None:
    confirmed(site, team)
    with site.superuser() as db:
        db.execute("UPDATE cases_entitlement SET until = '2026-09'")
    published(site, 760)
    assert looked_through(site)["months"] == 1
    assert looked_through(site, since="2026-10")["months"] == 0


def test_the_same_law_has_not_moved(site: Site, team: Staff) -> None:
    """What the case keeps of its decision, and what a month is told by today, are written alike."""
    from zhongfu.payments.redeciding import again, law_moved

    case = confirmed(site, team)
    with site.role("app"), site.scope(TOWN):
        months = again(case, correction()).months
        assert len(months) == 3
        assert [list(law_moved(case, month, lang)) for month in months for lang in ("zh", "en")] == [[]] * 6
    published(site, 760)
    with site.role("app"), site.scope(TOWN):
        later = again(case, correction(last="2026-09", first="2026-09")).months
        assert [one["name"] for one in law_moved(case, later[0], "en")] == ["dibao.standard"]


def test_what_the_system_found_waits_for_a_clerk_before_it_is_settled(site: Site, team: Staff) -> None:
    from zhongfu.audit.models import Event
    from zhongfu.audit.refusal import NotPermitted, Refused
    from zhongfu.payments.actions import take_up_proposal

    confirmed(site, team)
    published(site, 760)
    looked_through(site)
    proposal = found(site)
    with pytest.raises(Refused, match="先由经办人核实"):
        settled(site, proposal, team.confirmer)
    with site.role("app"), site.scope(TOWN):
        with pytest.raises(NotPermitted):
            take_up_proposal(proposal=proposal, note="属实", by=team.confirmer, at=AT)
        with pytest.raises(Refused, match="理由"):
            take_up_proposal(proposal=proposal, note="", by=team.clerk, at=AT)
        take_up_proposal(proposal=proposal, note="标准补发属实", by=team.clerk, at=AT)
        with pytest.raises(Refused, match="已有经办人"):
            take_up_proposal(proposal=proposal, note="再写", by=team.other_clerk, at=AT)
    assert settled(site, proposal, team.confirmer).to_pay_fen == 36_000
    with site.role("worker"):
        verbs = list(Event.objects.filter(subject_kind="redecision").order_by("sequence").values_list("verb", "actor"))
    assert verbs == [
        ("redecision.found", "zhongfu redecide"), ("redecision.taken_up", team.clerk.username), ("redecision.settled", team.confirmer.username),
    ]  # fmt: skip


def test_a_month_that_cannot_be_said_is_counted_and_not_proposed(site: Site, team: Staff) -> None:
    confirmed(site, team)
    published(site, "null")
    counts = looked_through(site)
    assert (counts["proposed"], counts["undecided"]) == (0, 1)


def test_a_case_that_cannot_be_read_again_is_counted(site: Site, team: Staff) -> None:
    case = confirmed(site, team)
    with site.superuser() as db:
        db.execute("UPDATE cases_case SET declared = '{\"household.assets.deposits\": -1}' WHERE number = %s", [case.number])
    assert looked_through(site)["faulty"] == 1


def test_another_region_sees_nothing(site: Site, team: Staff) -> None:
    from zhongfu.payments.models import RedecisionProposal

    proposed(site, team, confirmed(site, team))
    with site.role("app"):
        assert RedecisionProposal.objects.count() == 0
        for region, seen in ((TOWN, 1), (COUNTY, 1), (SISTER, 0), (OTHER_COUNTY, 0)):
            with site.scope(region):
                assert RedecisionProposal.objects.count() == seen
        with site.scope(SISTER):
            assert RedecisionProposal.objects.filter(case__household="H1").count() == 0
            assert RedecisionProposal.objects.update(words="x") == 0
