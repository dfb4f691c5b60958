"""分类施保: additional money for the elderly, minors, students, the disabled and the ill (649 Art.12, 57 Art.27)."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import member, members
from zhongfu.policy.language import Constant, Expression, Programme, all_of, any_of, at_least, when
from zhongfu.policy.programmes.household import Household, Person


class Group(Programme):
    """分类施保对象: the groups that a place may name."""

    elder = (Person.age >= 60).says("老年人", "elder")
    minor = (Person.age < 18).says("未成年人", "minor")
    student = all_of(Person.studies_up_to_bachelor).says("全日制在读学生", "student")
    single_parent = all_of(
        member.relation == "applicant",
        ~members.any(member.relation == "spouse"),
        members.any(all_of(member.relation == "child", Person.minor, Household.counted)),
        member.marital.one_of("divorced", "widowed", "unmarried"),
    ).says("单亲家庭成员", "single parent")
    severely_disabled = all_of(Person.severely_disabled).says("重度残疾人", "severely disabled")
    serious_illness = all_of(member.serious_illness).says("重病患者", "seriously ill")
    special_disease = any_of(member.special_disease_class == 1, member.special_disease_class == 2).says(
        "门特患者", "special-disease patient"
    )
    childless_elder = all_of(
        any_of(Person.age >= 60, (member.sex == "female") & (Person.age >= 55)),
        member.has_children == False,  # noqa: E712 - an expression, not a comparison
    ).says("无子女老人", "childless elder")


def _belongs(name: str) -> Expression:
    return Constant(name).one_of(param.dibao.addon_groups) & Group.rules[name]


class Addons(Programme):
    """分类施保: add-ons."""

    groups_of_person = sum(
        (when(_belongs(name), 1, 0) for name in list(Group.rules)[1:]), when(_belongs("elder"), 1, 0)
    ).says("所属类别数", "groups the person belongs to")
    in_some_group = any_of(*[_belongs(name) for name in Group.rules]).says("属于分类施保对象", "belongs to one of the groups")
    shares_of_person = when(
        param.dibao.addon_stacking == "sum", groups_of_person, when(in_some_group, 1, 0)
    ).says("计发份数", "add-ons the person gets")
    shares = members.sum(shares_of_person, where=Household.counted).says("分类施保份数", "add-ons")
    one_share = at_least(param.dibao.addon_amount, param.dibao.addon_ratio * param.dibao.standard).says(
        "一份分类施保金", "one add-on"
    )
    dibao = (
        (one_share * shares).cites("649 Art.12", "57 Art.27").says("分类施保金", "add-ons for dibao members")
    )
    edge = (
        (param.edge.addon_ratio * param.dibao.standard * shares)
        .cites("57 Art.27")
        .says("边缘家庭分类救济金", "add-ons for edge members")
    )
