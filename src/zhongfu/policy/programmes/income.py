"""家庭收入: what a household's income consists of and what does not count (57 Art.13)."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import case, income, incomes, member, members
from zhongfu.policy.language import (
    Expression,
    PersonDecides,
    Programme,
    all_of,
    any_of,
    at_least,
    at_most,
    month_of,
    when,
)  # fmt: skip
from zhongfu.policy.programmes.household import Household, Person
from zhongfu.policy.programmes.support import Support

NOT_INCOME = (
    "veteran_preferential", "scholarship", "family_planning_award", "bravery_award", "government_aid",
    "disability_living_subsidy", "disability_nursing_subsidy",
)  # fmt: skip
_LABELS = {
    "wage": ("工资", "wages"),
    "business": ("经营和种养净收入", "business and farming"),
    "rent": ("租金、利息、红利和流转收入", "rent, interest, dividends and land transfer"),
    "pension": ("养老金、失业金、赠与等", "pensions, benefits and gifts"),
    "support_paid": ("支付的赡养费", "support paid"),
    "other": ("其他收入", "other income"),
}
TRANSFERS = ("pension", "unemployment_benefit", "survivor", "gift", "compensation", "elderly_allowance")


class Item(Programme):
    """一项收入: one item of income."""

    monthly = when(income.yearly, income.amount.shared_by(12, most=12), income.amount).says("月均金额", "monthly amount")
    counts = (
        ~income.kind.one_of(*NOT_INCOME) & ~income.kind.one_of(param.income.excluded_kinds)
    ).cites("57 Art.13").says("属于应计收入", "counts as income").usually(True)


def received(*kinds: str) -> Expression:
    """What a member receives a month of these kinds, as far as they count."""
    zh, en = _LABELS.get(kinds[0], ("各项合计", "items"))
    return incomes.sum(Item.monthly, where=income.kind.one_of(*kinds) & Item.counts).says(zh, en)


WAGE = received("wage")


class JobUptake(Programme):
    """就业收入豁免: income from new work that is disregarded for some months."""

    month = when(
        member.has_new_job, month_of(case.as_of) - month_of(member.job_started) + 1, 0
    ).says("就业第几个月", "month of the new job")

    within = all_of(
        month >= 1,
        any_of(
            month <= param.income.job_uptake_months_least,
            all_of(
                when(param.income.job_uptake_months_most == "none", True, month <= param.income.job_uptake_months_most),
                month <= param.income.job_uptake_months,
            ),
        ),
    ).says("处于就业收入豁免期", "within the months of disregard")

    cap = when(
        param.income.job_uptake_cap_multiple == "none",
        WAGE,
        param.dibao.standard * param.income.job_uptake_cap_multiple,
    ).says("每月豁免上限", "most that is disregarded")

    disregarded = when(
        within & (WAGE > 0), at_most(WAGE, cap), 0
    ).says("豁免的工资", "wage disregarded")


class Income(Programme):
    """家庭收入: the income of the household (57 Art.13)."""

    wage = (WAGE - JobUptake.disregarded).cites("57 Art.13").says("计入的工资性收入", "wage counted")
    # Taken off the wage that counts: what is disregarded bears no cost.
    employment_cost = when(
        all_of(wage > 0, param.income.employment_cost_month > 0, member.employment != "none"),
        at_most(wage, param.income.employment_cost_month),
        0,
    ).cites("57 Art.13").says("就业成本扣减", "employment cost")
    disability_cost = when(
        Person.severely_disabled, param.income.disability_deduction_month, 0
    ).cites("57 Art.13").says("残疾刚性支出扣减", "deduction for disability")
    illness_cost = when(
        member.serious_illness, param.income.illness_deduction_month, 0
    ).cites("57 Art.13").says("重病刚性支出扣减", "deduction for serious illness")

    two_deductions = any_of(
        (employment_cost > 0) & (disability_cost > 0),
        (employment_cost > 0) & (illness_cost > 0),
        (disability_cost > 0) & (illness_cost > 0),
    ).says("有两项扣减", "two deductions apply")
    deductions = when(
        two_deductions & ~param.income.deductions_stack,
        at_least(employment_cost, disability_cost, illness_cost),
        employment_cost + disability_cost + illness_cost,
    ).cites("57 Art.13").says("扣减合计", "deductions")

    deductions_without_work = when(
        (disability_cost > 0) & (illness_cost > 0) & ~param.income.deductions_stack,
        at_least(disability_cost, illness_cost),
        disability_cost + illness_cost,
    ).cites("57 Art.13").says("就业成本以外的扣减", "deductions without employment cost")

    business = received("business", "farming").cites("57 Art.13").says("经营净收入", "net business income")
    property = (
        received("rent", "interest", "dividend", "land_transfer").cites("57 Art.13").says("财产净收入", "net property income")
    )
    basic_pension = incomes.sum(
        when(param.income.basic_pension_exempt, 0, Item.monthly), where=(income.kind == "basic_pension") & Item.counts
    ).cites("57 Art.13").says("计入的城乡居民基础养老金", "basic pension counted")
    transfers = (
        (received(*TRANSFERS) - received("support_paid"))
        .cites("57 Art.13")
        .says("转移净收入(基础养老金和赡养费除外)", "net transfers, basic pension and support received apart")
    )
    support_received = received("support_received").says("实得赡养费", "support really received")
    without_work = (
        (business + property + transfers + basic_pension + received("other") - deductions_without_work)
        .cites("57 Art.13")
        .says("工资和赡养费以外的收入", "income without wages and support")
    )
    without_basic_pension = (
        (wage + business + property + transfers + received("other") - deductions)
        .cites("57 Art.13")
        .says("基础养老金和赡养费以外的收入", "income without basic pension and support")
    )
    before_support = (
        (without_basic_pension + basic_pension)
        .cites("57 Art.13")
        .says("赡养费以外的收入", "income before support")
    )
    own = at_least(0, before_support + support_received).cites("57 Art.13").says("本人计入收入", "own counted income")

    idle = all_of(
        Household.counted,
        ~Person.minor,
        ~Person.no_work_capacity,
        ~Person.studies_up_to_bachelor,
        member.employment == "none",
    ).says("有劳动能力而未就业", "able to work and out of work")
    could_be_imputed = all_of(param.income.imputed_wage_policy == "minimum_wage", members.any(idle)).cites("T22").says(
        "是否计虚拟收入须由人确认", "whether a wage is imputed is for a person to confirm"
    ).usually(False)

    support = Support.counted(
        members.sum(support_received, where=Household.counted)
    ).cites("57 Art.13").says("计入的赡养、抚养、扶养费", "support counted")

    before_floor = (
        (members.sum(before_support, where=Household.counted) + support)
        .cites("57 Art.13")
        .says("家庭月收入(抵扣后)", "household income after outgoings")
    )
    total = when(could_be_imputed, PersonDecides(members, idle), at_least(0, before_floor)).cites("57 Art.13").says("家庭月收入", "household income a month")
