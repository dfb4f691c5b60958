"""申报 Declarations: what only the applicant can say, laid over what the sources say, and never in place of it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from zhongfu.audit.refusal import Refused
from zhongfu.policy.values import NONE

DECLARED = "申请人申报"
# Where the case file says "there is none" by null; a declaration of "none" says it, since null takes a declaration back.
NULL_IS_NONE = ("household.in_aid", "household.event")


def refuse_known(facts: Mapping[str, Any], declared: Mapping[str, Any]) -> None:
    """Refused when a declaration names a fact that a source holds: such a fact is corrected at its source."""
    known = [path for path in declared if path in facts["sources"]]
    if known:
        listed = "、".join(known)
        raise Refused(
            f"以下情况已有部门数据，不能改填，请向来源部门申请更正：{listed}。",
            f"A department's data hold these facts; ask that department to correct them: {listed}.",
        )


def merged(facts: Mapping[str, Any], declared: Mapping[str, Any], on: str) -> dict[str, Any]:
    """The case file with the declarations in it, each with the applicant as its source and the day it was said."""
    case = copy.deepcopy(dict(facts))
    for path, value in declared.items():
        if value is not None:
            _put(case, path.split("."), None if value == NONE and path in NULL_IS_NONE else value)
            case["sources"][path] = {"source": DECLARED, "date": on}
    return case


def _put(case: dict[str, Any], path: list[str], value: Any) -> None:
    """Set the value at a path such as household.members.m2.marital or household.assets.vehicles.0.value."""
    *way, last = path
    place: Any = case
    for step in way:
        place = _below(place, step, ".".join(path))
    if not isinstance(place, dict):
        raise _nowhere(".".join(path))
    place[last] = value


def _below(place: Any, step: str, path: str) -> Any:
    if isinstance(place, dict):
        if place.get(step) is None:
            place[step] = {}
        return place[step]
    found = [item for number, item in enumerate(place) if step in (item.get("id"), str(number))]
    if not found:
        raise _nowhere(path)
    return found[0]


def _nowhere(path: str) -> Refused:
    return Refused(f"案件中没有 {path} 这一项。", f"The case has no place for {path}.")
