"""专项救助: aid in special fields by the household's category, and Hong Kong's CSSA, as far as the documents go."""

from fractions import Fraction
from typing import Any

from tests.policy.oracle import income
from tests.policy.oracle.aids import everything
from tests.policy.oracle.rungs import Answer
from tests.policy.oracle.unknown import (
    Missing,
    add,
    at_least_zero,
    both,
    choose,
    compare,
    either,
    less,
    names,
    negate,
    one_of,
    rounded,
    times,
    unknown,
)
from tests.policy.oracle.world import NONE, World

from zhongfu.policy.records import Record

CATEGORIES = ("tekun", "dibao", "edge", "rigid")


class Held:
    """Which categories the household stands in; who is included singly is in dibao."""

    def __init__(self, rungs: dict[str, Answer]) -> None:
        self.by = {name: rungs[name].eligible for name in ("tekun", "edge", "rigid")}
        self.by["dibao"] = either(rungs["dibao"].eligible, rungs["dibao_single"].eligible)

    @property
    def any(self) -> Any:
        return either(*self.by.values())

    def among(self, listed: Any) -> Any:
        return either(*(both(self.by[name], one_of(name, listed)) for name in CATEGORIES))

    def entry(self, world: World, table: str) -> Any:
        """What a table holds for the first category that holds."""
        value: Any = at(world, table, "rigid")
        for name in ("edge", "dibao", "tekun"):
            value = choose(self.by[name], at(world, table, name), value)
        return value


def at(world: World, table: str, key: Any) -> Any:
    """One entry of a table by key; a value without keys holds for all."""
    entries = world.parameter(table)
    if missing := names(entries, key):
        return missing
    held = dict(entries)
    return held.get(key, held.get("*", Missing({f"parameter:{table}"})))


def special(world: World, rungs: dict[str, Answer]) -> dict[str, Answer]:
    held, here = Held(rungs), world.in_force("649") and not world.outside_mainland
    made = {
        "medical": medical(world, held), "education": education(world, held), "housing": housing(world, held),
        "employment": employment(world, held), "disaster": disaster(world), "disability_living": living(world, held),
        "disability_nursing": nursing(world), "legal_aid": Answer(held.among(world.parameter("legal_aid.categories"))),
    }  # fmt: skip
    return made if here else {name: Answer(False) for name in made}


def only_if(eligible: Any, amount: Any) -> Answer:
    return Answer(True, amount) if eligible is True else Answer(eligible)


def medical(world: World, held: Held) -> Answer:
    """Above the deductible a share is paid; bills are the household's, so that limits per person need one person."""
    spent, members = world.fact("household.expenditures_12m.medical"), counted_paths(world)
    if not unknown(spent) and spent == 0:
        return only_if(held.any, 0)
    deductible = times(held.entry(world, "medical.deductible_ratio"), world.parameter("place.disposable_income_pc_year"))
    alone = either(world.size if unknown(world.size) else world.size == 1, deductible if unknown(deductible) else deductible == 0)
    aided = times(held.entry(world, "medical.aid_ratio"), at_least_zero(less(spent, deductible)))
    amount = rounded(capped_for_one(world, aided, members), "fen_half_up")
    return only_if(held.any, amount if alone is True else names(alone, spent) or members)


def capped_for_one(world: World, aided: Any, members: Missing) -> Any:
    cap = world.parameter("medical.year_cap")
    if cap == NONE or unknown(aided) or (unknown(cap) and aided != 0) or aided <= (0 if unknown(cap) else cap):
        return names(aided, cap) if unknown(cap) and aided != 0 else aided
    return cap if world.size == 1 else members


def counted_paths(world: World) -> Missing:
    return Missing(member.path for member, flag in zip(world.members, world.counted_flags, strict=True) if flag is True)


def education(world: World, held: Held) -> Answer:
    def studies(member: Record) -> Any:
        return compare(world.of(member, "student"), ">", 0)

    eligible = both(world.any_counted(studies), held.among(world.parameter("education.categories")))
    paid = world.sum_counted(lambda one: only(studies(one), lambda: at(world, "education.amount", world.of(one, "student"))))
    return only_if(eligible, rounded(paid, "fen_half_up"))


def only(test: Any, amount: Any) -> Any:
    return Fraction(0) if test is False else choose(test, amount(), Fraction(0))


