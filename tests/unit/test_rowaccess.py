"""行级安全: tests with the real database roles; what the application may not see, the database itself does not show."""

from __future__ import annotations

from typing import Any

import pytest
from tests import casework
from tests.casework import SISTER, TOWN
from tests.portals_site import AT, Site


def test_every_table_is_declared_protected_or_open(site: Site) -> None:
    with site.superuser() as connection:
        tables = connection.execute(
            "SELECT relname, relrowsecurity, coalesce(obj_description(oid), '') FROM pg_class"
            " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        ).fetchall()
    undeclared = [name for name, secured, said in tables if not (secured and said == "protected by region") and not said.startswith("open: ")]
    assert undeclared == []
    assert {name for name, secured, _ in tables if secured} >= {"people_person", "people_household", "cases_case", "audit_event"}


def test_roles_have_no_way_around(site: Site) -> None:
    with site.superuser() as connection:
        roles = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'zhongfu%' AND (rolsuper OR rolbypassrls OR rolcreaterole)"
        ).fetchall()
        owners = connection.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert roles == []
    assert owners == [("zhongfu_owner",)]


TABLES = ("Household", "Person", "HouseholdMonth", "Case", "Entitlement", "Batch", "Item", "RedecisionProposal", "Score", "Alert", "LevelCount", "ScreeningCount", "Event")


def models() -> dict[str, Any]:
    from django.apps import apps

    return {model.__name__: model for model in apps.get_models() if model.__name__ in TABLES}


@pytest.fixture
def two_towns(site: Site) -> Site:
    """One row of everything in each of two towns, written past the application."""
    team = casework.staff(site)
    for number, town in (("H1", TOWN), ("H2", SISTER)):
        casework.household(site, number, town)
    with site.superuser() as db:
        db.execute("SET session_replication_role = replica")
        for number, town in (("1", TOWN), ("2", SISTER)):
            values = {"h": f"H{number}", "r": town, "n": int(number), "u": team.clerk.pk, "at": AT}
            for statement in ROWS:
                db.execute(statement, values)
    return site


ROWS = (
    "INSERT INTO people_householdmonth (household_id, month, region, members, minors, elders) VALUES (%(h)s, '2026-10', %(r)s, 3, 1, 0)",
    "INSERT INTO cases_case (number, household_id, region, programme, origin, month, facts, declared, demonstration, status, opened_by_id,"
    " opened_at, due_on, proposal, opinion, returned_reason, refusal_reason, letter_number) VALUES (%(h)s, %(h)s, %(r)s, 'dibao',"
    " 'application', '2026-10', '{}', '{}', false, 'accepted', %(u)s, %(at)s, %(at)s, '', '', '', '', '')",
    "INSERT INTO cases_entitlement (id, case_id, household_id, region, programme, payee_name, payee_id_no, amount_fen, starts, demonstration)"
    " VALUES (%(n)s, %(h)s, %(h)s, %(r)s, 'dibao', 'x', 'x', 1, '2026-11', false)",
    "INSERT INTO payments_batch (number, month, region, status, items_count, total_fen, demonstration, file_digest, built_by_id, built_at)"
    " VALUES (%(h)s, '2026-11', %(r)s, 'draft', 1, 1, false, '', %(u)s, %(at)s)",
    "INSERT INTO payments_item (id, batch_id, entitlement_id, region, month, payee_name, payee_id_no, amount_fen)"
    " VALUES (%(n)s, %(h)s, %(n)s, %(r)s, '2026-11', 'x', 'x', 1)",
    "INSERT INTO monitoring_screeningcount (month, region, programme, standing, fact, households)"
    " VALUES ('2026-10', %(r)s, 'dibao', 'undecidable', '', 1)",
    "INSERT INTO payments_redecisionproposal (id, case_id, region, programme, reason, cause, facts, first, last, answer, underpaid_fen,"
    " overpaid_fen, decided_digest, redecided_digest, demonstration, found_at, note, state, words, settled_months, to_pay_fen) VALUES"
    " (%(n)s, %(h)s, %(r)s, 'dibao', 'law_changed', %(h)s, '{}', '2026-11', '2026-11', '{}', 0, 0, '', '', false, %(at)s, '', 'proposed', '',"
    " '[]', 0)",
    "INSERT INTO monitoring_score (household_id, month, region, score, level) VALUES (%(h)s, '2026-10', %(r)s, 80, 'red')",
    "INSERT INTO monitoring_alert (id, household_id, region, month, level, severity, score, findings, status, raised_at, due_on, outcome,"
    " reason) VALUES (%(n)s, %(h)s, %(r)s, '2026-10', 'red', 1, 80, '[]', 'open', %(at)s, %(at)s, '', '')",
    "INSERT INTO monitoring_levelcount (id, month, region, level, households) VALUES (%(n)s, '2026-10', %(r)s, 'red', 1)",
    "INSERT INTO audit_event VALUES (100 + %(n)s, %(at)s, 'a', 'v', 'k', %(h)s, %(r)s, '{}', '', '')",
)


