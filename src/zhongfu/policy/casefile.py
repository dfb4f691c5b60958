"""案件文件: a case in YAML (or as a dict) checked entry by entry and read into records; every problem is one line.

Which keys there are, how each is written and what its absence means follows from the declarations in facts.py. Absent and
null are unknown, except where a declaration gives a default. Money in the file is yuan; in the records it is fen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from zhongfu.policy import facts
from zhongfu.policy.declarations import DECLARED, read_parameter
from zhongfu.policy.facts import AWAY, DISABILITIES, MEMBERS_MAX, SCOPES, Field
from zhongfu.policy.language import Collection as Records
from zhongfu.policy.lawbook.documents import Unreadable, read_document
from zhongfu.policy.lawbook.places import is_code, suggestion
from zhongfu.policy.records import Case, Record
from zhongfu.policy.values import NONE, ValueProblem, read_value

_CODES = (6, 9, 12)
# Keys that are no facts: read by `case` and `_members`, or kept as they are.
_ELSEWHERE: dict[str, tuple[str, ...]] = {"case": ("parameters", "sources", "household.declared"), "member": ("id",)}

# What one key of the case file holds: a fact, a list of records, keys of its own, or something that is no fact.
Below: TypeAlias = "Field | Records | dict[str, Below] | None"


@dataclass(frozen=True)
class CaseProblem:
    """One mistake in a case file; the message names the place, never the value."""

    path: str
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.path}: {self.zh} / {self.en}"


class CaseInvalid(ValueError):
    """The case file cannot be used."""

    def __init__(self, problems: Sequence[CaseProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def read(case: str | Path | Mapping[str, Any]) -> Case:
    """Read a case file or a dict of the same shape; raises `CaseInvalid` with every problem found."""
    content = case if isinstance(case, Mapping) else _content(Path(case))
    reader = _CaseReader()
    read_case = reader.case(content)
    if read_case is None:
        raise CaseInvalid(reader.problems)
    return read_case


def _content(path: Path) -> Any:
    try:
        return read_document(path.read_text("utf-8")).content
    except Unreadable as mistake:
        raise CaseInvalid([CaseProblem(f"(line {mistake.line})", mistake.zh, mistake.en)]) from mistake
    except UnicodeDecodeError as mistake:
        raise CaseInvalid([CaseProblem("(file)", "不是 UTF-8 编码", "not UTF-8")]) from mistake
    except OSError as mistake:
        raise CaseInvalid([CaseProblem("(file)", "文件无法读取", "the file cannot be read")]) from mistake


@cache
def _shape(scope: str) -> dict[str, Below]:
    """The keys that a record of this scope has in the case file, as a tree."""
    shape: dict[str, Below] = {}
    for field in (*SCOPES[scope].fields.values(), *facts.NOTED.get(scope, ())):
        if field.made is None and field.read not in _WITH_ANOTHER:
            _plant(shape, field.key, field)
    for records in facts.LISTS:
        if records.parent == scope:
            _plant(shape, records.key, records)
    for key in _ELSEWHERE.get(scope, ()):
        _plant(shape, key, None)
    return shape


def _plant(shape: dict[str, Below], key: str, leaf: Below) -> None:
    *way, last = key.split(".")
    for step in way:
        below = shape.setdefault(step, {})
        assert isinstance(below, dict), f"{key} lies below another fact"
        shape = below
    shape[last] = leaf


class _CaseReader:
    """Reads one case and gathers its problems."""

    def __init__(self) -> None:
        self.problems: list[CaseProblem] = []

    def problem(self, path: str, zh: str, en: str) -> None:
        self.problems.append(CaseProblem(path, zh, en))

    def case(self, content: Any) -> Case | None:
        """The case, None where there are problems."""
        if not isinstance(content, Mapping):
            self.problem("(file)", "应为键值结构", "expected a mapping")
            return None
        for key in ("as_of", "place", "household"):
            if content.get(key) is None:
                self.problem(key, "必须填写", "is required")
        record = self.record(content, "", "case")
        values = record.values
        values["decided"] = values["decided_on"] is not None
        values["decided_on"] = values["decided_on"] or values["as_of"]
        if isinstance(content.get("household"), Mapping):
            self._members(values, content["household"].get("members"))
        parameters = self._parameters(content.get("parameters"))
        sources = self.mapping(content.get("sources"), "sources", None)
        return None if self.problems else Case(record, parameters, dict(sources))

    def mapping(self, raw: Any, path: str, allowed: Collection[str] | None) -> Mapping[str, Any]:
        """The mapping at this path, empty where absent; unknown keys are problems."""
        if raw is None:
            return {}
        if not isinstance(raw, Mapping):
            self.problem(path, "应为键值结构", "expected a mapping")
            return {}
        for key in sorted(str(key) for key in raw):
            if allowed is not None and key not in allowed:
                zh, en = suggestion(key, allowed)
                self.problem(f"{path}.{key}".strip("."), f"未知的键{zh}", f"unknown key{en}")
        return raw

    def value(self, raw: Any, path: str, kind: str, choices: Sequence[object] = ()) -> Any:
        """One typed value; the problem is noted and None returned where it is wrong."""
        try:
            value = read_value(raw.isoformat() if kind == "date" and hasattr(raw, "isoformat") else raw, kind)
        except ValueProblem as mistake:
            self.problem(path, mistake.zh, mistake.en)
            return None
        if value is None or not choices:
            return value
        if value not in choices:
            listed = " ".join(map(str, choices))
            self.problem(path, f"应为 {listed}", f"expected one of {listed}")
            return None
        return choices[choices.index(value)]

    def record(self, raw: Any, path: str, scope: str, given: Mapping[str, Any] | None = None) -> Record:
        """One record of this scope. `given` holds facts for what the file leaves out."""
        values: dict[str, Any] = dict(given or {})
        self._branch(raw, path, _shape(scope), values, nested=False)
        for field in SCOPES[scope].fields.values():
            if field.made is not None:
                values[field.key] = field.made(values)
        return Record(path, values)

    def _branch(self, raw: Any, path: str, shape: Mapping[str, Below], values: dict[str, Any], nested: bool = True) -> None:
        entry = self.mapping(raw, path, shape)
        for key, below in shape.items():
            at, inner = f"{path}.{key}".strip("."), entry.get(key)
            if isinstance(below, dict):
                self._branch(inner, at, below, values)
            elif isinstance(below, Field):
                self._fact(inner, at, below, values, there=nested and raw is not None)
            elif below is not None and below.key != facts.members.key:
                values[below.key] = self.records(inner, at, below.scope)

    def _fact(self, raw: Any, at: str, field: Field, values: dict[str, Any], there: bool) -> None:
        """Put the fact among the values. `there`: it lies in a mapping that the file has, so that nothing says "none"."""
        if raw is not None:
            READINGS[field.read](self, raw, at, field, values)
        elif values.get(field.key) is None:
            values[field.key] = None if there and field.default == NONE else field.default
        if raw is None and field.read in _BRINGS:
            values[_BRINGS[field.read]] = 0

    def records(self, raw: Any, path: str, scope: str) -> list[Record] | None:
        """The list at this path as records, None where it is absent."""
        if raw is None:
            return None
        if not isinstance(raw, list):
            self.problem(path, "应为列表", "expected a list")
            return None
        return [self.record(entry, f"{path}.{number}", scope) for number, entry in enumerate(raw)]

    def _members(self, values: dict[str, Any], raw: Any) -> None:
        path = facts.members.key
        members: list[Record] = []
        values[path] = members
        if not isinstance(raw, list) or not raw:
            self.problem(path, "至少填写一名家庭成员", "at least one member is required")
            return
        if len(raw) > MEMBERS_MAX:
            self.problem(path, f"家庭成员不能超过 {MEMBERS_MAX} 人", f"at most {MEMBERS_MAX} members")
            return
        before = len(self.problems)
        for number, entry in enumerate(raw):
            members.append(self._member(entry, number, values, {member.name for member in members}))
        broken = any(problem.path.endswith(".relation") for problem in self.problems[before:])
        if not broken and sum(member.values["relation"] == "applicant" for member in members) != 1:
            self.problem(path, "须有且仅有一名申请人", "exactly one member is the applicant")

    def _member(self, entry: Any, number: int, case: Mapping[str, Any], taken: Collection[str]) -> Record:
        path = f"{facts.members.key}.{number}"
        name = entry.get("id") if isinstance(entry, Mapping) else None
        name = self.value(name, f"{path}.id", "text") or str(number)
        if name in taken:
            self.problem(f"{path}.id", "编号重复", "the id stands twice")
        member = self.record(entry, f"{facts.members.key}.{name}", "member", {"position": number, "hukou": case["place"]})
        member.name = name
        birth, day = member.values["birth"], case["as_of"]
        if birth is not None and day is not None and birth > day:
            self.problem(f"{member.path}.birth", "出生日期晚于申请日", "born after the day of application")
        return member

    def _parameters(self, raw: Any) -> dict[str, Any]:
        parameters = {}
        for name, value in self.mapping(raw, "parameters", None).items():
            if name not in DECLARED:
                zh, en = suggestion(str(name), DECLARED)
                self.problem(f"parameters.{name}", f"未知的参数{zh}", f"unknown parameter{en}")
            elif value is not None:
                try:
                    parameters[name] = read_parameter(name, value)
                except ValueProblem as mistake:
                    self.problem(f"parameters.{name}", mistake.zh, mistake.en)
        return parameters


def _plain(reader: _CaseReader, raw: Any, at: str, field: Field, values: dict[str, Any]) -> None:
    """A value of the fact's kind, one of its choices where it has some."""
    nothing = (NONE,) if field.choices and field.default == NONE else ()
    value = values[field.key] = reader.value(raw, at, field.kind, (*field.choices, *nothing))
    if field.most is not None and value is not None and value > field.most:
        reader.problem(at, f"不能大于 {field.most}", f"at most {field.most}")


