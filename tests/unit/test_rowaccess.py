"""行级安全: tests with the real database roles; what the application may not see, the database itself does not show."""

from __future__ import annotations

from tests.portals_site import Site


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
