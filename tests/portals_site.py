"""测试用安装 Test installation: Django in a demonstration home on the real PostgreSQL, connected in each of its real roles.

    def test_something(site):
        with site.role("app"), site.scope("441424"):
            Household.objects.count()
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest

from zhongfu.site.database import Cluster
from zhongfu.site.home import Home

CHINA = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 2, 9, 0, tzinfo=CHINA)


@dataclass(frozen=True)
class Site:
    """An installation under test. `role` switches the connection to a real database role, `scope` enters a region."""

    home: Home
    cluster: Cluster

    @contextlib.contextmanager
    def role(self, role: str) -> Iterator[None]:
        """Django's connection in the role "app", "worker" or "owner" for the time of the block."""
        from django.db import connection

        before = dict(connection.settings_dict)
        _connect_as(self.cluster, role)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before)

    @contextlib.contextmanager
    def scope(self, code: str) -> Iterator[None]:
        """One transaction that sees the region `code` and what lies in it."""
        from django.db import transaction

        from zhongfu.people import access

        with transaction.atomic():
            access.enter(access.bounds(code))
            yield

    def superuser(self) -> psycopg.Connection[Any]:
        """A connection past every check, for what an attacker with the machine could do."""
        return psycopg.connect(self.cluster.admin_url(self.cluster.database), autocommit=True)


def _connect_as(cluster: Cluster, role: str) -> None:
    from django.db import connection

    from zhongfu.site.connection import from_url

    connection.close()
    connection.settings_dict.update(from_url(cluster.url(role)))


@pytest.fixture(scope="session")
def installation(cluster: Cluster) -> Iterator[Site]:
    """Django set up and migrated once per test process, in a demonstration home."""
    home = Home.create(cluster.home, kind="demo", at=AT)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="zhongfu.site.settings", ZHONGFU_HOME=str(home.root), ZHONGFU_DB_ROLE="worker",
        ZHONGFU_ROLE_URL=cluster.url("worker"),
    )  # fmt: skip
    import django

    django.setup()
    site = Site(home, cluster)
    with site.role("owner"):
        from django.core.management import call_command

        call_command("migrate", verbosity=0, skip_checks=True)
    yield site
    from django.db import connection

    connection.close()


@pytest.fixture
def site(installation: Site) -> Iterator[Site]:
    """The installation with empty tables. Connected as the worker until a test takes another role."""
    emptied(installation)
    yield installation
    from django.db import connection

    connection.close()


def emptied(site: Site) -> None:
    """Empty every table, the audit log included."""
    from django.apps import apps

    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    with site.superuser() as connection:
        # As a replica no trigger fires, so that even the audit log can be emptied between tests.
        connection.execute("SET session_replication_role = replica")
        connection.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
        connection.execute("INSERT INTO audit_head (one, sequence, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'))")
    for name in ("audit-head.json", "audit-seal.key"):
        (site.home.keys / name).unlink(missing_ok=True)
