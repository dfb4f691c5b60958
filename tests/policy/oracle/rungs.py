"""认定阶梯: tekun, dibao, single inclusion, edge and rigid households, each from the documents alone."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.policy.oracle import income, wealth
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
    names,
    negate,
    one_of,
    rounded,
    tie,
    times,
    unknown,
)  # fmt: skip
from tests.policy.oracle.world import BACHELOR, NONE, World, month_number

from zhongfu.policy.records import Record


@dataclass
class Answer:
    """One programme: unknown parts are sets of names."""

    eligible: Any
    amount: Any = None
    starts: Any = None
    until: Any = None
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def needs(self) -> Missing:
        if self.eligible is False:
            return Missing()
        return names(self.eligible, self.amount, self.starts) if self.eligible is True else names(self.eligible)


def first_month(world: World, programme: str) -> Any:
    offset = world.parameter(f"{programme}.start_offset_months")
    return offset if unknown(offset) else month_number(world.case.record.values["decided_on"]) + offset


# -- tekun ---------------------------------------------------------------------------------------------------------------


def tekun(world: World) -> Answer:
    if not world.in_force("43") or world.outside_mainland:
        return Answer(False)
    flags = world.counted_flags
    holds = [is_tekun(world, member) for member in world.members]
    everyone = both(world.any_counted(lambda member: True), *(either(negate(f), h) for f, h in zip(flags, holds, strict=True)))
    someone = either(*(both(f, h) for f, h in zip(flags, holds, strict=True)))
    here = negate(world.registered_elsewhere)
    if here is False or someone is False:
        return Answer(False)
    if here is True and everyone is True:
        return Answer(True, tekun_amount(world), first_month(world, "tekun"))
    splits = Missing(member.path for member, flag in zip(world.members, flags, strict=True) if flag is True)
    return Answer(names(here, everyone, someone) or splits)


def is_tekun(world: World, member: Record) -> Any:
    return both(
        passes_alone(world, member),
        *(
            either(negate(flag), negate(bound(world, other, member)), cannot_support(world, other))
            for flag, other in zip(world.counted_flags, world.members, strict=True) if other is not member
        ),
    )  # fmt: skip


def passes_alone(world: World, member: Record) -> Any:
    """Every test but that of the members who live with him."""
    benefit = world.of(member, "child_benefit")
    return both(
        either(world.without_work_capacity(member), continues(world, member)),
        benefit == NONE,
        compare(income.own_income(world, member, tekun=True), "<", world.standard),
        wealth.passes(world, "tekun"),
        no_capable_obligor(world),
    )


def continues(world: World, member: Record) -> Any:
    """43 Art.24: a minor in tekun stays until 18, and while at senior or vocational school."""
    aid, level = world.fact("household.in_aid.programme", "household.in_aid"), world.of(member, "student")
    at_school = both(level if unknown(level) else 2 <= level <= 5, world.of(member, "full_time"))
    return both(
        aid if unknown(aid) else aid == "tekun",
        either(compare(world.age(member), "<", world.parameter("tekun.continue_until_age")), at_school),
    )


def no_capable_obligor(world: World) -> Any:
    obligors = world.fact("household.obligors")
    return obligors if unknown(obligors) else both(*(incapable(world, one) for one in obligors))


def incapable(world: World, obligor: Record) -> Any:
    """43 Art.8."""
    said = obligor.values["capable"]
    if said != "derive":
        return said == "false"
    programme, civil, away = world.of(obligor, "in_programme"), world.of(obligor, "civil_capacity"), world.of(obligor, "away")
    age, poor = world.age(obligor), poor_by_income(world, world.of(obligor, "own_monthly_income"))
    means, further = world.of(obligor, "low_income_property"), world.parameter("tekun.obligor_extra")
    return either(
        programme == "tekun",
        both(programme == "dibao", compare(age, ">=", world.parameter("tekun.obligor_dibao_age"))),
        both(either(compare(age, ">=", world.parameter("tekun.obligor_age")), gravely_disabled(world, obligor)), poor, means),
        both(either(civil == "none", away != NONE), means),
        one_of(world.of(obligor, "relation"), further),
        one_of(programme, further),
    )


def gravely_disabled(world: World, record: Record) -> Any:
    return either(world.severely_disabled(record), one_of(world.of(record, "disability"), ("intellectual:3", "mental:3")))


def poor_by_income(world: World, month: Any) -> Any:
    return compare(times(12, month), "<", world.parameter("place.disposable_income_pc_year"))


def bound(world: World, other: Record, member: Record) -> Any:
    """Whether the other is bound to support the member: spouse, parent of a child, adult child of a parent."""
    pair = world.of(other, "relation"), world.of(member, "relation")
    if names(*pair):
        return names(*pair)
    if pair == ("parent", "parent"):  # two parents are a couple unless one of them is known to have no spouse
        return both(*(negate(one_of(world.of(one, "marital"), ("divorced", "widowed", "unmarried"))) for one in (other, member)))
    if pair in SPOUSES or pair in PARENT_OF:
        return True
    if pair == ("parent", "grandparent"):
        return negate(world.is_minor(other))
    if pair[::-1] in PARENT_OF - {("child", "grandchild")}:
        return negate(world.is_minor(other))
    return False


SPOUSES = {("applicant", "spouse"), ("spouse", "applicant")}
PARENT_OF = {
    ("applicant", "child"), ("spouse", "child"), ("parent", "applicant"), ("parent", "sibling"), ("child", "grandchild"),
}  # fmt: skip


def cannot_support(world: World, other: Record) -> Any:
    """A member who lives with him: a tekun person himself, or without capacity by 43 Art.8."""
    aid = world.fact("household.in_aid.programme", "household.in_aid")
    poor = poor_by_income(world, income.own_income(world, other))
    old = compare(world.age(other), ">=", world.parameter("tekun.obligor_age"))
    return either(
        passes_alone(world, other),
        both(aid if unknown(aid) else aid == "dibao", compare(world.age(other), ">=", world.parameter("tekun.obligor_dibao_age"))),
        both(either(old, gravely_disabled(world, other)), poor, wealth.passes(world, "edge")),
        one_of(world.of(other, "relation"), world.parameter("tekun.obligor_extra")),
    )


def tekun_amount(world: World) -> Any:
    """Basic allowance and care allowance of everybody counted, rounded once."""
    ratio, standard = world.parameter("tekun.standard_ratio"), world.standard
    basic = highest(times(ratio, standard), world.parameter("tekun.current_standard"))
    exact = world.sum_counted(lambda member: add([basic, care(world, member)]))
    return rounded(exact, world.parameter("tekun.rounding"))


def care(world: World, member: Record) -> Any:
    items = [world.of(member, f"self_care.{item}", "self_care") for item in ("eat", "dress", "bed", "toilet", "walk", "bathe")]
    limit = world.parameter("tekun.care_none_from")
    if unknown(limit):
        return names(*items, limit)
    failed, open_ = sum(item is False for item in items), sum(map(unknown, items))
    ratios = {world.parameter(f"tekun.care_ratio_{grade(number, limit)}") for number in range(failed, failed + open_ + 1)}
    ratio = names(*items, *ratios) if len(ratios) > 1 else ratios.pop()
    return times(ratio, world.parameter("place.minimum_wage_month"))


def grade(failed: int, limit: int) -> str:
    return "self" if failed == 0 else "none" if failed >= limit else "partial"


# -- dibao ---------------------------------------------------------------------------------------------------------------


def gate(world: World) -> Any:
    """Before an assessment: income per head not above the minimum wage (before 2026: the standard)."""
    line = world.parameter("place.minimum_wage_month") if world.day >= date(2026, 1, 1) else world.standard
    return compare(income.household_income(world), "<=", world.per_head(line))


def assessed_as(world: World, category: str) -> Any:
    found = world.fact("household.assessment.category", "household.assessment")
    return found if unknown(found) else found == category


def by_income_or_assessment(world: World, category: str, income_test: Any) -> Any:
    required = world.parameter("dibao.assessment_required")
    if required is False:
        return income_test
    assessed = both(gate(world), assessed_as(world, category))
    return assessed if required is True else choose(required, assessed, income_test)


def below_standard(world: World) -> Any:
    return compare(income.household_income(world), world.parameter("dibao.comparator"), world.per_head(world.standard))


def grace_months(world: World, member: Record) -> Any:
    """The last month of grace where this member's new work lies within it, else False."""
    started, longest = member.values["job_started"], world.parameter("dibao.grace_months_max")
    if started is None or not world.in_force("T22"):
        return False
    if unknown(longest):
        return longest
    first = month_number(started)
    return first + longest - 1 if first <= month_number(world.day) <= first + longest - 1 else False


