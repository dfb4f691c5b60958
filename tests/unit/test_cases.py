"""经办: a case goes from person to person; the policy answers, people decide, and every step leaves its audit row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests import casework
from tests.casework import COUNTY, DECLARED, TOWN, Staff
from tests.portals_site import AT, Site


@pytest.fixture
def team(site: Site) -> Staff:
    casework.demonstration_values(site)
    return casework.staff(site)


def accepted(site: Site, team: Staff, number: str = "H1") -> Any:
    from zhongfu.cases.actions import open_case

    made = casework.household(site, number)
    with site.role("app"), site.scope(TOWN):
        return open_case(household=made, by=team.clerk, at=AT)


def proposed(site: Site, team: Staff, number: str = "H1") -> Any:
    from zhongfu.cases import actions

    case = accepted(site, team, number)
    with site.role("app"), site.scope(TOWN):
        case = actions.declare(case=case, facts=DECLARED, by=team.clerk, at=AT)
        return actions.propose(case=case, opinion="生活困难", by=team.clerk, at=AT)


def test_a_case_begins_undecided_and_says_what_is_missing(site: Site, team: Staff) -> None:
    case = accepted(site, team)
    dibao = case.decision["programmes"]["dibao"]
    assert dibao["eligible"] is None
    assert {"household.assets.deposits", "household.assessment"} <= set(dibao["needs"])
    assert "household.obligors" not in dibao["needs"]  # both parents are able, so nobody here is in tekun whoever else there is
    assert (case.number, case.status, case.due_on) == ("441424-2026-00001", "accepted", date(2026, 12, 14))
    assert [member["relation"] for member in case.facts["household"]["members"]] == ["applicant", "spouse", "child"]


def test_declared_proposed_confirmed_by_two_persons_it_becomes_an_entitlement(site: Site, team: Staff) -> None:
    from zhongfu.audit.models import Event
    from zhongfu.cases import actions
    from zhongfu.cases.models import Case

    case = proposed(site, team)
    assert case.due_on == date(2026, 11, 16)
    with site.role("app"), site.scope(COUNTY):
        entitlement = actions.confirm(case=case, by=team.confirmer, at=AT + timedelta(days=3))
        held = Case.objects.get(pk=case.pk)
    # Rural standard 720 for three persons less the assessed income of 300 each.
    assert entitlement.amount_fen == 3 * (72_000 - 30_000)
    assert (entitlement.starts, entitlement.until, entitlement.demonstration) == ("2026-12", None, True)
    assert (held.status, held.confirmed_by_id, held.letter_number) == ("confirmed", team.confirmer.pk, "〔2026〕00001号")
    assert entitlement.payee_name == "户主H1"
    verbs = list(Event.objects.filter(subject_id=case.number).order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["case.opened", "case.declared", "case.proposed", "case.confirmed"]


def test_nobody_confirms_their_own_proposal_not_even_past_the_actions(site: Site, team: Staff) -> None:
    from django.db import IntegrityError, transaction

    from zhongfu.audit.refusal import NotPermitted, Refused
    from zhongfu.cases import actions
    from zhongfu.cases.models import Case
    from zhongfu.people.models import Posting

    case = proposed(site, team)
    with site.role("app"), site.scope(COUNTY), pytest.raises(NotPermitted):
        actions.confirm(case=case, by=team.clerk, at=AT)
    with site.role("worker"):
        Posting.objects.create(user=team.clerk, role="confirmer", region_id=COUNTY, since=date(2026, 10, 1))
    with site.role("app"), site.scope(COUNTY):
        with pytest.raises(Refused, match="同一人"):
            actions.confirm(case=case, by=team.clerk, at=AT)
        with pytest.raises(IntegrityError, match="cases_two_persons"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(confirmed_by=team.clerk, confirmed_at=AT, status="confirmed")


def test_two_confirmers_at_once_decide_it_once(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused
    from zhongfu.cases import actions
    from zhongfu.cases.models import Entitlement

    case = proposed(site, team)
    with site.role("app"), site.scope(COUNTY):
        actions.confirm(case=case, by=team.confirmer, at=AT)
        with pytest.raises(Refused, match="已确认"):
            actions.confirm(case=case, by=team.other_confirmer, at=AT)
        with pytest.raises(Refused, match="已确认"):
            actions.refuse(case=case, reason="重复", by=team.other_confirmer, at=AT)
        assert Entitlement.objects.count() == 1


def test_approval_cannot_be_proposed_while_it_is_undecided(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused
    from zhongfu.cases import actions

    case = accepted(site, team)
    with site.role("app"), site.scope(TOWN), pytest.raises(Refused, match=r"household\.assets\.deposits"):
        actions.propose(case=case, opinion="", by=team.clerk, at=AT)


def test_a_refusal_needs_words_and_a_second_person(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused
    from zhongfu.cases import actions
    from zhongfu.cases.models import Entitlement

    case = accepted(site, team)
    with site.role("app"), site.scope(COUNTY):
        with pytest.raises(Refused, match="理由"):
            actions.propose(case=case, opinion=" ", by=team.clerk, at=AT, proposal="refuse")
        actions.propose(case=case, opinion="有隐瞒的存款", by=team.clerk, at=AT, proposal="refuse")
        with pytest.raises(Refused, match="拟不予批准"):
            actions.confirm(case=case, by=team.confirmer, at=AT)
        with pytest.raises(Refused, match="写明理由"):
            actions.refuse(case=case, reason="  ", by=team.confirmer, at=AT)
        held = actions.refuse(case=case, reason="金融资产超过规定", by=team.confirmer, at=AT)
        assert (held.status, held.refusal_reason) == ("refused", "金融资产超过规定")
        assert not Entitlement.objects.exists()


def test_a_returned_case_can_be_mended_and_proposed_again(site: Site, team: Staff) -> None:
    from zhongfu.cases import actions

    case = proposed(site, team)
    with site.role("app"), site.scope(COUNTY):
        held = actions.return_(case=case, reason="请补充入户调查", by=team.confirmer, at=AT)
        assert (held.status, held.proposed_by_id, held.due_on) == ("accepted", None, date(2026, 12, 14))
        again = actions.propose(case=held, opinion="已补充", by=team.other_clerk, at=AT)
        assert (again.status, again.returned_reason) == ("proposed", "")


def test_what_a_source_holds_cannot_be_declared_otherwise(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused
    from zhongfu.cases import actions
    from zhongfu.cases.models import Case

    case = accepted(site, team)
    with site.role("app"), site.scope(TOWN):
        held = Case.objects.get(pk=case.pk)
        held.facts["sources"]["household.assets.houses"] = {"source": "自然资源局", "date": "2026-11-01"}
        held.save()
        with pytest.raises(Refused, match=r"household\.assets\.houses"):
            actions.declare(case=case, facts={"household.assets.houses": []}, by=team.clerk, at=AT)
        with pytest.raises(Refused, match=r"household\.members\.m9"):
            actions.declare(case=case, facts={"household.members.m9.marital": "married"}, by=team.clerk, at=AT)


def test_an_amount_that_changed_since_the_proposal_goes_back(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused
    from zhongfu.cases import actions

    case = proposed(site, team)
    file = site.home.law / "demonstration" / "wuhua.yml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("720", "800"), encoding="utf-8")
    try:
        with site.role("app"), site.scope(COUNTY), pytest.raises(Refused, match="退回"):
            actions.confirm(case=case, by=team.confirmer, at=AT)
    finally:
        file.write_text(before, encoding="utf-8")


def test_one_case_under_way_per_household_and_programme(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused
    from zhongfu.cases import actions
    from zhongfu.people.models import Household

    case = accepted(site, team)
    with site.role("app"), site.scope(TOWN):
        household = Household.objects.get(pk="H1")
        with pytest.raises(Refused, match="在办"):
            actions.open_case(household=household, by=team.other_clerk, at=AT)
        actions.withdraw(case=case, reason="申请人要求", by=team.clerk, at=AT)
        again = actions.open_case(household=household, by=team.other_clerk, at=AT)
        assert again.number == "441424-2026-00002"


def test_numbers_have_no_gap_when_a_case_fails(site: Site, team: Staff) -> None:
    from django.db import transaction

    from zhongfu.cases import numbering

    with site.role("app"):
        with pytest.raises(RuntimeError), transaction.atomic():
            assert numbering.following("probe") == 1
            raise RuntimeError
        with transaction.atomic():
            assert numbering.following("probe") == 1


@pytest.mark.parametrize("day, days, end", [("2026-11-02", 10, "2026-11-16"), ("2026-11-06", 1, "2026-11-09"), ("2026-11-07", 0, "2026-11-07")])
def test_clocks_run_on_working_days(site: Site, day: str, days: int, end: str) -> None:
    from zhongfu.cases import calendar

    assert calendar.after(date.fromisoformat(day), days) == date.fromisoformat(end)


def test_no_step_of_the_table_belongs_to_a_programme(site: Site) -> None:
    from zhongfu.cases.states import STEPS

    adverse = {name: step for name, step in STEPS.items() if step.to in ("refused", "withdrawn")}
    assert adverse
    assert all(step.role in ("clerk", "confirmer") for step in STEPS.values())
    assert all("proposed" in step.at for step in adverse.values())


def test_that_a_register_is_silent_about_an_income_does_not_make_it_zero(site: Site, team: Staff) -> None:
    """The spouse is insured nowhere and draws no pension: what she earns is asked. The child is too young to be asked."""
    members = accepted(site, team, "H7").facts["household"]["members"]
    assert [member.get("incomes") for member in members] == [[{"kind": "wage", "amount": 300}], None, []]


def test_after_the_heads_death_relations_follow_the_spouse(site: Site, team: Staff) -> None:
    from zhongfu.cases.actions import open_case
    from zhongfu.people.models import Person

    made = casework.household(site, "H8")
    with site.role("worker"):
        Person.objects.filter(household=made, relation="户主").delete()
    with site.role("app"), site.scope(TOWN):
        case = open_case(household=made, by=team.clerk, at=AT)
    assert [member.get("relation") for member in case.facts["household"]["members"]] == ["applicant", "child"]
