"""改革方案: changes of parameters that nobody has enacted yet, laid over the law as it stands; a reform is itself a law.

One change is written ``NAME[@PLACE][:RESIDENCE]=CHANGE``, such as ``dibao.standard@4401:urban=+5%``:

* ``+5%`` or ``-3%``: so much more or less than the law's own value of each place, residence and day;
* ``+50`` or ``-50``: so many yuan (or months, persons, tenths of a ratio as ``+0.1``) more or less;
* ``1300``, ``35%``, ``<=``, ``true``, ``student,elder``, ``{tekun: 1, dibao: 0.7}``: this value, typed as the parameter is declared;
* ``35% of place.minimum_wage_month`` or ``0.35 * place.minimum_wage_month``: worked out from other parameters.

What the law leaves unknown stays unknown under a percentage or an addition. Of several changes the nearest place wins, then the
one for a single residence, as among the values of the law. What the law derives from a changed value follows it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from zhongfu.policy.declarations import DECLARED, read_parameter
from zhongfu.policy.lawbook.documents import Unreadable, read_document
from zhongfu.policy.lawbook.formula import NUMERIC, Formula, FormulaProblem
from zhongfu.policy.lawbook.lawfile import Value
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.values import ENTRY_KINDS, NONE, ValueProblem

_ARGUMENT = re.compile(r"(?P<name>[^@:=\s]+)\s*(?:@(?P<place>[^:=]*))?(?::(?P<residence>[^=]*))?=(?P<change>.*)", re.DOTALL)
_PERCENT = re.compile(r"(?P<sign>[+-])\s*(?P<number>\d{1,9}(?:\.\d{1,9})?)\s*[%％]")
_MORE = re.compile(r"(?P<sign>[+-])\s*(?P<number>\d{1,12}(?:\.\d{1,9})?)\s*(?:元|yuan)?")
_SHARE = re.compile(r"\d{1,9}(?:\.\d{1,9})?[%％]")
_OF = re.compile(r"(?<=[%％])\s*(?:of|×|的)\s*")
_LETTERS = re.compile(r"[a-z_]+\.[a-z_]+")
RESIDENCES = ("urban", "rural")
_SCALED = ("money", "ratio", "area")  # a percentage of a count of persons or months would seldom be one


class ReformProblem(ValueError):
    """The reform cannot be used; `zh` and `en` name the argument and say how to mend it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class Change:
    """One change: `how` is "set", "percent", "more" or "formula", `operand` what it needs for that."""

    text: str
    name: str
    place: str
    residence: str
    how: str
    operand: Any

    @property
    def scope(self) -> tuple[str, str, str]:
        """What it is about: two changes of one scope contradict each other."""
        return self.name, self.place, self.residence

    @property
    def reads(self) -> tuple[str, ...]:
        """The parameters that it is worked out from, besides the one it changes."""
        return self.operand.names if self.how == "formula" else ()

    def holds(self, setting: Setting) -> bool:
        """Whether it is about this place and residence."""
        return setting.place.startswith(self.place) and self.residence in ("both", setting.residence)

    def problem(self, zh: str, en: str) -> ReformProblem:
        """What is wrong with this change, with its own words before it."""
        return _problem(self.text, zh, en)

    def changed(self, value: Any) -> Any:
        """A percentage of a value of the law, or so much more than it; what is unknown or "none" stays so."""
        kind = DECLARED[self.name].kind
        if value is None or value == NONE:
            return value
        if isinstance(value, tuple):
            return tuple((key, self._number(entry, ENTRY_KINDS[kind])) for key, entry in value)
        return self._number(value, kind)

    def _number(self, value: Any, kind: str) -> int | Fraction:
        exact = value * self.operand if self.how == "percent" else value + self.operand
        if exact < 0:
            raise self.problem("结果会低于零", "the result would be below zero")
        if kind == "ratio":
            return exact if Fraction(exact).denominator > 1 else int(exact)
        return int(exact + Fraction(1, 2))


