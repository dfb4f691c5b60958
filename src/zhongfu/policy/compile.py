"""编译: the same rule tree as Ibis columns, for millions of households at once, with the meaning of `evaluate.py`.

A rule becomes an expression over one row per household: facts of the case are columns, members and their items are
arrays of structs. Every node is written so that NULL means unknown: `greatest`, `least`, `sum`, `any` and `all` of DuckDB
skip NULL and are wrapped; a number is an integer numerator over a whole denominator, so that nothing is ever divided but
once, at the rounding. `to_sql` gives the text that the native driver runs.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import lcm
from typing import Any

import ibis
import ibis.expr.types as ir
import sqlglot
from sqlglot import exp
from sqlglot.dialects import DuckDB

from zhongfu.policy.columns import (
    COMPARE,
    UNKNOWN,
    Number,
    any_null,
    as_boolean,
    as_column,
    choose,
    constant_over,
    date_part,
    day_digits,
    either,
    floor_divide,
    from_column,
    is_null,
    null_of,
    product,
    round_column,
    settle,
    stored,
    tops,
    typed,
    zero_or_unknown,
)  # fmt: skip
from zhongfu.policy.language import (
    MOST_SHARES,
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
from zhongfu.policy.meaning import entries, scopes_of
from zhongfu.policy.values import ANY_KEY

SHARES = lcm(*range(1, MOST_SHARES + 1))


@dataclass
class Settled:
    """What is known of rules already compiled: constant answers, and the denominators of columns."""

    answers: dict[str, Any] = field(default_factory=dict)
    bottoms: dict[str, int] = field(default_factory=dict)

    def is_column(self, rule: Expression, answer: Any) -> bool:
        """Note the answer; whether it differs by row and is of one fixed unit, so that a column can hold it."""
        if isinstance(answer, Number):
            self.bottoms[rule.name] = answer.bottom
            column = isinstance(answer.top, ir.Value)
        else:
            column = isinstance(answer, ir.Value)
        if not column:
            self.answers[rule.name] = answer
        return column and not (isinstance(answer, Number) and answer.heads is not None)


class Compiler:
    """Compiles rules over one set of columns and one set of parameter values.

    `columns` maps fact paths ("household.assets.deposits"), collection paths ("household.members") and rule names
    ("income.total", where a table already holds it) to Ibis columns; what it lacks is unknown. `law_values` maps parameter names to typed values (fen, exact fractions,
    texts, tuples) or to integer columns; what it lacks is unknown.
    """

    def __init__(self, columns: Mapping[str, Any], law_values: Mapping[str, Any], settled: Settled | None = None) -> None:
        self.columns, self.law_values = columns, law_values
        self.settled = Settled() if settled is None else settled
        self.records: dict[str, Any] = {}
        self._names = itertools.count()
        self._kept: list[Any] = []  # alive, so that no two records share an id
        self._compiled: dict[tuple[int, ...], Any] = {}

    def compile(self, node: Expression) -> Any:
        """A Python constant, None, a `Number`, or an Ibis boolean or text column."""
        if node.name:
            if node.name in self.settled.answers:
                return self.settled.answers[node.name]
            held = self._held(node.name)
            if held is not None:
                return from_column(held, self.settled.bottoms.get(node.name, 1))
        key = (id(node), *[id(self.records.get(scope)) for scope in scopes_of(node)])
        if key not in self._compiled:
            self._compiled[key] = _COMPILED[type(node)](self, node)
        return self._compiled[key]

    def _held(self, rule: str) -> Any:
        """The column or the field of the member at hand that already holds this rule."""
        if rule in self.columns:
            return self.columns[rule]
        member = self.records.get("member")
        return member[rule] if member is not None and rule in member.type().names else None

    def extended(self, members: Any, rules: list[Expression]) -> Any:
        """The array of members with these rules about one member added to each."""

        def one(member: Any) -> Any:
            self.records = {"member": member}
            fields = {name: member[name] for name in member.type().names}
            for rule in rules:
                answer = self.compile(rule)
                if self.settled.is_column(rule, answer):
                    fields[rule.name] = stored(answer)
            self.records = {}
            return ibis.struct(fields)

        return members.map(self._lambda(one))

    def constant(self, node: Constant) -> Any:
        return typed(node.value)

    def fact(self, node: Fact) -> Any:
        if node.scope == "case":
            column = self.columns.get(node.key)
        else:
            record = self.records[node.scope]
            column = record[node.key] if node.key in record.type().names else None
        return UNKNOWN if column is None else from_column(column)

    def parameter(self, node: Parameter) -> Any:
        value = self.law_values.get(node.parameter)
        return from_column(value) if isinstance(value, ir.Value) else typed(value)

    def entry(self, node: Entry) -> Any:
        table, key = self.compile(node.table), self.compile(node.key)
        if table is UNKNOWN or key is UNKNOWN:
            return UNKNOWN
        known = entries(table)
        wanted = key.top if isinstance(key, Number) else key
        if not isinstance(wanted, ir.Value):
            return typed(known.get(wanted, known.get(ANY_KEY)))
        answer = typed(known.pop(ANY_KEY, None))
        for name, value in known.items():
            answer = either(wanted == name, typed(value), answer)
        return either(wanted.isnull(), UNKNOWN, answer)

    def arithmetic(self, node: Arithmetic) -> Any:
        left, right = (self.compile(operand) for operand in node.operands)
        if node.operator == "*":
            return product(left, right)
        if left is UNKNOWN or right is UNKNOWN:
            return UNKNOWN
        (top, other), bottom, heads = tops(left, right)
        return Number(top + other if node.operator == "+" else top - other, bottom, heads)

    def share(self, node: Share) -> Any:
        whole, heads = self.compile(node.whole), self.compile(node.heads)
        if whole is UNKNOWN or heads is UNKNOWN:
            return zero_or_unknown(whole)
        if isinstance(heads.top, int):
            fits = 1 <= heads.top <= node.most
            return Number(whole.top, whole.bottom * heads.top) if fits else zero_or_unknown(whole)
        if node.most > MOST_SHARES:
            known = ibis.ifelse(heads.top.between(1, node.most), heads.top, null_of("int64"))
            return Number(ibis.cases((as_column(whole.top) == 0, 0), (known.notnull(), whole.top)), whole.bottom, ibis.coalesce(known, 1))
        part = ibis.cases(*[(heads.top == number, SHARES // number) for number in range(1, MOST_SHARES + 1)])
        return Number(ibis.ifelse(as_column(whole.top) == 0, 0, whole.top * part), whole.bottom * SHARES)

    def extreme(self, node: Extreme) -> Any:
        numbers = [self.compile(operand) for operand in node.operands]
        if any(number is UNKNOWN for number in numbers):
            return UNKNOWN
        (top, *others), bottom, heads = tops(*numbers)
        for other in others:
            wins = top >= other if node.which == "greatest" else top <= other
            top = (top if wins else other) if isinstance(wins, bool) else choose(wins, top, other)
        return Number(top, bottom, heads)

    def rounded(self, node: Rounded) -> Any:
        amount, mode = self.compile(node.amount), self.compile(node.mode)
        if amount is UNKNOWN or mode is UNKNOWN:
            return UNKNOWN
        if isinstance(mode, str):
            return round_column(amount, mode)
        rounded = UNKNOWN
        for known in ("fen_half_up", "yuan_half_up", "yuan_ceil"):
            rounded = either(mode == known, round_column(amount, known), rounded)
        return rounded

    def calendar(self, node: Calendar) -> Any:
        days = [self.compile(day) for day in node.days]
        if any(day is UNKNOWN for day in days):
            return UNKNOWN
        if node.what == "month":
            return Number(date_part(days[0], "year") * 12 + date_part(days[0], "month") - 1)
        return Number(floor_divide(day_digits(days[1]) - day_digits(days[0]), 10000))

    def comparison(self, node: Comparison) -> Any:
        left, right, comparator = self.compile(node.left), self.compile(node.right), self.compile(node.comparator)
        if left is UNKNOWN or right is UNKNOWN:
            return UNKNOWN
        if isinstance(left, Number) and isinstance(right, Number):
            (left, right), _, _ = tops(left, right)
        elif isinstance(left, Number) or isinstance(right, Number):
            return False  # a number is never the text "none"
        if comparator is UNKNOWN:
            return either(left == right, UNKNOWN, left < right if node.direction == "below" else left > right)
        if isinstance(comparator, str):
            return COMPARE[comparator](left, right)
        answer = UNKNOWN
        for sign in ("<", "<=", ">", ">="):
            answer = either(comparator == sign, COMPARE[sign](left, right), answer)
        return answer

    def membership(self, node: Membership) -> Any:
        value, options = self.compile(node.value), self.compile(node.options)
        if options in ((), "none"):
            return False
        if value is UNKNOWN or options is UNKNOWN:
            return UNKNOWN
        return value in options if isinstance(value, str) else value.isin(list(options))

    def logic(self, node: Logic) -> Any:
        settled, open_ = node.which == "any", []
        for condition in node.conditions:
            answer = self.compile(condition)
            if answer is settled:
                return settled
            if answer is not (not settled):
                open_.append(as_boolean(answer))
        if not open_:
            return not settled
        joined = open_[0]
        for condition in open_[1:]:
            joined = joined | condition if settled else joined & condition
        return UNKNOWN if all(is_null(one) for one in open_) else joined

    def negation(self, node: Negation) -> Any:
        answer = self.compile(node.condition)
        return answer if answer is UNKNOWN else not answer if isinstance(answer, bool) else ~answer

    def when(self, node: When) -> Any:
        condition = self.compile(node.condition)
        if condition is True:
            return self.compile(node.then)
        otherwise = UNKNOWN if node.otherwise is None else self.compile(node.otherwise)
        return otherwise if condition is False else either(condition, self.compile(node.then), otherwise)

    def over(self, node: Over) -> Any:
        listed = self._listed(node)
        if listed is UNKNOWN:
            return UNKNOWN
        if node.which in ("least", "greatest"):
            return self._extreme_over(node, listed)
        values, bottom = self._each(node, listed, node.value)
        if isinstance(values, bool):
            return constant_over(node.which, listed, values)
        if node.which == "sum":
            return Number(self._let(values, lambda each: choose(any_null(each), null_of("int64"), ibis.coalesce(each.sums(), 0))), bottom)
        wanted = node.which == "any"
        return self._let(values, lambda each: settle(each, wanted))

    def _extreme_over(self, node: Over, listed: Any) -> Any:
        if node.where is not None:
            kept, _ = self._each(node, listed, node.where)
            undecided = self._let(kept, any_null)
            listed = ibis.ifelse(undecided, ibis.null(listed.type()), self._filtered(node, listed))
        values, bottom = self._each(node, listed, node.value)
        def picked(each: Any) -> Any:
            return choose(any_null(each), null_of("int64"), each.maxs() if node.which == "greatest" else each.mins())

        return Number(self._let(values, picked), bottom)

    def _filtered(self, node: Over, listed: Any) -> Any:
        assert node.where is not None
        where = node.where
        return listed.filter(self._lambda(lambda record: as_boolean(self._about(node, record, where))))

    def person_decides(self, node: PersonDecides) -> Any:
        return UNKNOWN

    def _listed(self, node: Over) -> Any:
        collection = node.collection
        if collection.parent != "case":
            return self.records[collection.parent][collection.key]
        listed = self.columns.get(collection.key)
        if listed is None or not collection.besides:
            return listed
        here = self.records["member"]["position"]
        return listed.filter(self._lambda(lambda other: other["position"] != here))

    def _each(self, node: Over, listed: Any, expression: Expression) -> tuple[Any, int]:
        """The value of the expression for each record, and the denominator they share; a constant truth as itself."""
        answers: list[Any] = []
        numeric = node.which in ("sum", "least", "greatest") and expression is not node.where

        def value(record: Any) -> Any:
            answers.append(self._about(node, record, expression))
            return null_of("int64") if answers[-1] is UNKNOWN and numeric else stored(answers[-1])

        values = listed.map(self._lambda(value))
        answer = answers[0]
        if isinstance(answer, bool) and expression is not node.where:
            return answer, 1
        return values, answer.bottom if isinstance(answer, Number) else 1

    def _about(self, node: Over, record: Any, expression: Expression) -> Any:
        before = dict(self.records)
        if node.collection.besides:
            self.records["subject"] = before["member"]
        self.records[node.collection.scope] = record
        answer = self.compile(expression)
        self.records = before
        return answer

    def _lambda(self, body: Callable[[Any], Any]) -> Callable[..., Any]:
        """A function whose parameter has a name of its own: nested lambdas in SQL must not shadow one another."""

        def named(**record: Any) -> Any:
            self._kept.extend(record.values())
            return body(*record.values())

        parameter = inspect.Parameter(f"r{next(self._names)}", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        named.__signature__ = inspect.Signature([parameter])  # type: ignore[attr-defined]
        return named

    def _let(self, value: Any, body: Callable[[Any], Any]) -> Any:
        """Use a large expression several times but write it once."""
        return ibis.array([value]).map(self._lambda(body))[0]


def to_ibis(rule: Expression, columns: Mapping[str, Any], law_values: Mapping[str, Any]) -> ir.Value:
    """The rule as one Ibis column: BIGINT (fen, counts, months), BOOLEAN or text; NULL is unknown.

    A number that is not whole (an unrounded share) is refused: rules are rounded once, at the end.
    """
    answer = Compiler(columns, law_values).compile(rule)
    if isinstance(answer, Number) and (answer.bottom != 1 or answer.heads is not None):
        raise ValueError(f"{rule.name or 'the rule'} is not rounded, so it is no whole number")
    return stored(answer)


class _Lambdas(DuckDB.Generator):  # type: ignore[misc]
    """DuckDB 2 knows only ``lambda x: …``; sqlglot still writes the arrow."""

    def lambda_sql(self, expression: exp.Lambda, *args: Any, **kwargs: Any) -> str:
        names = ", ".join(self.sql(one) for one in expression.args["expressions"])
        return f"lambda {names}: {self.sql(expression, 'this')}"


def to_sql(query: ir.Table, fuse: bool = True) -> str:
    """The query as DuckDB 2 reads it. Without `fuse` each stage stays a query of its own, written once."""
    before = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = fuse
    try:
        text = str(ibis.to_sql(query, dialect="duckdb"))
    finally:
        ibis.options.sql.fuse_selects = before
    return str(_Lambdas(dialect="duckdb").generate(sqlglot.parse_one(text, dialect="duckdb")))


_COMPILED: dict[type, Callable[[Compiler, Any], Any]] = {
    Constant: Compiler.constant, Fact: Compiler.fact, Parameter: Compiler.parameter, Entry: Compiler.entry, Arithmetic: Compiler.arithmetic,
    Share: Compiler.share, Extreme: Compiler.extreme, Rounded: Compiler.rounded, Calendar: Compiler.calendar,
    Comparison: Compiler.comparison, Membership: Compiler.membership, Logic: Compiler.logic, Negation: Compiler.negation,
    When: Compiler.when, Over: Compiler.over, PersonDecides: Compiler.person_decides,
}  # fmt: skip
