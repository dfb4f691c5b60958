"""决定书要素: a decision on one case as plain values: the JSON answer, and the tree of reasons for pages and letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhongfu.policy.explain import label, sentence
from zhongfu.policy.parameters import Law
from zhongfu.policy.reasons import FactUsed, ParameterUsed, Reason, below
from zhongfu.policy.records import Case
from zhongfu.policy.values import month_text, shown, yuan

RUNGS = ("tekun", "dibao", "dibao_single", "edge", "rigid")
# 57 came in 2021; before, 649 itself carries what 57 later spelled out.
_STANDS_IN = {"57 Art.7": "649 Art.9", "57 Art.13": "649 Art.9", "57 Art.14": "649 Art.9", "57 Art.21": "649 Art.12"}


@dataclass
class ProgrammeDecision:
    """One programme: amounts in fen, `starts` and `until` as running month numbers."""

    programme: str
    eligible: bool | None
    amount: int | None
    starts: int | None
    until: int | None
    needs: tuple[str, ...]
    reasons: tuple[Reason, ...]
    per: str = "month"


@dataclass
class Decision:
    """All built programmes on one case."""

    case: Case
    law: Law
    members_counted: int | None
    programmes: dict[str, ProgrammeDecision]

    @property
    def category(self) -> str | None:
        """The first rung that holds; None where an earlier one is undecided or not built; "none" where none holds."""
        for rung in RUNGS:
            decided = self.programmes.get(rung)
            if decided is None or decided.eligible is None:
                return None
            if decided.eligible:
                return rung
        return "none"

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The topmost reasons of every programme."""
        return tuple(reason for one in self.programmes.values() for reason in one.reasons)

    @property
    def demonstration(self) -> bool:
        """Whether a demonstration value stands behind any of the answers."""
        return any(used.demonstration for reason in below(self.reasons) for used in reason.parameters)

    def as_json(self, lang: str = "zh") -> dict[str, Any]:
        """The answer of ``zhongfu decide --json``."""
        telling = _Telling(self, lang)
        answer: dict[str, Any] = {
            "as_of": self.case.as_of.isoformat(),
            "place": self.case.place,
            "members_counted": self.members_counted,
            "programmes": {name: telling.programme(one) for name, one in self.programmes.items()},
            "category": self.category,
        }
        return answer | ({"demonstration": True} if self.demonstration else {})

    def tree(self, lang: str = "zh") -> dict[str, list[dict[str, Any]]]:
        """Every programme's reasons as trees of plain values; each rule stands once, where it is first read."""
        telling = _Telling(self, lang)
        return {name: telling.trees(one) for name, one in self.programmes.items()}