@dataclass(frozen=True)
class Reform:
    """Several changes together; read them with `read_reform`."""

    changes: tuple[Change, ...]

    def over(self, law: Law) -> Reformed:
        """The law as it would be. Its changes stand among its values, so that whoever asks for which places it differs finds theirs."""
        values = dict(law.values)
        for change in self.changes:
            values[change.name] = [*values.get(change.name, ()), _value(change, date.min, None)]
        return Reformed(values=values, instruments=law.instruments, sources=law.sources, places=law.places, today=law, reform=self)

    def affected(self, law: Law) -> frozenset[str]:
        """Every parameter whose value may differ: those changed, and those that are derived from them, here or in the law."""
        found = {change.name for change in self.changes}
        return frozenset(found | {name for name in law.values if law.rests_on(name, found)})


@dataclass
class Reformed(Law):
    """The law with a reform over it: whoever reads the law reads this one the same way."""

    today: Law = field(default_factory=Law)
    reform: Reform = Reform(())

    def look_up(self, name: str, setting: Setting, own: Mapping[str, Any] = {}) -> Value | None:
        """The value that would hold there and then; what the law derives follows what it is derived from."""
        concerned = [change for change in self.reform.changes if change.name == name and change.holds(setting)]
        change = max(concerned, key=lambda one: (len(one.place), one.residence != "both"), default=None)
        if change is not None and change.how == "formula":
            return self._worked_out_from(change, setting, own)
        if change is not None and change.how == "set":
            return _value(change, setting.as_of, change.operand)
        found = self.today.look_up(name, setting, {**self._inputs(name, setting), **own})
        if change is None or found is None or found.value is None:
            return found
        return replace(found, value=change.changed(found.value), cites=(change.text,), source="", formula=None, inputs=())

    def _inputs(self, name: str, setting: Setting) -> dict[str, Any]:
        """The reformed values that the law derives this one from."""
        changed = {change.name for change in self.reform.changes} - {name}
        values = {one: self.look_up(one, setting) for one in changed if self.today.rests_on(name, {one})}
        return {one: None if value is None else value.value for one, value in values.items()}

    def _worked_out_from(self, change: Change, setting: Setting, own: Mapping[str, Any]) -> Value:
        formula: Formula = change.operand
        inputs = {name: self.look_up(name, setting, own) for name in formula.names}
        value = formula.derived(DECLARED[change.name].kind, inputs.get)
        missing = () if value is not None else formula.missing(inputs.get) or formula.names
        return replace(_value(change, setting.as_of, value), missing=missing)


def _value(change: Change, since: date, value: Any) -> Value:
    """What a change sets, as a value of the law that says where it comes from."""
    return Value(change.name, value, change.place, change.residence, since, None, (change.text,), "", False, 0, "", 0)


def read_reform(arguments: Iterable[str], law: Law, places: Collection[str] = ()) -> Reform:
    """Read the changes; raises `ReformProblem`. Places are those of the population (`places`), or those that the law knows."""
    reform = Reform(tuple(dict.fromkeys(_change(argument.strip()) for argument in arguments)))
    known = set(places) or {*law.places, *(value.place for values in law.values.values() for value in values)}
    for change in reform.changes:
        if change.place and not any(one.startswith(change.place) for one in known):
            raise change.problem(f"没有地区 {change.place} 的家庭", f"there is no household in a place {change.place}")
    _refuse_contradictions(reform.changes)
    _refuse_circles(reform, law)
    return reform


def _problem(argument: str, zh: str, en: str) -> ReformProblem:
    return ReformProblem(f"--set {argument}：{zh}。", f"--set {argument}: {en}.")


def _change(argument: str) -> Change:
    parts = _ARGUMENT.fullmatch(argument)
    if parts is None or not parts["change"].strip():
        raise _problem(argument, "应写作 参数名=变化，如 dibao.standard=+5%", "write NAME=CHANGE, such as dibao.standard=+5%")
    name, place, residence = parts["name"], (parts["place"] or "").strip(), (parts["residence"] or "both").strip()
    if name not in DECLARED:
        raise _unknown_name(argument, name)
    if place and not (place.isascii() and place.isdigit() and len(place) in (2, 4, 6, 9, 12)):
        raise _problem(argument, "地区应写 2、4、6、9 或 12 位代码", "a place is a code of 2, 4, 6, 9 or 12 digits")
    if residence not in (*RESIDENCES, "both"):
        raise _problem(argument, "居住地类别应为 urban 或 rural", "the residence is urban or rural")
    return Change(argument, name, place, residence, *_how(argument, name, parts["change"].strip()))


