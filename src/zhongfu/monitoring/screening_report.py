"""筛查汇总 Report of a screen: numbers by programme, county and town, and lists of households, as plain values for a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from zhongfu.data.roll.kept import STANDINGS, Found, Kept
from zhongfu.people.models import Region
from zhongfu.policy.values import yuan

BASIS = {
    "zh": "按部门登记的数据筛查，没有向家庭核实：登记之外的收入、存款等不在其中。名单供工作人员逐户核实，不是决定。",
    "en": "By what the registers report, without asking anybody: income and deposits that no register holds are not in it. "
    "The lists are for a person to look at; nothing is decided by them.",
}  # fmt: skip
STANDING_TEXT = {
    "eligible_not_in": {"zh": "按登记数据符合条件，在保名册里没有：请人核实后主动告知", "en": "qualifies and is not in the register: for a person to check and to tell them"},
    "in_and_eligible": {"zh": "在保且符合条件", "en": "in, and qualifies"},
    "in_no_longer": {"zh": "在保而可能不再符合：请人核实，不自动停发", "en": "in, and may no longer qualify: for a person to look at; nothing is stopped"},
    "in_undecidable": {"zh": "在保、不能判定", "en": "in, and undecided"},
    "eligible": {"zh": "符合条件", "en": "qualifies"},
    "undecidable": {"zh": "还缺事实，不能判定", "en": "undecided for want of facts"},
    "to_assess": {"zh": "收入在综合评估门槛之内，待评估", "en": "within the gate to the assessment, to be assessed"},
}
SUPPOSED = {
    "zh": "以下按假设计算：未知的事实按所列值看待，并非事实。",
    "en": "Under suppositions: what is unknown was taken to be as listed, which nobody has said.",
}


def document(kept: Kept, programmes: Iterable[str]) -> dict[str, Any]:
    """What a screen comes to, for these programmes."""
    told = kept.told
    return {
        "month": told["month"], "as_of": told["as_of"], "basis": "registers", "basis_text": BASIS,
        "households": told["households"], "households_too_large": told["too_large"], "missing": told["missing"],
        "demonstration": told["demonstration"], "standings": STANDING_TEXT, "programmes": numbers(kept, programmes),
    }  # fmt: skip


def supposition(kept: Kept, programmes: Iterable[str], facts: Mapping[str, str]) -> dict[str, Any]:
    """The same under suppositions, apart from the result and under that name."""
    return {"facts": dict(facts), "filled": kept.told["filled"], "text": SUPPOSED, "programmes": numbers(kept, programmes)}


def numbers(kept: Kept, programmes: Iterable[str]) -> dict[str, Any]:
    """By programme: each standing (null where the register cannot tell it), wanted facts, counties and towns."""
    counts, wanted = kept.counts(), _wanted(kept)
    names = dict(Region.objects.values_list("code", "name"))
    return {name: _programme(counts[name], kept.standings(name), names) | {"needs": wanted.get(name, {})} for name in programmes}


def _programme(towns: Mapping[str, Mapping[str, int]], known: Iterable[str], names: Mapping[str, str]) -> dict[str, Any]:
    counties: dict[str, Counter[str]] = {}
    for code, counted in towns.items():
        counties.setdefault(code[:6], Counter()).update(counted)
    every = sum(counties.values(), Counter())
    unknown = dict.fromkeys(STANDINGS)
    return unknown | {standing: every[standing] for standing in known} | {
        "counties": {code: {"name": names.get(code, code)} | _told(counted, known) for code, counted in sorted(counties.items())},
        "towns": {code: {"name": names.get(code, code)} | _told(counted, known) for code, counted in sorted(towns.items())},
    }  # fmt: skip


def _told(counted: Mapping[str, int], known: Iterable[str]) -> dict[str, int]:
    return {standing: counted.get(standing, 0) for standing in known}


def _wanted(kept: Kept) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    for each in kept.wanted():
        found.setdefault(each.programme, Counter())[each.fact] += each.households
    return {programme: dict(facts.most_common()) for programme, facts in found.items()}


def rows(found: Iterable[Found]) -> list[dict[str, Any]]:
    """A list of households: number, town, amount in yuan, wanted facts, and nothing else about them."""
    names = dict(Region.objects.values_list("code", "name"))
    return [
        {"household_id": each.household_id, "town": each.region, "town_name": names.get(each.region, each.region),
         "amount": None if each.amount is None else yuan(each.amount), "needs": list(each.needs)}
        for each in found
    ]  # fmt: skip
