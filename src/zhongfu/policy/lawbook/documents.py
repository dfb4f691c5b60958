"""YAML 文档: read a YAML file exactly (decimals stay decimals, dates stay text) with the line of every entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

Path = tuple[str | int, ...]


class Unreadable(ValueError):
    """The text is not YAML, or holds a key twice; `line` counts from 1."""

    def __init__(self, line: int, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.line, self.zh, self.en = line, zh, en


@dataclass
class Document:
    """The content and, for every path into it, the line it stands on."""

    content: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of the entry, or of the nearest entry above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class _Loader(yaml.SafeLoader):
    """Safe YAML in which a date is text: an impossible date is then the reader's to name."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_document(text: str) -> Document:
    """Parse one YAML document; raises `Unreadable`."""
    document = Document(None)
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        document.content = _build(loader, node, (), document.lines) if node is not None else None
    except yaml.MarkedYAMLError as mistake:
        mark = mistake.problem_mark or mistake.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, "不是合法的 YAML", "not valid YAML") from mistake
    except yaml.reader.ReaderError as mistake:
        line = text.count("\n", 0, mistake.position) + 1
        raise Unreadable(line, "含有不允许的字符,不是合法的 YAML", "not valid YAML: a character is not allowed") from mistake
    except RecursionError as mistake:
        raise Unreadable(1, "嵌套过深", "nested too deeply") from mistake
    return document


def _build(loader: _Loader, node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    lines[path] = node.start_mark.line + 1
    if len(path) > 20:
        raise Unreadable(lines[path], "嵌套过深", "nested too deeply")
    if isinstance(node, yaml.ScalarNode):
        return _scalar(loader, node)
    if node.value is None:  # an alias: what it stands for was built before, and a few could stand for billions
        raise Unreadable(lines[path], "不支持引用(& 和 *)", "references (& and *) are not supported")
    entries, node.value = node.value, None
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, entries, path, lines)
    return [_build(loader, entry, (*path, number), lines) for number, entry in enumerate(entries)]


def _mapping(loader: _Loader, entries: list[tuple[yaml.Node, yaml.Node]], path: Path, lines: dict[Path, int]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in entries:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise Unreadable(line, "键应为文字", "a key must be text")
        if key in mapping:
            raise Unreadable(line, f"键 {key} 重复", f"the key {key} stands twice")
        mapping[key] = _build(loader, value_node, (*path, key), lines)
        lines[(*path, key)] = line
    return mapping


def _scalar(loader: _Loader, node: yaml.Node) -> Any:
    if node.tag == "tag:yaml.org,2002:float":
        try:
            return Decimal(str(node.value).replace("_", ""))
        except ArithmeticError:
            return str(node.value)
    try:
        return loader.construct_object(node)
    except ValueError as mistake:
        raise Unreadable(node.start_mark.line + 1, "值无法读取", "the value cannot be read") from mistake
