"""判定依据: what the rules of one case rest on: its facts with their sources, and the law as it stands where and when it applies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import Fact
from zhongfu.policy.meaning import Unknown, fact_path
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.records import Case, Record


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
    """A parameter that a rule read. `place` is "case" where the case itself brought the value, "" the nation."""

    name: str
    value: Any
    kind: str
    zh: str
    en: str
    place: str = ""
    cites: tuple[str, ...] = ()
    confidence: str = ""
    demonstration: bool = False


class Values(dict[str, Any]):
    """What holds for each parameter in one setting, or `Unknown`; looked up when first asked for, and kept."""

    def __init__(self, law: Law, setting: Setting) -> None:
        super().__init__()
        self.law, self.setting = law, setting
        self._told: dict[str, ParameterUsed] = {}

    def __missing__(self, name: str) -> Any:
        value = self.told(name).value
        self[name] = known = Unknown((f"parameter:{name}",)) if value is None else value
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
        declared, found = DECLARED[name], self.law.look_up(name, self.setting)
        if found is None:
            return ParameterUsed(name, None, declared.kind, declared.zh, declared.en)
        return ParameterUsed(
            name, found.value, declared.kind, declared.zh, declared.en, found.place, found.cites, found.confidence,
            found.demonstration,
        )  # fmt: skip


class ValuesOfCase(Values):
    """The same where the case brings values of its own, which hold before those of any place."""

    def __init__(self, shared: Values, given: Mapping[str, Any]) -> None:
        super().__init__(shared.law, shared.setting)
        self.shared, self.given = shared, given

    def __missing__(self, name: str) -> Any:
        if name in self.given:
            return super().__missing__(name)
        self[name] = known = self.shared[name]
        return known

    def _looked_up(self, name: str) -> ParameterUsed:
        if name not in self.given:
            return self.shared.told(name)
        declared = DECLARED[name]
        return ParameterUsed(name, self.given[name], declared.kind, declared.zh, declared.en, "case")


@dataclass(eq=False, slots=True)
class Ground:
    """One case, and the values that hold for it."""

    case: Case
    values: Values

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
