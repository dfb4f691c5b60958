"""政策页: the rules beside their articles, the values of a place and a day, and the history of each value."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.lawbook.lawfile import Value
from zhongfu.policy.parameters import Law
from zhongfu.policy.reference import contents
from zhongfu.policy.reference.values import KINDS, set_by, unit
from zhongfu.portals.command import policy_choice, policy_shown
from zhongfu.portals.command.policy_choice import Choice, lang
from zhongfu.portals.frame import officer, page
from zhongfu.portals.languages import local, spoken
from zhongfu.verification.law import present

READERS = ("supervisor", "clerk", "confirmer")


@require_GET
@officer(*READERS)
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme, what they share, and every parameter with its value at the chosen place."""
    law = present()
    choice = policy_choice.read(request, law)
    sheets = contents.sheets().values()
    context = {
        "programmes": [policy_shown.listed(sheet, choice) for sheet in sheets if sheet.result],
        "shared": [policy_shown.listed(sheet, choice) for sheet in sheets if not sheet.result],
        "values": [policy_shown.value(name, law, choice) for name in DECLARED],
        "instruments": choice.address("policy_instruments"), "demonstrations": _demonstrations(law, choice),
    }  # fmt: skip
    return _shown(request, "command/policy.html", choice, context)


@require_GET
@officer(*READERS)
def rules(request: HttpRequest, name: str) -> HttpResponse:
    """One programme: rule by rule, in the order in which they are written."""
    law, sheet = present(), contents.sheets().get(name)
    if sheet is None:
        raise Http404
    choice = policy_choice.read(request, law)
    shown = [policy_shown.rule(one, law, choice) for one in sheet.rules.values()]
    results = [one for one in shown if sheet.result and one["anchor"] in contents.RESULTS]
    return _shown(request, "command/policy_rules.html", choice, {"title": spoken(sheet.zh, sheet.en), "rules": shown, "results": results})


@require_GET
@officer(*READERS)
def parameter(request: HttpRequest, name: str) -> HttpResponse:
    """One parameter: what it is, its value at the chosen place, its history by place, and the rules that read it."""
    law = present()
    if name not in DECLARED:
        raise Http404
    choice, declared = policy_choice.read(request, law), DECLARED[name]
    context = {
        "title": policy_shown.parameter_label(name), "kind": spoken(*KINDS[declared.kind]), "unit": local(unit(name, lang())),
        "annual": declared.annual, "set_by": local(set_by(name, lang())), "value": policy_shown.value(name, law, choice),
        "history": [policy_shown.entry(value, law) for value in contents.history(law, name)],
        "readers": [policy_shown.link(one, choice) for one in contents.readers().get(name, ())],
    }  # fmt: skip
    return _shown(request, "command/policy_parameter.html", choice, context)


@require_GET
@officer(*READERS)
def instruments(request: HttpRequest) -> HttpResponse:
    """The instruments with the days they are in force, and the rules that rest on each."""
    law = present()
    choice = policy_choice.read(request, law)
    shown = [
        policy_shown.instrument(code, found, law, choice)
        | {"rules": [policy_shown.link(name, choice) for name in contents.citing().get(code, ())]}
        for code, found in contents.instruments(law).items()
    ]
    return _shown(request, "command/policy_instruments.html", choice, {"instruments": shown})


def _shown(request: HttpRequest, template: str, choice: Choice, context: dict[str, object]) -> HttpResponse:
    crumb = {"text": gettext("政策"), "address": choice.address("policy")}
    return page(request, template, context | {"form": choice.form(), "day": choice.day, "crumb": crumb}, here="policy")


def _demonstrations(law: Law, choice: Choice) -> list[dict[str, object]]:
    """The demonstration values that hold on the chosen day, wherever: a home for real aid has none."""
    return [
        policy_shown.entry(value, law) | {"label": policy_shown.parameter_label(name), "address": choice.address("policy_parameter", name)}
        for name in law.values
        for value in contents.history(law, name)
        if value.demonstration and _holds(value, choice)
    ]


def _holds(value: Value, choice: Choice) -> bool:
    return value.since <= choice.day and (value.until is None or choice.day <= value.until)
