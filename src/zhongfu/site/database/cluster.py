"""数据库连接 Cluster: a server that takes connections, and the address of each role on it."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from psycopg.conninfo import conninfo_to_dict

from zhongfu.site.database import sockets, trouble

ROLES = ("owner", "app", "worker")
DATABASE = "zhongfu"


@dataclass(frozen=True)
class Cluster:
    """A running server as one home sees it. `external` is DATABASE_URL where somebody else runs the server."""

    home: Path
    sockets: Path
    external: str = ""
    pid: int | None = None

    @property
    def database(self) -> str:
        """The name of the database that holds everything."""
        return str(conninfo_to_dict(self.external).get("dbname") or DATABASE) if self.external else DATABASE

    def url(self, role: str) -> str:
        """The address by which "owner", "app" or "worker" connects: postgresql://… with its password."""
        if role not in ROLES:
            raise ValueError(f"no such role: {role}; one of {', '.join(ROLES)}")
        return self._url(f"zhongfu_{role}", password(self.home, role), self.database)

    def admin_url(self, database: str | None = None) -> str:
        """The address by which roles and databases are made."""
        if self.external:
            return self.external
        return self._url("postgres", password(self.home, "postgres"), database or "postgres")

    def django(self, role: str) -> dict[str, object]:
        """The same address as an entry of Django's DATABASES, without the options that belong to the site."""
        parts = conninfo_to_dict(self.url(role))
        named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
        entry: dict[str, object] = {key: str(parts.pop(part, "")) for key, part in named.items()}
        return entry | {"ENGINE": "django.db.backends.postgresql", "OPTIONS": dict(parts)}

    def _url(self, user: str, secret: str, database: str) -> str:
        login = f"{quote(user)}:{quote(secret, safe='')}"
        if not self.external:
            return f"postgresql://{login}@/{quote(database)}?host={quote(str(self.sockets), safe='')}&port={sockets.PORT}"
        parts = {**conninfo_to_dict(self.external), "user": user, "password": secret, "dbname": database}
        options = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in parts.items() if name not in ("user", "password", "dbname"))
        return f"postgresql://{login}@/{quote(database)}?{options}"


def password(home: Path, role: str) -> str:
    """The role's password on this home's server: random, made at the first call, kept in `keys/` for the home's account only."""
    path = home / "keys" / f"{role}.password"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _make_password(path)
    except PermissionError:
        raise trouble.not_ours(path.parent) from None


def _make_password(path: Path) -> str:
    """Write the password under its name in one step, so that of two processes both read the same one."""
    working = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(working, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(24) + "\n")
        os.link(working, path)
    except FileExistsError:
        pass
    except OSError as error:
        raise trouble.from_os(error, path.parent) from None
    finally:
        working.unlink(missing_ok=True)
    return path.read_text(encoding="ascii").strip()