@pytest.mark.parametrize("name", TABLES)
def test_an_official_sees_the_own_town_and_without_a_scope_nothing(two_towns: Site, name: str) -> None:
    table = models()[name]
    with two_towns.role("app"):
        assert table.objects.count() == 0
        with two_towns.scope(TOWN):
            assert set(table.objects.values_list("region", flat=True)) == {TOWN}
            assert not table.objects.filter(region=SISTER).exists()
        with two_towns.scope("441424"):
            assert set(table.objects.values_list("region", flat=True)) == {TOWN, SISTER}
        with two_towns.scope("440104"):
            assert table.objects.count() == 0
        assert table.objects.count() == 0, "the scope ends with its transaction"


def test_related_rows_and_groups_do_not_leak(two_towns: Site) -> None:
    from django.db.models import Count

    with two_towns.role("app"), two_towns.scope(TOWN):
        found = models()
        assert found["Household"].objects.filter(persons__name__contains="H2").count() == 0
        assert list(found["Person"].objects.values_list("region").annotate(number=Count("pk"))) == [(TOWN, 3)]
        joined = found["Alert"].objects.select_related("household").get()
        assert joined.household.region == TOWN
        assert found["Alert"].objects.filter(household__household_id="H2").count() == 0
        assert found["Item"].objects.filter(entitlement__case__household="H2").count() == 0


def test_the_worker_sees_every_region_and_the_owner_is_not_bound(two_towns: Site) -> None:
    for role in ("worker", "owner"):
        with two_towns.role(role):
            assert models()["Person"].objects.count() == 6


def test_another_town_cannot_be_written_to(two_towns: Site) -> None:
    from django.db import DatabaseError, transaction

    found = models()
    with two_towns.role("app"), two_towns.scope(TOWN):
        assert found["Case"].objects.filter(pk="H2").update(opinion="x") == 0
        assert found["Alert"].objects.filter(pk=2).update(reason="x") == 0
        own = found["Case"].objects.get()
        attempts = (
            lambda: found["Case"].objects.filter(pk="H1").update(region=SISTER),
            lambda: found["Alert"].objects.filter(pk=1).update(region=SISTER),
            lambda: found["Case"].objects.create(**_copy(own, number="X", region=SISTER, household_id="H2", programme="edge")),
            lambda: found["Case"].objects.create(**_copy(own, number="X", household_id="H2", programme="edge")),
            lambda: found["Batch"].objects.create(number="X", month="2026-12", region="441424", built_by_id=own.opened_by_id, built_at=AT),
            lambda: found["Alert"].objects.filter(pk=1).delete(),
            lambda: found["Household"].objects.filter(pk="H1").update(head_name="x"),
        )
        for attempt in attempts:
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()


def _copy(case: Any, **changes: Any) -> dict[str, Any]:
    fields = ("programme", "origin", "month", "facts", "opened_by_id", "opened_at", "due_on", "region", "household_id")
    return {name: getattr(case, name) for name in fields} | changes


def test_an_error_for_another_town_reads_like_one_for_nobody(two_towns: Site) -> None:
    """Whether a household exists elsewhere cannot be told from the refusal."""
    from django.db import DatabaseError, transaction

    said = []
    with two_towns.role("app"), two_towns.scope(TOWN):
        own = models()["Case"].objects.get()
        for household in ("H2", "H999"):
            with pytest.raises(DatabaseError) as refused, transaction.atomic():
                models()["Case"].objects.create(**_copy(own, number="X", household_id=household, programme="edge"))
            said.append(str(refused.value).splitlines()[0])
    assert said[0] == said[1]


def test_a_new_table_without_a_declaration_is_closed(site: Site) -> None:
    from django.db import DatabaseError, connection

    with site.role("owner"), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE probe (id int)")
    try:
        with pytest.raises(AssertionError):
            test_every_table_is_declared_protected_or_open(site)
        with site.role("app"), connection.cursor() as cursor, pytest.raises(DatabaseError):
            cursor.execute("SELECT * FROM probe")
    finally:
        with site.role("owner"), connection.cursor() as cursor:
            cursor.execute("DROP TABLE probe")


def test_searches_use_their_indexes_under_row_level_security(site: Site) -> None:
    """A comparison that is not leakproof would be run over every row of the register."""
    from django.db import connection

    with site.superuser() as db:
        db.execute(
            "INSERT INTO people_person (id_no, household_id, region, name, month) SELECT i::text, i::text, '441424125', 'N' || i, '2026-10'"
            " FROM generate_series(1, 20000) i"
        )
        db.execute("ANALYZE people_person")
    queries = {
        "people_person_name": "SELECT * FROM people_person WHERE name >= 'N123' AND name < 'N124' ORDER BY name, id_no LIMIT 20",
        "people_person_pkey": "SELECT * FROM people_person WHERE id_no = '123'",
    }
    with site.role("app"), site.scope(TOWN), connection.cursor() as cursor:
        for index, query in queries.items():
            cursor.execute(f"EXPLAIN {query}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert index in plan, plan
