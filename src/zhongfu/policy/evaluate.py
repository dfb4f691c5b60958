"""求值: the slow, obvious meaning of a rule for one case: three-valued, exact, with its reasons.

Values are Python integers (fen, counts), exact fractions, texts, dates, tuples of texts, True, False or None (unknown,
or: does not apply). Every answer carries the names of what is missing for it, and only of what matters.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.facts import SCOPES
from zhongfu.policy.language import (
    Arithmetic,
    Calendar,
    Collection,
    Comparison,
    Constant,
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
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.reasons import FactUsed, ParameterUsed, Reason
from zhongfu.policy.records import Case, Record


class Answer(NamedTuple):
    """A value and, where it is unknown, the names of what is missing."""

    value: Any
    missing: tuple[str, ...] = ()


class Evaluator:
    """Answers rules about one case. Each rule is answered once for each record it is about."""

    def __init__(self, case: Case, law: Law) -> None:
        self.case, self.law = case, law
        self.records: dict[str, Record] = {"case": case.record}
        self._setting = Setting(case.place, case.residence, case.as_of)
        self._here = Reason(Constant(None))  # the rule being answered
        self._answered: dict[tuple[int, ...], tuple[Answer, Reason]] = {}
        self._parameters: dict[str, tuple[Answer, ParameterUsed]] = {}
        self._facts: dict[tuple[int, int], tuple[Answer, FactUsed]] = {}

    def answer(self, rule: Expression) -> Answer:
        """The value of the rule for the records at hand."""
        if rule.name:
            return self._rule(rule)
        answer = _MEANING[type(rule)](self, rule)
        self._here.results[id(rule)] = answer[0]
        return answer

    def explain(self, rule: Expression) -> Reason:
        """The answer of a named rule with everything it rests on."""
        self.answer(rule)
        return self._answered[self._key(rule)][1]

    def _key(self, rule: Expression) -> tuple[int, ...]:
        records = self.records
        return (id(rule), *[id(records.get(scope)) for scope in rule.free or scopes_of(rule)])

    def _rule(self, rule: Expression) -> Answer:
        key = self._key(rule)
        known = self._answered.get(key)
        if known is None:
            known = self._answered[key] = self._reasoned(rule)
        above = self._here
        above.children.append(known[1])
        above.results[id(rule)] = known[0].value
        return known[0]

    def _reasoned(self, rule: Expression) -> tuple[Answer, Reason]:
        about = self.records["member"].name if "member" in scopes_of(rule) and "member" in self.records else ""
        reason = Reason(rule, about=about)
        above, self._here = self._here, reason
        answer = _MEANING[type(rule)](self, rule)
        self._here = above
        reason.results[id(rule)] = answer.value
        reason.value, reason.missing = answer.value, tuple(dict.fromkeys(answer.missing))
        return answer, reason

    def constant(self, node: Constant) -> Answer:
        known = node.__dict__.get("known")
        if known is None:
            known = node.__dict__["known"] = Answer(node.value)
        return known

    def fact(self, node: Fact) -> Answer:
        record = self.records[node.scope]
        known = self._facts.get((id(record), id(node)))
        if known is None:
            known = self._facts[id(record), id(node)] = self._read(record, node)
        self._here.facts.append(known[1])
        return known[0]

    def _read(self, record: Record, node: Fact) -> tuple[Answer, FactUsed]:
        value, path = record.values.get(node.key), fact_path(record, node)
        source = self.case.sources.get(path, {})
        used = FactUsed(path, value, node.kind, node.zh, node.en, str(source.get("source", "")), str(source.get("date", "")))
        return Answer(value, () if value is not None else (path,)), used

    def parameter(self, node: Parameter) -> Answer:
        known = self._parameters.get(node.parameter)
        if known is None:
            known = self._parameters[node.parameter] = self._looked_up(node.parameter)
        self._here.parameters.append(known[1])
        return known[0]

    def _looked_up(self, name: str) -> tuple[Answer, ParameterUsed]:
        if name.startswith("instrument."):
            short = name.removeprefix("instrument.")
            value = self.law.is_in_force(short, self.case.as_of)
            return Answer(value), ParameterUsed(name, value, "bool", f"{short} 已施行", f"{short} is in force")
        declared, found = DECLARED[name], None
        if name in self.case.parameters:
            used = ParameterUsed(name, self.case.parameters[name], declared.kind, declared.zh, declared.en, "case")
        else:
            found = self.law.look_up(name, self._setting)
            used = ParameterUsed(name, None, declared.kind, declared.zh, declared.en)
        if found is not None:
            used = ParameterUsed(
                name, found.value, declared.kind, declared.zh, declared.en, found.place, found.cites, found.confidence,
                found.demonstration,
            )  # fmt: skip
        return Answer(used.value, () if used.value is not None else (f"parameter:{name}",)), used

    def arithmetic(self, node: Arithmetic) -> Answer:
        (left, left_missing), (right, right_missing) = map(self.answer, node.operands)
        if node.operator == "*" and (left == 0 or right == 0) and left is not False and right is not False:
            return Answer(0)
        if left is None or right is None:
            return Answer(None, left_missing + right_missing)
        return Answer(_OPERATE[node.operator](left, right))

    def share(self, node: Share) -> Answer:
        whole, heads = self.answer(node.whole), self.answer(node.heads)
        if whole.value == 0 and whole.value is not False:
            return Answer(0)
        if whole.value is None or heads.value is None:
            return Answer(None, whole.missing + heads.missing)
        if not 1 <= heads.value <= node.most:
            return Answer(None, tuple(self._names(node.heads)))
        return Answer(Fraction(whole.value) / heads.value)

    def _names(self, node: Expression) -> Iterable[str]:
        if isinstance(node, Fact):
            yield fact_path(self.records[node.scope], node)
        elif isinstance(node, Over):
            yield node.collection.key
        else:
            for part in node.parts():
                yield from self._names(part)

    def extreme(self, node: Extreme) -> Answer:
        answers = [self.answer(operand) for operand in node.operands]
        if any(answer.value is None for answer in answers):
            return _unknown(answers)
        return Answer((max if node.which == "greatest" else min)(answer.value for answer in answers))

    def rounded(self, node: Rounded) -> Answer:
        amount, mode = self.answer(node.amount), self.answer(node.mode)
        if amount.value is None or mode.value is None:
            return _unknown((amount, mode))
        return Answer(round_fen(Fraction(amount.value), mode.value))

    def calendar(self, node: Calendar) -> Answer:
        answers = [self.answer(day) for day in node.days]
        if any(answer.value is None for answer in answers):
            return _unknown(answers)
        days: list[date] = [answer.value for answer in answers]
        if node.what == "month":
            return Answer(days[0].year * 12 + days[0].month - 1)
        return Answer((_digits(days[1]) - _digits(days[0])) // 10000)

    def comparison(self, node: Comparison) -> Answer:
        left, right = self.answer(node.left), self.answer(node.right)
        if left.value is None or right.value is None:
            return _unknown((left, right))
        comparator = self.answer(node.comparator)
        if comparator.value is None:
            if left.value == right.value or not node.direction:
                return Answer(None, comparator.missing)
            return Answer((left.value < right.value) == (node.direction == "below"))
        return Answer(compare(comparator.value, left.value, right.value))

    def membership(self, node: Membership) -> Answer:
        value, options = self.answer(node.value), self.answer(node.options)
        if options.value in ((), "none"):
            return Answer(False)
        if value.value is None or options.value is None:
            return _unknown((value, options))
        return Answer(value.value in options.value)

    def logic(self, node: Logic) -> Answer:
        settled = node.which == "any"
        answers: list[Answer] = []
        for condition in node.conditions:
            answer = self.answer(condition)
            if answer[0] is settled and not node.full:
                return answer
            answers.append(answer)
        return combined(node.which, answers)

    def negation(self, node: Negation) -> Answer:
        value, missing = self.answer(node.condition)
        return Answer(None if value is None else not value, missing)

    def when(self, node: When) -> Answer:
        condition = self.answer(node.condition)
        if condition.value is True:
            return self.answer(node.then)
        if condition.value is False:
            return Answer(None) if node.otherwise is None else self.answer(node.otherwise)
        then = self.answer(node.then)
        otherwise = Answer(None) if node.otherwise is None else self.answer(node.otherwise)
        if then.value is not None and then.value == otherwise.value:
            return then
        return Answer(None, condition.missing + then.missing + otherwise.missing)

    def over(self, node: Over) -> Answer:
        records, missing = self._listed(node.collection)
        if records is None:
            return Answer(None, missing)
        if node.which in ("any", "all"):
            return combined(node.which, self._each(node.collection, records, node.value))
        if node.which == "sum":
            return _sum(self._each(node.collection, records, node.value))
        return self._extreme_over(node, records)

    def _extreme_over(self, node: Over, records: list[Record]) -> Answer:
        if node.where is not None:
            kept = self._each(node.collection, records, node.where)
            if any(answer.value is None for answer in kept):
                return _unknown(kept)
            records = [record for record, answer in zip(records, kept, strict=True) if answer.value]
        answers = self._each(node.collection, records, node.value)
        if any(answer.value is None for answer in answers):
            return _unknown(answers)
        values = [answer.value for answer in answers]
        return Answer((max if node.which == "greatest" else min)(values) if values else None)

    def person_decides(self, node: PersonDecides) -> Answer:
        records, missing = self._listed(node.collection)
        if records is None:
            return Answer(None, missing)
        concerned = self._each(node.collection, records, node.concerned)
        asked = [record.path for record, answer in zip(records, concerned, strict=True) if answer.value]
        return Answer(None, tuple(asked))

    def _listed(self, collection: Collection) -> tuple[list[Record] | None, tuple[str, ...]]:
        owner = self.records[collection.parent]
        records = owner.values.get(collection.key)
        if records is None:
            return None, (f"{owner.path}.{collection.key}".lstrip("."),)
        if collection.besides:
            return [record for record in records if record is not self.records["member"]], ()
        return records, ()

    def _each(self, collection: Collection, records: list[Record], expression: Expression) -> list[Answer]:
        before = dict(self.records)
        if collection.besides:
            self.records["subject"] = before["member"]
        answers = []
        for record in records:
            self.records[collection.scope] = record
            answers.append(self.answer(expression))
        self.records = before
        return answers


def fact_path(record: Record, fact: Fact) -> str:
    """Where the case file holds this fact of this record."""
    scope = "member" if fact.scope == "subject" else fact.scope
    return f"{record.path}.{SCOPES[scope].path(fact.key)}".strip(".")


def compare(comparator: str, left: Any, right: Any) -> bool:
    """Left, comparator, right, both known."""
    if comparator == "==":
        return bool(left == right)
    if comparator in ("<", "<="):
        return bool(left < right or (comparator == "<=" and left == right))
    return bool(left > right or (comparator == ">=" and left == right))


def combined(which: str, answers: list[Answer]) -> Answer:
    """Kleene's all or any; what is missing is told only while the result hangs on it."""
    settled = which == "any"
    if any(answer.value is settled for answer in answers):
        return Answer(settled)
    if any(answer.value is None for answer in answers):
        return _unknown(answers)
    return Answer(not settled)


