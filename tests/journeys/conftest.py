"""旅程的共同约定 What every journey may count on: a demonstration that runs as a person would start it, and a browser."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.database import temporary_home
from tests.journeys.place import Place

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip

@pytest.fixture(scope="session")
def place() -> Iterator[Place]:
    """`zhongfu up` in a home of its own, with 1,500 invented people; stopped afterwards."""
    with temporary_home() as home:
        command = [sys.executable, "-m", "zhongfu.site.cli", "up", "--home", str(home), "--people", "1500", "--port", "0", "--no-browser", "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            ready = _ready(server)
            try:
                yield Place(ready["address"], home, {each["username"]: each["password"] for each in ready["sign_ins"]})
            finally:
                server.terminate()
                server.wait(timeout=60)


def _ready(server: subprocess.Popen[str]) -> dict[str, Any]:
    """The one JSON document that `up --json` prints when everything is ready."""
    assert server.stdout is not None
    text = ""
    for line in server.stdout:
        text += line
        try:
            return dict(json.loads(text))
        except json.JSONDecodeError:
            continue
    raise AssertionError(f"zhongfu up ended before it was ready, with status {server.wait()}")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for the journeys of a file. It is gone when others run: while it lives its thread counts as asynchronous."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`opened(width)` gives a page of a person's own: nobody shares cookies. A request that leaves the machine fails the test."""
    contexts: list[BrowserContext] = []
    strayed: list[str] = []

    def open_page(width: int = 1440) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai")
        contexts.append(context)
        context.on("request", lambda request: strayed.append(request.url) if not _is_local(request.url) else None)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert strayed == []


def _is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


@pytest.fixture
def sound() -> Callable[[Page], None]:
    """`sound(page)` fails when axe finds a fault, when the page is wider than the window, or when it shows no demonstration mark."""

    def check(page: Page) -> None:
        faults = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in Axe().run(page).response["violations"]]
        assert faults == [], page.url
        window = page.viewport_size
        assert window is not None
        assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], page.url
        assert page.get_by_text("演示值").first.is_visible(), page.url

    return check
