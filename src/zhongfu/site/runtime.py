"""运行环境 Runtime: a home with its database running, its tables up to date and Django set up in the role of the worker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from zhongfu import CHINA
from zhongfu.site.database import Cluster, Supervisor, WriterLock, prepare_roles
from zhongfu.site.home import Home


def now() -> datetime:
    """The moment at which a command was given, in Asia/Shanghai. Only commands and requests read the clock."""
    return datetime.now(CHINA)


@contextmanager
def opened(home: Home, *, writes: bool) -> Iterator[Cluster]:
    """The home's database, running, for the time of the block.

    Raises DatabaseUnavailable, or WriterBusy when `writes` and another command is writing to this home.
    """
    with WriterLock(home.root) if writes else nullcontext(), Supervisor(home.root) as cluster:
        prepare_roles(cluster)
        _set_up_django(home, cluster)
        try:
            migrate(cluster)
            yield cluster
        finally:
            _disconnect()


def _set_up_django(home: Home, cluster: Cluster) -> None:
    os.environ |= {
        "ZHONGFU_HOME": str(home.root),
        "ZHONGFU_DB_ROLE": "worker",
        "ZHONGFU_ROLE_URL": cluster.url("worker"),
        "DJANGO_SETTINGS_MODULE": "zhongfu.site.settings",
    }
    import django

    django.setup()


def migrate(cluster: Cluster) -> None:
    """Bring the tables up to date as their owner; the worker and the application may not change a table."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    connections.settings["owner"] = connections.settings["default"] | cluster.django("owner")
    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    connections["owner"].close()


def _disconnect() -> None:
    from django.db import connections

    connections.close_all()


def home_for(path: Path, *, kind: str) -> Home:
    """The home at `path`, made as `kind` ("demo" or "production") where none is there yet."""
    return Home.open(path) if (Path(path).expanduser() / "home.json").exists() else Home.create(path, kind=kind, at=now())
