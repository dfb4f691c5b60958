"""临时、专项、港澳: temporary aid, specialised aid, CSSA and the Macao grant, from the documents alone."""

from fractions import Fraction
from typing import Any

from tests.policy.oracle import income, wealth
from tests.policy.oracle.rungs import KINDS, Answer, spent_on
from tests.policy.oracle.unknown import (
    Missing,
    add,
    at_least_zero,
    both,
    choose,
    compare,
    either,
    highest,
    less,
    lowest,
    names,
    negate,
    rounded,
    tie,
    times,
    unknown,
)  # fmt: skip
from tests.policy.oracle.world import NONE, World

from zhongfu.policy.records import Record


def temporary(world: World) -> Answer:
    """Emergency aid where there is an event, else aid for what was spent."""
    if not world.in_force("649") or world.outside_mainland:
        return Answer(False)
    if world.case.record.values["household.has_event"]:
        elsewhere = both(world.parameter("temporary.emergency_residence_test"), world.registered_elsewhere)
        place = world.fact("household.event.at")
        eligible = both(negate(elsewhere), names(place) or True)
        return Answer(eligible) if eligible is not True else Answer(True, capped(world, emergency_most(world)))
    items = [spent_on(world, kind, "temporary.items") for kind in KINDS]
    line = world.per_head(world.parameter("place.disposable_income_pc_year"))
    eligible = both(
        either(*(compare(one, ">", 0) for one in items)), compare(income.year_income(world), "<", line), aid_property(world),
    )  # fmt: skip
    return Answer(eligible) if eligible is not True else Answer(True, capped(world, expense_most(world, items)))


def aid_property(world: World) -> Any:
    """By the edge limits, or none; not asked for where they are met."""
    met, which = wealth.passes(world, "edge"), world.parameter("temporary.property")
    return either(met, which if unknown(which) else which == NONE)


def months_of_standard(world: World, months: Any) -> Any:
    return world.per_head(times(months, world.standard))


def emergency_most(world: World) -> Any:
    if world.case.record.values["household.event.first_aid"]:
        return months_of_standard(world, world.parameter("temporary.first_aid_months_max"))
    most = months_of_standard(world, world.parameter("temporary.emergency_months_max"))
    return at_least_zero(less(most, advanced(world)))


def advanced(world: World) -> Any:
    """What was paid at once before."""
    programme = world.fact("household.in_aid.programme", "household.in_aid")
    was_aid = programme if unknown(programme) else programme == "temporary"
    return Fraction(0) if was_aid is False else choose(was_aid, world.fact("household.in_aid.amount"), Fraction(0))


def expense_most(world: World, items: list[Any]) -> Any:
    """So many months, no more than was spent where the place says so; one kind that reaches the most settles it."""
    months = highest(world.parameter("temporary.expense_months_max"), world.parameter("temporary.expense_months_min"))
    most = months_of_standard(world, months)
    if not unknown(most) and any(not unknown(one) and one >= most for one in items):
        return most
    return choose(world.parameter("temporary.expense_capped_by_actual"), lowest(most, add(items)), most)


def capped(world: World, most: Any) -> Any:
    """Within what the household may have in a calendar year, less what it has had."""
    cap = world.parameter("temporary.household_year_cap")
    if cap == NONE:
        return rounded(most, "fen_half_up")
    left = at_least_zero(less(cap, world.fact("household.temporary_aid_this_year")))
    return rounded(lowest(most, left), "fen_half_up")


# -- Hong Kong and Macao ---------------------------------------------------------------------------------------------------


def table(entries: Any, key: Any) -> Any:
    """The value for a size; sizes above the last have the last."""
    if missing := names(entries, key):
        return missing
    found = dict(entries)
    return found.get(key, found[max(found)] if key > max(found) else Missing({"parameter"}))


def everything(world: World, member: Record) -> Any:
    """Income as Hong Kong and Macao take it: the mainland's exclusions are not theirs."""
    listed = income.entries(world, member)
    return listed if unknown(listed) else add(gross(world, entry) for entry in listed)


def gross(world: World, entry: Record) -> Any:
    kind, amount = world.of(entry, "kind"), income.monthly(world, entry)
    if kind == "support_paid":
        return Fraction(0)
    return times(amount, names(kind) or 1)


def macao_grant(world: World) -> Answer:
    if world.place[:2] != "82":
        return Answer(False)
    index = table(world.parameter("macao_grant.index"), world.size)
    had = world.sum_counted(lambda member: everything(world, member))
    eligible = tie(had, world.parameter("macao_grant.comparator"), index, downwards=True)
    return Answer(eligible) if eligible is not True else Answer(True, rounded(less(index, had), "fen_half_up"))
