"""参数 Tuning: the server's settings: closed to the network, silent about people, sized for one small machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

# Closed: one socket, passwords only. Nothing listens on the network, not even on loopback.
ACCESS = "local all all scram-sha-256\n"

SETTINGS: dict[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "50",
    # Two cores and a few GB are shared with the web server and the engine of the set work.
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_parallel_workers_per_gather": "1",
    "random_page_cost": "1.1",
    "jit": "off",
    # A commit is on the disk when it returns; a month's COPY does not force a checkpoint in its middle.
    "synchronous_commit": "on",
    "wal_compression": "on",
    "max_wal_size": "2GB",
    "min_wal_size": "160MB",
    "checkpoint_timeout": "15min",
    "timezone": "Asia/Shanghai",
    # What an error says about a row goes to the program that asked, never to a file: LOG and worse only, no statement, no detail.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_checkpoints": "off",
    "log_timezone": "Asia/Shanghai",
    "lc_messages": "C",
}

# One process less per worker of the new asynchronous reader: on a small machine it only costs start time.
SINCE_18 = {"io_method": "sync"}


def write(data: Path, *, sockets: Path, major: int, extra: Mapping[str, str]) -> None:
    """Write the cluster's settings and its access rules. They are ours: what was edited there by hand is replaced."""
    settings = SETTINGS | (SINCE_18 if major >= 18 else {}) | {"unix_socket_directories": str(sockets)} | dict(extra)
    lines = [f"{name} = '{_quoted(value)}'\n" for name, value in settings.items()]
    _replace(data / "postgresql.conf", "".join(lines))
    _replace(data / "pg_hba.conf", ACCESS)


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def _replace(path: Path, text: str) -> None:
    """Only the content changes, so owner and mode of the file stay as the cluster's maker set them."""
    if path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
