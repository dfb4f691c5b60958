"""规则语言: the handful of node kinds in which every policy rule is written, and nothing else.

A rule is an expression over declared facts and parameters. Expressions are built with the ordinary operators and the few
functions at the end of this module; they are never evaluated here. `evaluate.py` gives them their meaning one case at a
time, `kernel.py` gives them the same meaning over columns.

A rule is written once, before those that read it, and never changed: so no rule can read itself, not even through others.
"""

from __future__ import annotations

import copy
import re
import sys
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import FrameType
from typing import Any, ClassVar, Self, TypeAlias

Scalar: TypeAlias = "int | Fraction | str | bool | date | tuple[Any, ...] | None"
Operand: TypeAlias = "Expression | int | Fraction | str | bool | date | tuple[str, ...]"

MOST_SHARES = 10  # a share by more heads is for a person to decide, unless the rule says how many


class RuleProblem(Exception):
    """A rule that cannot stand: ``file:line: 中文 / English``."""

    def __init__(self, where: FrameType, zh: str, en: str) -> None:
        super().__init__(f"{where.f_code.co_filename}:{where.f_lineno}: {zh} / {en}")


class Expression:
    """One node. `name` is given by the Programme that holds it; a named expression is a rule."""

    name: str = ""
    articles: tuple[str, ...] = ()
    zh: str = ""
    en: str = ""
    full: bool = False
    usual: Scalar = None
    free: tuple[str, ...] | None = None  # the records it is about; worked out once by meaning.scopes_of

    def __set_name__(self, owner: type, attribute: str) -> None:
        if not self.name and issubclass(owner, Programme):
            vars(self)["name"] = f"{programme_id(owner)}.{attribute}"

    def __setattr__(self, attribute: str, value: object) -> None:
        """Whatever a node holds is given once. What it rests on existed before it, hence no circle.

        `free` is worked out and not written: two threads may work it out at once.
        """
        if attribute in vars(self) and attribute != "free":
            raise RuleProblem(sys._getframe(1), "规则写成后不再改动", "a rule is not changed once it is written")
        super().__setattr__(attribute, value)

    def cites(self, *articles: str) -> Self:
        """The same expression resting on these articles, such as ``"649 Art.9"``."""
        return self._with(articles=self.articles + articles)

    def says(self, zh: str, en: str) -> Self:
        """The same expression with its label in both languages."""
        return self._with(zh=zh, en=en)

    def in_full(self) -> Self:
        """Every condition is answered even after one has settled it, so that a person hears all reasons at once."""
        return self._with(full=True)

    def usually(self, answer: Scalar) -> Self:
        """The same expression with the answer that goes without saying: it is told only where it differs."""
        return self._with(usual=answer)

    def _with(self, **changes: Any) -> Self:
        twin = copy.copy(self)
        for prepared in ("step", "again", "shown_as", "told_zh", "told_en"):  # they belong to the expression as it was
            vars(twin).pop(prepared, None)
        vars(twin).update(changes, name="")
        return twin

    def parts(self) -> Iterator[Expression]:
        """The expressions directly below this one."""
        return iter(())

    def __add__(self, other: Operand) -> Expression:
        return Arithmetic("+", (self, lift(other)))

    def __sub__(self, other: Operand) -> Expression:
        return Arithmetic("-", (self, lift(other)))

    def __mul__(self, other: Operand) -> Expression:
        return Arithmetic("*", (self, lift(other)))

    def __lt__(self, other: Operand) -> Expression:
        return Comparison(Constant("<"), self, lift(other))

    def __le__(self, other: Operand) -> Expression:
        return Comparison(Constant("<="), self, lift(other))

    def __gt__(self, other: Operand) -> Expression:
        return Comparison(Constant(">"), self, lift(other))

    def __ge__(self, other: Operand) -> Expression:
        return Comparison(Constant(">="), self, lift(other))

    def __eq__(self, other: object) -> Expression:  # type: ignore[override]
        return Comparison(Constant("=="), self, lift(other))  # type: ignore[arg-type]

    def __ne__(self, other: object) -> Expression:  # type: ignore[override]
        return Negation(self == other)

    __hash__ = object.__hash__

    def __and__(self, other: Operand) -> Expression:
        return Logic("all", (self, lift(other)))

    def __or__(self, other: Operand) -> Expression:
        return Logic("any", (self, lift(other)))

    def __invert__(self) -> Expression:
        return Negation(self)

    def __bool__(self) -> bool:
        raise TypeError("A rule has no truth value of its own; use & | ~ or all_of, any_of, when.")

    def one_of(self, *options: str | Expression) -> Expression:
        """True where this text is one of the texts, or stands in the one list parameter given."""
        if len(options) == 1 and isinstance(options[0], Expression):
            return Membership(self, options[0])
        return Membership(self, Constant(tuple(str(option) for option in options)))

    def entry(self, key: Operand) -> Expression:
        """What this list or table holds for the key: a number counts from 1, a text is looked up."""
        return Entry(self, lift(key))

    def rounded(self, mode: Operand) -> Expression:
        """This amount of fen, rounded once by ``fen_half_up``, ``yuan_half_up`` or ``yuan_ceil``."""
        return Rounded(self, lift(mode))

    def shared_by(self, heads: Operand, most: int = MOST_SHARES) -> Expression:
        """The exact share of each of 1 to `most` heads; any other number of heads is for a person to decide."""
        return Share(self, lift(heads), most)


