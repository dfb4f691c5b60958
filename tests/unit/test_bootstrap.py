"""准备 The set-up script: a good enough Python, pip's settings in uv's words, nothing done twice, clear words when it cannot go on."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tools" / "bootstrap.py"


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty checkout in which the script believes it lies."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "tools").mkdir()
    for name in ("requirements.txt", "requirements-dev.txt", "tools/uv.txt", "pyproject.toml"):
        (tmp_path / name).write_text(f"# {name}\n")
    (tmp_path / "src" / "zhongfu").mkdir(parents=True)
    (tmp_path / "src" / "zhongfu" / "__init__.py").write_text("")
    for name, value in {"ROOT": "", "VENV": ".venv", "PYTHON": ".venv/bin/python", "STAMP": ".venv/stamp"}.items():
        monkeypatch.setattr(bootstrap, name, str(tmp_path / value) if value else str(tmp_path))
    yield tmp_path


@pytest.fixture
def steps(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The programs that the script would run, instead of running them."""
    ran: list[str] = []
    monkeypatch.setattr(bootstrap, "bring_uv", lambda: {})
    monkeypatch.setattr(bootstrap, "run_uv", lambda environment, command: ran.append(" ".join(command)))
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command, **_: ran.append(" ".join(command)) or 0)
    return ran


def test_pips_settings_reach_uv_in_its_own_words(bootstrap: ModuleType, tmp_path: Path) -> None:
    one, two, gone = tmp_path / "one", tmp_path / "two", tmp_path / "gone"
    one.mkdir()
    two.mkdir()
    settings = {
        "index-url": "https://one.example/simple",
        "extra-index-url": f"\nhttps://two.example/simple\nhttps://three.example/simple file://{gone}",
        "find-links": f"{one}  {two} {gone}",
        "cert": "/etc/ca.pem",
        "trusted-host": "one.example",
        "default-timeout": "180",
        "no-index": "true",
        "disable-pip-version-check": "1",
    }
    assert bootstrap.in_uvs_words(settings) == {
        "UV_DEFAULT_INDEX": "https://one.example/simple",
        "UV_INDEX": "https://two.example/simple https://three.example/simple",
        "UV_FIND_LINKS": f"{one},{two}",
        "SSL_CERT_FILE": "/etc/ca.pem",
        "UV_INSECURE_HOST": "one.example",
        "UV_HTTP_TIMEOUT": "180",
        "UV_NO_INDEX": "1",
    }


def test_the_nearest_of_pips_settings_wins(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = ":env:.cert='/env.pem'\nglobal.cert='/global.pem'\ninstall.find-links='/a /b'\nglobal.find-links='/c'\nfreeze.all='1'\n"
    monkeypatch.setattr(bootstrap, "output", lambda command: printed)
    assert bootstrap.pip_settings(["pip"]) == {"cert": "/env.pem", "find-links": "/a /b"}


def test_no_index_reaches_uv_as_an_option(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command, **_: ran.append(command) or 0)
    bootstrap.run_uv({"UV_NO_INDEX": "1"}, ["install"])
    bootstrap.run_uv({}, ["install"])
    assert [command[3:] for command in ran] == [["--no-index"], []]


def test_what_is_set_for_uv_itself_is_left_alone(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "pip_settings", lambda pip: {"find-links": "/pips", "cert": "/pips.pem"})
    monkeypatch.setenv("UV_FIND_LINKS", "/uvs")
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    environment = bootstrap.uv_environment(["pip"])
    assert (environment["UV_FIND_LINKS"], environment["SSL_CERT_FILE"]) == ("/uvs", "/pips.pem")
    assert environment["UV_INDEX_STRATEGY"] == "unsafe-best-match"


def test_an_old_python_finds_a_newer_one_on_the_path(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim = tmp_path / "python3"
    shim.write_text("#!/bin/sh\necho 'pyenv: no such version' >&2\nexit 127\n")
    newer = tmp_path / "python3.12"
    newer.write_text("#!/bin/sh\necho 3 12\n")
    for program in (shim, newer):
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "none"))
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 8, 1))
    assert bootstrap.new_enough() == str(newer)


def test_an_old_python_finds_a_newer_one_of_pyenv(bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "versions" / "3.13.0" / "bin" / "python3"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho 3 13\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 8, 1))
    assert bootstrap.new_enough() == str(program)


def test_no_good_python_is_said_in_both_languages(bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 8, 1))
    with pytest.raises(bootstrap.Stop, match=r"需要 Python 3\.11[^\n]*\n.*Python 3\.11 or newer is needed"):
        bootstrap.new_enough()


def test_a_second_set_up_does_nothing(bootstrap: ModuleType, checkout: Path, steps: list[str]) -> None:
    bootstrap.prepare(dev=True)
    assert [step for step in steps if "requirements-dev.txt" in step] and [step for step in steps if "-e" in step]
    steps.clear()
    bootstrap.prepare(dev=True)
    bootstrap.prepare(dev=False)
    assert steps == []


@pytest.mark.parametrize("changed", ["requirements.txt", "tools/uv.txt", "pyproject.toml", "requirements-dev.txt"])
def test_what_changed_is_installed_again(bootstrap: ModuleType, checkout: Path, steps: list[str], changed: str) -> None:
    bootstrap.prepare(dev=True)
    steps.clear()
    (checkout / changed).write_text("# another\n")
    bootstrap.prepare(dev=True)
    assert steps


def test_every_requirement_is_installed_against_its_hash(bootstrap: ModuleType, checkout: Path, steps: list[str]) -> None:
    bootstrap.prepare(dev=True)
    assert all("--require-hashes" in step for step in steps if "-r " in step)


def test_a_moved_checkout_gets_a_new_environment(
    bootstrap: ModuleType, checkout: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.prepare(dev=False)
    made: list[bool] = []
    monkeypatch.setattr(bootstrap, "make_venv", lambda: made.append(True))
    stamp = json.loads(Path(bootstrap.STAMP).read_text())
    Path(bootstrap.STAMP).write_text(json.dumps(stamp | {"place": "elsewhere"}))
    bootstrap.prepare(dev=False)
    assert made == [True]


def test_a_failed_installation_leaves_no_stamp(bootstrap: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "bring_uv", lambda: {})
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command, **_: 1)
    with pytest.raises(bootstrap.Stop, match="pip config list"):
        bootstrap.prepare(dev=False)
    assert not Path(bootstrap.STAMP).exists()


def test_a_folder_that_cannot_be_written_is_said_without_a_traceback(tmp_path: Path) -> None:
    copy = tmp_path / "tools" / "bootstrap.py"
    copy.parent.mkdir()
    copy.write_bytes(SCRIPT.read_bytes())
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").write_text("a file where a folder should be")
    (tmp_path / ".venv" / "zhongfu-setup.json").mkdir()
    done = subprocess.run([sys.executable, str(copy)], capture_output=True, text=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and "无法" in done.stderr


def test_without_root_and_sudo_the_command_is_said(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ZHONGFU_CHROMIUM", raising=False)
    bootstrap.bring_browser()
    assert "sudo apt-get install -y chromium" in capsys.readouterr().out


def test_the_locks_name_no_registry_and_hash_everything() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "tools/uv.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text and "--index" not in text and "--find-links" not in text
        pins = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
        assert pins and all("==" in line and line.endswith("\\") for line in pins)


def test_the_ci_runs_what_the_readme_says() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text() and "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
