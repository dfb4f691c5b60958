"""说明: the arithmetic of a rule as a line that a citizen can follow, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from zhongfu.policy.declarations import DECLARED
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
from zhongfu.policy.reasons import Reason
from zhongfu.policy.values import ENTRY_KINDS, NONE, shown

Results: TypeAlias = "dict[int, Any]"
Tell: TypeAlias = "Callable[[Results], str]"
Test: TypeAlias = "Callable[[Results], Any]"

MOST_TEXTS = 200  # of one rule and language that are kept

_SIGNS = {"==": "=", "<=": "≤", ">=": "≥", "*": "×"}
_OPPOSITE = {"==": "≠", "<": "≥", "<=": ">", ">": "≤", ">=": "<"}
_WORDS = {
    "zh": {
        "all": "各{list}均符合({of})", "any": "有{list}符合({of})", "least": "最小的{of}({list})", "greatest": "最大的{of}({list})",
        "sum": "各{list}{of}合计", "count": "{list}数({of})", "nobody": "没有{list}", "in": "属于", "out": "不属于",
        "years": "周岁", "month": "月份", "empty": "(空)",
    },
    "en": {
        "all": "each of the {list}: {of}", "any": "one of the {list}: {of}", "least": "least {of} of the {list}",
        "greatest": "greatest {of} of the {list}", "sum": "{of}, all {list}", "count": "number of {list} ({of})",
        "nobody": "no {list}", "in": "is one of", "out": "is none of", "years": "age", "month": "month", "empty": "(empty)",
    },
}  # fmt: skip


_LISTS = {
    "household.members": "成员", "incomes": "收入", "household.obligors": "义务人", "household.assets.vehicles": "车辆",
    "household.assets.houses": "房屋", "household.assets.businesses": "经营主体",
}  # fmt: skip


def sentence(reason: Reason, lang: str) -> str:
    """The rule with its numbers, ending in its value."""
    told = f"told_{lang}"
    wording: _Wording | None = reason.rule.__dict__.get(told)
    if wording is None:
        wording = reason.rule.__dict__[told] = _Wording(reason.rule, lang)
    about = reason.about
    return f"[{about}] {wording.of(reason)}" if about else wording.of(reason)


class _Wording:
    """The wording of one rule in one language, prepared once. What a rule reads settles it: households that agree on that share the text."""

    def __init__(self, rule: Expression, lang: str) -> None:
        self.label, self.kind, self.lang = label(rule, lang), kind_of(rule), lang
        self.tell: Tell = _TELLING[type(rule)](_TELLERS[lang], rule)
        self.has_lists = any(isinstance(node, Over | PersonDecides) for node in inner(rule))
        self.texts: dict[tuple[Any, ...], str] = {}

    def of(self, reason: Reason) -> str:
        settled = (*reason.standing, *reason.readings) if self.has_lists else reason.readings
        text = self.texts.get(settled)
        if text is None:
            if len(self.texts) >= MOST_TEXTS:
                self.texts.clear()
            text = self.texts[settled] = f"{self.label}: {self.tell(reason.results)} → {shown(reason.value, self.kind, self.lang)}"
        return text


def label(rule: Expression, lang: str) -> str:
    """The label of a rule, or its name where it has none."""
    return (rule.zh if lang == "zh" else rule.en) or rule.name


def inner(rule: Expression) -> Iterator[Expression]:
    """The nodes of one rule, without those of the rules that it asks."""
    waiting = [rule]
    for node in waiting:
        yield node
        waiting += [part for part in node.parts() if not part.name]


def kind_of(node: Expression) -> str:
    """The kind of a node's value, for writing it; worked out once per node."""
    known = node.__dict__.get("shown_as")
    if known is None:
        known = node.__dict__["shown_as"] = _kind_of(node)
    return str(known)


def _kind_of(node: Expression) -> str:
    if isinstance(node, Fact):
        return node.kind
    if isinstance(node, Parameter):
        declared = DECLARED.get(node.parameter)
        return ENTRY_KINDS.get(declared.kind, declared.kind) if declared else "bool"
    if isinstance(node, Calendar):
        return "month" if node.what == "month" else "years"
    if isinstance(node, Comparison | Membership | Logic | Negation):
        return "bool"
    kinds = {kind_of(part) for part in _carriers(node)}
    return next((kind for kind in ("money", "month", "level", "area") if kind in kinds), "count")


def _carriers(node: Expression) -> tuple[Expression, ...]:
    if isinstance(node, When):
        return (node.then,) if node.otherwise is None else (node.then, node.otherwise)
    if isinstance(node, Rounded):
        return (node.amount,)
    if isinstance(node, Share):
        return (node.whole,)
    if isinstance(node, Entry):
        return (node.table,)
    return tuple(node.parts())


