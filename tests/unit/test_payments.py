"""资金发放: nobody is paid twice, nobody approves their own batch, and an approved file never changes."""

from __future__ import annotations

from threading import Thread
from typing import Any

import pytest
from tests import casework
from tests.casework import COUNTY, TOWN, Staff
from tests.portals_site import AT, Site


@pytest.fixture
def team(site: Site) -> Staff:
    return casework.staff(site)


def entitled(site: Site, team: Staff, number: str, amount_fen: int = 126_000, **more: Any) -> Any:
    """A confirmed case with its entitlement, as the case's own actions would leave them."""
    from zhongfu.cases.models import Case, Entitlement

    made = casework.household(site, number, **more)
    steps = {"opened_by": team.clerk, "proposed_by": team.clerk, "confirmed_by": team.confirmer, "opened_at": AT, "confirmed_at": AT}
    with site.role("app"), site.scope(made.region):
        case = Case.objects.create(
            number=f"C-{number}", household=made, region=made.region, origin="application", month="2026-10", facts={"sources": {}},
            status="confirmed", due_on=AT.date(), **steps,
        )  # fmt: skip
        return Entitlement.objects.create(
            case=case, household=made, region=made.region, programme="dibao", payee_name=f"户主{number}", payee_id_no=casework.IDS[0],
            amount_fen=amount_fen, starts="2026-11",
        )  # fmt: skip


def built(site: Site, by: Any, region: str = COUNTY, month: str = "2026-11") -> Any:
    from zhongfu.payments.actions import build_batch

    with site.role("app"), site.scope(region):
        return build_batch(region=region, month=month, by=by, at=AT)


def test_a_batch_holds_each_entitlement_once_and_counts_itself(site: Site, team: Staff) -> None:
    from zhongfu.payments.models import Item

    for number in ("H1", "H2"):
        entitled(site, team, number)
    batch = built(site, team.confirmer)
    assert (batch.number, batch.items_count, batch.total_fen) == ("441424-202611-01", 2, 252_000)
    entitled(site, team, "H3")
    again = built(site, team.confirmer)
    assert (again.number, again.items_count) == (batch.number, 3)
    assert Item.objects.count() == 3


