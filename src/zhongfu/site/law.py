"""政策 Law of a home: what ships with the programme, then the home's own values; demonstration values only in a demonstration."""

from __future__ import annotations

from pathlib import Path

from zhongfu.policy.parameters import Law, LawInvalid, law_folder
from zhongfu.site.home import Home
from zhongfu.site.problem import Problem


def law_of(home: Home | None) -> Law:
    """The law as this home knows it; without a home, what ships.

    Raises Problem with file and line of every mistake, and for a demonstration value outside a demonstration home.
    """
    folders = [law_folder()] + ([home.law] if home else [])
    try:
        law = Law.load(folders)
    except LawInvalid as invalid:
        raise Problem(_sentences(invalid, "zh"), _sentences(invalid, "en")) from invalid
    if home is None or not home.is_demo:
        _refuse_demonstration(law)
    return law


def _sentences(invalid: LawInvalid, language: str) -> str:
    return "\n".join(f"{Path(problem.file)}:{problem.line}: {getattr(problem, language)}" for problem in invalid.problems)


def _refuse_demonstration(law: Law) -> None:
    found = next((value for values in law.values.values() for value in values if value.demonstration), None)
    if found:
        raise Problem(
            f"{found.file}:{found.line}: 演示值只能用于演示环境。请删除该值，或填入正式公布的数值和依据。",
            f"{found.file}:{found.line}: a demonstration value is only allowed in a demonstration home. "
            "Remove it, or enter the published figure with its citation.",
        )
