"""收入: counted income, deductions, the job-uptake disregard and support, 57 Art.13 and parameters "Income", "Support"."""

from fractions import Fraction
from typing import Any

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
    one_of,
    times,
    unknown,
)  # fmt: skip
from tests.policy.oracle.world import BACHELOR, NONE, World, month_number

from zhongfu.policy.records import Record

NEVER_COUNTED = {
    "veteran_preferential", "scholarship", "family_planning_award", "bravery_award", "government_aid",
    "disability_living_subsidy", "disability_nursing_subsidy",
}  # fmt: skip


def monthly(world: World, entry: Record) -> Any:
    amount = world.of(entry, "amount")
    return amount if unknown(amount) else Fraction(amount, 12 if entry.values["yearly"] else 1)


def is_left_out(world: World, kind: str, tekun: bool) -> Any:
    """Whether income of this kind is not counted."""
    if kind in NEVER_COUNTED:
        return True
    return either(
        one_of(kind, world.parameter("income.excluded_kinds")),
        kind == "basic_pension" and world.parameter("income.basic_pension_exempt"),
        tekun and one_of(kind, world.parameter("income.tekun_excluded_kinds")),
    )


def entries(world: World, member: Record) -> Any:
    return world.of(member, "incomes")


def of_kinds(world: World, member: Record, wanted: Any, tekun: bool) -> Any:
    """The sum of a member's monthly incomes of the wanted kinds, without what is left out."""
    listed = entries(world, member)
    if unknown(listed):
        return listed
    return add(one_income(world, entry, wanted, tekun) for entry in listed)


def one_income(world: World, entry: Record, wanted: Any, tekun: bool) -> Any:
    kind, amount = world.of(entry, "kind"), monthly(world, entry)
    if unknown(kind):
        return 0 if amount == 0 else names(kind, amount)
    if not wanted(kind) or amount == 0:
        return Fraction(0)
    return choose_left_out(is_left_out(world, kind, tekun), amount)


def choose_left_out(left_out: Any, amount: Any) -> Any:
    return Fraction(0) if left_out is True else amount if left_out is False else names(left_out, amount)


def wage(world: World, member: Record, tekun: bool = False) -> Any:
    """The wage after the disregard for new work."""
    gross = of_kinds(world, member, lambda kind: kind == "wage", tekun)
    return less(gross, disregarded(world, member, gross))


def disregarded(world: World, member: Record, gross: Any) -> Any:
    """ZJ Art.50: wages of new work, for some months, up to some standards."""
    started = member.values["job_started"]
    if started is None or (not unknown(gross) and gross == 0):
        return Fraction(0)
    number = month_number(world.day) - month_number(started) + 1
    within = new_work_month(world, number)
    if within is False:
        return Fraction(0)
    multiple = world.parameter("income.job_uptake_cap_multiple")
    most = gross if multiple == NONE else lowest(gross, times(multiple, world.standard))
    return most if within is True else names(within, most)


def new_work_month(world: World, number: int) -> Any:
    """Month 6 of Zhejiang is always within, month 13 never; in between the place's number decides."""
    if number < 1:
        return False
    months = world.parameter("income.job_uptake_months")
    if not unknown(months):
        return number <= months
    return True if number <= 6 else False if number > 12 else months


def deductions(world: World, member: Record, own_wage: Any) -> list[Any]:
    """Employment cost, disability and illness, each 0 where it does not apply."""
    at_work = world.of(member, "employment")
    working = at_work if unknown(at_work) else at_work != "none"
    cost = world.parameter("income.employment_cost_month")
    has_wage = compare(own_wage, ">", 0)
    return [
        Fraction(0) if cost == 0 else choose(both(has_wage, working), lowest(cost, own_wage), Fraction(0)),
        when(world.severely_disabled(member), world.parameter("income.disability_deduction_month")),
        when(world.of(member, "serious_illness"), world.parameter("income.illness_deduction_month")),
    ]


def when(test: Any, amount: Any) -> Any:
    return Fraction(0) if test is False or amount == 0 else choose(test, amount, Fraction(0))


def stacked(world: World, taken: list[Any]) -> Any:
    """Several deductions add up or only the highest holds; asked for only where two apply."""
    if missing := names(*taken):
        return missing
    applying = [amount for amount in taken if amount]
    if len(applying) < 2:
        return add(applying)
    return choose(world.parameter("income.deductions_stack"), add(applying), max(applying))


def transfers(world: World, member: Record, tekun: bool) -> Any:
    """Everything but wages and support: added, support paid taken off."""
    ordinary = of_kinds(world, member, lambda kind: kind not in ("wage", "support_received", "support_paid"), tekun)
    return less(ordinary, of_kinds(world, member, lambda kind: kind == "support_paid", tekun))


def received(world: World, member: Record, tekun: bool = False) -> Any:
    return of_kinds(world, member, lambda kind: kind == "support_received", tekun)


