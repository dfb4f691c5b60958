"""节点含义: what each node of the rule language means for one case, as a step that is prepared once and then taken often.

A step gives a known value, or `Unknown` with the names of what is missing. It notes every fact and parameter that it reads.
The steps of its parts are prepared by whoever asks: `evaluate.py` prepares steps that answer each named rule once,
`reasons.py` goes through one rule again with the value of every node.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

from zhongfu.policy.counts import is_count
from zhongfu.policy.facts import SCOPES
from zhongfu.policy.language import (
    Arithmetic,
    Calendar,
    Collection,
    Comparison,
    Constant,
    Entry,
    Expression,
    Extreme,
    Fact,
    Logic,
    Membership,
    Negation,
    Over,
    Parameter,
    PersonDecides,
    Rounded,
    Share,
    When,
)  # fmt: skip
from zhongfu.policy.records import Record
from zhongfu.policy.values import ANY_KEY

Notes: TypeAlias = "list[Any]"  # what a rule read, in order: a record and its fact, a parameter, the answer of another rule
Step: TypeAlias = "Callable[[Evaluation, Notes], Any]"
Prepare: TypeAlias = "Callable[[Expression], Step]"


class Evaluation(Protocol):
    """What a step asks of the evaluation that it is a part of: the records at hand, and what holds for each parameter."""

    records: dict[str, Record]
    parameters: Mapping[str, Any]


class Unknown:
    """No value: what is missing for it, by name; nothing is missing where the value does not apply.

    Of a count (see `counts.py`) the `span` tells the least and the most that it can be.
    """

    __slots__ = ("missing", "span")

    def __init__(self, missing: tuple[str, ...] = (), span: tuple[int, int] | None = None) -> None:
        self.missing, self.span = missing, span


NOT_APPLICABLE = Unknown()


def is_fixed(node: Expression) -> bool:
    """Whether the node is a value that the rule itself names."""
    return isinstance(node, Constant) and not node.name and node.value is not None


def _counted(values: Iterable[Any]) -> Unknown:
    """A count of which a part is unknown: it is at least what is sure, and at most what may be."""
    known, spans = list(values), []
    for value in known:
        span = value.span if type(value) is Unknown else (value, value)
        if span is None:
            return lacking(*known)
        spans.append(span)
    return Unknown(lacking(*known).missing, (sum(least for least, _ in spans), sum(most for _, most in spans)))


def _value(node: Expression) -> Any:
    assert isinstance(node, Constant)
    return node.value


def _constant(node: Constant, prepare: Prepare) -> Step:
    value = NOT_APPLICABLE if node.value is None else node.value
    return lambda ev, here: value


def _fact(node: Fact, prepare: Prepare) -> Step:
    scope, key = node.scope, node.key

    def take(ev: Evaluation, here: Notes) -> Any:
        record = ev.records[scope]
        here.append((record, node))
        value = record.values.get(key)
        return Unknown((fact_path(record, node),)) if value is None else value

    return take


def _parameter(node: Parameter, prepare: Prepare) -> Step:
    name = node.parameter

    def take(ev: Evaluation, here: Notes) -> Any:
        here.append(node)
        return ev.parameters[name]

    return take


def _entry(node: Entry, prepare: Prepare) -> Step:
    table_step, key_step = prepare(node.table), prepare(node.key)

    def take(ev: Evaluation, here: Notes) -> Any:
        table, key = table_step(ev, here), key_step(ev, here)
        if type(table) is Unknown or type(key) is Unknown:
            return lacking(table, key)
        known = entries(table)
        value = known.get(key, known.get(ANY_KEY))
        return Unknown(tuple(dict.fromkeys(_names(ev, node.table)))) if value is None else value

    return take


def entries(table: Any) -> dict[Any, Any]:
    """A table as a mapping: pairs by their key, a plain list by number from 1."""
    if table and isinstance(table[0], tuple):
        return dict(table)
    return dict(enumerate(table, start=1))


def _arithmetic(node: Arithmetic, prepare: Prepare) -> Step:
    left_step, right_step = map(prepare, node.operands)
    operate, is_product = _OPERATE[node.operator], node.operator == "*"
    short = _short_of(node)

    def take(ev: Evaluation, here: Notes) -> Any:
        left, right = left_step(ev, here), right_step(ev, here)
        if is_product and (left == 0 or right == 0) and left is not False and right is not False:
            return 0
        if type(left) is Unknown or type(right) is Unknown:
            return short((left, right))
        return operate(left, right)

    return take


def _short_of(node: Expression) -> Callable[[Iterable[Any]], Unknown]:
    """What a node gives where some of its values are unknown."""
    return _counted if is_count(node) else lambda values: lacking(*values)


def _share(node: Share, prepare: Prepare) -> Step:
    whole_step, heads_step = prepare(node.whole), prepare(node.heads)

    def take(ev: Evaluation, here: Notes) -> Any:
        whole, heads = whole_step(ev, here), heads_step(ev, here)
        if whole == 0 and whole is not False:
            return 0
        if type(whole) is Unknown or type(heads) is Unknown:
            return lacking(whole, heads)
        if not 1 <= heads <= node.most:
            return Unknown(tuple(dict.fromkeys(_names(ev, node.heads))))
        return Fraction(whole) / heads

    return take


def _names(ev: Evaluation, node: Expression) -> Iterable[str]:
    if isinstance(node, Fact):
        yield fact_path(ev.records[node.scope], node)
    elif isinstance(node, Parameter):
        yield f"parameter:{node.parameter}"
    elif isinstance(node, Over):
        yield node.collection.key
    else:
        for part in node.parts():
            yield from _names(ev, part)


def _extreme(node: Extreme, prepare: Prepare) -> Step:
    steps, pick = [prepare(operand) for operand in node.operands], max if node.which == "greatest" else min

    def take(ev: Evaluation, here: Notes) -> Any:
        values = [step(ev, here) for step in steps]
        return lacking(*values) if _any_unknown(values) else pick(values)

    return take


def _rounded(node: Rounded, prepare: Prepare) -> Step:
    amount_step, mode_step = prepare(node.amount), prepare(node.mode)

    def take(ev: Evaluation, here: Notes) -> Any:
        amount, mode = amount_step(ev, here), mode_step(ev, here)
        if type(amount) is Unknown or type(mode) is Unknown:
            return lacking(amount, mode)
        return round_fen(Fraction(amount), mode)

    return take


def _calendar(node: Calendar, prepare: Prepare) -> Step:
    steps, is_month = [prepare(day) for day in node.days], node.what == "month"

    def take(ev: Evaluation, here: Notes) -> Any:
        days = [step(ev, here) for step in steps]
        if _any_unknown(days):
            return lacking(*days)
        if is_month:
            return days[0].year * 12 + days[0].month - 1
        return (_digits(days[1]) - _digits(days[0])) // 10000

    return take


def _comparison(node: Comparison, prepare: Prepare) -> Step:
    if is_fixed(node.comparator):
        return _by_fixed_sign(node, prepare)
    left_step, right_step, sign_step = prepare(node.left), prepare(node.right), prepare(node.comparator)

    def take(ev: Evaluation, here: Notes) -> Any:
        left, right = left_step(ev, here), right_step(ev, here)
        if type(left) is Unknown or type(right) is Unknown:
            return lacking(left, right)
        sign = sign_step(ev, here)
        if type(sign) is Unknown:
            return sign if left == right or not node.direction else (left < right) is (node.direction == "below")
        return COMPARE[sign](left, right)

    return take


def _by_fixed_sign(node: Comparison, prepare: Prepare) -> Step:
    left_step, right_step, compare = prepare(node.left), prepare(node.right), COMPARE[_value(node.comparator)]
    if is_count(node.left):
        return _count_against(left_step, right_step, _value(node.comparator))
    if is_fixed(node.right):
        return _with_constant(left_step, compare, _value(node.right))

    def take(ev: Evaluation, here: Notes) -> Any:
        left, right = left_step(ev, here), right_step(ev, here)
        if type(left) is Unknown or type(right) is Unknown:
            return lacking(left, right)
        return compare(left, right)

    return take


def _count_against(left_step: Step, right_step: Step, sign: str) -> Step:
    """A count that is partly unknown may still be sure to lie within a limit, or beyond it."""
    compare = COMPARE[sign]

    def take(ev: Evaluation, here: Notes) -> Any:
        count, limit = left_step(ev, here), right_step(ev, here)
        if type(count) is not Unknown and type(limit) is not Unknown:
            return compare(count, limit)
        if type(limit) is Unknown or count.span is None:
            return lacking(count, limit)
        least, most = count.span
        if sign == "==":
            return False if limit < least or limit > most else count
        answer = compare(least, limit)
        return answer if compare(most, limit) is answer else count

    return take


def _with_constant(step: Step, test: Callable[[Any, Any], bool], constant: Any) -> Step:
    """A test of one value against a constant: most conditions are."""

    def take(ev: Evaluation, here: Notes) -> Any:
        value = step(ev, here)
        return value if type(value) is Unknown else test(value, constant)

    return take


def _membership(node: Membership, prepare: Prepare) -> Step:
    value_step, options_step = prepare(node.value), prepare(node.options)
    if is_fixed(node.options) and _value(node.options):
        return _with_constant(value_step, _is_in, _value(node.options))

    def take(ev: Evaluation, here: Notes) -> Any:
        value, options = value_step(ev, here), options_step(ev, here)
        if options in ((), "none"):
            return False
        if type(value) is Unknown or type(options) is Unknown:
            return lacking(value, options)
        return value in options

    return take


def _is_in(value: Any, options: Any) -> bool:
    return value in options


def _logic(node: Logic, prepare: Prepare) -> Step:
    """Stops at the first condition that settles the answer, unless all are to be answered."""
    steps, which = [prepare(condition) for condition in node.conditions], node.which
    settled, other = which == "any", which == "all"
    if node.full:
        return lambda ev, here: combined(which, [step(ev, here) for step in steps])

    def take(ev: Evaluation, here: Notes) -> Any:
        unknown = []
        for step in steps:
            value = step(ev, here)
            if value is settled:
                return settled
            if value is not other:
                unknown.append(value)
        return lacking(*unknown) if unknown else other

    return take


def _negation(node: Negation, prepare: Prepare) -> Step:
    step = prepare(node.condition)

    def take(ev: Evaluation, here: Notes) -> Any:
        value = step(ev, here)
        return value if type(value) is Unknown else not value

    return take


def _nothing(ev: Evaluation, here: Notes) -> Any:
    return NOT_APPLICABLE


def _when(node: When, prepare: Prepare) -> Step:
    condition_step, then_step = prepare(node.condition), prepare(node.then)
    otherwise_step = _nothing if node.otherwise is None else prepare(node.otherwise)
    counts = is_count(node)

    def take(ev: Evaluation, here: Notes) -> Any:
        condition = condition_step(ev, here)
        if condition is True:
            return then_step(ev, here)
        if condition is False:
            return otherwise_step(ev, here)
        then, otherwise = then_step(ev, here), otherwise_step(ev, here)
        if type(then) is not Unknown and then == otherwise:
            return then
        return Unknown(condition.missing, (0, 1)) if counts else lacking(condition, then, otherwise)

    return take


def _over(node: Over, prepare: Prepare) -> Step:
    if node.which in ("least", "greatest"):
        return _extreme_over(node, prepare)
    collection, value_step, which, short = node.collection, prepare(node.value), node.which, _short_of(node)

    def take(ev: Evaluation, here: Notes) -> Any:
        records = _listed(ev, collection)
        if type(records) is Unknown:
            return records
        values = _each(ev, here, collection, records, value_step)
        if which != "sum":
            return combined(which, values)
        return short(values) if _any_unknown(values) else sum(values)

    return take


def _extreme_over(node: Over, prepare: Prepare) -> Step:
    collection, value_step, pick = node.collection, prepare(node.value), max if node.which == "greatest" else min
    where_step = None if node.where is None else prepare(node.where)

    def take(ev: Evaluation, here: Notes) -> Any:
        records = _listed(ev, collection)
        if type(records) is Unknown:
            return records
        if where_step is not None:
            kept = _each(ev, here, collection, records, where_step)
            if _any_unknown(kept):
                return lacking(*kept)
            records = [record for record, keep in zip(records, kept, strict=True) if keep]
        values = _each(ev, here, collection, records, value_step)
        if _any_unknown(values):
            return lacking(*values)
        return pick(values) if values else NOT_APPLICABLE

    return take


def _person_decides(node: PersonDecides, prepare: Prepare) -> Step:
    collection, concerned_step = node.collection, prepare(node.concerned)

    def take(ev: Evaluation, here: Notes) -> Any:
        records = _listed(ev, collection)
        if type(records) is Unknown:
            return records
        concerned = _each(ev, here, collection, records, concerned_step)
        return Unknown(tuple(record.path for record, is_meant in zip(records, concerned, strict=True) if is_meant is True))

    return take


def _listed(ev: Evaluation, collection: Collection) -> Any:
    owner = ev.records[collection.parent]
    records = owner.values.get(collection.key)
    if records is None:
        return Unknown((f"{owner.path}.{collection.key}".lstrip("."),))
    if collection.besides:
        return [record for record in records if record is not ev.records["member"]]
    return records


def _each(ev: Evaluation, here: Notes, collection: Collection, records: list[Record], step: Step) -> list[Any]:
    before, scope, values = ev.records, collection.scope, []
    at_hand = {**before, "subject": before["member"]} if collection.besides else before
    for record in records:
        ev.records = {**at_hand, scope: record}
        values.append(step(ev, here))
    ev.records = before
    return values


def fact_path(record: Record, fact: Fact) -> str:
    """Where the case file holds this fact of this record."""
    scope = "member" if fact.scope == "subject" else fact.scope
    return f"{record.path}.{SCOPES[scope].path(fact.key)}".strip(".")


def scopes_of(expression: Expression) -> tuple[str, ...]:
    """The records an expression is about, beside the case: those that no collection inside it binds."""
    if expression.free is None:
        expression.free = tuple(sorted(_free(expression)))
    return expression.free


def _free(node: Expression) -> set[str]:
    if isinstance(node, Fact):
        return {node.scope} - {"case"}
    below: set[str] = set().union(*(set(scopes_of(part)) for part in node.parts()))
    if isinstance(node, Over | PersonDecides):
        collection = node.collection
        below -= {collection.scope, *(("subject",) if collection.besides else ())}
        below |= {"member"} if collection.besides else {collection.parent} - {"case"}
    return below


def combined(which: str, values: list[Any]) -> Any:
    """Kleene's all or any; what is missing is told only while the result hangs on it."""
    settled = which == "any"
    if settled in values:
        return settled
    return lacking(*values) if _any_unknown(values) else not settled


