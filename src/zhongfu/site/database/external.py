"""外部数据库 External database: a server that somebody else runs, named by DATABASE_URL."""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from zhongfu.site.database import programs, trouble
from zhongfu.site.database.cluster import Cluster


def reach(home: Path, address: str) -> Cluster:
    """The cluster behind an address, once it answers and is new enough. Raises DatabaseUnavailable, which never shows the password."""
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            major = connection.info.server_version // 10000
    except psycopg.Error:
        raise trouble.no_answer(_where(address)) from None
    if major < programs.OLDEST:
        raise trouble.too_old(major)
    return Cluster(home, Path(), external=address)


def _where(address: str) -> str:
    try:
        parts = conninfo_to_dict(address)
    except psycopg.Error:
        return "DATABASE_URL"
    return f"{parts.get('host', 'localhost')}:{parts.get('port', 5432)}/{parts.get('dbname', '')}"
