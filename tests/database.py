"""测试用数据库 Test database: one real PostgreSQL per test process, in a home of its own that is gone afterwards.

    def test_something(cluster):
        psycopg.connect(cluster.url("app"))

`started(home)` gives a further one where a test needs a server of its own.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhongfu.site.database import Cluster, Supervisor, prepare_roles
from zhongfu.site.database.place import locate

# A test's data need not survive a power cut.
UNSAFE_AND_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A running server with the three roles and an empty database `zhongfu`, one for each test process."""
    with temporary_home() as home, started(home) as running:
        yield running


@contextlib.contextmanager
def started(home: Path) -> Iterator[Cluster]:
    """The server of this home, with its roles, for the time of the block."""
    with Supervisor(home, settings=UNSAFE_AND_FAST) as running:
        prepare_roles(running)
        yield running


@contextlib.contextmanager
def temporary_home() -> Iterator[Path]:
    """An empty home that other accounts may pass through, so that root's server can run in it."""
    folder = Path(tempfile.mkdtemp(prefix="zhongfu-test-", dir="/tmp" if os.geteuid() == 0 else None))
    folder.chmod(0o711)
    try:
        yield folder / "home"
    finally:
        if (folder / "home" / "database").exists():
            # What a killed test left running.
            Supervisor(folder / "home").stop()
        forget(folder / "home")
        shutil.rmtree(folder)


def forget(home: Path) -> None:
    """Remove what a home keeps outside itself."""
    if not (home / "database" / "place.json").exists():
        return
    folder = locate(home.resolve()).folder
    if folder.parent == Path("/var/lib/zhongfu"):
        shutil.rmtree(folder)
        with contextlib.suppress(OSError):
            os.rmdir(folder.parent)
