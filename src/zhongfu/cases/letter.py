"""决定书: what a paper on a decided case says: what was decided, the reasons and articles, the facts relied on, and the remedies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from zhongfu import CHINA
from zhongfu.audit.refusal import Refused
from zhongfu.cases.account import Account
from zhongfu.cases.models import Case, Entitlement
from zhongfu.cases.papers import printed
from zhongfu.people.access import day
from zhongfu.people.models import Region
from zhongfu.policy.explanation.remedy import remedies
from zhongfu.policy.explanation.sums import currency, grouped
from zhongfu.verification import law

TEXTS = {
    "zh": {
        "confirmed": "{programme}审核确认决定书", "refused": "{programme}不予确认决定书", "household": "家庭", "decision": "决定",
        "people": "{name}（{members}人）", "grants": "确认给予{programme}", "refuses": "不予确认", "why": "不予确认的理由",
        "opening": "经审核，您家庭的{programme}申请已于{day}作出决定。现将结果、理由和依据告知如下。", "addressee": "{name}：",
        "duty": "家庭人口、收入、财产状况发生变化的，请及时告知乡镇人民政府（街道办事处）。", "office": "{county}民政局",
    },
    "en": {
        "confirmed": "Decision to grant: {programme}", "refused": "Decision not to grant: {programme}", "household": "household",
        "decision": "decision", "people": "{name} ({members} members)", "grants": "granted: {programme}", "refuses": "not granted",
        "why": "reason given", "opening": "Your household's application for {programme} was decided on {day}. The result, the reasons and their basis follow.",
        "addressee": "{name},", "duty": "Please tell the township or subdistrict office when members, income or property of the household change.",
        "office": "{county}民政局 (Civil Affairs Bureau)",
    },
}  # fmt: skip


def decision_paper(case: Case, kind: str = "letter", lang: str = "zh") -> bytes:
    """A paper on a decided case as PDF: `kind` names its template. Refused while no person has decided; PaperFailed when it cannot be whole."""
    if case.status not in (Case.Status.CONFIRMED, Case.Status.REFUSED) or case.confirmed_at is None:
        raise Refused("作出决定之后才有决定书。", "There is a letter once the case is decided.")
    return printed(f"{kind}.typ", content(case, case.confirmed_at, lang), at=case.confirmed_at)


def content(case: Case, decided_at: datetime, lang: str = "zh") -> dict[str, Any]:
    """What stands in the letter, for the templates in `letters/`."""
    told, texts = _told(case, lang), TEXTS[lang]
    account = Account(law.present(), lang, (case.facts or {}).get("names", {}))
    programme, approved = account.programme(case.programme), case.status == Case.Status.CONFIRMED
    trees = told.get("tree", {}).get(case.programme, ())
    words = account.words
    sections = [
        {"heading": words["reasons"], "kind": "reasons", "items": account.reasons(trees)},
        {"heading": words["rights"], "kind": "paragraphs", "items": [*account.rights(objections(case, lang)), texts["duty"]]},
        {"heading": words["changes"], "kind": "changes", "note": words["changes_note"], "items": account.changes(_changes(told, case.programme))},
        {"heading": words["facts"], "kind": "facts", "head": [words[one] for one in ("fact", "value", "source", "date")], "items": account.facts(trees)},
        {"heading": words["rules"], "kind": "rules", "items": account.rules(trees)},
    ]  # fmt: skip
    return {
        "lang": lang, "title": texts["confirmed" if approved else "refused"].format(programme=programme),
        "office": texts["office"].format(county=Region.objects.get(pk=case.region[:6]).name), "number": case.letter_number or case.number,
        "addressee": texts["addressee"].format(name=case.household.head_name), "demonstration": case.demonstration,
        "mark": words["mark"], "page": words["page"], "dated": written_day(decided_at, lang),
        "opening": [texts["opening"].format(programme=programme, day=written_day(decided_at, lang))],
        "result": list(_result(case, account, told)), "sections": _signed(account.numbered(sections), words["annex"]),
    }  # fmt: skip


def objections(case: Case, lang: str) -> list[dict[str, Any]]:
    """How the household may object; once a person has decided, what holds after a decision and until when."""
    decided = None if case.confirmed_at is None else day(case.confirmed_at)
    return [remedy for remedy in remedies([case.programme], decided, lang) if decided is None or remedy["stage"] == "after"]


def written_day(at: datetime, lang: str) -> str:
    """`2026年11月2日`, in China's time."""
    local = at.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日" if lang == "zh" else local.date().isoformat()


def _told(case: Case, lang: str) -> dict[str, Any]:
    kept = case.decision or {}
    return kept.get("en", {}) if lang == "en" else kept


def _changes(told: dict[str, Any], programme: str) -> list[dict[str, Any]]:
    return told.get("change", {}).get(programme, [])


def _signed(sections: list[dict[str, Any]], annex: str) -> list[dict[str, Any]]:
    """The office signs below the result, the reasons and the rights; what backs them follows as an annex on its own pages."""
    letter = [section for section in sections if section["kind"] in ("reasons", "paragraphs")]
    behind = [section for section in sections if section not in letter]
    return [*letter, {"heading": "", "kind": "signed"}, *([{"heading": annex, "kind": "annex"}] if behind else []), *behind]


def _result(case: Case, account: Account, told: dict[str, Any]) -> Iterator[list[str]]:
    texts, words, approved = TEXTS[account.lang], account.words, case.status == Case.Status.CONFIRMED
    yield [texts["household"], texts["people"].format(name=case.household.head_name, members=case.household.members)]
    yield [texts["decision"], texts["grants"].format(programme=account.programme(case.programme)) if approved else texts["refuses"]]
    entitlement = Entitlement.objects.filter(case=case).first() if approved else None
    if entitlement:
        mark = words["demonstration"] if case.demonstration else ""
        yield [words["amount"], f"{grouped(entitlement.amount_fen)}{currency(case.programme, account.lang)}{mark}"]
        arithmetic = told.get("programmes", {}).get(case.programme, {}).get("arithmetic")
        if arithmetic:
            yield [words["sum"], arithmetic]
        yield [words["starts"], entitlement.starts]
    if not approved:
        yield [texts["why"], case.refusal_reason]