@dataclass(eq=False)
class Constant(Expression):
    """A value written into the rule by the law itself."""

    value: Scalar


@dataclass(eq=False)
class Fact(Expression):
    """A declared fact: which record holds it (`scope`), under which key, of which kind (see values.py)."""

    scope: str
    key: str
    kind: str
    zh: str = ""
    en: str = ""

    def __set_name__(self, owner: type, attribute: str) -> None:
        """A fact keeps its own name: every rule that reads it shares it."""


@dataclass(eq=False)
class Parameter(Expression):
    """A value that a place sets for a time; looked up by name."""

    parameter: str


@dataclass(eq=False)
class Entry(Expression):
    """One entry of a list (by number, from 1) or of a table (by text); what is not in it is as unset as the whole."""

    table: Expression
    key: Expression

    def parts(self) -> Iterator[Expression]:
        return iter((self.table, self.key))


@dataclass(eq=False)
class Arithmetic(Expression):
    """``+ - *`` of two operands; a factor of 0 gives 0 whatever the other is."""

    operator: str
    operands: tuple[Expression, ...]

    def parts(self) -> Iterator[Expression]:
        return iter(self.operands)


@dataclass(eq=False)
class Share(Expression):
    """A whole divided by a small number of heads, exactly; a share of nothing is nothing."""

    whole: Expression
    heads: Expression
    most: int = MOST_SHARES

    def parts(self) -> Iterator[Expression]:
        return iter((self.whole, self.heads))


@dataclass(eq=False)
class Extreme(Expression):
    """The least or the greatest of several operands; unknown as soon as one is."""

    which: str
    operands: tuple[Expression, ...]

    def parts(self) -> Iterator[Expression]:
        return iter(self.operands)


@dataclass(eq=False)
class Rounded(Expression):
    """An amount rounded by the mode, itself an expression because places differ."""

    amount: Expression
    mode: Expression

    def parts(self) -> Iterator[Expression]:
        return iter((self.amount, self.mode))


@dataclass(eq=False)
class Calendar(Expression):
    """``years``: whole years from a day of birth to a day; ``month``: the running number of a day's month."""

    what: str
    days: tuple[Expression, ...]

    def parts(self) -> Iterator[Expression]:
        return iter(self.days)


