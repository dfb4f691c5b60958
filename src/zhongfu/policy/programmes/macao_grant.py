"""澳门经济援助: the regular grant of Macao, index less income, in MOP (minimum subsistence index of Macao)."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import case, income, incomes, members
from zhongfu.policy.language import Programme, all_of, at_least, at_most, below, when
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.income import Item

INDEX = "Macao minimum subsistence index"
LARGEST = 8  # the index is published for one to seven members and for eight and more


class Outside(Programme):
    """港澳家庭收入: income as Hong Kong and Macao take it, without the mainland's exclusions."""

    of_person = (
        incomes.sum(Item.monthly, where=income.kind != "support_paid")
    ).says("本人月收入", "monthly income of the person")
    income = members.sum(of_person, where=Household.counted).says("家庭月收入", "household income a month")


class MacaoGrant(Programme):
    """澳门经济援助: Macao's regular grant."""

    index = param.macao_grant.index.entry(at_most(Household.size, LARGEST)).cites(INDEX).says(
        "最低维生指数", "minimum subsistence index"
    )
    income_below_index = below(Outside.income, index, param.macao_grant.comparator).cites(INDEX).says(
        "收入低于最低维生指数", "income below the index"
    )
    in_macao = (case.place_province == "82").cites(INDEX).says("在澳门申请", "applies in Macao")
    eligible = all_of(in_macao, income_below_index).cites(INDEX).says("澳门经济援助", "Macao grant")
    amount = when(eligible, at_least(0, index - Outside.income).rounded("fen_half_up")).cites(INDEX).says(
        "每月援助金(澳门元)", "grant a month (MOP)"
    )
