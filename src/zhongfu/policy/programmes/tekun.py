"""特困人员救助供养: support of persons without capacity, livelihood and anyone able to support them (43 Art.4-9, 24)."""

from zhongfu.policy.declarations import in_force, param
from zhongfu.policy.facts import (
    SELF_CARE,
    case,
    income,
    incomes,
    member,
    members,
    obligor,
    obligors,
    other_members,
    subject,
)
from zhongfu.policy.language import (
    Constant,
    Expression,
    PersonDecides,
    Programme,
    all_of,
    any_of,
    at_least,
    month_of,
    when,
    years_between,
)  # fmt: skip
from zhongfu.policy.programmes.assets import EdgeAssets, TekunAssets
from zhongfu.policy.programmes.household import Household, Person
from zhongfu.policy.programmes.income import Income, Item


class Obligor(Programme):
    """法定义务人: a person who owes support and lives apart (43 Art.8)."""

    age = years_between(obligor.birth, case.as_of).says("周岁", "age")
    poor = all_of(
        obligor.own_monthly_income * 12 < param.place.disposable_income_pc_year, obligor.low_income_property
    ).cites("43 Art.8").says("收入低于上年人均可支配收入且财产符合低收入规定", "little income and property")
    disabled = any_of(
        obligor.disability_grade == 1,
        obligor.disability_grade == 2,
        obligor.disability.one_of("intellectual:3", "mental:3"),
    ).cites("43 Art.8").says("重度残疾或三级智力、精神残疾", "severely disabled, or intellectual or mental grade 3")
    without_capacity_by_43 = any_of(
        obligor.in_programme == "tekun",
        (obligor.in_programme == "dibao") & (age >= param.tekun.obligor_dibao_age),
        (age >= param.tekun.obligor_age) & poor,
        disabled & poor,
        any_of(obligor.civil_capacity == "none", obligor.away.one_of("missing", "imprisoned"))
        & obligor.low_income_property,
        obligor.relation.one_of(param.tekun.obligor_extra),
        obligor.in_programme.one_of(param.tekun.obligor_extra),
    ).cites("43 Art.8").says("属于无履行义务能力情形", "counts as unable to support")
    without_capacity = (
        when(obligor.capable == "derive", without_capacity_by_43, obligor.capable == "false")
        .cites("43 Art.8")
        .says("无履行义务能力", "unable to support")
    )


SINGLE = ("divorced", "widowed", "unmarried")


def _adult_child_of(child: str, parent: str) -> Expression:
    return all_of(member.relation == child, subject.relation == parent, ~Person.minor)


def _pair(one: str, other: str) -> Expression:
    return (member.relation == one) & (subject.relation == other)