@dataclass(eq=False)
class Comparison(Expression):
    """Left, comparator, right. An unknown comparator of a known direction matters only where both sides are equal."""

    comparator: Expression
    left: Expression
    right: Expression
    direction: str = ""

    def parts(self) -> Iterator[Expression]:
        return iter((self.left, self.comparator, self.right))


@dataclass(eq=False)
class Membership(Expression):
    """A text in a list of texts; an empty list holds nothing, whatever the text."""

    value: Expression
    options: Expression

    def parts(self) -> Iterator[Expression]:
        return iter((self.value, self.options))


@dataclass(eq=False)
class Logic(Expression):
    """Kleene ``all`` or ``any`` of several conditions."""

    which: str
    conditions: tuple[Expression, ...]

    def parts(self) -> Iterator[Expression]:
        return iter(self.conditions)


@dataclass(eq=False)
class Negation(Expression):
    """Not; of unknown, unknown."""

    condition: Expression

    def parts(self) -> Iterator[Expression]:
        return iter((self.condition,))


@dataclass(eq=False)
class When(Expression):
    """One of two values; known under an unknown condition only if both are the same known value.

    Without `otherwise` the value is empty (does not apply) where the condition is false, and asks for nothing.
    """

    condition: Expression
    then: Expression
    otherwise: Expression | None

    def parts(self) -> Iterator[Expression]:
        return iter((self.condition, self.then) + ((self.otherwise,) if self.otherwise is not None else ()))


@dataclass(eq=False)
class Over(Expression):
    """``sum count any all least greatest`` of an expression over the records of a collection."""

    which: str
    collection: Collection
    value: Expression
    where: Expression | None = None

    def parts(self) -> Iterator[Expression]:
        return iter((self.value,) if self.where is None else (self.where, self.value))


@dataclass(eq=False)
class PersonDecides(Expression):
    """Never known: a question the law leaves to a person. Asks for these records by their place in the case."""

    collection: Collection
    concerned: Expression

    def parts(self) -> Iterator[Expression]:
        return iter((self.concerned,))


@dataclass(frozen=True)
class Collection:
    """The records of one list in the case. `scope` is what a fact of such a record is read from.

    `parent` is the scope that owns the list ("case" or "member"). `others` are the members besides the one at hand, who
    is then called the subject.
    """

    scope: str
    key: str
    parent: str = "case"
    besides: bool = False

    def sum(self, value: Operand, where: Expression | None = None) -> Expression:
        """The total; a record whose filter is unknown adds nothing only if its value is 0."""
        return Over("sum", self, _filtered(lift(value), where, 0))

    def count(self, where: Expression) -> Expression:
        """How many records fulfil the condition."""
        return Over("sum", self, When(where, Constant(1), Constant(0)))

    def any(self, condition: Expression) -> Expression:
        """Whether one record fulfils the condition."""
        return Over("any", self, condition)

    def all(self, condition: Expression, where: Expression | None = None) -> Expression:
        """Whether every record (that passes the filter) fulfils the condition; true of an empty list."""
        return Over("all", self, condition if where is None else Logic("any", (Negation(where), condition)))

    def least(self, value: Operand, where: Expression | None = None) -> Expression:
        """The least value; empty where no record passes, unknown where a filter or a value is."""
        return Over("least", self, lift(value), where)

    def greatest(self, value: Operand, where: Expression | None = None) -> Expression:
        """The greatest value; empty where no record passes, unknown where a filter or a value is."""
        return Over("greatest", self, lift(value), where)


def _filtered(value: Expression, where: Expression | None, otherwise: int) -> Expression:
    return value if where is None else When(where, value, Constant(otherwise))


