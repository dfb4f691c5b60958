"""低保边缘家庭: households somewhat above the dibao line (57 Art.8; GDEDGE in Guangdong)."""

from zhongfu.policy.declarations import in_force, param
from zhongfu.policy.facts import case
from zhongfu.policy.language import Programme, all_of, below, month_of, when
from zhongfu.policy.programmes.addons import Addons
from zhongfu.policy.programmes.assets import EdgeAssets
from zhongfu.policy.programmes.dibao import Assessment, Dibao
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.income import Income
from zhongfu.policy.programmes.tekun import Tekun


class Edge(Programme):
    """低保边缘家庭: edge households (57 Art.8)."""

    line = (
        (param.edge.multiple * param.dibao.standard * Household.size)
        .cites("57 Art.8")
        .says("低保边缘线合计", "edge line for all members")
    )
    income_below_line = (
        below(Income.total, line, param.edge.comparator)
        .cites("57 Art.8")
        .says("家庭收入低于低保边缘线", "income below the edge line")
    )
    income_test = when(
        Assessment.required, all_of(Assessment.gate, Assessment.finds_edge), income_below_line
    ).cites("57 Art.8").says("收入条件", "income test")
    in_scope = all_of(in_force("57"), Household.right_place).cites("57 Art.8").says(
        "申请日适用边缘家庭规定且在应当申请的地方", "the edge rules apply here and now"
    )
    eligible = (
        all_of(in_scope, income_test, EdgeAssets.within_limits, ~Tekun.eligible, ~Dibao.eligible)
        .cites("57 Art.8")
        .in_full()
        .says("低保边缘家庭", "edge household")
    )
    amount = when(eligible, Addons.edge.rounded(param.dibao.rounding)).cites("57 Art.27").says(
        "每月分类救济金", "add-ons a month"
    )
    starts = when(eligible, month_of(case.decided_on) + param.dibao.start_offset_months).cites("57 Art.21").says(
        "起始月份", "first month"
    )
