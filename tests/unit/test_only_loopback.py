"""测试不出本机 The tests' own promise: nothing leaves this machine, and what stays on it works."""

from __future__ import annotations

import http.client
import socket
import urllib.request

import pytest
from tests.network import NetworkForbidden


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "registry.example"])
def test_no_connection_leaves_this_machine(host: str) -> None:
    with pytest.raises(NetworkForbidden):
        socket.create_connection((host, 80), timeout=1)
    with pytest.raises(NetworkForbidden):
        http.client.HTTPConnection(host, timeout=1).request("GET", "/")


def test_no_name_is_looked_up() -> None:
    with pytest.raises(NetworkForbidden):
        socket.getaddrinfo("registry.example", 443)
    with pytest.raises(NetworkForbidden):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open("http://registry.example/", timeout=1)


def test_no_datagram_is_aimed_elsewhere() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as channel, pytest.raises(NetworkForbidden):
        channel.connect(("192.0.2.1", 53))


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        socket.create_connection(("localhost", port), timeout=1).close()