class _Written(dict[str, Any]):
    """The names in a Programme while it is being read: a rule stands once, and before whatever reads it."""

    def __setitem__(self, name: str, value: object) -> None:
        if isinstance(self.get(name), Expression):
            raise RuleProblem(sys._getframe(1), f"规则 {name} 写了两次", f"the rule {name} is written twice")
        super().__setitem__(name, value)

    def __missing__(self, name: str) -> Any:
        here = sys._getframe(1)
        if name in here.f_globals or name in here.f_builtins:
            raise KeyError(name)  # Python looks there next
        zh = f"此处还没有 {name}:规则须写在引用它的规则之前,不能直接或间接引用自己"
        raise RuleProblem(here, zh, f"there is no {name} yet: a rule stands before those that read it and never reads itself")


class _Sheet(type):
    @classmethod
    def __prepare__(mcs, name: str, bases: tuple[type, ...], /, **given: Any) -> MutableMapping[str, object]:
        return _Written()


class Programme(metaclass=_Sheet):
    """A set of rules; each attribute that is an expression, but no bare fact, is a rule named ``programme.attribute``."""

    rules: ClassVar[dict[str, Expression]]

    def __init_subclass__(cls) -> None:
        cls.rules = {
            key: value for key, value in vars(cls).items() if isinstance(value, Expression) and not isinstance(value, Fact)
        }


def programme_id(programme: type) -> str:
    """``DibaoSingle`` is ``dibao_single``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", programme.__name__).lower()


def lift(operand: Operand) -> Expression:
    """An operand as an expression."""
    return operand if isinstance(operand, Expression) else Constant(operand)


def all_of(*conditions: Operand) -> Expression:
    """Every condition holds."""
    return Logic("all", tuple(lift(condition) for condition in conditions))


def any_of(*conditions: Operand) -> Expression:
    """At least one condition holds."""
    return Logic("any", tuple(lift(condition) for condition in conditions))


def when(condition: Expression, then: Operand, otherwise: Operand | None = None) -> Expression:
    """The one value or the other; see `When`."""
    return When(condition, lift(then), None if otherwise is None else lift(otherwise))


def at_least(*operands: Operand) -> Expression:
    """The greatest of the operands: ``at_least(0, gap)`` is never below 0."""
    return Extreme("greatest", tuple(lift(operand) for operand in operands))


def at_most(*operands: Operand) -> Expression:
    """The least of the operands."""
    return Extreme("least", tuple(lift(operand) for operand in operands))


def below(fact: Operand, limit: Operand, comparator: Operand) -> Expression:
    """The fact against an upper limit by a comparator that a place may set (``<`` or ``<=``)."""
    return Comparison(lift(comparator), lift(fact), lift(limit), "below")


def reaches(fact: Operand, limit: Operand, comparator: Operand) -> Expression:
    """The fact against a lower limit by a comparator that a place may set (``>`` or ``>=``)."""
    return Comparison(lift(comparator), lift(fact), lift(limit), "above")


def years_between(start: Operand, end: Operand) -> Expression:
    """Whole years from one day to another; a birthday counts from its own day."""
    return Calendar("years", (lift(start), lift(end)))


def month_of(day: Operand) -> Expression:
    """The running number of the calendar month of a day, so that months can be added and compared."""
    return Calendar("month", (lift(day),))


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything below it, each node once."""
    seen: set[int] = set()
    waiting: list[Expression] = [expression]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting.extend(node.parts())


def needs(rule: Expression) -> list[str]:
    """Every fact and parameter that the rule may read, by name; forms and consent scopes are drawn from it."""
    found = {_need(node) for node in walk(rule)} | {
        node.collection.key for node in walk(rule) if isinstance(node, Over) and node.collection.parent == "case"
    }
    return sorted(found - {""})


def _need(node: Expression) -> str:
    if isinstance(node, Parameter):
        return f"parameter:{node.parameter}"
    if isinstance(node, Fact):
        return node.key if node.scope == "case" else f"{node.scope}.{node.key}"
    return ""


def named_rules(programmes: Sequence[type[Programme]]) -> dict[str, Expression]:
    """All rules of these programmes by name."""
    return {rule.name: rule for programme in programmes for rule in programme.rules.values()}