def _unknown_name(argument: str, name: str) -> ReformProblem:
    near = get_close_matches(name, DECLARED, n=1)
    return _problem(
        argument,
        f"没有名为 {name} 的参数" + (f"，是否指 {near[0]}" if near else ""),
        f"there is no parameter {name}" + (f"; did you mean {near[0]}?" if near else ""),
    )


def _how(argument: str, name: str, text: str) -> tuple[str, Any]:
    """How the value changes, and what for."""
    kind = DECLARED[name].kind
    numbers = ENTRY_KINDS.get(kind, kind)
    if found := _PERCENT.fullmatch(text):
        if numbers not in _SCALED:
            raise _problem(argument, f"{name} 不能按百分比变动", f"{name} cannot change by a percentage")
        return "percent", max(Fraction(0), 1 + Fraction(found["sign"] + found["number"]) / 100)
    if found := _MORE.fullmatch(text):
        return "more", _addition(argument, found, numbers)
    if _SHARE.fullmatch(text) and kind == "ratio":
        return "set", _typed(argument, name, str(Fraction(text[:-1]) / 100), Fraction(text[:-1]) / 100)
    if kind in NUMERIC and _LETTERS.search(text):
        return "formula", _formula(argument, text)
    return "set", _typed(argument, name, text, _plain(argument, kind, text))


def _addition(argument: str, found: re.Match[str], kind: str) -> Fraction:
    if kind not in NUMERIC:
        raise _problem(argument, "这个参数不是数值", "this parameter is not a number")
    added = Fraction(found["sign"] + found["number"]) * (100 if kind in ("money", "area") else 1)
    if kind != "ratio" and added.denominator != 1:
        raise _problem(argument, "小数位过多", "too many decimals")
    return added


def _formula(argument: str, text: str) -> Formula:
    try:
        return Formula.parse(_OF.sub(" * ", text).replace("％", "%"))
    except FormulaProblem as mistake:
        raise _problem(argument, mistake.zh, mistake.en) from mistake


def _plain(argument: str, kind: str, text: str) -> Any:
    """The text as YAML would read it; a list may also be written without brackets, a comparator without quotes."""
    if kind == "comparator":
        return text.strip("\"'")
    if kind == "list" and text[0] not in "[{":
        return [] if text == NONE else [part.strip() for part in text.split(",") if part.strip()]
    try:
        return read_document(text).content
    except Unreadable as mistake:
        raise _problem(argument, mistake.zh, mistake.en) from mistake


def _typed(argument: str, name: str, text: str, raw: Any) -> Any:
    if isinstance(raw, Fraction):
        return int(raw) if raw.denominator == 1 else raw
    if raw is None:
        raise _problem(argument, f"{text} 不是值", f"{text} is no value")
    try:
        return read_parameter(name, raw)
    except ValueProblem as mistake:
        raise _problem(argument, mistake.zh, mistake.en) from mistake


def _refuse_contradictions(changes: Sequence[Change]) -> None:
    first: dict[tuple[str, str, str], Change] = {}
    for change in changes:
        other = first.setdefault(change.scope, change)
        if other is not change:
            raise change.problem(f"与 --set {other.text} 矛盾", f"contradicts --set {other.text}")


def _refuse_circles(reform: Reform, law: Law) -> None:
    """A formula that reads, by itself or through what the law or the reform derives, the parameter that it sets."""
    for change in reform.changes:
        waiting, seen = list(change.reads), set[str]()
        while waiting:
            name = waiting.pop()
            if name == change.name or law.rests_on(name, {change.name}):
                raise change.problem(
                    "公式绕回自身；相对现行值请写 +5% 之类", "the formula comes back to itself; relative to today's value write +5% or the like"
                )
            if name not in seen:
                seen.add(name)
                waiting += [read for other in reform.changes for read in other.reads if other.name == name or law.rests_on(name, {other.name})]
