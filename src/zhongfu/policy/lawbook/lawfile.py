"""政策文件: one YAML file of a place, checked entry by entry; a value without a citation or a date is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhongfu.policy.declarations import DECLARED, read_parameter
from zhongfu.policy.lawbook.documents import Document, Unreadable, read_document
from zhongfu.policy.lawbook.formula import NUMERIC, Formula, FormulaProblem
from zhongfu.policy.lawbook.places import NATION, is_code, suggestion
from zhongfu.policy.values import ROUNDINGS, ValueProblem, read_date

_KEYS = ("value", "formula", "rounding", "since", "until", "residence", "cites", "source", "demonstration", "note")
_FILE_KEYS = ("place", "name", "parameters", "instruments")
_INSTRUMENT_KEYS = ("zh", "en", "kind", "since", "until", "note")
_RESIDENCES = ("urban", "rural", "both")
CONFIDENCES = {"F": "firm", "N": "press", "P": "practice", "R": "recalled", "D": "derived"}

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One mistake in a policy file."""

    file: str
    line: int
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.zh} / {self.en}"


@dataclass(frozen=True)
class Value:
    """One value of one parameter; money is fen, `value` None means: unknown here although a wider place may know.

    A value with a formula is worked out when it is looked up: then `inputs` are the values it was derived from. `missing`
    are the parameters to ask for where there is no value.
    """

    name: str
    value: Any
    place: str
    residence: str
    since: date
    until: date | None
    cites: tuple[str, ...]
    source: str
    demonstration: bool
    rank: int
    file: str
    line: int
    formula: Formula | None = None
    rounding: str = ""
    inputs: tuple[Value, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def confidence(self) -> str:
        """firm, press, practice, recalled or derived: the first letter of the source tag."""
        return CONFIDENCES.get(self.source[:1], "demonstration")

    def holds(self, place: str, residence: str | None, day: date) -> bool:
        """Whether the value holds for this place and residence on this day."""
        return (
            place.startswith(self.place)
            and (self.residence == "both" or self.residence == residence)
            and self.since <= day
            and (self.until is None or day <= self.until)
        )


@dataclass(frozen=True)
class Instrument:
    """A law or rule with the days it is in force; `since` None: a source that is only cited (a guide, a press report, or
    a rule whose first day is not on file), without effect on what is in force. `place` issued it."""

    short: str
    zh: str
    en: str
    since: date | None
    until: date | None
    place: str
    rank: int
    file: str
    line: int


@dataclass
class LawFile:
    """What one file holds. `line` is where its place stands, `named` where its name does."""

    path: str
    rank: int
    place: str = NATION
    names: tuple[str, str] = ("", "")
    line: int = 1
    named: int = 1
    values: list[Value] = field(default_factory=list)
    instruments: list[Instrument] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Reader:
    def __init__(self, path: Path, rank: int, document: Document) -> None:
        self.document = document
        self.found = LawFile(str(path), rank, line=document.line("place"), named=document.line("name"))

    def problem(self, where: Where, zh: str, en: str) -> None:
        self.found.problems.append(Problem(self.found.path, self.document.line(*where), zh, en))

    def keys(self, where: Where, given: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        for key in sorted(set(given) - set(allowed)):
            zh, en = suggestion(key, allowed)
            self.problem((*where, key), f"未知的键 {key}{zh}", f"unknown key {key}{en}")

    def read(self) -> None:
        content = self.document.content
        self.keys((), content, _FILE_KEYS)
        place = content.get("place")
        if not isinstance(place, str) or not (place == NATION or is_code(place)):
            self.problem(
                ("place",),
                "place 应为加引号的地区代码(省 2 位、市 4 位、县 6 位、乡镇 9 位、村 12 位,前两位须为现有省份),全国为 \"\"",
                'place must be a region code in quotes (2, 4, 6, 9 or 12 digits, of a province that exists), "" for the nation',
            )
            return
        self.found.place = place
        self._names(content.get("name"))
        for short, entry in self._mapping(("instruments",), content.get("instruments")).items():
            self._instrument(short, entry)
        for name, entries in self._mapping(("parameters",), content.get("parameters")).items():
            self._parameter(name, entries)

    def _mapping(self, where: Where, raw: Any) -> Mapping[str, Any]:
        if raw is None or isinstance(raw, Mapping):
            return raw or {}
        self.problem(where, "应为键值结构", "expected a mapping")
        return {}

    def _names(self, names: Any) -> None:
        if names is None:
            return
        if not isinstance(names, Mapping) or not all(isinstance(names.get(lang), str) and names[lang] for lang in ("zh", "en")):
            self.problem(("name",), "name 须有 zh 和 en", "name needs zh and en")
            return
        self.keys(("name",), names, ("zh", "en"))
        self.found.names = names["zh"], names["en"]

    def _instrument(self, short: str, entry: Any) -> None:
        where = ("instruments", short)
        entry = self._mapping(where, entry)
        self.keys(where, entry, _INSTRUMENT_KEYS)
        if entry.get("kind", "law") not in ("law", "source"):
            self.problem((*where, "kind"), "kind 应为 law 或 source", "kind must be law or source")
        only_cited = entry.get("kind") == "source"
        try:
            since = None if only_cited else read_date(entry.get("since"))
            until = None if entry.get("until") is None else read_date(entry["until"])
        except ValueProblem as mistake:
            self.problem(
                where, f"法规的起止日期: {mistake.zh}(只作出处的不写 since,写 kind: source)",
                f"days of the instrument: {mistake.en} (what is only cited has kind: source instead of since)",
            )  # fmt: skip
            return
        if not (isinstance(entry.get("zh"), str) and isinstance(entry.get("en"), str)):
            self.problem(where, "法规须有 zh 和 en 名称", "an instrument needs its title in zh and en")
            return
        line = self.document.line(*where)
        self.found.instruments.append(
            Instrument(short, entry["zh"], entry["en"], since, until, self.found.place, self.found.rank, self.found.path, line)
        )

    def _parameter(self, name: str, entries: Any) -> None:
        where = ("parameters", name)
        if name not in DECLARED:
            zh, en = suggestion(name, DECLARED)
            self.problem(where, f"未知的参数 {name}{zh}", f"unknown parameter {name}{en}")
        elif not isinstance(entries, list):
            self.problem(where, "应为取值列表(每行以 - 开头)", "expected a list of values (each line begins with -)")
        else:
            read = [self._entry(name, number, entry) for number, entry in enumerate(entries)]
            self._in_order([value for value in read if value is not None])

    def _entry(self, name: str, number: int, entry: Any) -> Value | None:
        where = ("parameters", name, number)
        before = len(self.found.problems)
        if not isinstance(entry, dict) or ("value" in entry) == ("formula" in entry):
            self.problem(where, "每个取值须写明 value 或 formula 之一", "each value needs the key value, or formula, and not both")
            return None
        self.keys(where, entry, _KEYS)
        formula = self._formula(where, name, entry) if "formula" in entry else None
        value = self._value(where, name, entry["value"]) if "value" in entry else None
        since, until = self._dates(where, name, entry)
        cites = self._citation(where, entry)
        residence = entry.get("residence", "both")
        if residence not in _RESIDENCES:
            zh, en = suggestion(str(residence), _RESIDENCES)
            self.problem((*where, "residence"), f"residence 应为 urban、rural 或 both{zh}", f"residence must be urban, rural or both{en}")
        if len(self.found.problems) > before or since is None:
            return None
        made = Value(
            name, value, self.found.place, residence, since, until, cites, str(entry.get("source", "")),
            entry.get("demonstration", False) is True, self.found.rank, self.found.path, self.document.line(*where),
            formula, str(entry.get("rounding", "")), missing=(name,) if value is None and formula is None else (),
        )  # fmt: skip
        self.found.values.append(made)
        return made

    def _value(self, where: Where, name: str, raw: Any) -> Any:
        try:
            return read_parameter(name, raw)
        except ValueProblem as mistake:
            self.problem((*where, "value"), f"{name}: {mistake.zh}", f"{name}: {mistake.en}")
            return None

    def _formula(self, where: Where, name: str, entry: Mapping[str, Any]) -> Formula | None:
        where = (*where, "formula")
        kind, rounding = DECLARED[name].kind, entry.get("rounding", ROUNDINGS[0])
        if kind not in NUMERIC:
            self.problem(where, f"{name} 不是数值,不能用公式", f"{name} is not a number and has no formula")
        if rounding not in ROUNDINGS or (kind != "money" and "rounding" in entry):
            listed = " ".join(ROUNDINGS)
            self.problem(where, f"rounding 只用于金额,应为 {listed}", f"rounding is for amounts only, one of {listed}")
        try:
            return Formula.parse(str(entry["formula"]))
        except FormulaProblem as mistake:
            self.problem(where, f"{name}: {mistake.zh}", f"{name}: {mistake.en}")
            return None

    def _citation(self, where: Where, entry: dict[str, Any]) -> tuple[str, ...]:
        cites = entry.get("cites")
        if not isinstance(cites, list) or not cites or not all(isinstance(cite, str) and cite for cite in cites):
            self.problem(where, "取值没有依据(cites: [文号])", "the value has no citation (cites: [code])")
            return ()
        if entry.get("demonstration", False) is not True and str(entry.get("source", ""))[:2] not in {f"{tag}:" for tag in CONFIDENCES}:
            self.problem(where, "source 应为 F:、N:、P:、R: 或 D: 开头的来源", "source must begin with F: N: P: R: or D:")
        return tuple(cites)

    def _dates(self, where: Where, name: str, entry: dict[str, Any]) -> tuple[date | None, date | None]:
        try:
            since = read_date(entry.get("since"))
            until = None if entry.get("until") is None else read_date(entry["until"])
        except ValueProblem as mistake:
            self.problem(where, f"生效日期(since、until): {mistake.zh}", f"dates (since, until): {mistake.en}")
            return None, None
        if until is not None and until < since:
            self.problem(where, "止日早于起日", "the last day is before the first")
        # A formula is a rule: only its inputs belong to a year. A demonstration may go on as long as it says.
        if DECLARED[name].annual and "formula" not in entry and (until is None or entry.get("demonstration") is not True):
            last = date(since.year, 12, 31)
            if until is not None and until > last:
                self.problem(where, "年度标准不得跨年", "a yearly standard ends with its calendar year")
            until = until or last
        return since, until

    def _in_order(self, values: list[Value]) -> None:
        for residence in _RESIDENCES:
            row = [value for value in values if value.residence == residence]
            for earlier, later in pairwise(row):
                if later.since < earlier.since:
                    self.found.problems.append(
                        Problem(later.file, later.line, "取值未按起日先后排列", "the values are out of order of their first days")
                    )


def read_law_file(path: Path, rank: int) -> LawFile | None:
    """What the file holds with every mistake in it; None for a file that is no policy file."""
    broken = LawFile(str(path), rank)
    try:
        document = read_document(path.read_text("utf-8"))
    except Unreadable as mistake:
        broken.problems.append(Problem(str(path), mistake.line, mistake.zh, mistake.en))
        return broken
    except UnicodeDecodeError:
        broken.problems.append(Problem(str(path), 1, "不是 UTF-8 编码", "not UTF-8"))
        return broken
    content = document.content
    if not isinstance(content, dict) or not ({"parameters", "instruments"} & set(content)):
        return None
    reader = _Reader(path, rank, document)
    reader.read()
    return reader.found
