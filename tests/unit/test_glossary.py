"""The glossary is whole: every name of the field has its line, and every line names something that exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "zhongfu"
LINE = re.compile(r"^\| (?P<zh>[^|]+) \| (?P<en>[^|]+) \| `(?P<name>[^`]+)` \|$", re.MULTILINE)


def glossary() -> dict[str, tuple[str, str]]:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    return {found["name"]: (found["zh"].strip(), found["en"].strip()) for found in LINE.finditer(text)}


def module_names(folder: str) -> set[str]:
    return {path.stem for path in (SOURCE / folder).glob("*.py") if path.stem != "__init__"}


def table_names() -> set[str]:
    names = set()
    for path in SOURCE.glob("*/models.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names |= {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and any("Model" in ast.unparse(base) or "AbstractBaseUser" in ast.unparse(base) for base in node.bases)
        }
    return names


def missing(names: set[str]) -> list[str]:
    return sorted(names - glossary().keys())


def test_every_table_of_the_field_has_a_line():
    assert table_names(), "no tables found: has models.py moved?"
    assert missing(table_names()) == []


def test_every_panel_column_has_a_line():
    from zhongfu.data.panel import COLUMNS

    assert missing(set(COLUMNS)) == []


def test_feeds_and_indicators_carry_their_own_chinese_name():
    """They are added by one file each, so their name stands there and not in a list that would be a second edit."""
    from zhongfu.data import indicators, sources

    chinese = re.compile(r"[一-鿿]{2,}")
    assert all(chinese.search(feed.label) for feed in sources.discover().values())
    assert all(chinese.search(indicator.zh) and indicator.en for indicator in indicators.discover().values())


def test_every_package_has_a_line():
    packages = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert missing(packages) == []


def test_no_line_names_what_the_code_does_not_have():
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    folders = {path.name for path in SOURCE.rglob("*") if path.is_dir()} | {path.stem for path in SOURCE.rglob("*.py")}
    gone = [name for name in glossary() if name not in folders and not re.search(rf"\b{re.escape(name)}\b", code)]
    assert gone == []


def test_no_line_is_empty_or_doubled():
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    lines = [(found["name"], found["zh"]) for found in LINE.finditer(text)]
    assert len(lines) == len(set(lines))
    assert all(zh and en for zh, en in glossary().values())