def is_new(world: World, member: Record) -> Any:
    last = grace_months(world, member)
    return last if unknown(last) else last is not False


def in_grace(world: World) -> Any:
    """Only through the wages of new work does a household in dibao reach the standard."""
    aid, line = world.fact("household.in_aid.programme", "household.in_aid"), world.per_head(world.standard)
    return both(
        aid if unknown(aid) else aid == "dibao",
        world.any_counted(lambda member: is_new(world, member)),
        compare(income.household_income(world), ">=", line),
        compare(income.household_income(world, without_wage_of=lambda member: is_new(world, member)), "<", line),
    )


def dibao(world: World, tekun_holds: Any) -> Answer:
    if not world.in_force("649") or world.outside_mainland:
        return Answer(False)
    by_income = by_income_or_assessment(world, "dibao", below_standard(world))
    grace = in_grace(world)
    eligible = both(
        negate(tekun_holds), negate(world.registered_elsewhere), wealth.passes(world, "dibao"), either(by_income, grace),
    )
    if eligible is not True:
        return Answer(eligible)
    paid_in_grace = both(negate(by_income), grace)
    amount = choose(paid_in_grace, grace_amount(world), dibao_amount(world))
    until = last_month_of_grace(world) if paid_in_grace is True else None
    return Answer(True, amount, first_month(world, "dibao"), until)