def round_fen(amount: Fraction, mode: str) -> int:
    """An exact amount of fen to whole fen, or to whole yuan in fen; halves go up."""
    if mode == "yuan_ceil":
        return -(-amount.numerator // (amount.denominator * 100)) * 100
    unit = 100 if mode == "yuan_half_up" else 1
    return (2 * amount.numerator + amount.denominator * unit) // (2 * amount.denominator * unit) * unit


def _digits(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _sum(answers: list[Answer]) -> Answer:
    if any(answer.value is None for answer in answers):
        return _unknown(answers)
    return Answer(sum(answer.value for answer in answers))


def _unknown(answers: Iterable[Answer]) -> Answer:
    return Answer(None, tuple(name for answer in answers if answer.value is None for name in answer.missing))


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


_OPERATE = {"+": operator.add, "-": operator.sub, "*": operator.mul}
_MEANING: dict[type, Callable[[Evaluator, Any], Answer]] = {
    Constant: Evaluator.constant,
    Fact: Evaluator.fact,
    Parameter: Evaluator.parameter,
    Arithmetic: Evaluator.arithmetic,
    Share: Evaluator.share,
    Extreme: Evaluator.extreme,
    Rounded: Evaluator.rounded,
    Calendar: Evaluator.calendar,
    Comparison: Evaluator.comparison,
    Membership: Evaluator.membership,
    Logic: Evaluator.logic,
    Negation: Evaluator.negation,
    When: Evaluator.when,
    Over: Evaluator.over,
    PersonDecides: Evaluator.person_decides,
}
