"""准备 The set-up script: a good enough Python, pip's settings in uv's words, nothing done twice, clear words when it cannot go on."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
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


class Checkout:
    """A small checkout with the real script and, in the place of uv, a program that writes down what it was asked."""

    def __init__(self, root: Path, bootstrap: ModuleType) -> None:
        self.root = root
        for name in ("requirements.txt", "requirements-dev.txt", "tools/uv.txt", "pyproject.toml", "src/zhongfu/__init__.py"):
            self.write(name, f"# {name}\n")
        self.write("tools/bootstrap.py", SCRIPT.read_text(encoding="utf-8"))
        self.write(".venv/tools/bin/uv", f'#!/bin/sh\necho "$@" >> {root}/asked\ntest ! -e {root}/broken\n').chmod(0o755)
        (root / ".venv" / "bin").mkdir()
        (root / ".venv" / "bin" / "python").symlink_to(sys.executable)
        bootstrap.ROOT = str(root)
        self.write(".venv/tools/" + bootstrap.fingerprint(["tools/uv.txt"]), "")

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def set_up(self, *options: str) -> list[str]:
        """Run the script; what it asked of uv, one line a call."""
        (self.root / "asked").unlink(missing_ok=True)
        done = self.run(*options)
        assert done.returncode == 0, done.stderr
        asked = self.root / "asked"
        return asked.read_text().splitlines() if asked.exists() else []

    def run(self, *options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-B", str(self.root / "tools" / "bootstrap.py"), *options]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.fixture
def checkout(bootstrap: ModuleType, tmp_path: Path) -> Checkout:
    return Checkout(tmp_path, bootstrap)


def pip_that_prints(text: str) -> list[str]:
    return [sys.executable, "-c", f"print({text!r})"]


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


def test_the_nearest_of_pips_settings_wins(bootstrap: ModuleType) -> None:
    printed = ":env:.cert='/env.pem'\nglobal.cert='/global.pem'\ninstall.find-links='/a /b'\nglobal.find-links='/c'\nfreeze.all='1'\n"
    assert bootstrap.pip_settings(pip_that_prints(printed)) == {"cert": "/env.pem", "find-links": "/a /b"}


def test_no_index_reaches_uv_as_an_option(bootstrap: ModuleType, checkout: Checkout) -> None:
    bootstrap.UV = str(checkout.root / ".venv" / "tools" / "bin" / "uv")
    bootstrap.run_uv({"UV_NO_INDEX": "1"}, ["install"])
    bootstrap.run_uv({}, ["install"])
    assert (checkout.root / "asked").read_text() == "pip install --no-index\npip install\n"


def test_what_is_set_for_uv_itself_is_left_alone(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_FIND_LINKS", "/uvs")
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    environment = bootstrap.uv_environment(pip_that_prints("global.find-links='/pips'\nglobal.cert='/pips.pem'"))
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


def test_a_second_set_up_does_nothing(checkout: Checkout) -> None:
    assert any("requirements-dev.txt" in line for line in checkout.set_up("--dev"))
    assert checkout.set_up("--dev") == []
    assert checkout.set_up() == []


@pytest.mark.parametrize("changed", ["requirements.txt", "pyproject.toml", "requirements-dev.txt"])
def test_what_changed_is_installed_again(checkout: Checkout, changed: str) -> None:
    checkout.set_up("--dev")
    checkout.write(changed, "# another\n")
    assert checkout.set_up("--dev")


def test_every_requirement_is_installed_against_its_hash(checkout: Checkout) -> None:
    asked = [line for line in checkout.set_up("--dev") if "-r " in line]
    assert len(asked) == 2 and all("--require-hashes" in line for line in asked)


def test_a_moved_checkout_gets_a_new_environment(checkout: Checkout) -> None:
    checkout.set_up()
    stamp = checkout.root / ".venv" / "zhongfu-setup.json"
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"place": "elsewhere"}))
    checkout.write("tools/uv.txt", "no-such-package==0\n")
    done = checkout.run()
    assert "Making .venv" in done.stdout and not stamp.exists()


def test_a_failed_installation_is_said_and_done_again(checkout: Checkout) -> None:
    checkout.write("broken", "")
    done = checkout.run()
    assert done.returncode == 2 and "pip config list" in done.stderr and "依赖没有装好" in done.stderr
    (checkout.root / "broken").unlink()
    assert checkout.set_up()


def test_a_folder_that_cannot_be_written_is_said_without_a_traceback(checkout: Checkout) -> None:
    checkout.write(".venv/zhongfu-setup.json.new/in-the-way", "")
    done = checkout.run()
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and "准备工作无法继续" in done.stderr and "Set-up cannot go on" in done.stderr


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