def last_month_of_grace(world: World) -> Any:
    months = [
        choose(both(flag, is_new(world, member)), grace_months(world, member), 0)
        for flag, member in zip(world.counted_flags, world.members, strict=True)
    ]
    return highest(*months)


def grace_amount(world: World) -> Any:
    mode = world.parameter("dibao.grace_amount")
    return choose(mode if unknown(mode) else mode == "last", world.fact("household.in_aid.amount"), 0)


def dibao_amount(world: World) -> Any:
    mode = world.parameter("dibao.payment_mode")
    if mode == "bands":
        return Missing({"parameter:dibao.bands"})
    required = world.parameter("dibao.assessment_required")
    line = world.per_head(world.standard)
    assessed = world.per_head(world.fact("household.assessment.income_pc_month"))
    counted = assessed if required is True else choose(required, assessed, income.household_income(world))
    floor = times(world.parameter("dibao.floor_ratio"), line)
    gap = highest(at_least_zero(less(line, counted)), floor)
    refused = world.sum_counted(lambda member: choose(has_refused(world, member), 1, 0))
    size = world.size
    if missing := names(gap, refused, size, mode):
        return names(missing, addons(world, standard_addon(world)))
    paid = gap if refused == 0 else gap - gap * Fraction(refused, size)
    return rounded(add([paid, addons(world, standard_addon(world))]), world.parameter("dibao.rounding"))


def has_refused(world: World, member: Record) -> Any:
    return compare(world.of(member, "refused_jobs"), ">=", world.parameter("dibao.refused_jobs_limit"))


# -- add-ons -------------------------------------------------------------------------------------------------------------


def standard_addon(world: World) -> Any:
    """A share of the standard or a fixed sum; one who has both gets the higher."""
    return highest(times(world.parameter("dibao.addon_ratio"), world.standard), world.parameter("dibao.addon_amount"))


GROUPS = (
    "elder", "minor", "student", "single_parent", "severely_disabled", "serious_illness", "special_disease", "childless_elder",
)  # fmt: skip


def addons(world: World, each: Any) -> Any:
    """So much for every member of the groups, once or for each group he is in."""
    if not unknown(each) and each == 0:
        return Fraction(0)
    return times(world.sum_counted(lambda member: shares(world, member)), each)


def shares(world: World, member: Record) -> Any:
    """Who is in no group at all gets nothing, whichever groups the place has named."""
    groups, stacking = world.parameter("dibao.addon_groups"), world.parameter("dibao.addon_stacking")
    inside = [both(one_of(group, groups), in_group(world, member, group)) for group in GROUPS]
    once, every = choose(either(*inside), 1, 0), add(choose(flag, 1, 0) for flag in inside)
    return choose(stacking if unknown(stacking) else stacking == "sum", every, once)


