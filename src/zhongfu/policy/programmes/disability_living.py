"""困难残疾人生活补贴: living subsidy for disabled persons of the groups that a place names."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import member, members
from zhongfu.policy.language import Programme, all_of, any_of, when
from zhongfu.policy.programmes.category import Category, among
from zhongfu.policy.programmes.household import Household


class DisabilityLiving(Programme):
    """困难残疾人生活补贴: living subsidy."""

    disabled = all_of(Household.counted, member.disability != "none").says("残疾成员", "disabled member")
    entitled = all_of(
        disabled, any_of(member.disability.one_of(param.disability_living.groups), among(param.disability_living.groups))
    ).says("属于生活补贴对象", "belongs to a group that is aided")
    somebody = members.any(entitled).says("有成员属于生活补贴对象", "a member belongs to a group that is aided")
    eligible = all_of(Category.applies_here, somebody).says("困难残疾人生活补贴", "disability living subsidy")
    amount = when(eligible, param.disability_living.amount * members.count(entitled)).says(
        "每月生活补贴", "living subsidy a month"
    )
