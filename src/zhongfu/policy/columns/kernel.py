"""列式含义: what each node of the rule language means for many rows at once: the meaning of `meaning.py`, column by column.

Every node is answered once in the smallest frame that knows what it speaks of, and spread to the others from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from zhongfu.policy.columns.column import (
    Column,
    added,
    both_known,
    categories_of,
    chosen,
    compared,
    constant,
    divided,
    extreme,
    multiplied,
    paired,
    rounded,
    unknown,
)  # fmt: skip
from zhongfu.policy.columns.counts import count_against, either_span, listed_span, sum_span
from zhongfu.policy.columns.frames import Frame
from zhongfu.policy.columns.needs import LIST_NAMES, Array, Names, fact_name, masked, names_read, terms, united
from zhongfu.policy.columns.segments import any_or_all, extreme_of, lengths_times, sum_of, where_listed
from zhongfu.policy.counts import is_count
from zhongfu.policy.language import (
    Arithmetic,
    Calendar,
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
from zhongfu.policy.meaning import entries, is_fixed, scopes_of
from zhongfu.policy.values import ANY_KEY


class Sheet(Protocol):
    """The parameters of the households at hand."""

    def parameter(self, name: str, names: Names) -> Column:
        """The value of this parameter for every household, or for all of them."""


class Columns:
    """Answers rules for all households of a frame at once. `given` holds rules whose answers are known beforehand.

    With `uses` (see `uses_of`) an answer is kept only until the last rule has read it, so that little memory is touched.
    """

    def __init__(
        self, top: Frame, sheet: Sheet, names: Names, given: Mapping[str, Column] | None = None, uses: Mapping[int, int] | None = None
    ) -> None:
        self.top, self.sheet, self.names, self.given = top, sheet, names, given or {}
        self._answered: dict[int, dict[Frame, Column]] = {}  # the frames themselves: the number of one that is gone comes again
        self._uses = dict(uses or {})

    def answer(self, rule: Expression) -> Column:
        """The column of a rule about households."""
        return self.column(rule, self.top)

    def column(self, node: Expression, frame: Frame) -> Column:
        """The column of a node for the rows of a frame."""
        if node.name in self.given:
            home, index = frame.home(())
            answer = self.given[node.name]
        else:
            home, index = (frame, None) if frame.narrow and makes_pairs(node) else frame.home(scopes_of(node))
            answer = self._kept(node, home) or self._keep(node, home, _MEANING[type(node)](self, node, home))
        if index is not None and not answer.constant:
            answer = self._kept(node, frame) or self._keep(node, frame, answer.take(index))
        self._used(node)
        return answer

    def narrowed(self, node: Expression, frame: Frame, rows: Array, elsewhere: bool) -> Column:
        """The column of a truth that only these rows need, so that few pairs of members are made; `elsewhere` it is this."""
        needed = np.flatnonzero(rows)
        if len(needed) * 4 > frame.size * 3 or self._kept(node, frame) is not None:
            return self.column(node, frame)
        return self.column(node, frame.narrowed(needed)).spread(needed, frame.size, elsewhere)

    def _kept(self, node: Expression, frame: Frame) -> Column | None:
        kept = self._answered.get(id(node))
        return None if kept is None else kept.get(frame)

    def _keep(self, node: Expression, frame: Frame, answer: Column) -> Column:
        self._answered.setdefault(id(node), {})[frame] = answer
        return answer

    def _used(self, node: Expression) -> None:
        left = self._uses.get(id(node), 0) - 1
        self._uses[id(node)] = left
        if left == 0:
            self._answered.pop(id(node), None)


@lru_cache(maxsize=100_000)
def makes_pairs(node: Expression) -> bool:
    """Whether the answer about one member looks at the other members of his household."""
    if isinstance(node, Over | PersonDecides):
        return node.collection.besides
    return any(makes_pairs(part) for part in node.parts())


def uses_of(rules: Iterable[Expression]) -> dict[int, int]:
    """How often each node is read where these rules are answered once each."""
    uses: dict[int, int] = {}
    seen: set[int] = set()
    waiting = list(rules)
    for rule in waiting:
        uses[id(rule)] = uses.get(id(rule), 0) + 1
        if id(rule) not in seen:
            seen.add(id(rule))
            waiting.extend(rule.parts())
    return uses


def _constant(columns: Columns, node: Constant, frame: Frame) -> Column:
    return constant(node.value)


def _fact(columns: Columns, node: Fact, frame: Frame) -> Column:
    held = frame.bound(node.scope)[0].column(node.key)
    if held is None:
        return unknown(columns.names.bit(fact_name(node)))
    if held.known is True:
        return held
    return Column(held.value, held.known, columns.names.bit(fact_name(node)), held.bottom, held.bound, held.categories)


def _parameter(columns: Columns, node: Parameter, frame: Frame) -> Column:
    return columns.sheet.parameter(node.parameter, columns.names)


def _lacking(*columns: Column) -> Column:
    """Unknown in every row for want of what these columns want."""
    return unknown(united(columns))


def _strictly(result: Column, *columns: Column) -> Column:
    """The result, known where all of these columns are."""
    result.known, result.wants = both_known(*columns), united(columns)
    return result


def _is_lost(*columns: Column) -> bool:
    return any(column.known is False for column in columns)


def _arithmetic(columns: Columns, node: Arithmetic, frame: Frame) -> Column:
    left, right = (columns.column(operand, frame) for operand in node.operands)
    if node.operator == "*":
        return _product(left, right)
    if _is_lost(left, right):
        result = _lacking(left, right)
    else:
        result = _strictly(added(left, right, node.operator == "-"), left, right)
    if result.known is not True and is_count(node):
        result.span = sum_span(frame, left, right)
    return result


def _product(left: Column, right: Column) -> Column:
    """A factor of 0 gives 0 whatever the other is."""
    for one in (left, right):
        if one.constant and one.value == 0:
            return constant(0)
    zero = _is_zero(left) | _is_zero(right)
    if _is_lost(left, right):
        value: Any = constant(0)
    else:
        value = multiplied(left, right)
    return _zero_or_known(value, zero, left, right)


def _is_zero(column: Column) -> Any:
    if column.known is True:
        return column.value == 0
    return False if column.known is False else column.known & (column.value == 0)


def _zero_or_known(value: Column, zero: Any, *columns: Column) -> Column:
    """The value where all of these columns are known, 0 where `zero`."""
    known = both_known(*columns)
    if known is not True:
        if isinstance(value.value, np.ndarray) and isinstance(zero, np.ndarray):
            value.value = np.where(zero, value.value.dtype.type(0), value.value)
        value.known = zero | known
        if value.known is not True and not isinstance(value.known, np.ndarray):
            value.known = False
        wants = united(columns)
        value.wants = masked(wants, ~value.known) if isinstance(value.known, np.ndarray) else wants
    return value


def _share(columns: Columns, node: Share, frame: Frame) -> Column:
    """A share of nothing is nothing; of too many heads, or of none, a person decides."""
    whole, heads = columns.column(node.whole, frame), columns.column(node.heads, frame)
    zero = _is_zero(whole)
    if _is_lost(whole, heads):
        return _zero_or_known(constant(0), zero, whole, heads)
    if heads.constant and 1 <= heads.value <= node.most:
        result = multiplied(whole, Column(1, bottom=heads.value, bound=1))
        return _strictly(result, whole)
    many = np.broadcast_to(np.asarray(heads.value), frame.size)
    fits = (many >= 1) & (many <= node.most)
    told = Column(None, fits | ~np.asarray(both_known(whole, heads)), columns.names.bit(*names_read(node.heads)))
    return _zero_or_known(divided(whole, many, fits), zero, whole, heads, told)


def _extreme(columns: Columns, node: Extreme, frame: Frame) -> Column:
    numbers = [columns.column(operand, frame) for operand in node.operands]
    if _is_lost(*numbers):
        return _lacking(*numbers)
    return _strictly(extreme(numbers, node.which == "greatest"), *numbers)


def _rounded(columns: Columns, node: Rounded, frame: Frame) -> Column:
    amount, mode = columns.column(node.amount, frame), columns.column(node.mode, frame)
    if _is_lost(amount, mode):
        return _lacking(amount, mode)
    first, *others = categories_of(mode)
    result = rounded(amount, first)
    for at, other in enumerate(others, start=1):
        result = chosen(_stands(mode, at, frame), rounded(amount, other), result)
    return _strictly(result, amount, mode)


def _stands(column: Column, at: int, frame: Frame) -> Any:
    """The rows in which a text column holds this one of its texts."""
    return np.broadcast_to(column.categories is None or column.value == at, frame.size)


def _calendar(columns: Columns, node: Calendar, frame: Frame) -> Column:
    days = [columns.column(day, frame) for day in node.days]
    if _is_lost(*days):
        return _lacking(*days)
    first = days[0].value
    if node.what == "month":
        return _strictly(Column(first // 10000 * 12 + first // 100 % 100 - 1, bound=days[0].bound), *days)
    return _strictly(Column((days[1].value - first) // 10000, bound=days[1].bound), *days)


def _comparison(columns: Columns, node: Comparison, frame: Frame) -> Column:
    left, right = columns.column(node.left, frame), columns.column(node.right, frame)
    if left.span is not None and right.known is not False and is_fixed(node.comparator) and is_count(node.left):
        return count_against(frame, left, right, columns.column(node.comparator, frame).value)
    if _is_lost(left, right):
        return _lacking(left, right)
    sign = columns.column(node.comparator, frame)
    if sign.constant:
        return _truth(compared(left, right, sign.value), left, right)
    return _by_sign(frame, node, left, right, sign)


def _truth(value: Any, *columns: Column) -> Column:
    """A truth where all of these columns are known."""
    known = both_known(*columns)
    if known is True:
        return Column(value if isinstance(value, np.ndarray) else bool(value))
    return Column(value & known, known, united(columns))


def _by_sign(frame: Frame, node: Comparison, left: Column, right: Column, sign: Column) -> Column:
    """By a comparator that differs, or that is unknown: then it matters only where both sides are equal."""
    equal = np.broadcast_to(compared(left, right, "=="), frame.size)
    value = np.zeros(frame.size, bool)
    known: Any = np.zeros(frame.size, bool)
    if node.direction:
        known = ~equal
        value = known & compared(left, right, "<" if node.direction == "below" else ">")
    for at, each in enumerate(categories_of(sign) if sign.known is not False else ()):
        here = _stands(sign, at, frame) & sign.known
        value, known = np.where(here, compared(left, right, each), value), known | here
    asked = Column(None, known, 0 if sign.known is True else masked(terms(sign), ~known))
    return _truth(value, left, right, _beside(frame, asked, left, right))


def _beside(frame: Frame, asked: Column, *columns: Column) -> Column:
    """The same, but known wherever one of these columns is not: there, only they are told."""
    both = np.broadcast_to(np.asarray(both_known(*columns)), frame.size)
    return Column(None, asked.known | ~both, masked(asked.wants, both))


def _membership(columns: Columns, node: Membership, frame: Frame) -> Column:
    value, options = columns.column(node.value, frame), columns.column(node.options, frame)
    if options.constant and options.value in ((), "none"):
        return Column(False)
    if _is_lost(value, options):
        if _is_lost(options) or options.constant:
            return _lacking(value, options)
        value = Column(value.value or "", np.zeros(frame.size, bool), value.wants)
    found = paired(value, options, lambda one, listed: listed != "none" and one in listed)
    if options.constant:
        return _truth(found, value, options)
    return _in_empty_list(_truth(np.broadcast_to(found, frame.size), value, options), options)


def _in_empty_list(found: Column, options: Column) -> Column:
    """An empty list holds nothing, whatever the text."""
    empty = paired(options, Column(0), lambda listed, _: listed in ((), "none"))
    known = np.asarray(found.known) | (empty & np.asarray(options.known))
    return Column(found.value, known, masked(found.wants, ~known))


def _logic(columns: Columns, node: Logic, frame: Frame) -> Column:
    """One condition that settles it is enough; what is missing is told only while the result hangs on it."""
    wins = node.which == "any"
    conditions: list[Column] = []
    settled: Any = None
    for condition in node.conditions:
        if settled is not None and makes_pairs(condition):
            answer = columns.narrowed(condition, frame, ~settled, not wins)
        else:
            answer = columns.column(condition, frame)
        if answer.constant:
            if answer.value is wins:
                return Column(wins)
            continue
        conditions.append(answer)
        if answer.known is not False:
            settles = answer.value if wins else answer.falls()
            settled = settles if settled is None else settled | settles
            if settled.all():
                return Column(wins)
    if not conditions:
        return Column(not wins)
    return _joined(conditions, settled, wins)


def _joined(conditions: list[Column], settled: Any, wins: bool) -> Column:
    if len(conditions) == 1:
        return conditions[0]
    all_known = both_known(*conditions)
    if all_known is True:
        return Column(settled if wins else ~settled)
    if settled is None:
        return _lacking(*conditions)
    known = settled | all_known
    return Column(settled if wins else known & ~settled, known, united(conditions, ~known))


def _negation(columns: Columns, node: Negation, frame: Frame) -> Column:
    condition = columns.column(node.condition, frame)
    if condition.known is False:
        return condition
    if condition.constant:
        return Column(not condition.value)
    return Column(condition.falls(), condition.known, condition.wants)


def _when(columns: Columns, node: When, frame: Frame) -> Column:
    condition = columns.column(node.condition, frame)
    if condition.constant:
        return _branch(columns, node.then if condition.value else node.otherwise, frame)
    if condition.known is True and not condition.value.any():
        return _branch(columns, node.otherwise, frame)
    then, otherwise = _branch(columns, node.then, frame), _branch(columns, node.otherwise, frame)
    if condition.known is True:
        return _by_condition(condition.value, then, otherwise)
    result = _by_open_condition(frame, condition, then, otherwise)
    if is_count(node):
        result.span = either_span(frame, condition, then)
    return result


def _branch(columns: Columns, node: Expression | None, frame: Frame) -> Column:
    return unknown() if node is None else columns.column(node, frame)


def _by_condition(condition: Any, then: Column, otherwise: Column) -> Column:
    result = chosen(condition, then, otherwise)
    if then.known is True and otherwise.known is True:
        return Column(result.value, True, 0, result.bottom, result.bound, result.categories)
    known = np.where(condition, then.known, otherwise.known)
    wants = united([_only(then, condition), _only(otherwise, ~condition)])
    return _with_known(result, known, wants)


def _only(column: Column, rows: Any) -> Column:
    """The wishes of a column in these rows alone."""
    known = column.known | ~rows
    wants = column.wants if isinstance(column.wants, int) else masked(column.wants, rows)
    return Column(None, known, wants)


def _by_open_condition(frame: Frame, condition: Column, then: Column, otherwise: Column) -> Column:
    """Under an unknown condition only a value that both branches share is known."""
    never = np.zeros(frame.size, bool)
    true, false = (never, never) if condition.known is False else (condition.value, condition.falls())
    shared = both_known(then, otherwise)
    if shared is not False:
        shared = shared & compared(then, otherwise, "==")
    known = (true & then.known) | (false & otherwise.known) | (~(true | false) & shared)
    parts = [_only(then, ~false), _only(otherwise, ~true), condition]
    return _with_known(chosen(true, then, otherwise), known, united(parts, ~known))


def _with_known(result: Column, known: Any, wants: Any) -> Column:
    value = result.value
    if value is None:
        return unknown(wants)
    if isinstance(value, bool | np.bool_) or (isinstance(value, np.ndarray) and value.dtype == bool):
        value = value & known
    return Column(value, known, wants, result.bottom, result.bound, result.categories)


def _entry(columns: Columns, node: Entry, frame: Frame) -> Column:
    """What a table holds for a key; what it does not hold is as unset as the whole."""
    table, key = columns.column(node.table, frame), columns.column(node.key, frame)
    if _is_lost(table, key):
        return _lacking(table, key)
    result = unknown()
    for at, each in enumerate(categories_of(table)):
        found = _of_table(columns, entries(each), key, node)
        result = found if at == 0 else _by_condition(_stands(table, at, frame), found, result)
    known = both_known(table, key)
    if known is True:
        return result
    asked = _only(result, known)
    return _with_known(result, known & np.asarray(result.known), united([table, key, asked]))


def _of_table(columns: Columns, known: Mapping[Any, Any], key: Column, node: Entry) -> Column:
    asked = columns.names.bit(*names_read(node.table))
    rest = known.get(ANY_KEY)
    answer = unknown(asked) if rest is None else constant(rest)
    for name, value in known.items():
        if name == ANY_KEY or value is None:
            continue
        here = compared(key, constant(name), "==")
        if here is True or here is np.True_:
            return constant(value)
        if isinstance(here, np.ndarray):
            answer = _by_condition(here, constant(value), answer)
    return answer


def _over(columns: Columns, node: Over, frame: Frame) -> Column:
    inner = frame.inner(node.collection)
    if inner is None:
        return unknown(columns.names.bit(LIST_NAMES[node.collection.scope]))
    value = columns.column(node.value, inner)
    if node.which in ("least", "greatest"):
        where = None if node.where is None else columns.column(node.where, inner)
        answer = extreme_of(inner, frame.size, value, where, node.which == "greatest")
    elif value.constant:
        answer = lengths_times(inner, node.which, value)
    elif node.which == "sum":
        answer = sum_of(inner, frame.size, value)
    else:
        answer = any_or_all(inner, frame.size, value, node.which == "any")
    answer = where_listed(answer, inner, frame.size, columns.names.bit(LIST_NAMES[node.collection.scope]))
    if answer.known is not True and is_count(node):
        answer.span = listed_span(inner, frame.size, value)
    return answer


def _person_decides(columns: Columns, node: PersonDecides, frame: Frame) -> Column:
    asked = columns.names.bit(LIST_NAMES[node.collection.scope])
    inner = frame.inner(node.collection)
    if inner is None:
        return unknown(asked)
    concerned = columns.column(node.concerned, inner)
    meant = any_or_all(inner, frame.size, Column(np.broadcast_to(np.asarray(_holds(concerned)), inner.size)), True)
    answer = unknown({asked: meant.value})
    return where_listed(answer, inner, frame.size, asked)


def _holds(column: Column) -> Any:
    """Where a truth is known to hold."""
    return False if column.known is False else column.value


_MEANING: dict[type, Callable[[Columns, Any, Frame], Column]] = {
    Constant: _constant, Fact: _fact, Parameter: _parameter, Entry: _entry, Arithmetic: _arithmetic, Share: _share, Extreme: _extreme,
    Rounded: _rounded, Calendar: _calendar, Comparison: _comparison, Membership: _membership, Logic: _logic, Negation: _negation,
    When: _when, Over: _over, PersonDecides: _person_decides,
}  # fmt: skip
