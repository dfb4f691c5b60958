"""财产: the four property tests of each rung, parameters "Property"."""

from typing import Any

from tests.policy.oracle.unknown import (
    both,
    choose,
    compare,
    either,
    names,
    negate,
    one_of,
    tie,
    times,
    unknown,
)  # fmt: skip
from tests.policy.oracle.world import NONE, World

from zhongfu.policy.records import Record


def passes(world: World, rung: str) -> Any:
    return both(deposits(world, rung), houses(world, rung), vehicles(world, rung), businesses(world, rung))


def deposits(world: World, rung: str) -> Any:
    held = world.fact("household.assets.deposits")
    if not unknown(held) and held == 0:
        return True
    months, base = world.parameter(f"{rung}.deposit_months"), world.parameter(f"{rung}.deposit_base")
    if months == NONE:
        return True
    standard = choose(base if unknown(base) else base == "own", world.standard, world.standard_urban)
    return tie(held, world.parameter(f"{rung}.deposit_comparator"), world.per_head(times(months, standard)), downwards=True)


def within(flags: list[Any], most: Any) -> Any:
    """So many at most: none passes under any limit; those that surely count, or all that may, settle it."""
    sure, maybe = sum(flag is True for flag in flags), sum(unknown(flag) for flag in flags)
    if sure + maybe == 0 or most == NONE:
        return True
    if unknown(most) or sure <= most < sure + maybe:
        return names(*flags, most)
    return sure + maybe <= most


def houses(world: World, rung: str) -> Any:
    owned = world.fact("household.assets.houses")
    if unknown(owned):
        return owned
    homes = [is_counted_house(world, rung, one, True) for one in owned]
    others = [is_counted_house(world, rung, one, False) for one in owned]
    return both(
        within(homes, world.parameter(f"{rung}.residential_max")), within(others, world.parameter(f"{rung}.nonresidential_max")),
    )


def is_counted_house(world: World, rung: str, house: Record, residential: bool) -> Any:
    use = world.of(house, "use")
    of_this_use = use if unknown(use) else (use == "residential") is residential
    spare_kind = one_of(world.of(house, "kind"), world.parameter(f"{rung}.uncounted_house_kinds"))
    return both(of_this_use, negate(both(spare_kind, negate(world.of(house, "lived_in")))))


def vehicles(world: World, rung: str) -> Any:
    """As many as allowed, none too dear; one that feeds the household passes beside them."""
    owned = world.fact("household.assets.vehicles")
    if unknown(owned):
        return owned
    exempt = world.parameter(f"{rung}.vehicles_exempt_kinds")
    counted = [negate(one_of(world.of(one, "kind"), exempt)) for one in owned]
    spared = [both(world.parameter(f"{rung}.livelihood_vehicle_allowed"), is_livelihood(world, rung, one)) for one in owned]
    ways = [allowed(world, rung, owned, counted)]
    for number in range(len(owned)):
        rest = [False if other == number else flag for other, flag in enumerate(counted)]
        ways.append(both(spared[number], allowed(world, rung, owned, rest)))
    return either(*ways)


def allowed(world: World, rung: str, owned: Any, counted: list[Any]) -> Any:
    cheap = [either(negate(flag), is_cheap(world, rung, one)) for flag, one in zip(counted, owned, strict=True)]
    return both(within(counted, world.parameter(f"{rung}.vehicles_max")), *cheap)


def is_cheap(world: World, rung: str, vehicle: Record) -> Any:
    """Below so many years of the standard, where a place says so."""
    years = world.parameter(f"{rung}.vehicle_value_standard_years")
    return True if years == NONE else compare(world.of(vehicle, "value"), "<", times(12, years, world.standard))


def is_livelihood(world: World, rung: str, vehicle: Record) -> Any:
    use, most = world.of(vehicle, "use"), world.parameter(f"{rung}.livelihood_vehicle_value_max")
    return both(
        use if unknown(use) else use == "commercial", world.of(vehicle, "sole_livelihood"),
        True if most == NONE else compare(world.of(vehicle, "value"), "<=", most),
    )  # fmt: skip


def businesses(world: World, rung: str) -> Any:
    owned = world.fact("household.assets.businesses")
    return owned if unknown(owned) else both(*(business(world, rung, one) for one in owned))


def business(world: World, rung: str, one: Record) -> Any:
    employees = world.of(one, "employees")
    workshop = both(
        world.of(one, "family_workshop"), employees if unknown(employees) else employees == 0,
        world.parameter(f"{rung}.family_workshop_exempt"),
    )  # fmt: skip
    most = world.parameter(f"{rung}.business_capital_max")
    capital = world.of(one, "capital")
    small = most == NONE or capital == 0 or tie(capital, world.parameter(f"{rung}.business_capital_comparator"), most, downwards=True)
    return either(workshop, both(world.parameter(f"{rung}.business_allowed"), small))