def lacking(*values: Any) -> Unknown:
    """Unknown for want of all that the unknown ones among these want, each named once."""
    unknown = [value for value in values if type(value) is Unknown]
    if len(unknown) == 1:
        return unknown[0]
    return Unknown(tuple(dict.fromkeys(name for value in unknown for name in value.missing)))


def _any_unknown(values: list[Any]) -> bool:
    return Unknown in map(type, values)


def round_fen(amount: Fraction, mode: str) -> int:
    """An exact amount of fen to whole fen, or to whole yuan in fen; halves go up."""
    if mode == "yuan_ceil":
        return -(-amount.numerator // (amount.denominator * 100)) * 100
    unit = 100 if mode == "yuan_half_up" else 1
    return (2 * amount.numerator + amount.denominator * unit) // (2 * amount.denominator * unit) * unit


def _digits(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_OPERATE = {"+": operator.add, "-": operator.sub, "*": operator.mul}
MEANING: dict[type, Callable[[Any, Prepare], Step]] = {
    Constant: _constant, Fact: _fact, Parameter: _parameter, Entry: _entry, Arithmetic: _arithmetic, Share: _share, Extreme: _extreme,
    Rounded: _rounded, Calendar: _calendar, Comparison: _comparison, Membership: _membership, Logic: _logic,
    Negation: _negation, When: _when, Over: _over, PersonDecides: _person_decides,
}  # fmt: skip
