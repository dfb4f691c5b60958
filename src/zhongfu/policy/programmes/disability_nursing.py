"""重度残疾人护理补贴: nursing subsidy for persons with the disabilities that a place names."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import member, members
from zhongfu.policy.language import Programme, all_of, when
from zhongfu.policy.programmes.category import Category
from zhongfu.policy.programmes.disability_living import DisabilityLiving


class DisabilityNursing(Programme):
    """重度残疾人护理补贴: nursing subsidy."""

    entitled = all_of(
        DisabilityLiving.disabled, member.disability.one_of(param.disability_nursing.disability)
    ).says("属于护理补贴对象", "has a disability that is aided")
    somebody = members.any(entitled).says("有成员属于护理补贴对象", "a member has a disability that is aided")
    eligible = all_of(Category.applies_here, somebody).says("重度残疾人护理补贴", "disability nursing subsidy")
    amount = when(
        eligible,
        members.sum(param.disability_nursing.amount.entry(member.disability_grade), where=entitled).rounded("fen_half_up"),
    ).says("每月护理补贴", "nursing subsidy a month")
