"""判定说明: the rules' answer on a case as a page shows it: result, amount, what is missing, and the tree of reasons."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.explanation.citation import articles
from zhongfu.portals import places
from zhongfu.portals.counter.questions import SPELLED, label
from zhongfu.portals.languages import local, spoken
from zhongfu.portals.wording import truth, word
from zhongfu.verification import law

DEEPEST = 12  # the rules nest less deeply; a limit keeps a faulty answer from filling the page


def verdict(decision: Mapping[str, Any], programme: str, names: Mapping[str, str]) -> dict[str, Any]:
    """The chosen programme's answer and, in short, the others'. `decision` is what a case keeps: Chinese, with English under "en"."""
    told = decision["en"] if translation.get_language() == "en" else decision
    chosen = told["programmes"][programme]
    return {
        "as_of": told["as_of"], "programme": word("programme", programme), "eligible": chosen["eligible"],
        "verdict": word("eligible", truth(chosen["eligible"])), "amount": chosen["amount"], "starts": chosen["starts"],
        "needs": [need(path, names) for path in chosen["needs"]],
        "arithmetic": local(chosen.get("arithmetic", "")), "changes": [_change(entry, names) for entry in told.get("change", {}).get(programme, ())],
        "tree": [branch(node, names) for node in told["tree"].get(programme, ())],
        "others": [_other(name, one) for name, one in told["programmes"].items() if name not in (programme, *_elsewhere(told["place"]))],
    }  # fmt: skip


def _change(entry: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What would make the result different: a condition, and each change that would turn it."""
    told = [_of([change["about"]], change["text"], names) for change in entry["changes"]]
    return {"text": _of(entry["about"], entry["text"], names), "changes": told}


def _of(about: Sequence[str], text: str, names: Mapping[str, str]) -> str:
    return _about(text, gettext("、").join(names.get(f"household.members.{one}", one) for one in about if one), names)


def objection(remedy: Mapping[str, Any]) -> dict[str, Any]:
    """One way to object, with its period, its last day and its articles."""
    return {"text": local(remedy["text"]), "period": local(remedy["period"] or ""), "until": remedy["until"], "cites": _cited(remedy["cites"])}


def _cited(cites: Sequence[str]) -> str:
    """The articles with the titles of their instruments."""
    return local(articles(cites, law.present(), "en" if translation.get_language() == "en" else "zh"))


def need(path: str, names: Mapping[str, str]) -> str:
    """What a missing fact or parameter is called."""
    if path.startswith("parameter:"):
        return gettext("政策参数 %(name)s 未在册") % {"name": parameter_label(path.removeprefix("parameter:"))}
    return label((SPELLED.get(path) or (path,))[0], names)


def parameter_label(name: str) -> str:
    """A parameter's name in the reader's language."""
    declared = DECLARED.get(name)
    return spoken(declared.zh, declared.en) if declared else name


def _elsewhere(place: str) -> tuple[str, ...]:
    """Programmes of Hong Kong and Macao: on the mainland they can never hold, so nobody there need read that they do not."""
    return () if place[:2] in ("81", "82") else ("cssa", "macao_grant")


def _other(name: str, one: Mapping[str, Any]) -> dict[str, str]:
    return {"programme": word("programme", name), "verdict": word("eligible", truth(one["eligible"]))}


def branch(node: Mapping[str, Any], names: Mapping[str, str], depth: int = 0) -> dict[str, Any]:
    """One rule with its answer, the arithmetic, and what it rests on."""
    children = node["children"] if depth < DEEPEST else ()
    return {
        "label": _about(node["label"], node.get("about", ""), names),
        "value": node["value"] if node["value"] is None or isinstance(node["value"], bool) else "",
        "cites": _cited(node["cites"]),
        "sentences": [_sum(node["sentences"])],
        "facts": _once([_fact(fact, names) for fact in node["facts"]]),
        # That an instrument is in force is said by the rule itself.
        "parameters": [_parameter(used) for used in node["parameters"] if not used["name"].startswith("instrument.")],
        "children": [branch(child, names, depth + 1) for child in children],
    }


def _about(text: str, about: str, names: Mapping[str, str]) -> str:
    return f"{names.get('household.members.' + about, about)} · {local(text)}" if about else local(text)


def _sum(told: Mapping[str, str]) -> str:
    """The arithmetic of a rule; its label, which stands above it, is not said twice."""
    sentence = spoken(told["zh"], told["en"])
    return sentence.split(": ", 1)[-1]


def _once(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Equal lines once: two houses of the same use are one line here, and two in the table of facts."""
    return list({tuple(line.values()): line for line in told}.values())


def _fact(fact: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    who = next((f"{name} · " for member, name in names.items() if fact["path"].startswith(member + ".")), "")
    return {
        "label": who + local(fact["label"]), "value": local(fact["value"]),
        "source": local(fact["source"]) or gettext("规定的缺省值"), "date": fact["date"],
    }  # fmt: skip


def _parameter(parameter: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": local(parameter["label"]), "value": local(parameter["value"]), "place": _place(parameter["place"]),
        "formula": local(parameter.get("formula", "")), "cites": _cited(parameter["cites"]), "demonstration": parameter["demonstration"],
    }  # fmt: skip


def _place(code: str) -> str:
    if code == "case":
        return gettext("本案")
    return places.name(code.ljust(6, "0")) if code else gettext("全国")
