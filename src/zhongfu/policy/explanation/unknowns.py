"""尚缺事项的作用: what each missing fact or parameter decides, by supposing it known and answering the rules again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.explanation.explain import inner
from zhongfu.policy.explanation.levers import Lever
from zhongfu.policy.explanation.suppose import MOST, fact_is, last_below, parameter_of
from zhongfu.policy.facts import SCOPES
from zhongfu.policy.language import Fact, Over
from zhongfu.policy.meaning import fact_path
from zhongfu.policy.reasons import Reason
from zhongfu.policy.records import Record
from zhongfu.policy.values import COMPARATORS

COUNTED = ("money", "area", "count", "months", "years", "days", "ratio")


@dataclass(frozen=True)
class Missing:
    """What one missing thing decides: values with the result; of an amount, up to the first and from the second on."""

    lever: Lever
    outcomes: tuple[tuple[Any, bool | None], ...]

    @property
    def decides(self) -> bool:
        """Whether knowing this alone can settle the programme."""
        return any(result is not None for _, result in self.outcomes)


def missing(top: Reason) -> list[Missing]:
    """For each thing that is missing and can be supposed: what the programme would then be."""
    levers = {lever.name: lever for lever in _levers(top)}
    found = [_tried(top, levers[name]) for name in top.missing if name in levers]
    return sorted((one for one in found if one is not None), key=lambda one: not one.decides)


def _levers(top: Reason) -> Iterator[Lever]:
    """Everything below that is unknown, by the name under which it is asked for."""
    ground = top.ground
    for name in top.missing:
        if name.startswith("parameter:"):
            yield _of_parameter(top, name)
    for reason in top.walk():
        for record, fact in (note for note in reason.notes if type(note) is tuple):
            if record.values.get(fact.key) is None:
                yield _of_fact(reason, record, fact)
        for node in inner(reason.rule):
            if isinstance(node, Over):
                owner = reason.records.get(node.collection.parent, ground.case.record)
                if owner.values.get(node.collection.key) is None:
                    yield _of_list(reason, owner, node.collection.key)


def _of_parameter(top: Reason, name: str) -> Lever:
    short = name.removeprefix("parameter:")
    declared = DECLARED[short]
    options = {"bool": (True, False), "comparator": COMPARATORS}.get(declared.kind, ())
    return Lever(name, declared.zh, declared.en, declared.kind, None, parameter_of(top, short), options=options)


def _of_fact(reason: Reason, record: Record, fact: Fact) -> Lever:
    scope = "member" if fact.scope == "subject" else fact.scope
    options: tuple[Any, ...] = (True, False) if fact.kind == "bool" else SCOPES[scope].fields[fact.key].choices
    options = tuple(option for option in options if option != "applicant")  # there is one already
    return Lever(
        fact_path(record, fact), fact.zh, fact.en, fact.kind, None,
        lambda value: fact_is(reason.ground, record, {fact.key: value}), record.name, options,
    )  # fmt: skip


LISTS = {
    "incomes": ("收入", "income"), "household.obligors": ("分开居住的义务人", "relatives bound to support who live apart"),
    "household.assets.vehicles": ("机动车", "vehicles"), "household.assets.houses": ("房屋", "houses"),
    "household.assets.businesses": ("经营主体", "businesses"),
}  # fmt: skip


def _of_list(reason: Reason, owner: Record, key: str) -> Lever:
    path = f"{owner.path}.{key}".lstrip(".")
    return Lever(path, *LISTS[key], "list", None, lambda value: fact_is(reason.ground, owner, {key: value}), owner.name, ([],))


def _tried(top: Reason, lever: Lever) -> Missing | None:
    def result(value: Any) -> bool | None:
        return lever.suppose(value).value(top)  # type: ignore[no-any-return]

    if lever.options:
        return Missing(lever, tuple((option, result(option)) for option in lever.options))
    return _bounded(lever, result) if lever.kind in COUNTED else None


def _bounded(lever: Lever, result: Callable[[Any], bool | None]) -> Missing | None:
    """Up to which amount the result stays as it is with nothing, and what it is above; a ratio is tried by hundredths of a percent."""
    unit = Fraction(1, 10000) if lever.kind == "ratio" else 1
    least, most = result(0), result(MOST * unit)
    if least is most:
        return None
    limit = last_below(lambda amount: result(amount * unit) is least, MOST)
    above = result((limit + 1) * unit)
    return Missing(lever, ((limit * unit, least), ((limit + 1) * unit, above)) if above is most else ((limit * unit, least),))
