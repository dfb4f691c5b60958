"""数据库监管 The supervisor: started, shared, killed, starved and misled, and never anything lost."""

from __future__ import annotations

import psycopg
import pytest

from zhongfu.site.database import Cluster


@pytest.mark.parametrize("role", ["owner", "app", "worker"])
def test_each_role_signs_in_and_has_no_power_over_row_security(cluster: Cluster, role: str) -> None:
    with psycopg.connect(cluster.url(role)) as connection:
        found = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert found == (f"zhongfu_{role}", False, False, False, False)
