"""刚性支出困难家庭: households whose necessary expenditure eats up their income (RX; 支出型 in Guangdong, GDEDGE)."""

from zhongfu.policy.declarations import in_force, param
from zhongfu.policy.facts import case
from zhongfu.policy.language import Constant, Expression, Programme, all_of, any_of, below, month_of, reaches, when
from zhongfu.policy.programmes.assets import RigidAssets
from zhongfu.policy.programmes.dibao import Assessment, Dibao
from zhongfu.policy.programmes.edge import Edge
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.income import Income
from zhongfu.policy.programmes.tekun import Tekun


def _spent(kind: str) -> Expression:
    """What was spent on this kind, where the place counts it."""
    return when(Constant(kind).one_of(param.rigid.items), getattr(case, f"expenditures_12m_{kind}"), 0)


SPENT = [_spent(kind) for kind in ("medical", "education", "rehabilitation", "disaster", "accident", "living")]


def _one_alone_reaches(line: Expression) -> Expression:
    """One kind alone reaches the line, so that the others need not be known."""
    return any_of(*[all_of(spent > 0, reaches(spent, line, param.rigid.ratio_comparator)) for spent in SPENT])


class Rigid(Programme):
    """刚性支出困难家庭: rigid-expenditure households (RX Art.4-5)."""

    income_of_year = when(case.has_income_12m, case.income_12m, Income.total * 12).cites("RX Art.4").says(
        "十二个月收入", "income of twelve months"
    )
    income_below_disposable = (
        below(
            income_of_year, param.place.disposable_income_pc_year * Household.size, param.rigid.income_comparator
        )
        .cites("RX Art.4")
        .says("人均年收入低于上年人均可支配收入", "yearly income per head below disposable income")
    )
    expenditure = sum(SPENT[1:], SPENT[0]).cites("RX Art.5").says("刚性支出", "rigid expenditure")
    line = (param.rigid.ratio * income_of_year).says("收入的规定比例", "the share of income")
    one_alone_reaches = _one_alone_reaches(line).says("一类支出已达到规定比例", "one kind alone reaches the share")
    expenditure_reaches_ratio = any_of(
        all_of(expenditure > 0, reaches(expenditure, line, param.rigid.ratio_comparator)), one_alone_reaches
    ).cites("RX Art.4").says("刚性支出达到收入的规定比例", "expenditure reaches the share of income")
    by_its_own_tests = all_of(income_below_disposable, expenditure_reaches_ratio).cites("RX Art.4").in_full().says(
        "收入和支出条件", "income and expenditure tests"
    )
    recognised = when(
        all_of(Assessment.required, Assessment.gate), case.assessment_category == "rigid", by_its_own_tests
    ).cites("RX Art.4").says("符合认定条件", "meets the tests")
    in_scope = all_of(
        any_of(in_force("RX"), all_of(case.place_province == "44", in_force("GDEDGE"))), Household.right_place
    ).cites("RX Art.4").says("申请日有认定办法且在应当申请的地方", "the rules apply here and now")
    eligible = (
        all_of(in_scope, recognised, RigidAssets.within_limits, ~Tekun.eligible, ~Dibao.eligible, ~Edge.eligible)
        .cites("RX Art.4")
        .in_full()
        .says("刚性支出困难家庭", "rigid-expenditure household")
    )
    starts = when(eligible, month_of(case.decided_on) + param.dibao.start_offset_months).cites("RX Art.10").says(
        "起始月份", "first month"
    )


