"""就业救助: for a member able to work and out of work in a household of a category (649 Art.42-44; 39)."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import members
from zhongfu.policy.language import Programme, all_of, when
from zhongfu.policy.programmes.category import Category, among
from zhongfu.policy.programmes.income import Income


class Employment(Programme):
    """就业救助: employment aid."""

    out_of_work = members.count(Income.idle).cites("649 Art.43").says("有劳动能力而未就业的人数", "members able to work and out of work")
    in_category = among(param.employment.categories).cites("649 Art.43", "39").says(
        "属于就业救助对象", "in a category that is aided"
    )
    somebody = members.any(Income.idle).cites("649 Art.43").says("有成员有劳动能力而未就业", "a member is able to work and out of work")
    eligible = all_of(Category.applies_here, somebody, in_category).cites("649 Art.43").says("就业救助", "employment aid")
    amount = when(eligible, param.employment.amount * out_of_work).cites("649 Art.43").says(
        "每月就业救助金额", "employment aid a month"
    )
