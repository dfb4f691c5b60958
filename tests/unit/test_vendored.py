"""随附文件 Vendored files: each is what its manifest says, with its licence, and calls nobody."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from zhongfu.cases.papers import FONT
from zhongfu.portals.pressing import STATIC, press

VENDOR = STATIC / "vendor"
MANIFEST = json.loads((VENDOR / "MANIFEST.json").read_text("utf-8"))["files"]


@pytest.mark.parametrize("entry", MANIFEST, ids=[entry["file"] for entry in MANIFEST])
def test_a_vendored_file_is_the_one_recorded(entry: dict[str, str]) -> None:
    assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    assert "Permission" in (VENDOR / entry["licence_file"]).read_text("utf-8")
    assert entry["licence"] in ("MIT", "0BSD")


def test_nothing_is_vendored_beside_the_manifest() -> None:
    found = {path.name for path in VENDOR.iterdir() if path.is_file() and path.suffix != ".gz"}
    assert found == {entry["file"] for entry in MANIFEST} | {"MANIFEST.json"}


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_no_style_calls_another_host(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "@import" not in text
    assert [address for address in re.findall(r"url\(['\"]?([^'\")]+)", text) if not address.startswith("data:")] == []


def test_templates_hold_no_inline_script_or_style() -> None:
    for path in (STATIC.parent / "jinja2").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|https?://(?!www\.w3\.org)", text), path.name


def test_the_font_is_the_one_recorded() -> None:
    recorded = (FONT.parent / "README.md").read_text("utf-8")
    assert hashlib.sha256(FONT.read_bytes()).hexdigest() in recorded
    assert "SIL OPEN FONT LICENSE" in (FONT.parent / "OFL.txt").read_text("utf-8")


def test_pressed_copies_follow_what_they_copy(tmp_path: Path) -> None:
    style = tmp_path / "a.css"
    style.write_text("a{}")
    assert press(tmp_path) == [tmp_path / "a.css.gz"]
    assert press(tmp_path) == []
    style.write_text("b{}")
    copy = tmp_path / "a.css.gz"
    copy.touch()
    assert gzip.decompress(copy.read_bytes()) == b"a{}"
    import os

    os.utime(copy, ns=(0, 0))
    press(tmp_path)
    assert gzip.decompress(copy.read_bytes()) == b"b{}"
