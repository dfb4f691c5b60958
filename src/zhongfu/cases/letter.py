"""决定书: what a paper on a decided case says: what was decided, the reasons and articles, the facts relied on, and the remedies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from zhongfu import CHINA
from zhongfu.audit.refusal import Refused
from zhongfu.cases.models import Case, Entitlement
from zhongfu.cases.papers import printed
from zhongfu.people.models import Region
from zhongfu.verification import law

PROGRAMMES = {"dibao": "最低生活保障", "edge": "最低生活保障边缘家庭", "tekun": "特困人员救助供养"}
# Rules that a reader of the letter needs: the conditions directly below the result, and the sums of the amount.
DEPTH = 1
AMOUNT = re.compile(r"\d+\.\d\d")
# True of every case under the present law; the articles of the other rules name it.
UNTOLD = ("household.under_649",)
# 行政复议法 Art.20 and 行政诉讼法 Art.46.
RIGHTS = (
    "如对本决定不服，可以自收到本决定书之日起六十日内依法申请行政复议，也可以自收到之日起六个月内依法向人民法院提起行政诉讼。",
    "家庭人口、收入、财产状况发生变化的，请及时告知乡镇人民政府（街道办事处）。",
)
OPENING = "经审核，您家庭的{programme}申请已于{day}作出决定。现将结果、理由和依据告知如下。"


def decision_paper(case: Case, kind: str = "letter") -> bytes:
    """A paper on a decided case as PDF: `kind` names its template. Refused while no person has decided; PaperFailed when it cannot be whole."""
    if case.status not in (Case.Status.CONFIRMED, Case.Status.REFUSED) or case.confirmed_at is None:
        raise Refused("作出决定之后才有决定书。", "There is a letter once the case is decided.")
    return printed(f"{kind}.typ", content(case, case.confirmed_at), at=case.confirmed_at)


def content(case: Case, decided_at: datetime) -> dict[str, Any]:
    """What stands in the letter, for the templates in `letters/`."""
    approved, programme = case.status == Case.Status.CONFIRMED, PROGRAMMES.get(case.programme, case.programme)
    office = f"{Region.objects.get(pk=case.region[:6]).name}民政局"
    return {
        "title": f"{programme}{'审核确认决定书' if approved else '不予确认决定书'}",
        "office": office, "number": case.letter_number or case.number, "addressee": case.household.head_name,
        "demonstration": case.demonstration, "dated": chinese_day(decided_at),
        "opening": [OPENING.format(programme=programme, day=chinese_day(decided_at))],
        "result": list(_result(case, approved)), "reasons": list(_reasons(case)), "facts": list(_facts(case)), "rights": list(RIGHTS),
    }  # fmt: skip


def chinese_day(at: datetime) -> str:
    """`2026年11月2日`, in China's time."""
    local = at.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日"


def _result(case: Case, approved: bool) -> Iterator[list[str]]:
    yield ["家庭", f"{case.household.head_name}（{case.household.members}人）"]
    yield ["决定", "确认给予" + PROGRAMMES.get(case.programme, case.programme) if approved else "不予确认"]
    entitlement = Entitlement.objects.filter(case=case).first() if approved else None
    if entitlement:
        yield ["每月金额", f"{entitlement.amount_fen // 100:,}.{entitlement.amount_fen % 100:02d} 元{'（演示值）' if case.demonstration else ''}"]
        yield ["起发月份", entitlement.starts]
    if not approved:
        yield ["不予确认的理由", case.refusal_reason]


def _reasons(case: Case) -> Iterator[dict[str, Any]]:
    """The result, the conditions below it and the amount, each with its arithmetic and its articles."""
    told: set[str] = set()
    for top in (case.decision or {}).get("tree", {}).get(case.programme, ()):
        for node in _near(top, 0):
            # An unlabelled rule is a step of the arithmetic; its numbers stand in the rule above it.
            if node["rule"] in told or node["label"] == node["rule"] or node["rule"] in UNTOLD:
                continue
            told.add(node["rule"])
            yield {"text": node["label"], "cites": articles(node["cites"]), "sums": [_sum(node), *_values(node)]}


def _sum(node: dict[str, Any]) -> str:
    """The arithmetic; of an amount that only repeats an unlabelled step, that step's."""
    steps = [child for child in node["children"] if child["label"] == child["rule"] and not isinstance(child["value"], bool)]
    sentence = steps[0]["sentences"]["zh"] if len(steps) == 1 else node["sentences"]["zh"]
    return str(sentence).partition(": ")[2]


def articles(cites: list[str]) -> str:
    """`649 Art.9` as 《社会救助暂行办法》第9条, as far as the instrument's title is on file."""
    return "、".join(_article(cite) for cite in cites)


def _article(cite: str) -> str:
    short, _, number = cite.partition(" Art.")
    known = law.present().instruments.get(short)
    if known is None:
        return cite
    title = f"《{known.zh.partition('(')[0]}》"
    return f"{title}第{number}条" if number else title


def _near(node: dict[str, Any], depth: int) -> Iterator[dict[str, Any]]:
    yield node
    if depth < DEPTH:
        for child in node["children"]:
            yield from _near(child, depth + 1)


def _all(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node["children"]:
        yield from _all(child)


def _values(node: dict[str, Any]) -> Iterator[str]:
    """The policy values that a rule used, with where they come from."""
    for used in node["parameters"]:
        if not used["name"].startswith("instrument."):
            mark = "（演示值）" if used["demonstration"] else ""
            yield f"{used['label']}：{used['value']}{mark}；依据：{articles(used['cites'])}"


def _facts(case: Case) -> Iterator[list[str]]:
    """The facts and the amounts of policy that the decision read, each once; people are named, not numbered."""
    names, seen = case.facts.get("names", {}), set()
    for top in (case.decision or {}).get("tree", {}).get(case.programme, ()):
        for node in _all(top):
            for fact in node["facts"]:
                if fact["source"] and fact["path"] not in seen and not fact["path"].endswith(".hukou"):
                    seen.add(fact["path"])
                    yield [_named(fact, names), str(fact["value"]), fact["source"], fact["date"]]
            for used in node["parameters"]:
                if AMOUNT.fullmatch(str(used["value"])) and used["name"] not in seen:
                    seen.add(used["name"])
                    yield [used["label"], f"{used['value']}{'（演示值）' if used['demonstration'] else ''}", articles(used["cites"]), ""]


def _named(fact: dict[str, Any], names: dict[str, str]) -> str:
    steps = fact["path"].split(".")
    who = names.get(steps[2], "") if fact["path"].startswith("household.members.") else ""
    return f"{who} {fact['label']}".strip()