def housing(world: World, held: Held) -> Answer:
    owned, most = world.fact("household.assets.houses"), world.parameter("housing.area_pc_max")
    if unknown(owned):
        return only_if(both(held.any, names(owned, most)), None)
    homes = [one for one in owned if one.values["use"] != "residential"]
    uses = [world.of(one, "use") for one in owned]
    lived = [use if unknown(use) else use == "residential" for use in uses]
    area = add(only(flag, lambda one=one: world.of(one, "area")) for flag, one in zip(lived, owned, strict=True))
    homeless = len(homes) == len(owned) and not names(*uses)
    short = either(both(homeless, compare(most, ">", 0)), compare(area, "<", world.per_head(most)))
    return only_if(both(held.any, short), world.parameter("housing.amount"))


def employment(world: World, held: Held) -> Answer:
    idle = world.any_counted(lambda member: income.is_idle(world, member))
    number = world.sum_counted(lambda member: choose(income.is_idle(world, member), 1, 0))
    eligible = both(idle, held.among(world.parameter("employment.categories")))
    return only_if(eligible, times(world.parameter("employment.amount"), number))


def disaster(world: World) -> Answer:
    struck = compare(world.fact("household.expenditures_12m.disaster"), ">", 0)
    return only_if(struck, world.parameter("disaster.amount"))


def living(world: World, held: Held) -> Answer:
    groups = world.parameter("disability_living.groups")

    def entitled(member: Record) -> Any:
        disability = world.of(member, "disability")
        disabled = disability if unknown(disability) else disability != NONE
        return both(disabled, either(one_of(disability, groups), held.among(groups)))

    number = world.sum_counted(lambda member: choose(entitled(member), 1, 0))
    return only_if(world.any_counted(entitled), times(world.parameter("disability_living.amount"), number))


def nursing(world: World) -> Answer:
    listed = world.parameter("disability_nursing.disability")

    def entitled(member: Record) -> Any:
        disability = world.of(member, "disability")
        return both(disability if unknown(disability) else disability != NONE, one_of(disability, listed))

    paid = world.sum_counted(
        lambda one: only(entitled(one), lambda: at(world, "disability_nursing.amount", world.of(one, "disability_grade", "disability")))
    )
    return only_if(world.any_counted(entitled), rounded(paid, "fen_half_up"))


# -- Hong Kong -------------------------------------------------------------------------------------------------------------


def cssa(world: World) -> Answer:
    """Income below recognised needs, assets within the limit, one year of residence."""
    if world.case.place[:2] != "81":
        return Answer(False)
    had, needs = world.sum_counted(lambda member: everything(world, member)), world.parameter("cssa.recognised_needs")
    eligible = both(resident(world), assets_within(world), nothing_to_value(world), compare(had, "<", needs))
    return only_if(eligible, rounded(less(needs, had), "fen_half_up"))


def resident(world: World) -> Any:
    """The applicant's residence; one whose place in the household is unknown might be the applicant."""
    return both(*(either(negate(is_applicant(world, one)), has_lived_here(world, one)) for one in world.members))


def is_applicant(world: World, member: Record) -> Any:
    relation = world.of(member, "relation")
    return relation if unknown(relation) else relation == "applicant"


def has_lived_here(world: World, member: Record) -> Any:
    return both(
        compare(world.of(member, "residence_years"), ">=", world.parameter("cssa.residence_years")),
        compare(world.of(member, "absence_days"), "<=", world.parameter("cssa.absence_days_max")),
    )


def assets_within(world: World) -> Any:
    vehicles = world.fact("household.assets.vehicles")
    worth = vehicles if unknown(vehicles) else add(world.of(one, "value") for one in vehicles)
    assets, size = add([world.fact("household.assets.deposits"), worth]), world.size
    frail = world.any_counted(lambda member: is_frail(world, member))
    alone = choose(
        frail, compare(assets, "<=", world.parameter("cssa.asset_limit_other")), compare(assets, "<=", world.parameter("cssa.asset_limit_able"))
    )
    several = compare(assets, "<=", at(world, "cssa.asset_limit_household", size))
    return either(assets if unknown(assets) else assets == 0, choose(size if unknown(size) else size == 1, alone, several))


def is_frail(world: World, member: Record) -> Any:
    disability = world.of(member, "disability")
    return either(
        world.is_minor(member), disability if unknown(disability) else disability != NONE, world.of(member, "serious_illness"),
        compare(world.age(member), ">=", world.parameter("cssa.elder_age")),
    )  # fmt: skip


def nothing_to_value(world: World) -> Any:
    """What a house is worth a person must say."""
    owned = world.fact("household.assets.houses")
    return owned if unknown(owned) else Missing(one.path for one in owned) or True



