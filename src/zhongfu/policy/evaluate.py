"""求值: the slow, obvious meaning of a rule for one case: three-valued, exact, with its reasons.

Values are Python integers (fen, counts), exact fractions, texts, dates, tuples of texts, True, False or None (unknown,
or: does not apply). Every answer carries the names of what is missing for it, and only of what matters. What the single
nodes mean stands in `meaning.py`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import Constant, Expression, Fact
from zhongfu.policy.meaning import Step, Unknown, fact_path, scopes_of, step_of
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.reasons import FactUsed, ParameterUsed, Reason
from zhongfu.policy.records import Case, Record


class Answer(NamedTuple):
    """A value and, where it is unknown, the names of what is missing."""

    value: Any
    missing: tuple[str, ...] = ()


class Evaluator:
    """Answers rules about one case. Each rule is answered once for each record it is about.

    Parameters are looked up at the case's place, or at `place` where the law asks what holds elsewhere.
    """

    def __init__(self, case: Case, law: Law, place: str | None = None) -> None:
        self.case, self.law = case, law
        self.records: dict[str, Record] = {"case": case.record}
        self._setting = Setting(place or case.place, case.residence, case.as_of)
        self._shared = law.read.setdefault(self._setting, {})
        self._top = Reason(Constant(None))
        self.answered: dict[tuple[int, ...], tuple[Any, Reason]] = {}
        self.parameters: dict[str, tuple[Any, ParameterUsed]] = {}
        self.facts: dict[tuple[int, int], tuple[Any, FactUsed]] = {}

    def answer(self, rule: Expression) -> Answer:
        """The value of the rule for the records at hand."""
        value = step_of(rule)(self, self._top)
        return Answer(None, value.missing) if type(value) is Unknown else Answer(value)

    def explain(self, rule: Expression) -> Reason:
        """The answer of a named rule with everything it rests on."""
        self.answer(rule)
        return self._top.children[-1]

    def reasoned(self, rule: Expression, key: tuple[int, ...], meaning: Step) -> tuple[Any, Reason]:
        """The first answer of a named rule about these records, kept under this key."""
        about = self.records["member"].name if "member" in scopes_of(rule) and "member" in self.records else ""
        reason = Reason(rule, about=about)
        value = meaning(self, reason)
        if type(value) is Unknown:
            reason.missing = tuple(dict.fromkeys(value.missing))
        else:
            reason.value = value
        reason.results[id(rule)] = reason.value
        known = self.answered[key] = value, reason
        return known

    def read(self, record: Record, node: Fact) -> tuple[Any, FactUsed]:
        """A fact of this record, read once; where it is missing, its place in the case file."""
        value, path = record.values.get(node.key), fact_path(record, node)
        source = self.case.sources.get(path) or {}
        used = FactUsed(path, value, node.kind, node.zh, node.en, str(source.get("source", "")), str(source.get("date", "")))
        known = self.facts[id(record), id(node)] = Unknown((path,)) if value is None else value, used
        return known

    def looked_up(self, name: str) -> tuple[Any, ParameterUsed]:
        """A parameter, looked up once: the case's own value first, then that of the nearest place."""
        if name in self.case.parameters:
            declared = DECLARED[name]
            known = _told(ParameterUsed(name, self.case.parameters[name], declared.kind, declared.zh, declared.en, "case"))
        else:
            known = self._shared.get(name) or self._shared.setdefault(name, _told(self._by_law(name)))
        self.parameters[name] = known
        return known

    def _by_law(self, name: str) -> ParameterUsed:
        if name.startswith("instrument."):
            short = name.removeprefix("instrument.")
            value = self.law.is_in_force(short, self.case.as_of)
            return ParameterUsed(name, value, "bool", f"{short} 已施行", f"{short} is in force")
        declared, found = DECLARED[name], self.law.look_up(name, self._setting)
        if found is None:
            return ParameterUsed(name, None, declared.kind, declared.zh, declared.en)
        return ParameterUsed(
            name, found.value, declared.kind, declared.zh, declared.en, found.place, found.cites, found.confidence,
            found.demonstration,
        )  # fmt: skip


def _told(used: ParameterUsed) -> tuple[Any, ParameterUsed]:
    return Unknown((f"parameter:{used.name}",)) if used.value is None else used.value, used