class _Teller:
    """Prepares the wording of a rule's nodes in one language; a rule inside it appears by its label and value only."""

    def __init__(self, lang: str) -> None:
        self.lang, self.words, self.is_zh = lang, _WORDS[lang], lang == "zh"

    def telling(self, node: Expression) -> Tell:
        if node.name or node.zh:
            return self._labelled(label(node, self.lang), node)
        return _TELLING[type(node)](self, node)

    def _labelled(self, text: str, node: Expression) -> Tell:
        key, kind, lang = id(node), kind_of(node), self.lang

        def tell(results: Results) -> str:
            return f"{text} {shown(results[key], kind, lang)}" if key in results else text

        return tell

    def constant(self, node: Constant) -> Tell:
        return _always(shown(node.value, "count", self.lang))

    def fact(self, node: Fact) -> Tell:
        return self._labelled(label(node, self.lang), node)

    def parameter(self, node: Parameter) -> Tell:
        return self._labelled(self._title(node), node)

    def _title(self, node: Parameter) -> str:
        declared = DECLARED.get(node.parameter)
        if declared is None:
            short = node.parameter.removeprefix("instrument.")
            return f"{short} 在申请日有效" if self.is_zh else f"{short} in force"
        return declared.zh if self.is_zh else declared.en

    def entry(self, node: Entry) -> Tell:
        """The entry with its key; the whole table is not told."""
        table = self._title(node.table) if isinstance(node.table, Parameter) else label(node.table, self.lang)
        tell_key, tell_value = self.telling(node.key), self._labelled("", node)
        return lambda results: f"{table}({tell_key(results)}){tell_value(results)}"

    def arithmetic(self, node: Arithmetic) -> Tell:
        """A term of 0 is not told beside others."""
        left, right = map(self.telling, node.operands)
        no_left, no_right = map(_is_nothing, node.operands)
        sign, is_sum, is_product = _SIGNS.get(node.operator, node.operator), node.operator == "+", node.operator == "*"

        def tell(results: Results) -> str:
            if not is_product and no_right(results):
                return left(results)
            if is_sum and no_left(results):
                return right(results)
            return f"{left(results)} {sign} {right(results)}"

        return tell

    def share(self, node: Share) -> Tell:
        whole, heads = self.telling(node.whole), self.telling(node.heads)
        return lambda results: f"({whole(results)}) ÷ {heads(results)}"

    def several(self, node: Extreme) -> Tell:
        """What is never below 0 is told by itself, unless it is."""
        operands = [(self.telling(operand), _is_nothing(operand), id(operand)) for operand in node.operands]
        words = {"zh": {"least": "较小者", "greatest": "较大者"}, "en": {"least": "least of", "greatest": "greatest of"}}[self.lang]
        word, key = words[node.which], id(node)

        def tell(results: Results) -> str:
            told = [(say, operand) for say, nothing, operand in operands if not nothing(results)]
            if len(told) == 1 and results.get(told[0][1]) == results.get(key):
                return told[0][0](results)
            return f"{word}({', '.join(say(results) for say, _, _ in operands)})"

        return tell

    def rounded(self, node: Rounded) -> Tell:
        """That an amount is rounded is told where it changes it."""
        amount, mode, lang, key, exact = self.telling(node.amount), _value_of(node.mode), self.lang, id(node), id(node.amount)

        def tell(results: Results) -> str:
            if results.get(exact) == results.get(key):
                return amount(results)
            return f"({amount(results)}), {shown(mode(results), 'rounding', lang)}"

        return tell

    def calendar(self, node: Calendar) -> Tell:
        word, days = self.words[node.what], [self.telling(day) for day in node.days]
        return lambda results: f"{word}({', '.join(day(results) for day in days)})"

    def comparison(self, node: Comparison) -> Tell:
        left, key = self.telling(node.left), id(node)
        if isinstance(node.right, Constant) and isinstance(node.right.value, bool):
            return left
        right, none_left, comparator = self._side(node.right, kind_of(node.left)), _is_none(node.left), _value_of(node.comparator)

        def tell(results: Results) -> str:
            holds = results.get(key)
            if holds is False and none_left(results):
                return left(results)
            sign = str(comparator(results) or "?")
            written = "?" if holds is None else (_SIGNS if holds else _OPPOSITE).get(sign, sign)
            return f"{left(results)} {written} {right(results)}"

        return tell

    def _side(self, node: Expression, kind: str) -> Tell:
        return _always(shown(node.value, kind, self.lang)) if isinstance(node, Constant) else self.telling(node)

    def membership(self, node: Membership) -> Tell:
        value, is_none, options, lang, words = self.telling(node.value), _is_none(node.value), _value_of(node.options), self.lang, self.words
        key = id(node)

        def tell(results: Results) -> str:
            if is_none(results):
                return value(results)
            listed = shown(options(results), "list", lang) or words["empty"]
            return f"{value(results)} {words['in' if results.get(key) else 'out']} {listed}"

        return tell

    def logic(self, node: Logic) -> Tell:
        """Only the conditions that settle the answer; where it is settled by none alone, all that were looked at."""
        conditions = [(id(condition), self.telling(condition), _says_nothing(condition), _is_unusual(condition)) for condition in node.conditions]
        key, between = id(node), ";" if self.is_zh else "; "

        def tell(results: Results) -> str:
            value, asked = results.get(key), [condition for condition in conditions if condition[0] in results]
            telling = [condition for condition in asked if results[condition[0]] is value] or asked
            telling = [condition for condition in telling if not condition[2](results)] or telling
            telling = [condition for condition in telling if condition[3](results)] or telling
            return between.join(dict.fromkeys(condition[1](results) for condition in telling))

        return tell

    def negation(self, node: Negation) -> Tell:
        return self.telling(node.condition)

    def when(self, node: When) -> Tell:
        condition, then = self.telling(node.condition), self.telling(node.then)
        otherwise = condition if node.otherwise is None or isinstance(node.otherwise, Constant) else self.telling(node.otherwise)
        chosen, asked, key = condition if isinstance(node.then, Constant) else then, id(node.condition), id(node)

        def tell(results: Results) -> str:
            held = results.get(asked)
            if held is None:  # where both branches agree, the condition does not matter
                return condition(results) if results.get(key) is None else then(results)
            return chosen(results) if held else otherwise(results)

        return tell

    def over(self, node: Over) -> Tell:
        """A total by what is added up; the records themselves have their own lines."""
        listed = _LISTS.get(node.collection.key, node.collection.key) if self.is_zh else node.collection.key.rpartition(".")[2]
        value = node.value.then if isinstance(node.value, When) else node.value
        counting = isinstance(node.value, When) and isinstance(value, Constant)
        inner = self._inner(node.value.condition if isinstance(node.value, When) and counting else value)
        text = self.words["count" if counting else node.which].format(list=listed, of=inner)
        tell_value = self._labelled(text.replace("()", "").removesuffix(": ").rstrip(), node)
        nobody, key, each, condition = self.words["nobody"].format(list=listed), id(node), id(node.value), node.which in ("any", "all")
        return lambda results: nobody if condition and key in results and each not in results else tell_value(results)

    def _inner(self, value: Expression) -> str:
        """What is looked at in each record, by its label."""
        if isinstance(value, Logic) and not value.zh:
            labels = [label(part, self.lang) for part in value.conditions if not isinstance(part, Negation)]
            return ("、" if self.is_zh else ", ").join(text for text in labels if text)
        return label(value, self.lang)

    def person_decides(self, node: PersonDecides) -> Tell:
        return _always("由人决定" if self.is_zh else "a person decides")


