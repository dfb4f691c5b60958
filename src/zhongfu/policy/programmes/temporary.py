"""临时救助: money once, for an emergency at the place where it happens, or for what a household had to spend (649 Art.49)."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import case
from zhongfu.policy.language import Constant, Expression, Programme, all_of, any_of, at_least, at_most, when
from zhongfu.policy.programmes.assets import EdgeAssets
from zhongfu.policy.programmes.household import OUTSIDE, Household
from zhongfu.policy.programmes.rigid import Rigid

COUNTABLE = ("medical", "education", "rehabilitation", "disaster", "accident", "living")


def _spent(kind: str) -> Expression:
    """What was spent on this kind, where the place counts it."""
    return when(Constant(kind).one_of(param.temporary.items), getattr(case, f"expenditures_12m_{kind}"), 0)


SPENT = [_spent(kind) for kind in COUNTABLE]


def _one_reaches(amount: Expression) -> Expression:
    """One kind alone reaches the amount, so that the others need not be known."""
    return any_of(*[spent >= amount for spent in SPENT])


class Temporary(Programme):
    """临时救助: temporary aid; parameters are looked up where the emergency is, if there is one."""

    in_scope = all_of(
        Household.under_649, Household.on_the_mainland, ~case.event_province.one_of(*OUTSIDE)
    ).cites("649 Art.49").says("申请日和救助地适用临时救助规定", "the rules of temporary aid apply here and now")

    anywhere = any_of(~param.temporary.emergency_residence_test, Household.right_place).cites("39").says(
        "急难型救助不限户籍和居住地", "emergency aid asks for no registration or residence"
    )
    emergency = all_of(case.has_event, anywhere).cites("649 Art.49").says("遭遇急难", "has met with an emergency")

    expenditure = sum(SPENT[1:], SPENT[0]).cites("649 Art.49").says("计入的自付支出", "self-paid expenditure that counts")
    has_spent = any_of(*[spent > 0 for spent in SPENT]).cites("649 Art.49").says(
        "有计入的自付支出", "has had expenditure that counts"
    )
    income_below_disposable = (
        (Rigid.income_of_year < param.place.disposable_income_pc_year * Household.size)
        .cites("649 Art.49")
        .says("人均年收入低于上年人均可支配收入", "yearly income per head below disposable income")
    )
    property_passes = any_of(param.temporary.property == "none", EdgeAssets.within_limits).cites("649 Art.49").says(
        "财产符合支出型救助规定", "property passes the test of expense aid"
    )
    expense = all_of(~case.has_event, has_spent, income_below_disposable, property_passes).cites("649 Art.49").in_full().says(
        "因支出陷入困难", "in hardship through expenditure"
    )
    eligible = all_of(in_scope, emergency | expense).cites("649 Art.49").says("临时救助", "temporary aid")

    standard = (param.dibao.standard * Household.size).cites("649 Art.49").says(
        "全部成员一个月低保标准", "a month's standard for all members"
    )
    emergency_most = when(
        case.event_first_aid, param.temporary.first_aid_months_max * standard, param.temporary.emergency_months_max * standard
    ).cites("649 Art.49").says("急难型最高金额", "most for an emergency")
    advanced = when(
        (case.in_aid_programme == "temporary") & ~case.event_first_aid, case.in_aid_amount, 0
    ).cites("649 Art.49").says("已先行救助金额", "advanced at once before")
    emergency_amount = at_least(0, emergency_most - advanced).says("急难型救助金额", "emergency aid")

    expense_most = (
        (at_least(param.temporary.expense_months_max, param.temporary.expense_months_min) * standard)
        .cites("649 Art.49")
        .says("支出型最高金额", "most for expenditure")
    )
    actual_or_less = when(
        _one_reaches(expense_most), expense_most, at_most(expense_most, expenditure)
    ).says("不超过实际支出的金额", "no more than was spent")
    expense_amount = when(param.temporary.expense_capped_by_actual, actual_or_less, expense_most).cites("649 Art.49").says(
        "支出型救助金额", "expense aid"
    )
    before_cap = when(case.has_event, emergency_amount, expense_amount).says("封顶前金额", "amount before the cap")
    left_of_cap = at_least(0, param.temporary.household_year_cap - case.temporary_aid_this_year).cites("649 Art.49").says(
        "本年封顶余额", "what is left of the year's cap"
    )
    amount = (
        when(
            eligible,
            when(param.temporary.household_year_cap == "none", before_cap, at_most(before_cap, left_of_cap)).rounded("fen_half_up"),
        )
        .cites("649 Art.49")
        .says("最高救助金额", "the most that may be paid")
    )
    small = (amount <= param.temporary.small_limit_months * standard).cites("649 Art.48").says(
        "属于街道办事处可直接审批的小额救助", "small enough for the street office to decide"
    )
