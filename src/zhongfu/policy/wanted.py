"""尚缺事项的名称: what a missing fact or parameter is called, by the name under which a decision or a screen asks for it."""

from __future__ import annotations

from typing import NamedTuple

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.facts import LISTS, SCOPES

# Where each list stands in a case, and what its entries are; incomes stand within a member.
PLACES = {collection.key: collection.scope for collection in LISTS if collection.key != "incomes"}
WHOLE = {
    "household.obligors": ("分开居住的义务人", "relatives bound to support who live apart"), "household.assets.vehicles": ("机动车", "vehicles"),
    "household.assets.houses": ("房屋", "houses"), "household.assets.businesses": ("经营主体", "businesses"),
    # Where households are counted together, nobody is named of whom it is asked.
    "household.members": ("部分成员符合,须由人决定", "some members qualify: for a person to decide"),
}  # fmt: skip
INCOME = ("收入", "income")
JUDGED = ("须由人确认", "for a person to confirm")


class Wanted(NamedTuple):
    """A missing thing in both languages; of a fact about a member, with that member's id."""

    zh: str
    en: str
    who: str = ""
    is_parameter: bool = False


def wanted(name: str) -> Wanted:
    """The label of `parameter:NAME`, of a fact's path in a case, or of a fact named by its list; what has no label keeps its name."""
    if name.startswith("parameter:"):
        declared = DECLARED.get(name.removeprefix("parameter:"))
        return Wanted(declared.zh, declared.en, is_parameter=True) if declared else Wanted(name, name)
    if name in WHOLE:
        return Wanted(*WHOLE[name])
    place = next((place for place in PLACES if name.startswith(f"{place}.")), "")
    return _in_list(name, place) if place else Wanted(*(_field("case", name) or (name, name)))


def _in_list(name: str, place: str) -> Wanted:
    """A fact of one entry, named by its number or its id, or of the list as a whole."""
    rest = name.removeprefix(f"{place}.")
    entry, _, key = rest.partition(".")
    scope = PLACES[place]
    if told := _field(scope, rest):
        return Wanted(*told)
    who = entry if scope == "member" else ""
    return Wanted(*(_field(scope, key) or (JUDGED if not key and who else (name, name))), who)


def _field(scope: str, key: str) -> tuple[str, str] | None:
    """The label of a fact by its key or its path; of a member's incomes, whatever of them is asked for."""
    if scope == "member" and key == "incomes":
        return INCOME
    if scope == "member" and key.startswith("incomes."):
        return _field("income", key.split(".")[-1])
    fields = SCOPES[scope].fields
    field = fields.get(key) or next((each for each in fields.values() if key and each.path == key), None)
    return (field.zh, field.en) if field else None