class _Telling:
    """Writes one decision in one language; each reason is put into words once."""

    def __init__(self, decision: Decision, lang: str) -> None:
        self.case, self.law, self.lang = decision.case, decision.law, lang
        self._told: dict[int, dict[str, Any]] = {}
        self._valid: dict[str, str] = {}

    def programme(self, one: ProgrammeDecision) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "eligible": one.eligible,
            "amount": None if one.amount is None else yuan(one.amount),
            "per": one.per,
            "starts": None if one.starts is None else month_text(one.starts),
            "reasons": [self.reason(reason) for reason in self._worth_telling(one)],
            "needs": list(one.needs),
        }
        return answer | ({} if one.until is None else {"until": month_text(one.until)})

    def _worth_telling(self, one: ProgrammeDecision) -> Iterator[Reason]:
        """The rules that rest on an article or a cited parameter; another programme's rules are told there."""
        waiting, seen = list(one.reasons), set()
        for reason in waiting:
            if id(reason) in seen:
                continue
            seen.add(id(reason))
            if _goes_without_saying(reason):
                continue
            if reason in one.reasons or reason.rule.articles or any(used.cites for used in reason.parameters):
                yield reason
            if reason in one.reasons or not reason.rule.name.endswith(".eligible"):
                waiting += reason.children

    def reason(self, reason: Reason) -> dict[str, Any]:
        told = self._told.get(id(reason))
        if told is None:
            told = {"rule": reason.rule.name, "value": _plain(reason.value), "cites": self.cites(reason)}
            told["because"] = self._because(reason)
            if reason.about:
                told["about"] = reason.about
            self._told[id(reason)] = told
        return told

    def cites(self, reason: Reason) -> list[str]:
        """The articles in force behind this rule, and those of the parameters it read."""
        own = [self._in_force(article) for article in reason.rule.articles]
        read = [self._in_force(cite) for used in reason.parameters for cite in used.cites]
        return list(dict.fromkeys(article for article in own + read if article))

    def _in_force(self, article: str) -> str:
        known = self._valid.get(article)
        if known is None:
            short = article.partition(" ")[0]
            holds = short not in self.law.instruments or self.law.is_in_force(short, self.case.as_of)
            known = self._valid[article] = article if holds else _STANDS_IN.get(article, "")
        return known

    def _because(self, reason: Reason) -> list[str]:
        told = [sentence(reason, self.lang)]
        used = [used for used in dict.fromkeys(reason.parameters) if used.value not in (None, ()) and (used.place or used.cites)]
        told += [self._parameter_line(one) for one in used if one.kind != "comparator"]  # a comparator stands in the sentence
        if reason.rule.name == "household.size":
            told += self._declared_size(reason.value)
        if reason.rule.name == "household.registered_elsewhere" and reason.value:
            told.append(self._right_place())
        if reason.rule.name.endswith(".starts") and not self.case.record.values["decided"]:
            told.append(
                "尚未确认,自申请日起算,暂定 (provisional)"
                if self.lang == "zh"
                else "provisional: not confirmed yet, counted from the day of application"
            )
        return told

    def _parameter_line(self, used: ParameterUsed) -> str:
        zh = self.lang == "zh"
        where = {"case": "本案" if zh else "this case", "": "全国" if zh else "nation"}.get(used.place)
        mark = ("(演示值)" if zh else " (demonstration value)") if used.demonstration else ""
        value = shown(used.value, used.kind, self.lang)
        basis = ", ".join((where or self.law.place_name(used.place, self.lang), *used.cites))
        return f"{used.zh if zh else used.en} = {value}{mark} ({basis})"

    def _declared_size(self, counted: int | None) -> list[str]:
        declared = self.case.record.values.get("household.size_declared")
        if declared is None or declared == counted:
            return []
        zh, en = f"申报 {declared} 人,与计入人口不同", f"{declared} were declared, which differs from the members counted"
        return [zh if self.lang == "zh" else en]

    def _right_place(self) -> str:
        places = ", ".join(sorted({str(member.values["hukou"]) for member in self.case.members}))
        return f"应在户籍地申请: {places}" if self.lang == "zh" else f"the right place is where they are registered: {places}"

    def trees(self, one: ProgrammeDecision) -> list[dict[str, Any]]:
        seen: set[int] = set()
        return [self._branch(reason, seen) for reason in one.reasons]

    def _branch(self, reason: Reason, seen: set[int]) -> dict[str, Any]:
        """A rule told before is not told again; another programme's decision is told without its reasons."""
        children = [] if seen and reason.rule.name.endswith(".eligible") else reason.children
        seen.add(id(reason))
        return {
            "rule": reason.rule.name,
            "label": label(reason.rule, self.lang),
            "about": reason.about,
            "value": _plain(reason.value),
            "cites": self.cites(reason),
            "sentences": {language: sentence(reason, language) for language in ("zh", "en")},
            "facts": [_fact(used, self.lang) for used in dict.fromkeys(reason.facts)],
            "parameters": [_parameter(used, self.lang) for used in dict.fromkeys(reason.parameters)],
            "missing": list(reason.missing),
            "children": [
                self._branch(child, seen) for child in children if id(child) not in seen and not _goes_without_saying(child)
            ],
        }


def _goes_without_saying(reason: Reason) -> bool:
    """An answer that is the usual one, or an item of income that a person does not have."""
    if reason.value is not None and reason.value is reason.rule.usual:
        return True
    nothing = reason.value == 0 and reason.value is not False
    return bool(reason.about) and nothing and not any(used.cites for used in reason.parameters)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _fact(used: FactUsed, lang: str) -> dict[str, Any]:
    text = used.zh if lang == "zh" else used.en
    value = shown(used.value, used.kind, lang)
    return {"path": used.path, "label": text, "value": value, "source": used.source, "date": used.on}


def _parameter(used: ParameterUsed, lang: str) -> dict[str, Any]:
    return {
        "name": used.name, "label": used.zh if lang == "zh" else used.en, "value": shown(used.value, used.kind, lang),
        "place": used.place, "cites": list(used.cites), "confidence": used.confidence, "demonstration": used.demonstration,
    }  # fmt: skip
