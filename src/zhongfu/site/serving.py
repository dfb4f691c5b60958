"""服务 Serving: the portals as a process of their own, in the role of the application, on the loopback address."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from zhongfu.site.database import Cluster
from zhongfu.site.home import Home
from zhongfu.site.problem import Problem

HOST = "127.0.0.1"
PATIENCE_SECONDS = 30


@contextmanager
def served(home: Home, cluster: Cluster, port: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The portals, answering, for the time of the block: their address and their process."""
    port = _free_port(port)
    address = f"http://{HOST}:{port}/"
    log = home.logs / "server.log"
    with log.open("ab") as stream:
        process = subprocess.Popen(_command(port), env=_environment(home, cluster), stdout=stream, stderr=stream, stdin=subprocess.DEVNULL)
    try:
        _wait_until_it_answers(address, process, str(log))
        yield address, process
    finally:
        _end(process)


def _command(port: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "2", "--no-ws", "--log-level", "warning"]
    return [sys.executable, "-m", "granian", *options, "zhongfu.site.wsgi:application"]


def _environment(home: Home, cluster: Cluster) -> dict[str, str]:
    """The web process gets the application's address only: neither the worker's nor the administrator's."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"ZHONGFU_HOME": str(home.root), "ZHONGFU_DB_ROLE": "app", "ZHONGFU_ROLE_URL": cluster.url("app")}


def check_port(wanted: int) -> None:
    """Say at once that the port is in use, before any work is done."""
    _free_port(wanted)


def _free_port(wanted: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            raise Problem(
                f"端口 {wanted} 已被占用。请用 --port 指定另一个端口，或用 --port 0 任选一个。",
                f"Port {wanted} is in use. Name another with --port, or let one be chosen with --port 0.",
            ) from None
        return int(probe.getsockname()[1])


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes], log: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address + "sign-in", timeout=10).close()
            return
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.05)
    raise Problem(f"页面服务没有启动，细节见 {log}。", f"The pages could not be served; details are in {log}.")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
