"""差异: what differs between two decisions on a household: facts, values of the law, instruments in force, and the rules' answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from zhongfu.policy.decision import Decision
from zhongfu.policy.explanation.explain import kind_of
from zhongfu.policy.facts import SCOPES
from zhongfu.policy.meaning import scopes_of
from zhongfu.policy.reasons import ParameterUsed, Reason, below
from zhongfu.policy.records import Case, Record
from zhongfu.policy.values import shown

# Lists of a case by their key, with the scope of their records. That one became known is a fact of its own.
LISTS = {
    "household.members": ("member", "家庭成员", "members named"),
    "incomes": ("income", "收入项数", "items of income"),
    "household.obligors": ("obligor", "分开居住的义务人", "obligors who live apart"),
    "household.assets.vehicles": ("vehicle", "机动车", "vehicles"),
    "household.assets.houses": ("house", "房屋", "houses"),
    "household.assets.businesses": ("business", "市场主体", "businesses"),
}
DAY = "as_of"
FIRST_YEAR = 1900


class Difference(NamedTuple):
    """One thing that is not the same: `kind` is fact, parameter, instrument or rule; None stands for unknown."""

    kind: str
    name: str
    zh: str
    en: str
    value_kind: str
    before: Any
    after: Any
    about: str = ""
    cites: tuple[str, ...] = ()

    def as_json(self, lang: str) -> dict[str, Any]:
        """As plain values, in one language."""
        told = {
            "kind": self.kind, "name": self.name, "label": self.zh if lang == "zh" else self.en,
            "before": shown(self.before, self.value_kind, lang), "after": shown(self.after, self.value_kind, lang),
            "cites": list(self.cites),
        }  # fmt: skip
        return told | ({"about": self.about} if self.about else {})


def differences(before: Decision, after: Decision, programme: str) -> tuple[Difference, ...]:
    """What one programme's two answers rest on differently: first facts, then the law, then the rules that came out otherwise."""
    earlier, later = (below(decision.programmes[programme].reasons) for decision in (before, after))
    read = {used.path for reason in (*earlier, *later) for used in reason.facts}
    facts = (one for one in _facts(before.case, after.case) if one.name in read or _is_list(one.name))
    found = (*facts, *_parameters(earlier, later), *_instruments(before, after, (*earlier, *later)), *_rules(earlier, later))
    return tuple({(one.kind, one.name, one.about): one for one in reversed(found)}.values())[::-1]


def _is_list(path: str) -> bool:
    return path in LISTS or path.endswith(".incomes")


def _facts(before: Case, after: Case) -> Iterator[Difference]:
    first, second = _told(before), _told(after)
    for key in dict.fromkeys((*first, *second)):
        zh, en, kind, _ = told = first.get(key) or second[key]
        old, new = (side.get(key, (*told[:3], None))[3] for side in (first, second))
        if old != new and key[1] != DAY:
            yield Difference("fact", key[0], zh, en, kind, old, new, _whose(key[0]))


def _whose(path: str) -> str:
    """The member whom a fact is about, by the case's own id."""
    steps = path.split(".")
    return steps[2] if path.startswith("household.members.") else ""


def _told(case: Case) -> dict[tuple[str, str], tuple[str, str, str, Any]]:
    """Every fact of a case by its path and key: label in both languages, kind, value."""
    return {
        (f"{record.path}.{field.path or field.key}".strip("."), field.key): (field.zh, field.en, field.kind, record.values.get(field.key))
        for record, scope in _records(case)
        for field in SCOPES[scope].fields.values()
    } | {
        (f"{record.path}.{key}".strip("."), key): (zh, en, "count", None if listed is None else len(listed))
        for record, _ in _records(case)
        for key, (_, zh, en) in LISTS.items()
        if (listed := record.values.get(key, ())) != ()
    }  # fmt: skip


def _records(case: Case) -> Iterator[tuple[Record, str]]:
    waiting = [(case.record, "case")]
    for record, scope in waiting:
        yield record, scope
        waiting += [(one, LISTS[key][0]) for key in LISTS for one in record.values.get(key) or ()]


def _parameters(before: list[Reason], after: list[Reason]) -> Iterator[Difference]:
    """Values that either answer read and that are not the same; what only one of them read is looked up for the other."""
    first, second = _read(before), _read(after)
    for name in dict.fromkeys((*first, *second)):
        old, new = (read.get(name) or reasons[0].ground.values.told(name) for read, reasons in ((first, before), (second, after)))
        if old.value != new.value and not name.startswith("instrument."):
            yield Difference("parameter", name, new.zh, new.en, new.kind, old.value, new.value, cites=new.cites or old.cites)


def _read(reasons: list[Reason]) -> dict[str, ParameterUsed]:
    return {used.name: used for reason in reasons for used in reason.parameters}


def _instruments(before: Decision, after: Decision, reasons: tuple[Reason, ...]) -> Iterator[Difference]:
    """Instruments that the rules rest on and that are in force for one of the two answers only."""
    named = [used.name.removeprefix("instrument.") for reason in reasons for used in reason.parameters if used.name.startswith("instrument.")]
    named += [article.partition(" ")[0] for reason in reasons for article in reason.rule.articles]
    for short in dict.fromkeys(named):
        known = after.law.instruments.get(short) or before.law.instruments.get(short)
        old, new = before.law.is_in_force(short, before.case.as_of), after.law.is_in_force(short, after.case.as_of)
        if known is not None and old != new:
            yield Difference("instrument", short, f"《{known.zh}》已施行", f"{known.en} in force", "bool", old, new, cites=(short,))


def _rules(before: list[Reason], after: list[Reason]) -> Iterator[Difference]:
    first, second = (_answered(reasons) for reasons in (before, after))
    for key, old in first.items():
        new = second.get(key)
        if new is not None and old.value != new.value:
            rule = new.rule
            yield Difference("rule", rule.name, rule.zh, rule.en, _kind(old, new), old.value, new.value, new.about, rule.articles)


def _kind(old: Reason, new: Reason) -> str:
    """How the values are written: months that were counted (the fifth of a job) are no months of a calendar."""
    kind = kind_of(new.rule)
    return "count" if kind == "month" and max(old.value or 0, new.value or 0) < FIRST_YEAR * 12 else kind


def _answered(reasons: list[Reason]) -> dict[tuple[str, str], Reason]:
    """Rules about the household or one member; those about a single item of a list have no name to tell them apart by."""
    return {(reason.rule.name, reason.about): reason for reason in reasons if scopes_of(reason.rule) in ((), ("member",))}
