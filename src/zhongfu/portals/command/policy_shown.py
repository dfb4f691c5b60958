"""规则展示: rules, values and instruments as the policy pages show them in the reader's language, with the addresses they lead to."""

from __future__ import annotations

from typing import Any

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import Expression
from zhongfu.policy.lawbook.lawfile import Instrument, Value
from zhongfu.policy.parameters import Law
from zhongfu.policy.reference import contents
from zhongfu.policy.reference.contents import Sheet
from zhongfu.policy.reference.formula import inner_terms, written
from zhongfu.policy.reference.values import confidence, days, place_text, residence_text, value_text
from zhongfu.portals.command.policy_choice import Choice, lang
from zhongfu.portals.languages import local, spoken

Shown = dict[str, Any]


def listed(sheet: Sheet, choice: Choice) -> Shown:
    """One line of the list of programmes."""
    rules, parameters, facts = contents.extent(sheet)
    return {
        "title": spoken(sheet.zh, sheet.en), "address": choice.address("policy_rules", sheet.name), "own": len(sheet.rules),
        "rules": rules, "parameters": parameters, "facts": facts,
    }  # fmt: skip


def rule(one: Expression, law: Law, choice: Choice) -> Shown:
    """A rule with its line, its articles and what it reads."""
    read = contents.reads(one)
    return {
        "name": one.name, "anchor": anchor(one.name), "label": spoken(one.zh, one.en), "line": _line(one, choice),
        "terms": [{"label": spoken(term.zh, term.en), "line": _line(term, choice)} for term in inner_terms(one)],
        "articles": _articles(one, law, choice), "facts": [spoken(fact.zh, fact.en) for fact in read.facts],
        "values": [value(name, law, choice) for name in read.parameters],
        "readers": [link(name, choice) for name in contents.readers().get(one.name, ())],
    }  # fmt: skip


def link(name: str, choice: Choice) -> Shown:
    """A rule's label and where it stands."""
    one, sheet = contents.rules()[name], name.partition(".")[0]
    return {"label": spoken(one.zh, one.en), "address": f"{choice.address('policy_rules', sheet)}#{anchor(name)}"}


def anchor(name: str) -> str:
    """Where a rule stands on its sheet."""
    return name.partition(".")[2]


def _line(one: Expression, choice: Choice) -> list[Shown]:
    return [{"text": local(piece.text), "address": _address(piece.rule, piece.parameter, choice)} for piece in written(one, lang())]


def _address(name: str, parameter: str, choice: Choice) -> str:
    if name:
        return f"{choice.address('policy_rules', name.partition('.')[0])}#{anchor(name)}"
    if parameter.startswith("instrument."):
        return f"{choice.address('policy_instruments')}#{instrument_anchor(parameter.removeprefix('instrument.'))}"
    return choice.address("policy_parameter", parameter) if parameter else ""


def instrument_anchor(code: str) -> str:
    """Where an instrument stands on the page of instruments."""
    return "law-" + code.lower().replace(" ", "-")


def _articles(one: Expression, law: Law, choice: Choice) -> list[Shown]:
    """By instrument, with its title, its days and whether it is in force on the chosen day."""
    known, numbers = contents.instruments(law), dict[str, list[str]]()
    for cite in one.articles:
        code, number = contents.article(cite)
        numbers.setdefault(code, []).append(number)
    return [instrument(code, known[code], law, choice) | {"numbers": " ".join(filter(None, dict.fromkeys(found)))} for code, found in numbers.items()]


def instrument(code: str, found: Instrument | None, law: Law, choice: Choice) -> Shown:
    """An instrument's title and days; one without days is cited only."""
    dated = days(found.since, found.until) if found else ""
    return {
        "code": code, "title": spoken(f"《{found.zh}》", found.en) if found else code, "days": dated,
        "holds": law.is_in_force(code, choice.day) if dated else None, "anchor": instrument_anchor(code),
        "address": f"{choice.address('policy_instruments')}#{instrument_anchor(code)}",
    }  # fmt: skip


def value(name: str, law: Law, choice: Choice) -> Shown:
    """A parameter's value for the chosen place, residence and day; nothing on file is said to be so."""
    found = law.look_up(name, choice.setting)
    known = found is not None and found.value is not None
    told = {"from": "", "cites": "", "confidence": "", "demonstration": False} if found is None else _source(found, law)
    return told | {
        "name": name, "label": parameter_label(name), "address": choice.address("policy_parameter", name), "known": known,
        "text": local(value_text(found, lang())),
    }  # fmt: skip


def parameter_label(name: str) -> str:
    """A parameter's label in the reader's language."""
    return spoken(DECLARED[name].zh, DECLARED[name].en)


def _source(found: Value, law: Law) -> Shown:
    return {
        "from": local(place_text(law, found.place, lang())), "cites": " · ".join(_cite(cite, law) for cite in found.cites),
        "confidence": local(confidence(found, lang())), "demonstration": found.demonstration,
    }  # fmt: skip


def _cite(cite: str, law: Law) -> str:
    """A citation with the title of its instrument, where that is on file."""
    title = local(law.title(cite, lang()))
    return f"{title} {contents.article(cite)[1]}".strip() if title else cite


def entry(found: Value, law: Law) -> Shown:
    """One line of a parameter's history."""
    return _source(found, law) | {
        "residence": local(residence_text(found.residence, lang())), "text": local(value_text(found, lang())),
        "days": days(found.since, found.until), "source": found.source,
    }  # fmt: skip