def member_income(world: World, member: Record, tekun: bool = False) -> Any:
    """A member's own income: what he earns and receives, after deductions; outgoings may make it negative."""
    own_wage = wage(world, member, tekun)
    taken = stacked(world, deductions(world, member, own_wage))
    return less(add([own_wage, transfers(world, member, tekun)]), taken)


def own_income(world: World, member: Record, tekun: bool = False) -> Any:
    """What one person alone has, support received with it, never below 0."""
    return at_least_zero(add([member_income(world, member, tekun), received(world, member, tekun)]))


def without_wage(world: World, member: Record) -> Any:
    """What is left of a member's income where he had no work: no wage, and no cost of employment."""
    return less(transfers(world, member, False), stacked(world, deductions(world, member, Fraction(0))))


def household_income(world: World, without_wage_of: Any = lambda member: False) -> Any:
    """The month's counted income of the household."""
    own = world.sum_counted(
        lambda member: choose(without_wage_of(member), without_wage(world, member), member_income(world, member))
    )
    return at_least_zero(add([own, support(world), imputed(world)]))


def imputed(world: World) -> Any:
    """A place that imputes a wage: a person must find a reason and confirm it, so the income stays open."""
    policy = world.parameter("income.imputed_wage_policy")
    idle = world.any_counted(lambda member: is_idle(world, member))
    if policy == NONE or idle is False:
        return Fraction(0)
    return names(policy, idle) or Missing(member.path for member in world.members if is_idle(world, member) is True)


def is_idle(world: World, member: Record) -> Any:
    """An adult able to work, out of work, no student."""
    employment = world.of(member, "employment")
    return both(
        negate(world.without_work_capacity(member)), negate(world.is_minor(member)),
        employment if unknown(employment) else employment == "none",
        negate(world.is_student(member, BACHELOR)),
    )


def year_income(world: World) -> Any:
    given = world.case.record.values["household.income_12m"]
    return given if given is not None else times(12, household_income(world))


# -- support by persons who live apart ----------------------------------------------------------------------------------


def support(world: World) -> Any:
    """What is received, or by the place's formula where that is more."""
    got = world.sum_counted(lambda member: received(world, member))
    obligors = world.fact("household.obligors")
    if not unknown(obligors) and not obligors:
        return got
    formula = world.parameter("support.formula")
    if formula == NONE:
        return got
    if unknown(obligors):
        return names(got, formula, obligors)
    owed = {key: highest(got, add(by_judgment(world, one, fee) for one in obligors)) for key, fee in (("SUP-A", sup_a), ("SUP-B", sup_b))}
    if not unknown(formula):
        return owed[formula]
    same = not names(got, *owed.values()) and got == owed["SUP-A"] == owed["SUP-B"]
    return got if same else names(formula, got, *owed.values())


def by_judgment(world: World, obligor: Record, fee: Any) -> Any:
    """A judged amount goes first; who is known to be unable to support owes nothing by a formula."""
    judged = obligor.values["judgment_amount"]
    if judged is not None:
        return Fraction(judged)
    return Fraction(0) if obligor.values["capable"] == "false" else fee(world, obligor)


def excess(world: World, obligor: Record, line: Any) -> Any:
    """Income of the supporter's household above the line; nothing where it is below."""
    return at_least_zero(less(world.of(obligor, "monthly_income"), times(line, world.of(obligor, "household_size"))))


def sup_b(world: World, obligor: Record) -> Any:
    return times(world.parameter("support.rate"), excess(world, obligor, world.parameter("support.low_income_line")))


def reaches(flags: list[Any], number: Any) -> Any:
    """So many at least: settled by those that surely count, or by all that may."""
    sure, maybe = sum(flag is True for flag in flags), sum(unknown(flag) for flag in flags)
    if unknown(number) or sure < number <= sure + maybe:
        return names(*flags, number)
    return sure >= number


def sup_a(world: World, obligor: Record) -> Any:
    """Above the dibao line: half, or two fifths with many children, shared among those he supports."""
    over = excess(world, obligor, world.standard)
    if not unknown(over) and over == 0:
        return Fraction(0)
    relations = [world.of(one, "relation") for one in world.case.record.values["household.obligors"]]
    many = reaches([relation if unknown(relation) else relation == "child" for relation in relations], world.parameter("support.many_children_from"))
    rate = choose(many, world.parameter("support.rate_many_children"), world.parameter("support.rate_few_children"))
    basis, size, supports = world.parameter("support.excess_basis"), world.of(obligor, "household_size"), world.of(obligor, "supports")
    if size == 1:  # one person: a head and a household are the same
        basis = "household"
    if missing := names(over, rate, basis, size, supports):
        return missing
    return Fraction(over) * rate / supports / (size if basis == "per_person" else 1)
