"""测试的共同约定 What every test may count on: no network beyond this machine, a database, a browser where there is one."""

from __future__ import annotations

import os
import shutil

import hypothesis
import pytest

pytest_plugins = ["tests.network", "tests.database", "tests.portals_site"]

ENABLE_BROWSER = "sudo apt-get install -y chromium"

# `make soak` looks much longer. A machine that is busy is no reason to fail, so no example has a time limit.
hypothesis.settings.register_profile("usual", deadline=None, max_examples=100)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=5_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser's program lies. Without one the browser tests are skipped, with the command that would enable them."""
    named = os.environ.get("ZHONGFU_CHROMIUM", "")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip(f"no browser; enable with: {ENABLE_BROWSER}")
    return found
