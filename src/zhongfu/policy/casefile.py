"""案件文件: a case in YAML (or as a dict) checked entry by entry and read into records; every problem is one line.

Absent and null are unknown, except where facts.py gives a default. Money in the file is yuan; in the records it is fen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhongfu.policy import facts
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.documents import Document, Unreadable, read_document
from zhongfu.policy.facts import AWAY, DISABILITIES, MEMBERS_MAX, PROGRAMMES, SELF_CARE, SPENDING, Facts
from zhongfu.policy.records import Case, Record
from zhongfu.policy.values import NONE, ValueProblem, read_value

_TOP = {"as_of", "decided_on", "place", "residence", "parameters", "household", "sources"}
_HOUSEHOLD = {
    "size_declared", "members", "obligors", "assets", "expenditures_12m", "income_12m", "event", "temporary_aid_this_year",
    "in_aid", "assessment", "declared",
}  # fmt: skip
_ASSETS = {"deposits", "vehicles", "houses", "businesses"}
_ASSESSED = ("dibao", "edge", "rigid", NONE)
_DERIVED = {"position", "clergy_years", "disability_grade", "has_new_job", "hukou_province", "has_judgment", "self_care"}


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
    content = case if isinstance(case, Mapping) else _document(Path(case)).content
    reader = _CaseReader()
    read_case = reader.case(content)
    if reader.problems or read_case is None:
        raise CaseInvalid(reader.problems)
    return read_case


def _document(path: Path) -> Document:
    try:
        return read_document(path.read_text("utf-8"))
    except Unreadable as mistake:
        raise CaseInvalid([CaseProblem(f"{path.name}:{mistake.line}", mistake.zh, mistake.en)]) from mistake
    except UnicodeDecodeError as mistake:
        raise CaseInvalid([CaseProblem(path.name, "不是 UTF-8 编码", "not UTF-8")]) from mistake
    except OSError as mistake:
        raise CaseInvalid([CaseProblem(path.name, "文件无法读取", "the file cannot be read")]) from mistake


class _CaseReader:
    """Reads one case and gathers its problems."""

    def __init__(self) -> None:
        self.problems: list[CaseProblem] = []

    def problem(self, path: str, zh: str, en: str) -> None:
        self.problems.append(CaseProblem(path, zh, en))

    def case(self, content: Any) -> Case | None:
        top = self.mapping(content, "", _TOP)
        household = self.mapping(top.get("household"), "household", _HOUSEHOLD)
        if top.get("household") is None:
            self.problem("household", "必须填写", "is required")
        values = self._setting(top)
        values |= self._assets(household) | self._spending(household) | self._single_facts(household)
        values |= self._aid(household) | self._assessment(household) | self._event(household)
        values["household.members"] = self._members(household.get("members"), values.get("place"))
        self._births(values["household.members"], values["as_of"])
        values["household.obligors"] = self.records(household.get("obligors"), "household.obligors", facts.obligor, self._obligor)
        parameters = self._parameters(top.get("parameters"))
        sources = self.mapping(top.get("sources"), "sources", None)
        return None if self.problems else Case(Record("", values), parameters, dict(sources))

    def mapping(self, raw: Any, path: str, allowed: set[str] | None) -> Mapping[str, Any]:
        """The mapping at this path, empty where absent; unknown keys are problems."""
        if raw is None:
            return {}
        if not isinstance(raw, Mapping):
            self.problem(path or "(file)", "应为键值结构", "expected a mapping")
            return {}
        for key in sorted(str(key) for key in raw):
            if allowed is not None and key not in allowed:
                self.problem(f"{path}.{key}".strip("."), "未知的键", "unknown key")
        return raw

    def value(self, raw: Any, path: str, kind: str, choices: Sequence[object] = ()) -> Any:
        """One typed value; the problem is noted and None returned where it is wrong."""
        try:
            value = read_value(raw, kind)
        except ValueProblem as mistake:
            self.problem(path, mistake.zh, mistake.en)
            return None
        if value is not None and choices and value not in choices:
            listed = " ".join(map(str, choices))
            self.problem(path, f"应为 {listed}", f"expected one of {listed}")
            return None
        return value

    def _setting(self, top: Mapping[str, Any]) -> dict[str, Any]:
        for key in ("as_of", "place"):
            if top.get(key) is None:
                self.problem(key, "必须填写", "is required")
        place = self._region(top.get("place"), "place")
        as_of = self._date(top.get("as_of"), "as_of")
        return {
            "as_of": as_of,
            "decided_on": self._date(top.get("decided_on"), "decided_on") or as_of,
            "decided": top.get("decided_on") is not None,
            "place": place,
            "place_province": None if place is None else place[:2],
            "residence": self.value(top.get("residence"), "residence", "text", ("urban", "rural")),
        }

    def _date(self, raw: Any, path: str) -> Any:
        raw = raw.isoformat() if hasattr(raw, "isoformat") else raw
        return self.value(raw, path, "date")

    def _region(self, raw: Any, path: str) -> str | None:
        code = self.value(raw, path, "text")
        if code is not None and not (code.isdigit() and code.isascii() and len(code) in (6, 9, 12) and code[:2] in _PROVINCES):
            self.problem(path, "不是行政区划代码(6、9 或 12 位)", "no such region code (6, 9 or 12 digits)")
            return None
        return code  # type: ignore[no-any-return]

    def _assets(self, household: Mapping[str, Any]) -> dict[str, Any]:
        path = "household.assets"
        assets = self.mapping(household.get("assets"), path, _ASSETS)
        values = {f"{path}.deposits": self.value(assets.get("deposits"), f"{path}.deposits", "money")}
        for key, scope in (("vehicles", facts.vehicle), ("houses", facts.house), ("businesses", facts.business)):
            values[f"{path}.{key}"] = self.records(assets.get(key), f"{path}.{key}", scope)
        return values

    def _spending(self, household: Mapping[str, Any]) -> dict[str, Any]:
        path = "household.expenditures_12m"
        spending = self.mapping(household.get("expenditures_12m"), path, set(SPENDING))
        return {f"{path}.{key}": self.value(spending.get(key), f"{path}.{key}", "money") for key in SPENDING}

    def _single_facts(self, household: Mapping[str, Any]) -> dict[str, Any]:
        self.mapping(household.get("declared"), "declared", None)
        values = {"household.size_declared": self.value(household.get("size_declared"), "household.size_declared", "count")}
        values["household.income_12m"] = self.value(household.get("income_12m"), "household.income_12m", "money")
        values["household.has_income_12m"] = values["household.income_12m"] is not None
        aid = self.value(household.get("temporary_aid_this_year"), "household.temporary_aid_this_year", "money")
        return values | {"household.temporary_aid_this_year": 0 if aid is None else aid}

    def _aid(self, household: Mapping[str, Any]) -> dict[str, Any]:
        path = "household.in_aid"
        aid = self.mapping(household.get("in_aid"), path, {"programme", "since", "amount"})
        programme = self.value(aid.get("programme"), f"{path}.programme", "text", PROGRAMMES)
        return {
            f"{path}.programme": NONE if household.get("in_aid") is None else programme,
            f"{path}.since": self._date(aid.get("since"), f"{path}.since"),
            f"{path}.amount": self.value(aid.get("amount"), f"{path}.amount", "money"),
        }

    def _assessment(self, household: Mapping[str, Any]) -> dict[str, Any]:
        path = "household.assessment"
        given = self.mapping(household.get("assessment"), path, {"instrument", "done_on", "category", "income_pc_month"})
        self.value(given.get("instrument"), f"{path}.instrument", "text")
        self._date(given.get("done_on"), f"{path}.done_on")
        return {
            f"{path}.category": self.value(given.get("category"), f"{path}.category", "text", _ASSESSED),
            f"{path}.income_pc_month": self.value(given.get("income_pc_month"), f"{path}.income_pc_month", "money"),
        }

    def _event(self, household: Mapping[str, Any]) -> dict[str, Any]:
        path = "household.event"
        event = self.mapping(household.get("event"), path, {"kind", "at", "date", "first_aid"})
        kind = self.value(event.get("kind"), f"{path}.kind", "text", ("illness", "fire", "traffic", "violence", "other"))
        first = self.value(event.get("first_aid"), f"{path}.first_aid", "bool")
        self._date(event.get("date"), f"{path}.date")
        none = household.get("event") is None
        at = NONE if none else self._region(event.get("at"), f"{path}.at")
        return {
            "household.has_event": not none,
            f"{path}.kind": NONE if none else kind,
            f"{path}.at": at,
            f"{path}.province": at if at in (None, NONE) else at[:2],
            f"{path}.first_aid": bool(first),
        }

    def _parameters(self, raw: Any) -> dict[str, Any]:
        parameters = {}
        for name, value in self.mapping(raw, "parameters", None).items():
            if name not in DECLARED:
                self.problem(f"parameters.{name}", "未知的参数", "unknown parameter")
            elif value is not None:
                parameters[name] = self.value(value, f"parameters.{name}", DECLARED[name].kind)
        return parameters

    def records(self, raw: Any, path: str, scope: Facts, finish: Any = None) -> list[Record] | None:
        """The list at this path as records, None where it is absent."""
        if raw is None:
            return None
        if not isinstance(raw, list):
            self.problem(path, "应为列表", "expected a list")
            return None
        return [self.record(entry, f"{path}.{number}", scope, finish) for number, entry in enumerate(raw)]

    def record(self, raw: Any, path: str, scope: Facts, finish: Any = None) -> Record:
        """One record of this scope; `finish` adds the facts that are derived from others."""
        fields = [field for field in scope.fields.values() if field.key not in _DERIVED and "." not in field.key]
        extra = {"incomes", "id", "self_care"} if scope is facts.member else set()
        entry = self.mapping(raw, path, {field.key for field in fields} | extra)
        values: dict[str, Any] = {}
        for field in fields:
            if finish is None or field.key not in _STRUCTURED.get(scope.scope, ()):
                value = self.value(_plain(entry.get(field.key), field.kind), f"{path}.{field.key}", field.kind, field.choices)
                values[field.key] = field.default if value is None else value
        record = Record(path, values)
        if finish is not None:
            finish(record, entry)
        return record

    def _members(self, raw: Any, place: Any) -> list[Record]:
        if not isinstance(raw, list) or not raw:
            self.problem("household.members", "至少填写一名家庭成员", "at least one member is required")
            return []
        if len(raw) > MEMBERS_MAX:
            self.problem("household.members", f"家庭成员不能超过 {MEMBERS_MAX} 人", f"at most {MEMBERS_MAX} members")
        members, seen = [], set()
        for number, entry in enumerate(raw[:MEMBERS_MAX]):
            name = entry.get("id") if isinstance(entry, Mapping) else None
            name = self.value(name, f"household.members.{number}.id", "text") or str(number)
            if name in seen:
                self.problem(f"household.members.{number}.id", "编号重复", "the id stands twice")
            seen.add(name)
            member = self.record(entry, f"household.members.{name}", facts.member, self._member)
            member.name, member.values["position"] = name, number
            member.values["hukou"] = member.values["hukou"] or place
            member.values["hukou_province"] = None if member.values["hukou"] is None else member.values["hukou"][:2]
            members.append(member)
        if sum(member.values["relation"] == "applicant" for member in members) != 1:
            self.problem("household.members", "须有且仅有一名申请人", "exactly one member is the applicant")
        return members

    def _births(self, members: list[Record], as_of: Any) -> None:
        """Nobody is born after the day of application."""
        for member in members:
            if member.values["birth"] is not None and as_of is not None and member.values["birth"] > as_of:
                self.problem(f"{member.path}.birth", "出生日期晚于申请日", "born after the day of application")

    def _member(self, record: Record, entry: Mapping[str, Any]) -> None:
        self._disability(record, entry)
        record.values["hukou"] = self._region(entry.get("hukou"), f"{record.path}.hukou")
        record.values["job_started"] = self._date(entry.get("job_started"), f"{record.path}.job_started")
        record.values["has_new_job"] = record.values["job_started"] is not None
        self._away(record, entry.get("away"))
        care = self.mapping(entry.get("self_care"), f"{record.path}.self_care", set(SELF_CARE))
        for item in SELF_CARE:
            record.values[f"self_care.{item}"] = self.value(care.get(item), f"{record.path}.self_care.{item}", "bool")
        record.values["incomes"] = self.records(entry.get("incomes"), f"{record.path}.incomes", facts.income)
        grade = record.values["special_disease_class"]
        if grade not in (0, 1, 2):
            self.problem(f"{record.path}.special_disease_class", "应为 1 或 2", "expected 1 or 2")

    def _away(self, record: Record, raw: Any) -> None:
        path = f"{record.path}.away"
        record.values["clergy_years"] = 0
        if isinstance(raw, Mapping):
            away = self.mapping(raw, path, {"clergy_years"})
            record.values["away"] = "clergy"
            record.values["clergy_years"] = self.value(away.get("clergy_years"), f"{path}.clergy_years", "count")
        else:
            record.values["away"] = self.value(raw, path, "text", (*AWAY, NONE)) or NONE

    def _disability(self, record: Record, entry: Mapping[str, Any]) -> None:
        path, raw = f"{record.path}.disability", entry.get("disability")
        given = self.mapping(raw, path, {"kind", "grade"})
        kind = self.value(given.get("kind"), f"{path}.kind", "text", DISABILITIES)
        grade = self.value(given.get("grade"), f"{path}.grade", "count", (1, 2, 3, 4))
        known = raw is not None and kind is not None and grade is not None
        record.values["disability"] = f"{kind}:{grade}" if known else None if raw is not None else NONE
        record.values["disability_grade"] = grade if raw is not None else 0

    def _obligor(self, record: Record, entry: Mapping[str, Any]) -> None:
        self._disability(record, entry)
        capable = self.value(entry.get("capable"), f"{record.path}.capable", "bool")
        record.values["capable"] = "derive" if capable is None else str(capable).lower()
        record.values["has_judgment"] = entry.get("judgment_amount") is not None


def _plain(raw: Any, kind: str) -> Any:
    return raw.isoformat() if kind == "date" and hasattr(raw, "isoformat") else raw


_STRUCTURED = {"member": {"disability", "away", "hukou", "job_started"}, "obligor": {"disability", "capable"}}
_PROVINCES = frozenset(
    ["11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82"]
)