def in_group(world: World, member: Record, group: str) -> Any:
    age, sex = world.age(member), world.of(member, "sex")
    if group == "elder":
        return compare(age, ">=", 60)
    if group == "minor":
        return compare(age, "<", 18)
    if group == "student":
        return world.is_student(member, BACHELOR)
    if group == "single_parent":
        return single_parent(world, member)
    if group == "severely_disabled":
        return world.severely_disabled(member)
    if group == "serious_illness":
        return world.of(member, "serious_illness")
    if group == "special_disease":
        return one_of(world.of(member, "special_disease_class"), (1, 2))
    if group == "childless_elder":
        children = world.of(member, "has_children")
        old = either(both(sex == "male", compare(age, ">=", 60)), both(sex == "female", compare(age, ">=", 55)))
        if unknown(sex):
            old = False if compare(age, "<", 55) is True else True if compare(age, ">=", 60) is True else names(sex, age)
        return both(old, negate(children))
    return False


def single_parent(world: World, member: Record) -> Any:
    """The applicant without husband or wife, in the household or on paper, who has a minor child in it."""
    if member.values["relation"] != "applicant":
        return False
    spouse = either(*(relation if unknown(relation) else relation == "spouse" for relation in relations(world)))
    child = world.any_counted(lambda one: both(is_child(world, one), world.is_minor(one)))
    return both(negate(spouse), child, one_of(world.of(member, "marital"), ("divorced", "widowed", "unmarried")))


def relations(world: World) -> list[Any]:
    return [world.of(member, "relation") for member in world.members]


def is_child(world: World, member: Record) -> Any:
    relation = world.of(member, "relation")
    return relation if unknown(relation) else relation == "child"


# -- edge, single inclusion, rigid ---------------------------------------------------------------------------------------


def under_line(world: World, multiple: Any) -> Any:
    line = world.per_head(times(multiple, world.standard))
    return compare(income.household_income(world), world.parameter("edge.comparator"), line)


def edge(world: World, tekun_holds: Any, dibao_holds: Any) -> Answer:
    if not world.in_force("57") or world.outside_mainland:
        return Answer(False)
    eligible = both(
        negate(tekun_holds), negate(dibao_holds), negate(world.registered_elsewhere), wealth.passes(world, "edge"),
        by_income_or_assessment(world, "edge", under_line(world, world.parameter("edge.multiple"))),
    )  # fmt: skip
    if eligible is not True:
        return Answer(eligible)
    each = times(world.parameter("edge.addon_ratio"), world.standard)
    return Answer(True, rounded(addons(world, each), world.parameter("dibao.rounding")), first_month(world, "dibao"))


def dibao_single(world: World, tekun_holds: Any, dibao_holds: Any) -> Answer:
    if not world.in_force("649") or world.outside_mainland:
        return Answer(False)
    free = both(negate(tekun_holds), negate(dibao_holds), negate(world.registered_elsewhere), wealth.passes(world, "edge"))
    multiple = world.parameter("dibao_single.household_multiple")
    multiple = world.parameter("edge.multiple") if multiple == NONE else multiple
    near = both(world.in_force("57"), by_income_or_assessment(world, "edge", under_line(world, multiple)))
    included = [both(f, included_singly(world, m, near)) for f, m in zip(world.counted_flags, world.members, strict=True)]
    eligible = both(free, either(*included))
    if eligible is not True:
        return Answer(eligible)
    amount = add(
        0 if flag is False else choose(flag, single_amount(world, member), 0)
        for flag, member in zip(included, world.members, strict=True)
    )
    return Answer(True, rounded(amount, world.parameter("dibao.rounding")), first_month(world, "dibao"))


def included_singly(world: World, member: Record, near: Any) -> Any:
    return either(both(near, is_listed(world, member)), alone(world, member))


def is_listed(world: World, member: Record) -> Any:
    """57 Art.8: grades 1-2, intellectual or mental 3, what the province adds; a serious illness."""
    return either(
        gravely_disabled(world, member),
        one_of(world.of(member, "disability"), world.parameter("dibao_single.extra_disability")),
        world.of(member, "serious_illness"),
    )


def alone(world: World, member: Record) -> Any:
    """T22: an adult, unemployed, severely disabled person whose own means are below the standard."""
    employment = world.of(member, "employment")
    severe = either(
        world.severely_disabled(member),
        one_of(world.of(member, "disability"), world.parameter("dibao_single.route_extra_disability")),
    )
    return both(
        world.parameter("dibao_single.severe_disability_route"), negate(world.is_minor(member)), severe,
        employment if unknown(employment) else employment == "none",
        compare(means_alone(world, member), "<", world.standard), no_supporter_here(world, member),
    )  # fmt: skip