class Tekun(Programme):
    """特困人员救助供养: tekun support (43)."""

    # The basic pension is looked at here alone: whether it counts for dibao is neither asked nor taken off twice.
    basic_pension = when(
        Constant("basic_pension").one_of(param.income.tekun_excluded_kinds), 0, Income.basic_pension
    ).cites("43 Art.6").says("计入的基础养老金", "basic pension counted")
    left_out_here = incomes.sum(
        Item.monthly,
        where=Item.counts & (income.kind != "basic_pension") & income.kind.one_of(param.income.tekun_excluded_kinds),
    ).cites("43 Art.6").says("特困另不计入的收入", "income not counted for tekun besides")
    own_income = at_least(
        0, Income.without_basic_pension + basic_pension + Income.support_received - left_out_here
    ).cites("43 Art.6").says("本人收入", "own income")
    without_livelihood = (
        (own_income < param.dibao.standard).cites("43 Art.6").says("收入低于低保标准", "income below the standard")
        & TekunAssets.within_limits
    ).cites("43 Art.6").says("无生活来源", "without a livelihood")

    nobody_outside = obligors.all(Obligor.without_capacity).cites("43 Art.8").says(
        "分开居住的义务人均无履行能力", "no obligor who lives apart is able to support"
    )
    continues = all_of(
        case.in_aid_programme == "tekun",
        any_of(
            Person.age < param.tekun.continue_until_age,
            member.full_time & (member.student >= 2) & (member.student <= 5),
        ),
    ).cites("43 Art.24").says("未成年特困人员延续", "a minor in tekun stays").usually(False)
    unable = any_of(Person.no_work_capacity, continues).cites("43 Art.5", "43 Art.24").says(
        "无劳动能力或可延续", "unable to work, or staying"
    )
    apart_from_members = all_of(
        unable, without_livelihood, nobody_outside, member.child_benefit == "none"
    ).says("除共同生活成员外各项均符合", "passes every test but that of co-living relatives")

    bound = any_of(
        _pair("spouse", "applicant"), _pair("applicant", "spouse"),
        _pair("parent", "applicant"), _pair("applicant", "child"), _pair("spouse", "child"),
        _pair("parent", "sibling"), _pair("child", "grandchild"),
        all_of(_pair("parent", "parent"), ~member.marital.one_of(*SINGLE), ~subject.marital.one_of(*SINGLE)),
        _adult_child_of("child", "applicant"), _adult_child_of("child", "spouse"),
        _adult_child_of("applicant", "parent"), _adult_child_of("sibling", "parent"),
        _adult_child_of("parent", "grandparent"),
    ).says("对其负有法定义务", "is bound to support him")  # fmt: skip
    poor_member = all_of(
        Income.own * 12 < param.place.disposable_income_pc_year, EdgeAssets.within_limits
    ).cites("43 Art.8").says("收入和财产均低", "little income and property")
    # That the household is in tekun says nothing of this member: he is a tekun person if he passes the other tests himself.
    member_without_capacity = any_of(
        (case.in_aid_programme == "dibao") & (Person.age >= param.tekun.obligor_dibao_age),
        (Person.age >= param.tekun.obligor_age) & poor_member,
        any_of(Person.severely_disabled, member.disability.one_of("intellectual:3", "mental:3")) & poor_member,
        member.relation.one_of(param.tekun.obligor_extra),
    ).cites("43 Art.8").says("共同生活的义务人无履行能力", "co-living relative is unable to support")
    nobody_inside = other_members.all(
        any_of(member_without_capacity, apart_from_members), where=Household.counted & bound
    ).cites("43 Art.8").says("共同生活的义务人均无履行能力", "no co-living relative is able to support")

    person_qualifies = all_of(apart_from_members, nobody_inside).cites("43 Art.4").says(
        "符合特困人员条件", "qualifies for tekun"
    )
    in_scope = all_of(in_force("43"), Household.right_place).cites("43 Art.4").says(
        "申请日适用《特困人员认定办法》且在应当申请的地方", "the tekun rules apply here and now"
    )
    everybody = members.all(person_qualifies, where=Household.counted).cites("43 Art.4").says(
        "成员均符合", "every member qualifies"
    )
    somebody = members.any(person_qualifies & Household.counted).cites("43 Art.4").says(
        "有成员符合", "some member qualifies"
    )
    eligible = (
        all_of(in_scope, somebody, any_of(everybody, PersonDecides(members, Household.counted & somebody & ~everybody)))
        .cites("43 Art.4")
        .says("特困人员救助供养", "tekun support")
    )
    failed_items = sum(
        (when(getattr(member, f"self_care_{item}"), 0, 1) for item in SELF_CARE[1:]), when(member.self_care_eat, 0, 1)
    ).cites("43 Art.22").says("不能自理项数", "self-care items failed")
    care_ratio = (
        when(
            failed_items == 0,
            param.tekun.care_ratio_self,
            when(failed_items < param.tekun.care_none_from, param.tekun.care_ratio_partial, param.tekun.care_ratio_none),
        )
        .cites("43 Art.22")
        .says("照料护理比例", "care ratio")
    )
    care = (care_ratio * param.place.minimum_wage_month).cites("43 Art.22").says("照料护理费", "care allowance")
    basic = (
        at_least(param.tekun.standard_ratio * param.dibao.standard, param.tekun.current_standard)
        .cites("649 Art.15")
        .says("基本生活费", "basic allowance")
    )
    amount = (
        when(eligible, members.sum(basic + care, where=Household.counted).rounded(param.tekun.rounding))
        .cites("649 Art.15")
        .says("每月供养金", "amount a month")
    )
    starts = when(eligible, month_of(case.decided_on) + param.tekun.start_offset_months).cites("43 Art.17").says(
        "起发月份", "first month paid"
    )
