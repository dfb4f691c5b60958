"""监测参数: points, thresholds, level cut-offs and response clocks, read from YAML with file and line for every mistake."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhongfu.data.indicators import Indicator, discover
from zhongfu.policy.lawbook.documents import Unreadable, read_document
from zhongfu.policy.parameters import law_folder

LEVELS = ("red", "orange", "yellow", "blue", "green")
_CLOCKS = ("contact", "verify", "close")
_TOP = ("basis", "indicators", "levels")


@dataclass(frozen=True)
class Mistake:
    """One mistake in a settings file."""

    file: str
    line: int
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.zh} / {self.en}"


class SettingsInvalid(ValueError):
    """The monitoring settings cannot be used; every mistake is ``file:line: 中文 / English``."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


@dataclass(frozen=True)
class Level:
    """A grade of warning: the score it starts from, and working days until contact, verification and closing (None: no clock)."""

    name: str
    score: int
    contact: int | None
    verify: int | None
    close: int | None


@dataclass(frozen=True)
class Settings:
    """What monitoring runs with: `limits` and `points` by indicator, levels gravest first, local standards in fen.

    `lines` are dibao standards per person and month by region prefix ("441424", or "441424/rural" and "441424/urban").
    """

    points: Mapping[str, int]
    limits: Mapping[str, Mapping[str, int]]
    levels: tuple[Level, ...]
    lines: Mapping[str, int] = field(default_factory=dict)

    def with_lines(self, lines: Mapping[str, int]) -> "Settings":
        """The same settings with other local standards."""
        return replace(self, lines=dict(lines))

    def level(self, name: str) -> Level:
        """A level by its name."""
        return next(level for level in self.levels if level.name == name)


def shipped() -> Path:
    """The design defaults that come with the program."""
    return law_folder() / "cn" / "monitoring.yml"


def load_settings(paths: Iterable[Path] | None = None, lines: Mapping[str, int] | None = None) -> Settings:
    """Read settings files, a later one overriding single values of an earlier one; one that does not exist is passed over.

    Without paths, the design defaults. Raises SettingsInvalid with every mistake found.
    """
    merged: Merged = {}
    mistakes: list[Mistake] = []
    files = [path for path in ([shipped()] if paths is None else paths) if path.exists()]
    for rank, path in enumerate(files):
        mistakes += _read(path, rank, merged)
    mistakes = mistakes or [*_missing(merged, files)] or [*_disorder(merged)]
    if mistakes:
        raise SettingsInvalid(mistakes)
    return _settings({path: found.value for path, found in merged.items()}, lines or {})


@dataclass(frozen=True)
class _Said:
    """A value with the place that says it; of two files the one of higher rank came later."""

    value: int | None
    rank: int
    file: Path
    line: int

    def wrong(self, zh: str, en: str) -> Mistake:
        return Mistake(str(self.file), self.line, zh, en)


Merged = dict[tuple[str, ...], _Said]


def _read(path: Path, rank: int, merged: Merged) -> list[Mistake]:
    """Take a file's values into `merged`, keyed by their path in the document; returns the file's mistakes."""
    try:
        document = read_document(path.read_text("utf-8"))
    except UnicodeDecodeError:
        return [Mistake(str(path), 1, "文件不是 UTF-8 编码", "the file is not UTF-8")]
    except Unreadable as mistake:
        return [Mistake(str(path), mistake.line, mistake.zh, mistake.en)]
    mistakes = []
    for key, value in _leaves(document.content, ()):
        merged[key] = _Said(value, rank, path, document.line(*key))
        wrong = _wrong(key, value)
        if wrong:
            mistakes.append(merged[key].wrong(*wrong))
    return mistakes


def _leaves(content: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(content, dict) and content:
        for key, value in content.items():
            yield from _leaves(value, (*path, key))
    elif path != ("basis",):
        yield path, content


def _wrong(key: tuple[str, ...], value: Any) -> tuple[str, str] | None:
    """What is wrong with an entry, in Chinese and English; None when it may stand."""
    if key not in _allowed():
        name = ".".join(key) or "(空/empty)"
        return (f"不认识的设置项 {name}", f"unknown setting {name}")
    if value is None and key[-1] in _CLOCKS:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**12:
        return (f"{key[-1]} 应为不小于 0 的整数", f"{key[-1]} must be a whole number, not below 0")
    return None


def _allowed() -> set[tuple[str, ...]]:
    of_indicators = {("indicators", name, key) for name, each in discover().items() for key in ("points", *each.limits)}
    return of_indicators | {("levels", level, key) for level in LEVELS for key in ("score", *_CLOCKS)}


def _missing(merged: Merged, files: list[Path]) -> Iterator[Mistake]:
    where = str(files[0]) if files else str(shipped())
    for key in sorted(_allowed() - set(merged)):
        name = ".".join(key)
        yield Mistake(where, 1, f"缺少设置项 {name}", f"the setting {name} is missing")


def _disorder(merged: Merged) -> Iterator[Mistake]:
    """Cut-offs must fall from red to green, and green must start at 0 so that every household has a level."""
    for graver, milder in pairwise(LEVELS):
        upper, lower = merged["levels", graver, "score"], merged["levels", milder, "score"]
        if (upper.value or 0) <= (lower.value or 0):
            later = max(upper, lower, key=lambda said: said.rank)
            yield later.wrong(f"{graver} 的起始分应高于 {milder}", f"the score of {graver} must be above that of {milder}")
    if merged["levels", "green", "score"].value:
        yield merged["levels", "green", "score"].wrong("green 的起始分应为 0", "the score of green must be 0")


def _settings(values: Mapping[tuple[str, ...], int | None], lines: Mapping[str, int]) -> Settings:
    indicators = discover()
    return Settings(
        points={name: values["indicators", name, "points"] or 0 for name in indicators},
        limits={name: _limits(values, each) for name, each in indicators.items()},
        levels=tuple(
            Level(name, values["levels", name, "score"] or 0, *(values["levels", name, clock] for clock in _CLOCKS))
            for name in LEVELS
        ),
        lines=dict(lines),
    )


def _limits(values: Mapping[tuple[str, ...], int | None], indicator: Indicator) -> dict[str, int]:
    return {name: values["indicators", indicator.name, name] or 0 for name in indicator.limits}
