"""政策参数: values set by a place for a time, read from YAML folders, each with its citation and how sure it is.

A file names one place and its values::

    place: "4401"
    parameters:
      dibao.standard:
        - {value: 1120, since: 2021-01-01, until: 2021-12-31, cites: [GZ2021], source: "N:gz2021"}

The nearest place that has the name wins (town, county, city, province, nation); among folders the last one does. A value
may be a formula over others; it is worked out when it is looked up, for the place, residence and day that ask.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import zhongfu
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.lawbook import lawcheck
from zhongfu.policy.lawbook.lawfile import Instrument, LawFile, Problem, Value, read_law_file

CASE = "case"  # the place of a value that the case itself, or a reform, brings


class LawInvalid(ValueError):
    """The policy files cannot be used; every problem is ``file:line: 中文 / English``."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Setting:
    """Where and when a parameter is looked up."""

    place: str
    residence: str | None
    as_of: date


@dataclass
class Law:
    """All values of all places. `instruments` are dated; `sources` are only cited."""

    values: dict[str, list[Value]] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    sources: dict[str, Instrument] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    read: dict[Setting, dict[str, Any]] = field(default_factory=dict)  # kept for evaluate.py: what it looked up before
    _found: dict[tuple[str, Setting], Value | None] = field(default_factory=dict)
    _reads: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, folders: Iterable[Path] | None = None, towns: Collection[str] = ()) -> Law:
        """Read every ``*.yml`` with a `parameters` key below these folders (default: the law that ships).

        `towns` are the codes of all towns of some counties: a file of another town in one of these counties is refused.
        """
        law, files = cls(), []
        for rank, folder in enumerate([law_folder()] if folders is None else folders):
            read = (read_law_file(path, rank) for path in sorted(Path(folder).rglob("*.yml")))
            files += [found for found in read if found is not None]
        for found in files:
            law._take(found)
        problems = [problem for found in files for problem in found.problems]
        problems += lawcheck.files(files, towns) + lawcheck.values(law.values)
        if not problems:  # a formula is only worked out once nothing is wrong with it
            problems = _out_of_bounds(law)
        if problems:
            raise LawInvalid(sorted(problems, key=lambda problem: (problem.file, problem.line)))
        return law

    def _take(self, found: LawFile) -> None:
        for value in found.values:
            self.values.setdefault(value.name, []).append(value)
        for instrument in found.instruments:
            (self.sources if instrument.since is None else self.instruments)[instrument.short] = instrument
        if found.names != ("", ""):
            self.places.setdefault(found.place, found.names)

    def look_up(self, name: str, setting: Setting, own: Mapping[str, Any] = {}) -> Value | None:
        """The value that holds there and then, or None where nothing is known.

        `own` are values that a case or a reform brings; a formula takes its inputs from there before it asks the law.
        """
        if own and self.rests_on(name, own):
            found = self._held(name, setting)
            return None if found is None else self._worked_out(found, setting, own)
        key = (name, setting)
        if key not in self._found:
            found = self._held(name, setting)
            self._found[key] = None if found is None else self._worked_out(found, setting, {})
        return self._found[key]

    def wanted(self, name: str, setting: Setting) -> tuple[str, ...]:
        """The parameters to ask for where this one is unknown: itself, or what it is derived from."""
        found = self.look_up(name, setting)
        return (name,) if found is None else found.missing

    def rests_on(self, name: str, names: Collection[str]) -> bool:
        """Whether a formula for this parameter, anywhere, reads one of these names, itself or through other formulas."""
        if name not in self._reads:
            direct = {read for value in self.values.get(name, ()) if value.formula for read in value.formula.names}
            self._reads[name] = frozenset(direct.union(*(self._below(read) for read in direct)))
        return any(read in names for read in self._reads[name])

    def _below(self, name: str) -> frozenset[str]:
        self.rests_on(name, ())
        return self._reads[name]

    def _held(self, name: str, setting: Setting) -> Value | None:
        holding = (value for value in self.values.get(name, ()) if value.holds(setting.place, setting.residence, setting.as_of))
        return max(holding, key=_nearness, default=None)

    def _worked_out(self, found: Value, setting: Setting, own: Mapping[str, Any]) -> Value:
        """The value itself, or the result of its formula with what it was derived from."""
        formula = found.formula
        if formula is None:
            return found
        inputs: dict[str, Value | None] = {}
        for name in formula.names:
            inputs[name] = _brought(name, own[name], setting) if name in own else self.look_up(name, setting, own)
        value = formula.derived(DECLARED[found.name].kind, inputs.get, found.rounding)
        known = tuple(one for one in inputs.values() if one is not None)
        return replace(
            found, value=value, inputs=known, demonstration=found.demonstration or any(one.demonstration for one in known),
            missing=() if value is not None else formula.missing(inputs.get) or formula.names or (found.name,),
        )  # fmt: skip

    def is_in_force(self, short: str, day: date) -> bool:
        """Whether the instrument holds on that day; an instrument that no file dates is not in force."""
        found = self.instruments.get(short)
        return found is not None and found.since is not None and found.since <= day and (found.until is None or day <= found.until)

    def title(self, short: str, lang: str) -> str:
        """The title of what a citation such as ``57 Art.8`` names; empty where no file knows it."""
        code = lawcheck.code_of(short)
        found = self.instruments.get(code) or self.sources.get(code)
        return "" if found is None else found.zh if lang == "zh" else found.en

    def place_name(self, place: str, lang: str) -> str:
        """The name of a place as its policy file gives it, else its code."""
        names = self.places.get(place)
        return place if names is None else names[0 if lang == "zh" else 1]