def _region(reader: _CaseReader, raw: Any, at: str, field: Field, values: dict[str, Any]) -> None:
    """A region code."""
    code = values[field.key] = reader.value(raw, at, "text")
    if code is not None and not is_code(code, _CODES):
        reader.problem(at, "不是行政区划代码(6、9 或 12 位)", "no such region code (6, 9 or 12 digits)")
        values[field.key] = None


def _away(reader: _CaseReader, raw: Any, at: str, field: Field, values: dict[str, Any]) -> None:
    """A kind of absence, or the years of religious life."""
    if isinstance(raw, Mapping):
        years = reader.mapping(raw, at, ("clergy_years",)).get("clergy_years")
        values |= {field.key: "clergy", "clergy_years": reader.value(years, f"{at}.clergy_years", "count")}
    else:
        values |= {field.key: reader.value(raw, at, "text", (*AWAY, NONE)), "clergy_years": 0}


def _disability(reader: _CaseReader, raw: Any, at: str, field: Field, values: dict[str, Any]) -> None:
    """A kind with its grade; one without the other is not known to be a disability that the rules name."""
    given = reader.mapping(raw, at, ("kind", "grade"))
    kind = reader.value(given.get("kind"), f"{at}.kind", "text", DISABILITIES)
    grade = reader.value(given.get("grade"), f"{at}.grade", "count", (1, 2, 3, 4))
    known = kind is not None and grade is not None
    values |= {field.key: f"{kind}:{grade}" if known else None, "disability_grade": grade}


def _capable(reader: _CaseReader, raw: Any, at: str, field: Field, values: dict[str, Any]) -> None:
    """Yes or no, as a text beside "derive"."""
    capable = reader.value(raw, at, "bool")
    values[field.key] = None if capable is None else str(capable).lower()


Reading: TypeAlias = Callable[[_CaseReader, Any, str, Field, dict[str, Any]], None]
READINGS: dict[str, Reading] = {"": _plain, "region": _region, "away": _away, "disability": _disability, "capable": _capable}
# Facts that another fact's reading brings along: 0 where that one is absent.
_BRINGS = {"away": "clergy_years", "disability": "disability_grade"}
_WITH_ANOTHER = tuple(_BRINGS.values())
