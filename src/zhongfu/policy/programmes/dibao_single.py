"""低保单人户: a person of an edge household, or a severely disabled adult alone, included singly (57 Art.8; T22)."""

from zhongfu.policy.declarations import in_force, param
from zhongfu.policy.facts import case, member, members, obligor, obligors, other_members
from zhongfu.policy.language import (
    PersonDecides,
    Programme,
    all_of,
    any_of,
    at_least,
    below,
    month_of,
    when,
)  # fmt: skip
from zhongfu.policy.programmes.assets import EdgeAssets
from zhongfu.policy.programmes.dibao import Assessment, Dibao
from zhongfu.policy.programmes.household import Household, Person
from zhongfu.policy.programmes.income import Income
from zhongfu.policy.programmes.support import Support
from zhongfu.policy.programmes.tekun import Obligor, Tekun


class DibaoSingle(Programme):
    """低保单人户: single inclusion (57 Art.8; T22)."""

    multiple = when(
        param.dibao_single.household_multiple == "none", param.edge.multiple, param.dibao_single.household_multiple
    ).cites("57 Art.8").says("单人户家庭收入线倍数", "household line in standards")
    household_below_line = when(
        Assessment.required,
        all_of(Assessment.gate, Assessment.finds_edge),
        below(Income.total, multiple * param.dibao.standard * Household.size, param.edge.comparator),
    ).cites("57 Art.8").says("家庭收入符合边缘家庭条件", "the household's income is that of an edge household")
    disabled_or_ill = any_of(
        Person.severely_disabled,
        member.disability.one_of("intellectual:3", "mental:3"),
        member.disability.one_of(param.dibao_single.extra_disability),
        member.serious_illness,
    ).cites("57 Art.8").says("重度残疾或重病", "severely disabled or seriously ill")
    from_edge_household = all_of(in_force("57"), disabled_or_ill, household_below_line).cites("57 Art.8").says(
        "边缘家庭中的重残、重病人员", "severely disabled or seriously ill in an edge household"
    )

    opens_route = all_of(
        param.dibao_single.severe_disability_route,
        ~Person.minor,
        any_of(Person.severely_disabled, member.disability.one_of(param.dibao_single.route_extra_disability)),
        member.employment == "none",
    ).cites("T22").says("成年无业重度残疾人", "adult, out of work and severely disabled")
    elder_or_sibling_apart = any_of(
        obligor.relation == "sibling", Obligor.age >= param.dibao_single.elder_age
    ).says("兄弟姐妹或老人", "a sibling or an elder")
    # Siblings in the household are not bound to support him (see Tekun.bound), so that only elders are left out here.
    elder_here = (Person.age >= param.dibao_single.elder_age).says("共同生活的老人", "a co-living elder")
    bound_here = all_of(Household.counted, Tekun.bound).says("共同生活的义务人", "co-living relative bound to support him")
    left_out_apart = all_of(param.dibao_single.elder_support_exempt, elder_or_sibling_apart).cites("T22").says(
        "该义务人的供养费予以豁免", "this supporter's share is left out"
    )
    left_out_here = all_of(param.dibao_single.elder_support_exempt, elder_here).cites("T22").says(
        "该共同生活义务人的供养费予以豁免", "this co-living relative's share is left out"
    )
    owed_a = obligors.sum(when(left_out_apart, 0, Support.share_a)).says("公式A应付合计", "owed by formula SUP-A, in total")
    owed_b = obligors.sum(when(left_out_apart, 0, Support.share_b)).says("公式B应付合计", "owed by formula SUP-B, in total")
    means = at_least(
        0, Income.before_support + Support.higher(Income.support_received, owed_a, owed_b)
    ).cites("T22").says("本人收入和不予豁免的供养费", "own income and the support that is not left out")
    nobody_here = any_of(
        param.support.formula == "none", other_members.all(left_out_here, where=bound_here)
    ).cites("T22").says("没有须由人核定供养费的共同生活义务人", "no co-living relative whose support a person must assess")
    alone = all_of(
        opens_route,
        means < param.dibao.standard,
        any_of(nobody_here, PersonDecides(members, opens_route)),
    ).cites("T22").says("可单独申请", "may apply alone")

    included = all_of(
        Household.counted, any_of(from_edge_household, alone), EdgeAssets.within_limits
    ).cites("57 Art.8").says("可按单人户纳入", "may be included singly")
    eligible = (
        all_of(
            Household.under_649, Household.right_place, members.any(included), ~Tekun.eligible, ~Dibao.eligible
        )
        .cites("57 Art.8")
        .in_full()
        .says("低保单人户", "single inclusion")
    )
    amount_of_person = when(
        param.dibao_single.amount_mode == "full",
        param.dibao.standard,
        at_least(0, param.dibao.standard - Income.own),
    ).cites("57 Art.8").says("本人低保金", "amount for the person")
    amount = when(eligible, members.sum(amount_of_person, where=included).rounded(param.dibao.rounding)).cites(
        "649 Art.12"
    ).says("每月单人户低保金", "amount a month")
    starts = when(eligible, month_of(case.decided_on) + param.dibao.start_offset_months).cites("57 Art.21").says(
        "起发月份", "first month paid"
    )
