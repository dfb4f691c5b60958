"""教育救助: aid for members who study, by level of study (649 Art.33-36; categories are set by the province)."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import member, members
from zhongfu.policy.language import Programme, all_of, when
from zhongfu.policy.programmes.category import Category, among
from zhongfu.policy.programmes.household import Household


class Education(Programme):
    """教育救助: education aid."""

    studies = all_of(Household.counted, member.student > 0).cites("649 Art.35").says("在读成员", "member who studies")
    eligible = all_of(
        Category.applies_here,
        members.any(studies),
        among(param.education.categories).cites("649 Art.35").says("属于教育救助对象", "in a category that is aided"),
    ).cites("649 Art.35").says("教育救助", "education aid")
    amount = when(
        eligible, members.sum(param.education.amount.entry(member.student), where=studies).rounded("fen_half_up")
    ).cites("649 Art.35").says("一年教育救助金额", "education aid of a year")
