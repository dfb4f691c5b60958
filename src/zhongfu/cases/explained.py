"""判定说明书: every programme's decision on a case file as one paper, for who has no case in the system; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from zhongfu import CHINA
from zhongfu.cases.account import Account
from zhongfu.cases.papers import printed
from zhongfu.policy.decision import Decision

TEXTS = {
    "zh": {
        "title": "救助判定说明", "opening": "本说明由规则按所给情况计算得出，供核对和告知之用，不是行政决定。",
        "place": "申请地", "day": "申请日", "members": "计入人口", "category": "类别",
    },
    "en": {
        "title": "Decision explained", "opening": "Reckoned by the rules from the facts given, to check and to inform; it is no administrative decision.",
        "place": "place", "day": "day of application", "members": "members counted", "category": "category",
    },
}  # fmt: skip


def explained_paper(decision: Decision, lang: str) -> bytes:
    """The paper as PDF, dated with the day of application; PaperFailed when it cannot be whole."""
    return printed("letter.typ", content(decision, lang), at=datetime.combine(decision.case.as_of, time(12), CHINA))


def content(decision: Decision, lang: str) -> dict[str, Any]:
    """The results and the remedies on the first page; then each programme: what holds, what is undecided, what does not hold."""
    account, answer, trees = Account(decision.law, lang, {}), decision.as_json(lang), decision.tree(lang)
    changes, names = decision.changes(lang, decision.applicable), _in_order(decision)
    words = account.words
    sections = [{"heading": words["rights"], "kind": "paragraphs", "items": _rights(account, answer)}]
    sections += [section for name in names for section in _programme(account, name, answer, trees[name], changes[name])]
    every = [tree for name in names for tree in trees[name]]
    sections += [
        {"heading": words["facts"], "kind": "facts", "head": [words[one] for one in ("fact", "value", "source", "date")], "items": account.facts(every)},
        {"heading": words["rules"], "kind": "rules", "items": account.rules(every)},
    ]  # fmt: skip
    texts = TEXTS[lang]
    return {
        "lang": lang, "title": texts["title"], "office": account.place(decision.case.place), "number": answer["as_of"],
        "addressee": "", "demonstration": decision.demonstration, "mark": words["mark"], "page": words["page"], "dated": answer["as_of"],
        "opening": [texts["opening"]], "result": list(_summary(account, decision, answer)), "sections": [one for one in sections if one["items"]],
    }  # fmt: skip


def _in_order(decision: Decision) -> list[str]:
    ranks = {True: 0, None: 1, False: 2}
    return sorted(decision.applicable, key=lambda name: ranks[decision.programmes[name].eligible])


def _summary(account: Account, decision: Decision, answer: dict[str, Any]) -> Iterator[list[str]]:
    texts = TEXTS[account.lang]
    yield [texts["place"], account.place(answer["place"])]
    yield [texts["day"], answer["as_of"]]
    yield [texts["members"], account.words["unknown"] if answer["members_counted"] is None else str(answer["members_counted"])]
    category = decision.category
    yield [texts["category"], account.words["open"] if category is None else account.words["none"] if category == "none" else account.programme(category)]
    for name in _in_order(decision):
        yield [account.programme(name), account.verdict(decision.programmes[name].eligible)]


def _programme(
    account: Account, name: str, answer: dict[str, Any], trees: list[dict[str, Any]], changes: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    one, words = answer["programmes"][name], account.words
    heading = f"{account.programme(name)}{words['colon']}{account.verdict(one['eligible'])}"
    rows = list(account.result(name, one, answer.get("demonstration", False)))
    yield {"heading": heading, "kind": "reasons", "items": account.reasons(trees)} | ({"result": rows} if rows else {})
    yield {"heading": f"{account.programme(name)} · {words['changes']}", "kind": "changes", "note": words["changes_note"],
           "items": account.changes(changes)}  # fmt: skip


def _rights(account: Account, answer: dict[str, Any]) -> list[str]:
    """How to object, each with the programmes that it is for."""
    listed = [", ".join(map(account.programme, remedy["programmes"])) for remedy in answer["remedy"]]
    return [f"{right} [{names}]" for right, names in zip(account.rights(answer["remedy"]), listed, strict=True)]
