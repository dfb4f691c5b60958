"""医疗救助: part of what insurance leaves to be paid, by category of the household (649 Art.28-30)."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import case, members
from zhongfu.policy.language import PersonDecides, Programme, all_of, any_of, at_least, when
from zhongfu.policy.programmes.category import Category, of_category
from zhongfu.policy.programmes.household import Household


class Medical(Programme):
    """医疗救助: medical aid. Bills are known for the household; a limit per person is applied where it is certain."""

    eligible = all_of(Category.applies_here, Category.any_category).cites("649 Art.28").says("医疗救助", "medical aid")
    spent = case.expenditures_12m_medical
    deductible_ratio = of_category(param.medical.deductible_ratio).cites("649 Art.29").says(
        "起付标准比例", "deductible as a share of disposable income"
    )
    deductible = (deductible_ratio * param.place.disposable_income_pc_year).cites("649 Art.29").says("起付标准", "deductible")
    above_deductible = at_least(0, spent - deductible).says("起付标准以上的自付医疗费", "self-paid above the deductible")
    aided = (of_category(param.medical.aid_ratio) * above_deductible).cites("649 Art.29").says(
        "按比例救助的金额", "the share that is paid"
    )
    for_one_person = any_of(Household.size == 1, deductible == 0).says("可按一人计算", "can be reckoned as for one person")
    over_cap = all_of(aided > 0, param.medical.year_cap != "none", aided > param.medical.year_cap).says(
        "超过封顶", "more than the cap"
    )
    within_cap = when(
        over_cap,
        when(Household.size == 1, param.medical.year_cap, PersonDecides(members, Household.counted & over_cap)),
        aided,
    ).cites("649 Art.29").says("封顶后的金额", "amount within the cap")
    amount = (
        when(
            eligible,
            when(
                spent == 0, 0, when(for_one_person, within_cap, PersonDecides(members, Household.counted & ~for_one_person))
            ).rounded("fen_half_up"),
        )
        .cites("649 Art.29")
        .says("一年医疗救助金额", "medical aid of a year")
    )