def _always(text: str) -> Tell:
    return lambda results: text


def _value_of(node: Expression) -> Test:
    """What the node gave; a constant is not among the results."""
    constant, key = node.value if isinstance(node, Constant) else None, id(node)
    return lambda results: results.get(key, constant)


def _is_nothing(node: Expression) -> Test:
    value = _value_of(node)
    return lambda results: value(results) == 0 and value(results) is not False


def _is_none(node: Expression) -> Test:
    """A fact that there is none: it is in no list and is none of anything, so the list is not told."""
    is_fact, key = isinstance(node, Fact), id(node)
    return lambda results: is_fact and results.get(key) == NONE


def _is_unusual(condition: Expression) -> Test:
    inner = condition.condition if isinstance(condition, Negation) else condition
    usual, key = inner.usual, id(inner)
    return lambda results: usual is None or results.get(key) is not usual


def _says_nothing(condition: Expression) -> Test:
    """That something is not in an empty list."""
    inner = condition.condition if isinstance(condition, Negation) else condition
    key = id(inner.options) if isinstance(inner, Membership) else 0
    return lambda results: results.get(key) in ((), NONE)


_TELLERS = {lang: _Teller(lang) for lang in _WORDS}
_TELLING: dict[type, Callable[[_Teller, Any], Tell]] = {
    Constant: _Teller.constant, Entry: _Teller.entry, Fact: _Teller.fact, Parameter: _Teller.parameter, Arithmetic: _Teller.arithmetic,
    Share: _Teller.share, Extreme: _Teller.several, Rounded: _Teller.rounded, Calendar: _Teller.calendar,
    Comparison: _Teller.comparison, Membership: _Teller.membership, Logic: _Teller.logic, Negation: _Teller.negation,
    When: _Teller.when, Over: _Teller.over, PersonDecides: _Teller.person_decides,
}  # fmt: skip