def no_supporter_here(world: World, member: Record) -> Any:
    """What a relative in the household gives is on no paper: a person must look, unless it is left out."""
    formula, exempt = world.parameter("support.formula"), world.parameter("dibao_single.elder_support_exempt")
    spared = [
        either(
            negate(flag), negate(bound(world, other, member)),
            both(exempt, compare(world.age(other), ">=", world.parameter("dibao_single.elder_age"))),
        )
        for flag, other in zip(world.counted_flags, world.members, strict=True) if other is not member
    ]  # fmt: skip
    nobody = either(formula if unknown(formula) else formula == NONE, both(*spared))
    return True if nobody is True else names(nobody, Missing({member.path}))


def means_alone(world: World, member: Record) -> Any:
    """His own counted income and the support that is not left out."""
    own, got = income.member_income(world, member), income.received(world, member)
    obligors, formula = world.fact("household.obligors"), world.parameter("support.formula")
    if formula == NONE or (not unknown(obligors) and not obligors):
        return at_least_zero(add([own, got]))
    if unknown(obligors):
        return names(own, got, obligors)
    owed = {
        key: highest(got, add(choose(is_exempt(world, one), 0, income.by_judgment(world, one, fee)) for one in obligors))
        for key, fee in (("SUP-A", income.sup_a), ("SUP-B", income.sup_b))
    }
    if not unknown(formula):
        return at_least_zero(add([own, owed[formula]]))
    same = not names(got, *owed.values()) and got == owed["SUP-A"] == owed["SUP-B"]
    return at_least_zero(add([own, got])) if same else names(formula, own, got, *owed.values())


def is_exempt(world: World, obligor: Record) -> Any:
    relation = world.of(obligor, "relation")
    such = either(
        relation if unknown(relation) else relation == "sibling",
        compare(world.age(obligor), ">=", world.parameter("dibao_single.elder_age")),
    )
    return both(such, world.parameter("dibao_single.elder_support_exempt"))


def single_amount(world: World, member: Record) -> Any:
    mode = world.parameter("dibao_single.amount_mode")
    rest = at_least_zero(less(world.standard, income.own_income(world, member)))
    return choose(mode if unknown(mode) else mode == "full", world.standard, rest)


def rigid(world: World, tekun_holds: Any, dibao_holds: Any, edge_holds: Any) -> Answer:
    in_force = world.in_force("RX") or (world.in_province("44") and world.in_force("GDEDGE"))
    if not in_force or world.outside_mainland:
        return Answer(False)
    own_tests = both(low_year_income(world), heavy_spending(world))
    required = world.parameter("dibao.assessment_required")
    through = gate(world)
    assessed = choose(through, assessed_as(world, "rigid"), own_tests)
    decided = own_tests if required is False else assessed if required is True else choose(required, assessed, own_tests)
    eligible = both(
        negate(tekun_holds), negate(dibao_holds), negate(edge_holds), negate(world.registered_elsewhere),
        wealth.passes(world, "rigid"), decided,
    )  # fmt: skip
    return Answer(True, None, first_month(world, "dibao")) if eligible is True else Answer(eligible)


def low_year_income(world: World) -> Any:
    line = world.per_head(world.parameter("place.disposable_income_pc_year"))
    return compare(income.year_income(world), world.parameter("rigid.income_comparator"), line)


KINDS = ("medical", "education", "rehabilitation", "disaster", "accident", "living")


def spent_on(world: World, kind: str, items: str) -> Any:
    """What was spent on this kind; nothing where the place does not count it."""
    counts, paid = one_of(kind, world.parameter(items)), world.fact(f"household.expenditures_12m.{kind}")
    return Fraction(0) if counts is False or paid == 0 else choose(counts, paid, Fraction(0))


def heavy_spending(world: World) -> Any:
    """Expenditure reaches the share of income; one kind that reaches it alone settles it, and 0 never does."""
    paid = [spent_on(world, kind, "rigid.items") for kind in KINDS]
    line, sign = times(world.parameter("rigid.ratio"), income.year_income(world)), world.parameter("rigid.ratio_comparator")
    return either(*(both(compare(one, ">", 0), tie(one, sign, line, downwards=False)) for one in [*paid, add(paid)]))
