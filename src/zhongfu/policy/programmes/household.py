"""共同生活的家庭成员: who counts as a member of the household, and where the household applies (57 Art.4-7)."""

from zhongfu.policy.declarations import in_force, param
from zhongfu.policy.facts import case, member, members
from zhongfu.policy.language import Programme, all_of, any_of, when, years_between
from zhongfu.policy.values import LEVELS

OUTSIDE = ("81", "82")  # Hong Kong and Macao have aid of their own


class Person(Programme):
    """个人情况: what the law asks about one person."""

    age = years_between(member.birth, case.as_of).says("周岁", "age")
    minor = (age < 18).says("未成年", "minor")
    severely_disabled = any_of(member.disability_grade == 1, member.disability_grade == 2).says("一、二级残疾", "severely disabled (grades 1-2)")
    studies_up_to_bachelor = (
        (member.student > 0) & (member.student <= LEVELS.index("bachelor")) & member.full_time
    ).says("全日制本科及以下在读", "full-time student up to bachelor")
    unable_by_43 = any_of(
        age >= param.tekun.age_min,
        age < param.tekun.child_age_max,
        member.disability.one_of(
            "intellectual:1", "intellectual:2", "intellectual:3", "mental:1", "mental:2", "mental:3",
            "physical:1", "physical:2", "visual:1",
        ),
        member.disability.one_of(param.tekun.extra_disability),
    ).cites("43 Art.5").says("属于无劳动能力情形", "counts as unable to work")  # fmt: skip
    no_work_capacity = (
        when(member.work_capacity == "derive", unable_by_43, member.work_capacity == "none")
        .cites("43 Art.5")
        .says("无劳动能力", "no capacity to work")
    )


class Household(Programme):
    """共同生活的家庭成员: members of the household (57 Art.7)."""

    left_out = any_of(
        member.away.one_of(param.household.uncounted_away),
        (member.away == "clergy") & (member.clergy_years >= param.household.clergy_years),
        all_of(
            member.away == "military",
            member.marital == "unmarried",
            param.household.unmarried_serviceman_uncounted,
        ),
        member.relation.one_of(param.household.extra_excluded),
        member.away.one_of(param.household.extra_excluded),
    ).cites("57 Art.7").says("依规定不计入", "left out by the rules").usually(False)

    dependent_student = all_of(
        member.student > 0,
        member.student <= param.household.student_level_max,
        member.full_time,
    ).says("在读的成年子女", "child in full-time study")

    counted = all_of(
        ~left_out,
        any_of(
            member.relation.one_of("applicant", "spouse"),
            all_of(
                member.relation == "child",
                any_of(Person.minor, dependent_student, Person.no_work_capacity),
            ),
            all_of(
                member.relation.one_of("child", "parent", "grandparent", "grandchild", "sibling"),
                member.lives_together,
            ),
        ),
    ).cites("57 Art.7").says("计为共同生活的家庭成员", "counts as a member")

    size = members.count(counted).cites("57 Art.7").says("计入的家庭人口", "members counted")

    registered_elsewhere = members.all(
        member.hukou_province != case.place_province, where=counted
    ).cites("57 Art.4").says("全部成员户籍在外省", "every member is registered in another province").usually(False)

    on_the_mainland = (~case.place_province.one_of(*OUTSIDE)).cites("57 Art.4").says(
        "在内地申请", "applies on the mainland"
    ).usually(True)
    right_place = all_of(
        on_the_mainland,
        ~registered_elsewhere | param.place.residence_permit_accepted,
    ).cites("57 Art.4", "57 Art.5").says("在应当申请的地方申请", "applies at the right place")

    under_649 = in_force("649").cites("649 Art.9").says("《社会救助暂行办法》在申请日有效", "Order 649 is in force").usually(True)
