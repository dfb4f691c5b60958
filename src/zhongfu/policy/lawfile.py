"""政策文件: one YAML file of a place, checked entry by entry; a value without a citation or a date is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.documents import Document, Unreadable, read_document
from zhongfu.policy.values import ValueProblem, read_date, read_value

_KEYS = {"value", "since", "until", "residence", "cites", "source", "demonstration", "note"}
_FILE_KEYS = {"place", "name", "parameters", "instruments"}
_RESIDENCES = ("urban", "rural", "both")
CONFIDENCES = {"F": "firm", "N": "press", "P": "practice", "R": "recalled", "D": "derived"}


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
    """One value of one parameter; money is fen, `value` None means: unknown here although a wider place may know."""

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


@dataclass
class LawFile:
    """What one file holds."""

    place: str = ""
    names: tuple[str, str] = ("", "")
    values: list[Value] = field(default_factory=list)
    instruments: dict[str, tuple[str, str, date, date | None]] = field(default_factory=dict)


class _Reader:
    def __init__(self, path: Path, rank: int, document: Document) -> None:
        self.path, self.rank, self.document = path, rank, document
        self.problems: list[Problem] = []
        self.found = LawFile()

    def problem(self, where: tuple[str | int, ...], zh: str, en: str) -> None:
        self.problems.append(Problem(str(self.path), self.document.line(*where), zh, en))

    def read(self) -> None:
        content = self.document.content
        for key in sorted(set(content) - _FILE_KEYS):
            self.problem((key,), f"未知的键 {key}", f"unknown key {key}")
        place = content.get("place")
        if not isinstance(place, str) or not (place == "" or place.isdigit()):
            self.problem(("place",), "place 应为加引号的地区代码,全国为 \"\"", 'place must be a region code in quotes, "" for the nation')
            return
        names = content.get("name") or {}
        self.found.place, self.found.names = place, (str(names.get("zh", "")), str(names.get("en", "")))
        self._instruments(content.get("instruments") or {})
        for name, entries in (content.get("parameters") or {}).items():
            self._parameter(name, entries)

    def _instruments(self, instruments: dict[str, Any]) -> None:
        for short, entry in instruments.items():
            where = ("instruments", short)
            try:
                until = entry.get("until")
                self.found.instruments[short] = (
                    str(entry["zh"]), str(entry["en"]), read_date(entry["since"]), None if until is None else read_date(until),
                )  # fmt: skip
            except (KeyError, AttributeError, ValueProblem):
                self.problem(where, "法规须有 zh、en、since", "an instrument needs zh, en and since")

    def _parameter(self, name: str, entries: Any) -> None:
        where = ("parameters", name)
        if name not in DECLARED:
            self.problem(where, f"未知的参数 {name}", f"unknown parameter {name}")
        elif not isinstance(entries, list):
            self.problem(where, "应为取值列表", "expected a list of values")
        else:
            read = [self._entry(name, number, entry) for number, entry in enumerate(entries)]
            self._in_order([value for value in read if value is not None])

    def _entry(self, name: str, number: int, entry: Any) -> Value | None:
        where = ("parameters", name, number)
        before = len(self.problems)
        if not isinstance(entry, dict) or "value" not in entry:
            self.problem(where, "每个取值须写明 value", "each value needs the key value")
            return None
        for key in sorted(set(entry) - _KEYS):
            self.problem((*where, key), f"未知的键 {key}", f"unknown key {key}")
        value = self._value(where, name, entry["value"])
        since, until = self._dates(where, name, entry)
        cites = self._citation(where, entry)
        if entry.get("residence", "both") not in _RESIDENCES:
            self.problem((*where, "residence"), "residence 应为 urban、rural 或 both", "residence must be urban, rural or both")
        if len(self.problems) > before or since is None:
            return None
        made = Value(
            name, value, self.found.place, entry.get("residence", "both"), since, until, cites, str(entry.get("source", "")),
            entry.get("demonstration", False) is True, self.rank, str(self.path), self.document.line(*where),
        )  # fmt: skip
        self.found.values.append(made)
        return made

    def _value(self, where: tuple[str | int, ...], name: str, raw: Any) -> Any:
        try:
            return read_value(raw, DECLARED[name].kind)
        except ValueProblem as mistake:
            self.problem((*where, "value"), f"{name}: {mistake.zh}", f"{name}: {mistake.en}")
            return None

    def _citation(self, where: tuple[str | int, ...], entry: dict[str, Any]) -> tuple[str, ...]:
        cites = entry.get("cites")
        if not isinstance(cites, list) or not cites or not all(isinstance(cite, str) and cite for cite in cites):
            self.problem(where, "取值没有依据(cites)", "the value has no citation (cites)")
            return ()
        if entry.get("demonstration", False) is not True and str(entry.get("source", ""))[:2] not in {f"{tag}:" for tag in CONFIDENCES}:
            self.problem(where, "source 应为 F:、N:、P:、R: 或 D: 开头的来源", "source must begin with F: N: P: R: or D:")
        return tuple(cites)

    def _dates(self, where: tuple[str | int, ...], name: str, entry: dict[str, Any]) -> tuple[date | None, date | None]:
        try:
            since = read_date(entry.get("since"))
            until = None if entry.get("until") is None else read_date(entry["until"])
        except ValueProblem as mistake:
            self.problem(where, f"生效日期: {mistake.zh}", f"dates: {mistake.en}")
            return None, None
        if until is not None and until < since:
            self.problem(where, "止日早于起日", "the last day is before the first")
        if DECLARED[name].annual:
            last = date(since.year, 12, 31)
            if until is not None and until > last:
                self.problem(where, "年度标准不得跨年", "a yearly standard ends with its calendar year")
            until = until or last
        return since, until

    def _in_order(self, values: list[Value]) -> None:
        for residence in _RESIDENCES:
            row = [value for value in values if value.residence == residence]
            for earlier, later in pairwise(row):
                if later.since <= earlier.since or (earlier.until is not None and later.since <= earlier.until):
                    self.problems.append(Problem(later.file, later.line, "起止日期未按先后排列或重叠", "dates are out of order or overlap"))


def read_law_file(path: Path, rank: int) -> tuple[LawFile, list[Problem]]:
    """What the file holds and every mistake in it; a file without parameters or instruments is not a policy file."""
    try:
        document = read_document(path.read_text("utf-8"))
    except Unreadable as mistake:
        return LawFile(), [Problem(str(path), mistake.line, mistake.zh, mistake.en)]
    except UnicodeDecodeError:
        return LawFile(), [Problem(str(path), 1, "不是 UTF-8 编码", "not UTF-8")]
    content = document.content
    if not isinstance(content, dict) or not ({"parameters", "instruments"} & set(content)):
        return LawFile(), []
    reader = _Reader(path, rank, document)
    reader.read()
    return reader.found, reader.problems
