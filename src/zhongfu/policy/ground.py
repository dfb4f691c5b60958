"""判定依据: what the rules of one case rest on: its facts with their sources, and the law as it stands where and when it applies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import Fact
from zhongfu.policy.lawbook.formula import Formula
from zhongfu.policy.lawbook.lawfile import Value
from zhongfu.policy.meaning import Unknown, fact_path
from zhongfu.policy.parameters import CASE, Law, Setting
from zhongfu.policy.records import Case, Record

Shape: TypeAlias = "tuple[Any, ...]"
Layout: TypeAlias = "tuple[Shape, dict[Record, int]]"


class FactUsed(NamedTuple):
    """A fact that a rule read, with where it came from."""

    path: str
    value: Any
    kind: str
    zh: str
    en: str
    source: str = ""
    on: str = ""


class ParameterUsed(NamedTuple):
    """A parameter that a rule read. `place` is "case" where the case itself brought the value, "" the nation.

    `inputs` are the parameters that a derived value was worked out from, `missing` those to ask for where there is none.
    """

    name: str
    value: Any
    kind: str
    zh: str
    en: str
    place: str = ""
    cites: tuple[str, ...] = ()
    confidence: str = ""
    demonstration: bool = False
    formula: Formula | None = None
    inputs: tuple[ParameterUsed, ...] = ()
    missing: tuple[str, ...] = ()


class Values(dict[str, Any]):
    """What holds for each parameter in one setting, or `Unknown`; looked up when first asked for, and kept."""

    given: Mapping[str, Any] = {}

    def __init__(self, law: Law, setting: Setting) -> None:
        super().__init__()
        self.law, self.setting = law, setting
        self._told: dict[str, ParameterUsed] = {}
        self.written: dict[Any, Any] = {}  # what whoever puts them into words keeps with them

    def __missing__(self, name: str) -> Any:
        used = self.told(name)
        self[name] = known = Unknown(tuple(f"parameter:{one}" for one in used.missing or (name,))) if used.value is None else used.value
        return known

    def told(self, name: str) -> ParameterUsed:
        """The parameter with its label, its place and its citations."""
        known = self._told.get(name)
        if known is None:
            known = self._told[name] = self._looked_up(name)
        return known

    def _looked_up(self, name: str) -> ParameterUsed:
        if name.startswith("instrument."):
            short = name.removeprefix("instrument.")
            value = self.law.is_in_force(short, self.setting.as_of)
            return ParameterUsed(name, value, "bool", f"{short} 已施行", f"{short} is in force")
        declared, found = DECLARED[name], self.law.look_up(name, self.setting, self.given)
        return ParameterUsed(name, None, declared.kind, declared.zh, declared.en) if found is None else _used(found)


class ValuesOfCase(Values):
    """The same where the case brings values of its own, which hold before those of any place."""

    def __init__(self, shared: Values, given: Mapping[str, Any]) -> None:
        super().__init__(shared.law, shared.setting)
        self.shared, self.given = shared, given

    def _looked_up(self, name: str) -> ParameterUsed:
        if name in self.given:
            declared = DECLARED[name]
            return ParameterUsed(name, self.given[name], declared.kind, declared.zh, declared.en, CASE)
        return super()._looked_up(name) if self.law.rests_on(name, self.given) else self.shared.told(name)


def _used(found: Value) -> ParameterUsed:
    declared = DECLARED[found.name]
    return ParameterUsed(
        found.name, found.value, declared.kind, declared.zh, declared.en, found.place, found.cites, found.confidence,
        found.demonstration, found.formula, tuple(map(_used, found.inputs)), found.missing,
    )  # fmt: skip


@dataclass(eq=False, slots=True)
class Ground:
    """One case, and the values that hold for it."""

    case: Case
    values: Values
    _layout: Layout | None = None

    @property
    def layout(self) -> Layout:
        """How long every list of the case is, and the number of each record in it."""
        if self._layout is None:
            numbers: dict[Record, int] = {}
            self._layout = _numbered(self.case.record, numbers), numbers
        return self._layout

    @classmethod
    def of(cls, case: Case, law: Law, place: str | None) -> Ground:
        """Parameters are those of the case's place, or of `place` where the law asks what holds elsewhere."""
        setting = Setting(place or case.place, case.residence, case.as_of)
        shared = law.read.get(setting)
        if shared is None:
            shared = law.read[setting] = Values(law, setting)
        return cls(case, ValuesOfCase(shared, case.parameters) if case.parameters else shared)  # type: ignore[arg-type]

    def fact(self, record: Record, node: Fact) -> FactUsed:
        """A fact of this record with its source and day."""
        path = fact_path(record, node)
        source = self.case.sources.get(path) or {}
        value = record.values.get(node.key)
        return FactUsed(path, value, node.kind, node.zh, node.en, str(source.get("source", "")), str(source.get("date", "")))


def _numbered(record: Record, numbers: dict[Record, int]) -> Shape:
    """The lists of a record by name, with the shapes of what is in them; an unknown list is not among them."""
    numbers[record] = len(numbers)
    return tuple((key, *[_numbered(one, numbers) for one in value]) for key, value in record.values.items() if isinstance(value, list))