# What a value on file may not exceed or fall below, and where that stands.
BOUNDS = (
    ("dibao.standard", ">=", "dibao.provincial_minimum", "低于省定最低标准", "below the provincial minimum standard"),
    ("dibao.standard", "<=", "dibao.provincial_maximum", "高于省定最高标准", "above the provincial maximum standard"),
    ("income.job_uptake_months", ">=", "income.job_uptake_months_least", "低于上级规定的最少月数", "below the least number of months allowed"),
    ("income.job_uptake_months", "<=", "income.job_uptake_months_most", "超过上级规定的最多月数", "above the greatest number of months allowed"),
    ("income.employment_cost_month", "<=", "income.employment_cost_most", "高于上级规定的上限", "above the most that is allowed"),
)  # fmt: skip


def _out_of_bounds(law: Law) -> list[Problem]:
    """Values on file that are stricter or looser than a wider place allows there on their first day (649 Art.10)."""
    return _lowered(law) + [
        Problem(value.file, value.line, f"{name} {zh}({bound})", f"{name}: {en} ({bound})")
        for name, comparator, bound, zh, en in BOUNDS
        for value in law.values.get(name, ())
        if any(not _within(law, value, residence, comparator, bound) for residence in _residences(value))
    ]


def _lowered(law: Law) -> list[Problem]:
    """Standards below the one before them, where the province lets no standard fall."""
    written = sorted(law.values.get("dibao.standard", ()), key=lambda value: (value.place, value.residence, value.rank, value.since))
    return [
        Problem(later.file, later.line, f"dibao.standard 低于 {earlier.since.year} 年的标准", f"dibao.standard is below that of {earlier.since.year}")
        for earlier, later in pairwise(written)
        if (earlier.place, earlier.residence, earlier.rank) == (later.place, later.residence, later.rank)
        and isinstance(earlier.value, int) and isinstance(later.value, int) and later.value < earlier.value
        and (may := law.look_up("dibao.standard_may_fall", Setting(later.place, later.residence, later.since))) is not None
        and may.value is False
    ]  # fmt: skip


def _residences(value: Value) -> tuple[str, ...]:
    return ("urban", "rural") if value.residence == "both" else (value.residence,)


def _within(law: Law, value: Value, residence: str, comparator: str, bound: str) -> bool:
    limit = law.look_up(bound, Setting(value.place, residence, value.since))
    if limit is None or not isinstance(value.value, int) or not isinstance(limit.value, int):
        return True
    return value.value >= limit.value if comparator == ">=" else value.value <= limit.value


def _brought(name: str, value: Any, setting: Setting) -> Value:
    """An input that the case or a reform brings."""
    return Value(name, value, CASE, "both", setting.as_of, None, (), "", False, 0, "", 0)


def _nearness(value: Value) -> tuple[int, int, bool, date]:
    """The nearest place, then the last folder, then a value for one residence, then the latest."""
    return len(value.place), value.rank, value.residence != "both", value.since


def law_folder() -> Path:
    """The policy files that ship: beside the package when installed, at the top of the repository otherwise."""
    package = Path(zhongfu.__file__).parent
    return package / "law" if (package / "law").is_dir() else package.parents[1] / "law"