def test_a_month_before_the_start_pays_nothing(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused

    entitled(site, team, "H1")
    with pytest.raises(Refused, match="没有待发放"):
        built(site, team.confirmer, month="2026-10")


def test_a_township_clerk_builds_the_towns_part_and_the_county_the_rest(site: Site, team: Staff) -> None:
    entitled(site, team, "H1")
    entitled(site, team, "H2", region=casework.SISTER)
    with site.role("app"), site.scope(TOWN):
        from zhongfu.payments.actions import build_batch

        own = build_batch(region=COUNTY, month="2026-11", by=team.clerk, at=AT)
    rest = built(site, team.confirmer)
    assert (own.region, own.items_count, rest.region, rest.items_count) == (TOWN, 1, COUNTY, 1)


def test_the_builder_cannot_approve_and_nobody_approves_twice(site: Site, team: Staff) -> None:
    from django.db import IntegrityError, transaction

    from zhongfu.audit.models import Event
    from zhongfu.audit.refusal import NotPermitted, Refused
    from zhongfu.payments.actions import approve
    from zhongfu.payments.models import Batch

    entitled(site, team, "H1")
    batch = built(site, team.confirmer)
    with site.role("app"), site.scope(COUNTY):
        with pytest.raises(Refused, match="同一人"):
            approve(batch=batch, by=team.confirmer, at=AT)
        with pytest.raises(IntegrityError, match="payments_two_persons"), transaction.atomic():
            Batch.objects.update(approved_by=team.confirmer)
        with pytest.raises(NotPermitted):
            approve(batch=batch, by=team.clerk, at=AT)
        approve(batch=batch, by=team.other_confirmer, at=AT)
        with pytest.raises(Refused, match="已审批"):
            approve(batch=batch, by=team.other_confirmer, at=AT)
        assert list(Event.objects.filter(subject_kind="batch").values_list("verb", flat=True)) == ["batch.built", "batch.approved"]


def test_an_approved_batch_and_its_items_are_fixed_by_the_database(site: Site, team: Staff) -> None:
    from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

    from zhongfu.payments.actions import approve, bank_file
    from zhongfu.payments.models import Batch, Item

    late = entitled(site, team, "H1")
    batch = built(site, team.confirmer)
    with site.role("app"), site.scope(COUNTY):
        held = approve(batch=batch, by=team.other_confirmer, at=AT)
        assert bank_file(held) == bank_file(Batch.objects.get())
        with pytest.raises(IntegrityError), transaction.atomic():
            Batch.objects.update(total_fen=1)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Item.objects.update(amount_fen=1)
        with pytest.raises(IntegrityError), transaction.atomic():
            Item.objects.create(batch=held, entitlement=late, region=TOWN, month="2026-12", payee_name="x", payee_id_no="x", amount_fen=126_000)
    with site.role("owner"), connection.cursor() as cursor, pytest.raises((ProgrammingError, InternalError)):
        cursor.execute("UPDATE payments_item SET amount_fen = amount_fen + 1")


def test_one_changed_byte_stops_the_file(site: Site, team: Staff) -> None:
    from zhongfu.audit.refusal import Refused
    from zhongfu.payments.actions import approve, bank_file

    entitled(site, team, "H1")
    batch = built(site, team.confirmer)
    with site.role("app"), site.scope(COUNTY):
        held = approve(batch=batch, by=team.other_confirmer, at=AT)
        with site.superuser() as attacker:
            attacker.execute("SET session_replication_role = replica")
            attacker.execute("UPDATE payments_item SET payee_name = '另一人'")
    with site.role("app"), site.scope(COUNTY), pytest.raises(Refused, match="不一致"):
        bank_file(held)


def test_the_bank_file_reads_as_documented_and_runs_no_formula(site: Site, team: Staff) -> None:
    from zhongfu.payments import bankfile

    entitled(site, team, "H1", 100_05)
    batch = built(site, team.confirmer)
    with site.superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE payments_item SET payee_name = '=1+1'")
    with site.role("app"), site.scope(COUNTY):
        lines = bankfile.content(batch).decode("utf-8-sig").split("\r\n")
    assert lines[0] == "批次号,发放月份,序号,收款人姓名,证件号码,收款账号,金额,摘要"
    assert lines[1] == f"441424-202611-01,2026-11,1,'=1+1,{casework.IDS[0]},,100.05,最低生活保障金"
    assert lines[2] == "441424-202611-01,2026-11,合计,1,,,100.05,"


@pytest.mark.parametrize("cell", ["=A1", "+1", "-1", "@x", "\tx", "＝A1", "＋1", "－1", "＠x"])
def test_dangerous_cells_are_text(cell: str) -> None:
    from zhongfu.payments.bankfile import harmless

    assert harmless(cell) == "'" + cell


def test_the_database_pays_an_entitlement_once_a_month_and_its_own_amount(site: Site, team: Staff) -> None:
    from django.db import IntegrityError, transaction

    from zhongfu.payments.models import Batch, Item

    entitlement = entitled(site, team, "H1")
    built(site, team.confirmer)
    with site.role("app"), site.scope(COUNTY):
        batch = Batch.objects.get()
        item = {"batch": batch, "entitlement": entitlement, "region": TOWN, "month": "2026-11", "payee_name": "x", "payee_id_no": "x"}
        with pytest.raises(IntegrityError, match="payments_once_a_month"), transaction.atomic():
            Item.objects.create(**item, amount_fen=126_000)
        with pytest.raises(IntegrityError, match="待遇不符"), transaction.atomic():
            Item.objects.create(**item, amount_fen=126_001)


def test_many_clicks_make_one_batch(site: Site, team: Staff) -> None:
    from django.db import connections

    entitled(site, team, "H1")
    made: list[str] = []

    def click() -> None:
        from zhongfu.payments.actions import build_batch

        try:
            with site.scope(COUNTY):
                made.append(build_batch(region=COUNTY, month="2026-11", by=team.confirmer, at=AT).number)
        finally:
            connections.close_all()

    with site.role("app"):
        threads = [Thread(target=click) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == ["441424-202611-01"] * 8
