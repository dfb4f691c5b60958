"""连接 Connection: how a process of this home reaches the database, in the role it was given."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from zhongfu.site.database import Cluster, place, sockets
from zhongfu.site.home import Home


def database_settings(home: Home, role: str) -> dict[str, Any]:
    """Django's settings for `role` ("app", "worker" or "owner") of this home's database."""
    return from_url(os.environ.get("ZHONGFU_ROLE_URL") or _cluster_url(home, role))


def _cluster_url(home: Home, role: str) -> str:
    """The address of the home's own server, whether it runs already or not; with DATABASE_URL, of the server it names."""
    external = os.environ.get("DATABASE_URL", "")
    folder = Path() if external else sockets.folder(place.locate(home.root))
    return Cluster(home.root, folder, external=external).url(role)


def from_url(url: str) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name?option=value` as Django's settings; a socket folder comes as ?host=."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(options.pop("port", parts.port or "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
