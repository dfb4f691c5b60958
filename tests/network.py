"""测试网络 Test network: every connection and every name look-up beyond this machine is refused."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest


class NetworkForbidden(BaseException):
    """A test tried to leave this machine. Not an Exception, so that no `except Exception` hides it."""


@pytest.fixture(scope="session", autouse=True)
def only_loopback() -> Iterator[None]:
    """Refuse every connection and every name look-up beyond this machine, for the whole session."""
    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect, _address_of))
    patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex, _address_of))
    patch.setattr(socket, "getaddrinfo", _guarded(socket.getaddrinfo, lambda host, *_, **__: host))
    patch.delenv("DATABASE_URL", raising=False)
    yield
    patch.undo()


def _guarded(call: Callable[..., Any], address: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(*arguments: Any, **named: Any) -> Any:
        host = address(*arguments, **named)
        if not _is_here(host):
            raise NetworkForbidden("a test may not leave this machine")
        return call(*arguments, **named)

    return guarded


def _address_of(channel: socket.socket, address: Any) -> Any:
    return None if channel.family not in (socket.AF_INET, socket.AF_INET6) else address[0]


def _is_here(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback or ipaddress.ip_address(name).is_unspecified
    except ValueError:
        return name == socket.gethostname()
