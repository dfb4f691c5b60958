"""分级编译: many rules over a table, each written once: a rule that others read becomes a column before they do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir

from zhongfu.policy.columns import stored
from zhongfu.policy.compile import Compiler, Settled, to_sql
from zhongfu.policy.language import Expression, walk
from zhongfu.policy.meaning import scopes_of

MEMBERS = "household.members"


@dataclass
class Compiled:
    """A table with a column per rule. A rule that is the same for every row, or no whole unit, is kept beside it."""

    table: ir.Table
    settled: Settled

    def sql(self, *columns: str) -> str:
        """The query for these columns, as DuckDB 2 reads it."""
        return to_sql(self.table.select(*columns), fuse=False)


def compile_rules(
    table: ir.Table, rules: Iterable[Expression], law_values: Mapping[str, Any], given: Mapping[str, str] | None = None
) -> Compiled:
    """Add the named rules to the table. `given` maps rule names to columns that already hold them."""
    given = dict(given or {})
    wanted = list(rules)
    made = Compiled(table, Settled())
    for level in _levels(wanted, set(given)):
        _add(made, [rule for rule in level if scopes_of(rule) == ("member",)], law_values, given, members=True)
        _add(made, [rule for rule in level if not scopes_of(rule)], law_values, given, members=False)
    constant = {rule.name: stored(made.settled.answers[rule.name]) for rule in wanted if rule.name in made.settled.answers}
    made.table = made.table.mutate(**constant)
    return made


def _levels(rules: list[Expression], given: set[str]) -> list[list[Expression]]:
    """Rules in the order in which they can be added, those that do not read one another together."""
    level: dict[int, int] = {}
    found: dict[int, Expression] = {}

    def depth(node: Expression) -> int:
        if id(node) not in level:
            below = 0 if node.name in given else max((depth(part) for part in node.parts()), default=0)
            found[id(node)] = node
            level[id(node)] = below + (1 if _is_column(node, given) else 0)
        return level[id(node)]

    for rule in rules:
        depth(rule)
    columns = [node for node in found.values() if _is_column(node, given)]
    return [[node for node in columns if level[id(node)] == number] for number in range(1, max(level.values(), default=0) + 1)]


def _is_column(node: Expression, given: set[str]) -> bool:
    return bool(node.name) and node.name not in given and scopes_of(node) in ((), ("member",))


def _add(made: Compiled, rules: list[Expression], law_values: Mapping[str, Any], given: dict[str, str], members: bool) -> None:
    """One more stage: these rules as columns, or as fields of every member."""
    if not rules or (members and MEMBERS not in made.table.columns):
        return
    columns = {name: made.table[name] for name in made.table.columns}
    columns |= {rule: made.table[column] for rule, column in given.items()}
    compiler = Compiler(columns, law_values, made.settled)
    if members:
        made.table = made.table.mutate(**{MEMBERS: compiler.extended(made.table[MEMBERS], rules)})
        return
    new: dict[str, ir.Value] = {}
    for rule in rules:
        answer = compiler.compile(rule)
        if made.settled.is_column(rule, answer):
            new[rule.name] = stored(answer)
    made.table = made.table.mutate(**new)


def rules_read(rule: Expression) -> list[str]:
    """The named rules that a rule reads, itself among them."""
    return sorted({node.name for node in walk(rule) if node.name})
