"""判定 Deciding: runs the policy on a case's facts and keeps the answer with its reasons in both languages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from zhongfu.audit.refusal import Refused
from zhongfu.cases.declared import merged
from zhongfu.cases.models import Case
from zhongfu.people.access import day
from zhongfu.policy.casefile import CaseInvalid, read
from zhongfu.policy.decide import Decision, decide
from zhongfu.verification import law


def decided(case: Case, decided_on: date | None = None) -> Decision:
    """The policy's answer on the case as it stands; on the day of confirmation the first month is final.

    Raises Refused when a declared value cannot be read, naming its place.
    """
    try:
        return decide(read(case_file(case, decided_on)), law.present())
    except CaseInvalid as invalid:
        zh = "；".join(f"{problem.path}：{problem.zh}" for problem in invalid.problems)
        en = "; ".join(f"{problem.path}: {problem.en}" for problem in invalid.problems)
        raise Refused(f"案件内容有误：{zh}。", f"The case has mistakes: {en}.") from invalid


def case_file(case: Case, decided_on: date | None = None) -> dict[str, Any]:
    """The case as `zhongfu decide` would read it, without names."""
    opened = day(case.opened_at)
    file = merged(case.facts, case.declared, opened.isoformat())
    file.pop("names", None)
    file["as_of"] = opened.isoformat()
    if decided_on:
        file["decided_on"] = decided_on.isoformat()
    return file


def keep(case: Case, decision: Decision, at: datetime) -> None:
    """Put the answer into the case: as `decide --json` in Chinese, the same in English under "en", each with its "tree" and "change".

    Reasons, tree and changes are those of the case's own programme; of the others only the answers, since a page reads this each time.
    """
    chinese, english = (_kept(decision, case.programme, lang) for lang in ("zh", "en"))
    case.decision = chinese | {"en": english, "decided_at": at.isoformat()}
    case.demonstration = decision.demonstration


def _kept(decision: Decision, programme: str, lang: str) -> dict[str, Any]:
    answer = decision.as_json(lang)
    for name, one in answer["programmes"].items():
        if name != programme:
            one.pop("reasons")
    return answer | {"tree": {programme: decision.tree(lang)[programme]}, "change": decision.changes(lang, [programme])}
