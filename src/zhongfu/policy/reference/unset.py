"""未定参数: what no official text on file sets, place by place: the list of what is still to be read and entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhongfu.policy.declarations import DECLARED, Declaration
from zhongfu.policy.lawbook.places import NATION, authority_name, level_of, may_set
from zhongfu.policy.parameters import Law, Setting

RESIDENCES = ("urban", "rural")
# Bounds that a province need not have, and amounts of a way of paying that no place on file uses.
NO_GAP = ("dibao.provincial_maximum", "dibao.standard_may_fall", "income.employment_cost_most", "dibao.bands")


@dataclass(frozen=True)
class Unset:
    """A parameter without a value at a place on a day; `residence` is "both" or the one that lacks it.

    `wanted` are the parameters to enter for it: itself, or what it would be derived from.
    """

    name: str
    place: str
    residence: str
    wanted: tuple[str, ...]

    def source(self, lang: str) -> str:
        """Whose text would be needed."""
        declared = DECLARED[self.name]
        who = authority_name(declared.authority, lang)
        if lang == "zh":
            return f"{who}公布的{'当年标准' if declared.annual else '规定'}"
        return f"{'the figure of the year' if declared.annual else 'a rule'} published by {who}"


def unset(law: Law, as_of: date) -> list[Unset]:
    """Every parameter that a place with a policy file leaves unknown on this day, by name and place.

    A prefecture stands for its counties, a province for prefectures without a file; what only the nation sets is looked up there.
    """
    asked = [declared for declared in DECLARED.values() if declared.name not in NO_GAP]
    return [gap for declared in asked for place in _places(law, declared) if (gap := _gap(law, declared, place, as_of))]


def _places(law: Law, declared: Declaration) -> Iterator[str]:
    """The places that may set it or that a place above sets it for: prefectures, and provinces without one on file."""
    for place in sorted(law.places):
        if declared.authority == "N":
            if place == NATION:
                yield place
        elif declared.authority in "HM":
            if may_set(place, declared.authority):
                yield place
        elif level_of(place) == "C" or (level_of(place) == "P" and not any(_is_below(other, place) for other in law.places)):
            yield place


def _is_below(other: str, place: str) -> bool:
    return other != place and other.startswith(place)


def _gap(law: Law, declared: Declaration, place: str, as_of: date) -> Unset | None:
    wanted = {residence: law.wanted(declared.name, Setting(place, residence, as_of)) for residence in RESIDENCES}
    lacking = [residence for residence, names in wanted.items() if names]
    if not lacking:
        return None
    return Unset(declared.name, place, "both" if len(lacking) == 2 else lacking[0], wanted[lacking[0]])


def rows(law: Law, as_of: date) -> list[tuple[str, ...]]:
    """One row per parameter that is unset somewhere: name, both labels, the places without it, and whose text is needed."""
    gaps = unset(law, as_of)
    looked_at = {name: sum(1 for _ in _places(law, DECLARED[name])) for name in {gap.name for gap in gaps}}
    told: list[tuple[str, ...]] = []
    for name in dict.fromkeys(gap.name for gap in gaps):
        here = [gap for gap in gaps if gap.name == name]
        places = "各地 everywhere" if len(here) == looked_at[name] > 1 else ", ".join(law.place_name(gap.place, "zh") for gap in here)
        wanted = sorted({one for gap in here for one in gap.wanted} - {name})
        source = f"{here[0].source('zh')} {here[0].source('en')}" + (f" ← `{'`, `'.join(wanted)}`" if wanted else "")
        told.append((f"[`{name}`](parameters/{name}.md)", DECLARED[name].zh, DECLARED[name].en, places, source))
    return told
