"""数据库角色 Roles: the owner of the tables, the web application and the worker, each with only what it needs.

| role | for | may |
|---|---|---|
| zhongfu_owner | migrations | own database, schema and tables |
| zhongfu_app | pages | what is granted table by table, within row-level security |
| zhongfu_worker | jobs and commands | what is granted table by table, under its own row policy |

None of them is a superuser, may make roles, or bypasses row-level security.
"""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
from psycopg import sql

from zhongfu.site.database import trouble
from zhongfu.site.database.cluster import ROLES, Cluster, password

# Any number that nothing else in the system uses as an advisory lock.
LOCK = 0x7A66_726F
LIMITS = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")


def prepare_roles(cluster: Cluster) -> None:
    """Make the roles and the database, or set them right; running it again changes nothing.

    Raises DatabaseUnavailable: a full disk, keys that do not fit, a server that recovers, an account that may not make roles.
    """
    try:
        _prepare(cluster)
    except psycopg.errors.InsufficientPrivilege:
        raise trouble.roles_needed(_script(cluster)) from None
    except psycopg.errors.DiskFull:
        raise trouble.disk_full(cluster.home) from None
    except psycopg.OperationalError as error:
        raise _refused(cluster, str(error)) from None


def _refused(cluster: Cluster, text: str) -> trouble.DatabaseUnavailable:
    if "authentication failed" in text:
        return trouble.keys_do_not_fit(cluster.home / "keys")
    return trouble.broken_off(text.strip().splitlines()[-1].rpartition("FATAL:")[2].strip())


def _prepare(cluster: Cluster) -> None:
    if _all_can_sign_in(cluster):
        return
    with psycopg.connect(cluster.admin_url(), autocommit=True) as connection:
        # Two programs may come to a new home at once.
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        for statement in _role_statements(cluster):
            connection.execute(statement)
        if not cluster.external and not _has_database(connection, cluster.database):
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER zhongfu_owner").format(sql.Identifier(cluster.database)))
        _grant(cluster)


def _grant(cluster: Cluster) -> None:
    with psycopg.connect(cluster.admin_url(cluster.database), autocommit=True) as connection:
        for statement in _grants(cluster):
            connection.execute(statement)


def _all_can_sign_in(cluster: Cluster) -> bool:
    """Whether the work was done already: the usual case, and the only check where an administrator made the roles."""
    try:
        for role in ROLES:
            psycopg.connect(cluster.url(role), connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


def _has_database(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _role_statements(cluster: Cluster) -> list[sql.Composed]:
    return [_role_statement(f"zhongfu_{role}", password(cluster.home, role)) for role in ROLES]


def _role_statement(name: str, secret: str) -> sql.Composed:
    """Make the role or give it this home's password, whichever is needed."""
    statement = sql.SQL(
        "DO $$ BEGIN "
        "IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = {text}) THEN CREATE ROLE {name} {limits}; END IF; "
        "EXECUTE format('ALTER ROLE {name} PASSWORD %L', {secret}); END $$"
    )
    return statement.format(name=sql.Identifier(name), text=sql.Literal(name), limits=LIMITS, secret=sql.Literal(secret))


def _grants(cluster: Cluster) -> list[sql.Composed]:
    """Only the owner makes tables; the others may look into the schema and get the rest table by table, in migrations."""
    name = sql.Identifier(cluster.database)
    texts = [
        "REVOKE ALL ON DATABASE {} FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE {} TO zhongfu_app, zhongfu_worker",
        "GRANT ALL ON DATABASE {} TO zhongfu_owner",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT ALL ON SCHEMA public TO zhongfu_owner",
        "GRANT USAGE ON SCHEMA public TO zhongfu_app, zhongfu_worker",
    ]
    return [sql.SQL(text).format(name) for text in texts]


def _script(cluster: Cluster) -> Path:
    """The same statements as a file for the database's administrator. It holds the passwords, so it lies among the keys."""
    path = cluster.home / "keys" / "roles.sql"
    text = "".join(f"{statement.as_string()};\n" for statement in [*_role_statements(cluster), *_grants(cluster)])
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
    return path
