"""陈述: one decision in one language as plain values: what each rule gave, why, on what articles, facts and parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from zhongfu.policy.explanation.explain import label, sentence
from zhongfu.policy.ground import FactUsed, ParameterUsed
from zhongfu.policy.language import Expression, Parameter
from zhongfu.policy.lawbook.places import NATION
from zhongfu.policy.parameters import CASE, Law
from zhongfu.policy.reasons import Reason
from zhongfu.policy.records import Case
from zhongfu.policy.values import shown

# 57 came in 2021; before, 649 itself carries what 57 later spelled out.
_STANDS_IN = {"57 Art.7": "649 Art.9", "57 Art.13": "649 Art.9", "57 Art.14": "649 Art.9", "57 Art.21": "649 Art.12"}


class Basis(NamedTuple):
    """The law behind one answer: articles, and the lines of its parameters."""

    cites: tuple[str, ...]
    lines: tuple[str, ...]


class Telling:
    """Writes the reasons of one decision in one language; each reason is put into words once."""

    def __init__(self, case: Case, law: Law, lang: str) -> None:
        self.case, self.law, self.lang, self.is_zh = case, law, lang, lang == "zh"
        self._told: dict[Reason, dict[str, Any]] = {}
        self._weighed: dict[Reason, tuple[bool, list[Reason]]] = {}

    def reasons(self, top: tuple[Reason, ...]) -> list[dict[str, Any]]:
        """The rules of one programme that rest on an article or a cited parameter, the nearest first."""
        return [self._reason(reason) for reason in self._worth_telling(top)]

    def _worth_telling(self, top: tuple[Reason, ...]) -> Iterator[Reason]:
        """Another programme's rules are told there."""
        waiting = [reason for reason in top if not _goes_without_saying(reason)]
        seen = set(waiting)
        for reason in waiting:
            is_cited, children = self._weighed.get(reason) or self._weigh(reason)
            if is_cited or reason in top:
                yield reason
            if reason in top or not reason.rule.name.endswith(".eligible"):
                for child in children:
                    if child not in seen:
                        seen.add(child)
                        waiting.append(child)

    def _weigh(self, reason: Reason) -> tuple[bool, list[Reason]]:
        """Whether a rule rests on an article or a cited parameter, and what below it does not go without saying."""
        children = [child for child in dict.fromkeys(reason.children) if not _goes_without_saying(child)]
        known = self._weighed[reason] = bool(reason.rule.articles) or reason.is_cited, children
        return known

    def _reason(self, reason: Reason) -> dict[str, Any]:
        told = self._told.get(reason)
        if told is None:
            basis = self._basis(reason)
            told = {"rule": reason.rule.name, "value": plain(reason.value), "cites": list(basis.cites), "because": self._because(reason, basis)}
            if about := reason.about:
                told["about"] = about
            self._told[reason] = told
        return told

    def _basis(self, reason: Reason) -> Basis:
        """The law behind an answer is the same for every case in its setting; it is written once."""
        values, read = reason.ground.values, [note for note in reason.notes if type(note) is Parameter]
        key = (self.lang, reason.rule, *read)
        known: Basis | None = values.written.get(key)
        if known is None:
            used = [values.told(one.parameter) for one in read]
            known = values.written[key] = Basis(self._cites(reason.rule, used), self._lines(used))
        return known

    def _cites(self, rule: Expression, parameters: Iterable[ParameterUsed]) -> tuple[str, ...]:
        """The articles in force behind this rule, and those of the parameters it read."""
        articles = (*rule.articles, *(cite for used in parameters for cite in used.cites))
        return tuple(dict.fromkeys(filter(None, map(self._in_force, articles))))

    def _in_force(self, article: str) -> str:
        short = article.partition(" ")[0]
        holds = short not in self.law.instruments or self.law.is_in_force(short, self.case.as_of)
        return article if holds else _STANDS_IN.get(article, "")

    def _lines(self, parameters: Iterable[ParameterUsed]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(self._parameter_line, parameters))))

    def _because(self, reason: Reason, basis: Basis) -> list[str]:
        told = [sentence(reason, self.lang), *basis.lines]
        if reason.rule.name == "household.size":
            told += self._declared_size(reason.value)
        if reason.rule.name == "household.registered_elsewhere" and reason.value:
            told.append(self._right_place())
        if reason.rule.name.endswith(".starts") and not self.case.record.values["decided"]:
            zh, en = "尚未确认,自申请日起算,暂定 (provisional)", "provisional: not confirmed yet, counted from the day of application"
            told.append(zh if self.is_zh else en)
        return told

    def _parameter_line(self, used: ParameterUsed) -> str:
        """A value of policy with what it rests on; empty for a comparator, which stands in the sentence, and for what is not set."""
        telling = used.value not in (None, ()) and (used.place or used.cites) and used.kind != "comparator"
        return self._written(used) if telling else ""

    def _written(self, used: ParameterUsed) -> str:
        mark = ("(演示值)" if self.is_zh else " (demonstration value)") if used.demonstration else ""
        value = shown(used.value, used.kind, self.lang)
        basis = ", ".join((self.place(used.place), *used.cites))
        return f"{self.title(used)} = {self.worked_out(used)}{value}{mark} ({basis})"

    def title(self, used: ParameterUsed) -> str:
        """What the parameter is called."""
        return used.zh if self.is_zh else used.en

    def place(self, place: str) -> str:
        """Where a parameter's value comes from."""
        if place in (CASE, NATION):
            return {CASE: ("本案", "this case"), NATION: ("全国", "nation")}[place][0 if self.is_zh else 1]
        return self.law.place_name(place, self.lang)

    def worked_out(self, used: ParameterUsed) -> str:
        """The formula of a derived value with its inputs, up to the equals sign; empty for a value that was published."""
        inputs = {one.name: one for one in used.inputs}
        if used.formula is None:
            return ""
        return f"{used.formula.told(lambda name: self._input(inputs.get(name), name))} = "

    def _input(self, used: ParameterUsed | None, name: str) -> str:
        return name if used is None else f"{self.title(used)} {shown(used.value, used.kind, self.lang)}"

    def _declared_size(self, counted: int | None) -> list[str]:
        declared = self.case.record.values.get("household.size_declared")
        if declared is None or declared == counted:
            return []
        zh, en = f"申报 {declared} 人,与计入人口不同", f"{declared} were declared, which differs from the members counted"
        return [zh if self.is_zh else en]

    def _right_place(self) -> str:
        places = ", ".join(sorted({str(member.values["hukou"]) for member in self.case.members}))
        return f"应在户籍地申请: {places}" if self.is_zh else f"the right place is where they are registered: {places}"

    def trees(self, top: tuple[Reason, ...]) -> list[dict[str, Any]]:
        """The reasons of one programme as trees; a rule told before is not told again."""
        seen: set[Reason] = set()
        return [self._branch(reason, seen) for reason in top]

    def _branch(self, reason: Reason, seen: set[Reason]) -> dict[str, Any]:
        """Another programme's decision is told without its reasons."""
        children = [] if seen and reason.rule.name.endswith(".eligible") else reason.children
        seen.add(reason)
        return {
            "rule": reason.rule.name,
            "label": label(reason.rule, self.lang),
            "about": reason.about,
            "value": plain(reason.value),
            "cites": list(self._basis(reason).cites),
            "sentences": {language: sentence(reason, language) for language in ("zh", "en")},
            "facts": [self._fact(used) for used in dict.fromkeys(reason.facts)],
            "parameters": self._parameters({used.name: used for used in reason.parameters}.values()),
            "missing": list(reason.missing),
            "children": [self._branch(child, seen) for child in children if child not in seen and not _goes_without_saying(child)],
        }

    def _fact(self, used: FactUsed) -> dict[str, Any]:
        text = used.zh if self.is_zh else used.en
        return {"path": used.path, "label": text, "value": shown(used.value, used.kind, self.lang), "source": used.source, "date": used.on}

    def _parameters(self, every: Iterable[ParameterUsed]) -> list[dict[str, Any]]:
        return [self._parameter(used) for used in every]

    def _parameter(self, used: ParameterUsed) -> dict[str, Any]:
        told = {
            "name": used.name, "label": self.title(used), "value": shown(used.value, used.kind, self.lang),
            "place": used.place, "cites": list(used.cites), "confidence": used.confidence, "demonstration": used.demonstration,
        }  # fmt: skip
        derived = {"formula": self.worked_out(used).removesuffix(" = "), "inputs": self._parameters(used.inputs)}
        return told | (derived if used.formula else {})


def _goes_without_saying(reason: Reason) -> bool:
    """An answer that is the usual one, or an item of income that a person does not have."""
    value = reason.value
    if value is not None and value is reason.rule.usual:
        return True
    nothing = value == 0 and value is not False
    return nothing and bool(reason.about) and not reason.is_cited


def plain(value: Any) -> Any:
    """A rule's value for JSON."""
    return value if value is None or isinstance(value, bool | int | str) else str(value)
