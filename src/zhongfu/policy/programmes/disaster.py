"""受灾人员救助: aid after a natural disaster, by loss (649 Art.20-26)."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import case
from zhongfu.policy.language import Programme, all_of, when
from zhongfu.policy.programmes.category import Category


class Disaster(Programme):
    """受灾人员救助: disaster aid."""

    struck = (case.expenditures_12m_disaster > 0).cites("649 Art.21").says("因灾有支出", "had expenditure through a disaster")
    eligible = all_of(Category.applies_here, struck).cites("649 Art.21").says("受灾人员救助", "disaster aid")
    amount = when(eligible, param.disaster.amount).cites("649 Art.21").says("灾害救助金额", "disaster aid")
