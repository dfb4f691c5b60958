"""政策参数: values set by a place for a time, read from YAML folders, each with its citation and how sure it is.

A file names one place and its values::

    place: "4401"
    parameters:
      dibao.standard:
        - {value: 1120, since: 2021-01-01, until: 2021-12-31, cites: [GZ2021], source: "N:gz2021"}

The nearest place that has the name wins (town, county, city, province, nation); among folders the last one does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import zhongfu
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.lawfile import LawFile, Problem, Value, read_law_file

NATION = ""


class LawInvalid(ValueError):
    """The policy files cannot be used; every problem is ``file:line: 中文 / English``."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Instrument:
    """A law or rule with the days it is in force."""

    short: str
    zh: str
    en: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Setting:
    """Where and when a parameter is looked up."""

    place: str
    residence: str | None
    as_of: date


@dataclass
class Law:
    """All values of all places."""

    values: dict[str, list[Value]] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    read: dict[Setting, dict[str, Any]] = field(default_factory=dict)  # kept for evaluate.py: what it looked up before
    _found: dict[tuple[str, Setting], Value | None] = field(default_factory=dict)

    @classmethod
    def load(cls, folders: Iterable[Path] | None = None) -> Law:
        """Read every ``*.yml`` with a `parameters` key below these folders (default: the law that ships)."""
        law, problems = cls(), []
        for rank, folder in enumerate([law_folder()] if folders is None else folders):
            for path in sorted(Path(folder).rglob("*.yml")):
                found, mistakes = read_law_file(path, rank)
                problems += mistakes
                law._take(found)
        problems += law._minimum_problems()
        if problems:
            raise LawInvalid(problems)
        return law

    def _take(self, found: LawFile) -> None:
        for value in found.values:
            self.values.setdefault(value.name, []).append(value)
        for short, (zh, en, since, until) in found.instruments.items():
            self.instruments[short] = Instrument(short, zh, en, since, until)
        if found.names != ("", ""):
            self.places[found.place] = found.names

    def look_up(self, name: str, setting: Setting) -> Value | None:
        """The value that holds there and then, or None where nothing is known."""
        key = (name, setting)
        if key not in self._found:
            holding = [value for value in self.values.get(name, ()) if value.holds(setting.place, setting.residence, setting.as_of)]
            self._found[key] = max(holding, key=_nearness, default=None)
        return self._found[key]

    def is_in_force(self, short: str, day: date) -> bool:
        """Whether the instrument holds on that day; an instrument that no file dates is not in force."""
        instrument = self.instruments.get(short)
        return instrument is not None and instrument.since <= day and (instrument.until is None or day <= instrument.until)

    def place_name(self, place: str, lang: str) -> str:
        """The name of a place as its policy file gives it, else its code."""
        names = self.places.get(place)
        return place if names is None else names[0 if lang == "zh" else 1]

    def _minimum_problems(self) -> list[Problem]:
        """649 Art.10: a standard on file is never below the provincial minimum of the same place and year."""
        return [
            Problem(value.file, value.line, "低于省定最低标准", "below the provincial minimum standard")
            for value in self.values.get("dibao.standard", ())
            if value.residence != "both" or value.value is not None
            for residence in (("urban", "rural") if value.residence == "both" else (value.residence,))
            if (least := self.look_up("dibao.provincial_minimum", Setting(value.place, residence, value.since))) is not None
            and isinstance(value.value, int)
            and isinstance(least.value, int)
            and value.value < least.value
        ]


def _nearness(value: Value) -> tuple[int, int, bool, date]:
    """The nearest place, then the last folder, then a value for one residence, then the latest."""
    return len(value.place), value.rank, value.residence != "both", value.since


def law_folder() -> Path:
    """The policy files that ship: beside the package when installed, at the top of the repository otherwise."""
    package = Path(zhongfu.__file__).parent
    return package / "law" if (package / "law").is_dir() else package.parents[1] / "law"


def is_declared(name: str) -> bool:
    """Whether this is the name of a parameter."""
    return name in DECLARED
