"""政策 Law of a home: what ships with the programme, then the home's own values; demonstration values only in a demonstration."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from zhongfu.data.regions import towns
from zhongfu.data.thresholds import Mistake, SettingsInvalid, load_settings, shipped
from zhongfu.policy.lawbook import lawfile
from zhongfu.policy.parameters import Law, LawInvalid, law_folder
from zhongfu.site.home import Home
from zhongfu.site.problem import Problem


def law_of(home: Home | None, *over: Path) -> Law:
    """The law as this home knows it, with the folders `over` laid on it; without a home, what ships.

    The settings of monitoring are checked with it. Raises Problem with file and line of every mistake, and for a
    demonstration value outside a demonstration home.
    """
    folders = [law_folder(), *([home.law] if home else []), *over]
    try:
        law = Law.load(folders, towns=towns())
    except LawInvalid as invalid:
        raise Problem(_sentences(invalid.problems, "zh"), _sentences(invalid.problems, "en")) from invalid
    if home is None or not home.is_demo:
        _refuse_demonstration(law)
    _check_monitoring(home)
    return law


def _check_monitoring(home: Home | None) -> None:
    """A mistake in the points or thresholds stops the start, not the first round at night."""
    try:
        load_settings([shipped(), *([home.law / "monitoring.yml"] if home else [])])
    except SettingsInvalid as invalid:
        raise Problem(_sentences(invalid.mistakes, "zh"), _sentences(invalid.mistakes, "en")) from invalid


def _sentences(problems: Iterable[lawfile.Problem | Mistake], language: str) -> str:
    return "\n".join(f"{Path(problem.file)}:{problem.line}: {getattr(problem, language)}" for problem in problems)


def _refuse_demonstration(law: Law) -> None:
    found = next((value for values in law.values.values() for value in values if value.demonstration), None)
    if found:
        raise Problem(
            f"{found.file}:{found.line}: 演示值只能用于演示环境。请删除该值，或填入正式公布的数值和依据。",
            f"{found.file}:{found.line}: a demonstration value is only allowed in a demonstration home. "
            "Remove it, or enter the published figure with its citation.",
        )
