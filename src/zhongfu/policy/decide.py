"""判定: every built programme's decision on one case, with its reasons and what is still needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from zhongfu.policy.evaluate import Evaluator
from zhongfu.policy.explain import label, sentence
from zhongfu.policy.language import Expression, Programme
from zhongfu.policy.parameters import Law
from zhongfu.policy.programmes.dibao import Dibao
from zhongfu.policy.programmes.edge import Edge
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.tekun import Tekun
from zhongfu.policy.reasons import FactUsed, ParameterUsed, Reason
from zhongfu.policy.records import Case
from zhongfu.policy.values import month_text, shown, yuan

BUILT: dict[str, type[Programme]] = {"tekun": Tekun, "dibao": Dibao, "edge": Edge}
RUNGS = ("tekun", "dibao", "dibao_single", "edge", "rigid")
# 57 came in 2021; before, 649 itself carries what 57 later spelled out (parameter reference no. 6).
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


@dataclass
class Decision:
    """All built programmes on one case."""

    case: Case
    law: Law
    members_counted: int | None
    programmes: dict[str, ProgrammeDecision]
    notes: list[str] = field(default_factory=list)

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
    def demonstration(self) -> bool:
        """Whether a demonstration value stands behind any of the answers."""
        return any(reason.demonstration for one in self.programmes.values() for reason in one.reasons)

    def as_json(self, lang: str = "zh") -> dict[str, Any]:
        """The answer of ``zhongfu decide --json``."""
        answer: dict[str, Any] = {
            "as_of": self.case.as_of.isoformat(),
            "place": self.case.place,
            "members_counted": self.members_counted,
            "programmes": {name: self._programme(one, lang) for name, one in self.programmes.items()},
            "category": self.category,
        }
        return answer | ({"demonstration": True} if self.demonstration else {})

    def _programme(self, one: ProgrammeDecision, lang: str) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "eligible": one.eligible,
            "amount": None if one.amount is None else yuan(one.amount),
            "per": "month",
            "starts": None if one.starts is None else month_text(one.starts),
            "reasons": [self._reason(reason, lang) for reason in self._told(one)],
            "needs": list(one.needs),
        }
        return answer | ({} if one.until is None else {"until": month_text(one.until)})

    def _told(self, one: ProgrammeDecision) -> Iterator[Reason]:
        seen: set[int] = set()
        for top in one.reasons:
            for reason in top.walk():
                if id(reason) not in seen and reason.rule.zh:
                    seen.add(id(reason))
                    yield reason

    def _reason(self, reason: Reason, lang: str) -> dict[str, Any]:
        told: dict[str, Any] = {
            "rule": reason.rule.name,
            "value": _plain(reason.value),
            "cites": self.cites(reason),
            "because": self._because(reason, lang),
        }
        return told | ({"about": reason.about} if reason.about else {})

    def cites(self, reason: Reason) -> list[str]:
        """The articles in force behind this rule, and those of the parameters it read."""
        own = [self._in_force(article) for article in reason.rule.articles]
        read = [cite for used in reason.parameters for cite in used.cites]
        return list(dict.fromkeys(article for article in own + read if article))

    def _in_force(self, article: str) -> str:
        short = article.split(" ")[0]
        if self.law.is_in_force(short, self.case.as_of):
            return article
        return _STANDS_IN.get(article, "")

    def _because(self, reason: Reason, lang: str) -> list[str]:
        told = [sentence(reason, lang)]
        told += [self._parameter_line(used, lang) for used in dict.fromkeys(reason.parameters) if used.value is not None]
        if reason.rule is Household.registered_elsewhere and reason.value:
            told.append(self._right_place(lang))
        if reason.rule.name.endswith(".starts") and not self.case.record.values["decided"]:
            told.append("尚未确认,月份自申请日起算,为暂定(provisional)" if lang == "zh" else "provisional: counted from the day of application")
        return told

    def _parameter_line(self, used: ParameterUsed, lang: str) -> str:
        place = {"case": "本案" if lang == "zh" else "this case", "": "全国" if lang == "zh" else "nation"}.get(used.place)
        where = place or self.law.place_name(used.place, lang)
        mark = ("(演示值)" if lang == "zh" else " (demonstration value)") if used.demonstration else ""
        text = used.zh if lang == "zh" else used.en
        return f"{text} = {shown(used.value, used.kind, lang)}{mark} [{used.name}; {where}; {', '.join(used.cites)}]"

    def _right_place(self, lang: str) -> str:
        places = sorted({str(member.values["hukou"]) for member in self.case.members})
        return ("应在户籍地申请: " if lang == "zh" else "the right place is where they are registered: ") + ", ".join(places)

    def tree(self, lang: str = "zh") -> dict[str, Any]:
        """Every programme's reasons as a tree of plain values, for pages and letters."""
        return {name: [self._branch(reason, lang) for reason in one.reasons] for name, one in self.programmes.items()}

    def _branch(self, reason: Reason, lang: str) -> dict[str, Any]:
        return {
            "rule": reason.rule.name,
            "label": label(reason.rule, lang),
            "about": reason.about,
            "value": _plain(reason.value),
            "cites": self.cites(reason),
            "sentences": {language: sentence(reason, language) for language in ("zh", "en")},
            "facts": [_fact(used, lang) for used in dict.fromkeys(reason.facts)],
            "parameters": [_parameter(used, lang) for used in dict.fromkeys(reason.parameters)],
            "missing": list(reason.missing),
            "children": [self._branch(child, lang) for child in {id(child): child for child in reason.children}.values()],
        }


def decide(case: Case, law: Law) -> Decision:
    """Decide every built programme on this case by the rules of its day of application."""
    evaluator = Evaluator(case, law)
    size = evaluator.answer(Household.size).value
    return Decision(case, law, size, {name: _decide(evaluator, name, programme) for name, programme in BUILT.items()})


def _decide(evaluator: Evaluator, name: str, programme: type[Programme]) -> ProgrammeDecision:
    def explained(rule: str) -> Reason | None:
        expression: Expression | None = programme.rules.get(rule)
        return None if expression is None else evaluator.explain(expression)

    eligible = evaluator.explain(programme.rules["eligible"])
    rest = {rule: explained(rule) for rule in ("amount", "starts", "until")}
    holds = eligible.value is True
    values = {rule: None if reason is None or not holds else reason.value for rule, reason in rest.items()}
    asked = eligible.missing + tuple(name for reason in rest.values() if holds and reason for name in reason.missing)
    told = (eligible, *(reason for rule, reason in rest.items() if reason and holds and (rule != "until" or reason.value)))
    return ProgrammeDecision(
        name, eligible.value, values["amount"], values["starts"], values["until"], tuple(dict.fromkeys(asked)), told
    )


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
