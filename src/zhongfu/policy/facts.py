"""事实: every fact a case can hold, declared once with its place in the case file, its kind and what its absence means.

A declaration is all that a new fact needs: case files take its key, tables have its column, forms ask for it in its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from zhongfu.policy.language import Collection, Fact
from zhongfu.policy.values import NONE, Choice

MEMBERS_MAX = 30


def said(*choices: str) -> tuple[Choice, ...]:
    """The choices of a fact, each as ``code 中文 English``."""
    return tuple(Choice.of(choice) for choice in choices)


RELATIONS = said(
    "applicant 申请人 Applicant", "spouse 配偶 Spouse", "child 子女 Child", "parent 父母 Parent", "grandparent 祖父母、外祖父母 Grandparent",
    "sibling 兄弟姐妹 Brother or sister", "grandchild 孙子女、外孙子女 Grandchild", "other 其他 Other",
)  # fmt: skip
DISABILITIES = ("physical", "visual", "hearing", "speech", "intellectual", "mental", "multiple")
AWAY = ("imprisoned", "detox", "missing", "military")
ASSESSED = ("dibao", "edge", "rigid", NONE)
EVENTS = ("illness", "fire", "traffic", "violence", "other")
SELF_CARE = ("eat", "dress", "bed", "toilet", "walk", "bathe")
SPENDING = ("medical", "education", "rehabilitation", "disaster", "accident", "living")
PROGRAMMES = (
    "dibao", "dibao_single", "tekun", "edge", "rigid", "temporary", "medical", "education", "housing", "employment",
    "disaster", "disability_living", "disability_nursing", "legal_aid", "cssa", "macao_grant",
)  # fmt: skip
INCOME_KINDS = (
    "wage", "business", "farming", "rent", "interest", "dividend", "land_transfer", "pension", "basic_pension",
    "unemployment_benefit", "survivor", "support_received", "support_paid", "gift", "compensation",
    "veteran_preferential", "scholarship", "family_planning_award", "bravery_award", "elderly_allowance",
    "disability_living_subsidy", "disability_nursing_subsidy", "government_aid", "other",
)  # fmt: skip


Made = Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True)
class Field:
    """One fact: `key` inside its record, `default` when absent, `path` in the case file where it differs.

    `read` says how the case file writes a fact that is no plain value (casefile.READINGS). A fact that is `made` from
    others of its record has no key in the file. Inside a mapping (an event, the aid received) a default of "none" says that
    there is no such mapping; where there is one, what it does not say is unknown.
    """

    key: str
    kind: str
    zh: str
    en: str
    default: object = None
    choices: tuple[str, ...] = ()
    path: str = ""
    read: str = ""
    most: int | None = None
    made: Made | None = None


def is_given(key: str) -> Made:
    """Made of another fact: whether it is known."""
    return lambda values: values[key] is not None


def there_is(key: str) -> Made:
    """Made of another fact: whether it is anything but "none"."""
    return lambda values: values[key] != NONE


def province_of(key: str) -> Made:
    """Made of a region code: the province it lies in."""
    return lambda values: values[key] if values[key] in (None, NONE) else values[key][:2]


def _attribute(key: str) -> str:
    return key.removeprefix("household.").removeprefix("assets.").replace(".", "_")


class Facts:
    """The facts of one scope; an attribute is the fact as an expression of the rule language."""

    def __init__(self, scope: str, *fields: Field) -> None:
        self.scope = scope
        self.fields = {field.key: field for field in fields}
        self._expressions = {
            _attribute(field.key): Fact(scope, field.key, field.kind, field.zh, field.en) for field in fields
        }

    def __getattr__(self, key: str) -> Fact:
        try:
            return self.__dict__["_expressions"][key]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(f"no fact {key!r} is declared in scope {self.__dict__.get('scope')!r}") from None

    def path(self, key: str) -> str:
        """Where the case file holds this fact, relative to its record."""
        return self.fields[key].path or key


case = Facts(
    "case",
    Field("as_of", "date", "申请日", "day of application"),
    Field("decided_on", "date", "确认日", "day of confirmation"),
    Field("place", "text", "申请地", "place of application", read="region"),
    Field("place_province", "text", "申请地所在省", "province of application", path="place", made=province_of("place")),
    Field("residence", "text", "居住地类别", "residence", choices=said("urban 城镇 Urban", "rural 农村 Rural")),
    Field("household.size_declared", "count", "申报人口", "declared size", path="household.size_declared"),
    Field("household.assets.deposits", "money", "金融资产", "financial assets"),
    *(
        Field(f"household.expenditures_12m.{kind}", "money", f"十二个月自付{zh}支出", f"self-paid {en}, 12 months")
        for kind, zh, en in zip(
            SPENDING,
            ("医疗", "教育", "残疾康复", "因灾", "因意外", "生活"),
            ("medical", "education", "rehabilitation", "disaster", "accident", "living expenditure"),
            strict=True,
        )
    ),
    Field("household.income_12m", "money", "十二个月收入", "income of 12 months"),
    Field("household.has_income_12m", "bool", "另报十二个月收入", "income of 12 months given", False, path="household.income_12m", made=is_given("household.income_12m")),
    Field("household.temporary_aid_this_year", "money", "本年已得临时救助", "temporary aid this year", 0),
    Field("household.in_aid.programme", "text", "在享救助", "aid now received", NONE, PROGRAMMES, path="household.in_aid"),
    Field("household.in_aid.since", "date", "在享起始", "aid since"),
    Field("household.in_aid.amount", "money", "在享金额", "amount now received"),
    Field("household.assessment.category", "text", "综合评估结论", "assessment result", choices=ASSESSED, path="household.assessment"),
    Field("household.assessment.income_pc_month", "money", "评估后人均月收入", "assessed income per head"),
    Field("household.has_event", "bool", "有急难事件", "there is an emergency", False, path="household.event", made=there_is("household.event.kind")),
    Field("household.event.at", "text", "急难发生地", "place of the emergency", NONE, read="region"),
    Field(
        "household.event.province", "text", "急难发生地所在省", "province of the emergency", NONE, path="household.event.at",
        made=province_of("household.event.at"),
    ),
    Field("household.event.kind", "text", "急难事由", "emergency", NONE, EVENTS, path="household.event"),
    Field("household.event.first_aid", "bool", "先行救助", "paid at once", False),
)  # fmt: skip

member = Facts(
    "member",
    Field("position", "count", "序号", "position", made=lambda values: values.get("position")),
    Field("relation", "text", "与申请人关系", "relation to the applicant", choices=RELATIONS),
    Field("birth", "date", "出生日期", "date of birth"),
    Field("sex", "text", "性别", "sex", choices=said("male 男 Male", "female 女 Female")),
    Field("lives_together", "bool", "共同居住", "lives together", True),
    Field("away", "text", "不在家情形", "absence", NONE, read="away"),
    Field("clergy_years", "count", "宗教生活年数", "years of religious life", 0, path="away", read="clergy_years"),
    Field("student", "level", "在读学段", "level of study", 0),
    Field("full_time", "bool", "全日制", "full-time", True),
    Field("disability", "text", "残疾类别等级", "disability and grade", NONE, read="disability"),
    Field("disability_grade", "count", "残疾等级", "grade of disability", 0, path="disability", read="disability_grade"),
    Field("serious_illness", "bool", "重病", "seriously ill", False),
    Field("special_disease_class", "count", "门特类别", "special-disease class", 0, most=2),
    Field("work_capacity", "text", "劳动能力", "capacity to work", "derive", said("full 完全 Full", "part 部分 Partial", "none 无 None")),
    Field(
        "marital", "text", "婚姻状况", "marital status",
        choices=said("married 已婚 Married", "unmarried 未婚 Unmarried", "divorced 离婚 Divorced", "widowed 丧偶 Widowed"),
    ),
    Field("has_children", "bool", "有子女", "has children"),
    Field(
        "employment", "text", "就业状况", "employment",
        choices=said("employed 受雇 Employed", "self_employed 自雇 Self-employed", "flexible 灵活就业 Casual work", "none 无 None"),
    ),
    Field("job_started", "date", "就业起始日", "first day of the new job"),
    Field("has_new_job", "bool", "新就业", "has taken up a job", False, path="job_started", made=is_given("job_started")),
    Field("refused_jobs", "count", "无正当理由拒绝就业次数", "suitable offers refused", 0),
    Field("hukou", "text", "户籍地", "place of registration", read="region"),
    Field("hukou_province", "text", "户籍所在省", "province of registration", path="hukou", made=province_of("hukou")),
    Field(
        "child_benefit", "text", "儿童基本生活费", "child's living allowance", NONE,
        said("orphan 孤儿 Orphan", "unsupported 事实无人抚养 In fact without care"),
    ),
    Field("residence_years", "count", "香港居住年数", "years of residence"),
    Field("absence_days", "count", "离港日数", "days of absence"),
    *(
        Field(f"self_care.{item}", "bool", f"自理:{zh}", f"self-care: {item}", path="self_care")
        for item, zh in zip(SELF_CARE, ("进食", "穿衣", "上下床", "如厕", "室内行走", "洗澡"), strict=True)
    ),
)  # fmt: skip

income = Facts(
    "income",
    Field("kind", "text", "收入种类", "kind of income", choices=INCOME_KINDS),
    Field("amount", "money", "金额", "amount"),
    Field("yearly", "bool", "按年", "yearly", False),
)

obligor = Facts(
    "obligor",
    Field("relation", "text", "与申请人关系", "relation", choices=RELATIONS),
    Field("birth", "date", "出生日期", "date of birth"),
    Field("household_size", "count", "家庭人口", "size of his household"),
    Field("monthly_income", "money", "家庭月收入", "monthly income of his household"),
    Field("capable", "text", "履行义务能力", "able to support", "derive", read="capable"),
    Field("in_programme", "text", "在享救助", "aid he receives", NONE),
    Field("disability", "text", "残疾类别等级", "disability and grade", NONE, read="disability"),
    Field("disability_grade", "count", "残疾等级", "grade of disability", 0, path="disability", read="disability_grade"),
    Field("own_monthly_income", "money", "本人月收入", "his own monthly income"),
    Field("low_income_property", "bool", "财产符合低收入家庭规定", "property of a low-income family"),
    Field("judgment_amount", "money", "判决或协议金额", "amount by judgment or agreement"),
    Field("has_judgment", "bool", "有判决或协议", "judgment or agreement", False, path="judgment_amount", made=is_given("judgment_amount")),
    Field("supports", "count", "被赡养人数", "number he supports", 1),
    Field("away", "text", "失踪或服刑", "missing or imprisoned", NONE, said("missing 失踪 Missing", "imprisoned 服刑 Imprisoned")),
    Field("civil_capacity", "text", "民事行为能力", "civil capacity", "full", said("full 完全 Full", "limited 限制 Limited", "none 无 None")),
)

vehicle = Facts(
    "vehicle",
    Field(
        "kind", "text", "车辆种类", "kind of vehicle",
        choices=said(
            "car 小汽车 Car", "van 面包车 Van", "truck 货车 Truck", "motorcycle 摩托车 Motorcycle", "e_bike 电动自行车 Electric bicycle",
            "disabled_scooter 残疾人机动轮椅车 Motor wheelchair", "tractor 拖拉机 Tractor",
        ),
    ),
    Field("use", "text", "车辆用途", "use of the vehicle", choices=said("private 自用 Private", "commercial 营运 Commercial")),
    Field("value", "money", "车辆价值", "value of the vehicle"),
    Field("sole_livelihood", "bool", "唯一谋生工具", "sole means of livelihood"),
)  # fmt: skip

house = Facts(
    "house",
    Field(
        "use", "text", "房屋用途", "use of the house",
        choices=said("residential 住宅 Home", "shop 商铺 Shop", "garage 车库 Garage", "office 办公 Office"),
    ),
    Field("area", "area", "面积", "floor area"),
    Field("lived_in", "bool", "自住", "lived in", True),
    Field(
        "kind", "text", "房屋种类", "kind of house",
        choices=said("ordinary 普通 Ordinary", "ancestral 祖屋 Ancestral house", "mud_brick 泥砖房 Mud-brick house"),
    ),
)  # fmt: skip

business = Facts(
    "business",
    Field("kind", "text", "经营主体种类", "kind of business"),
    Field("employees", "count", "雇工人数", "employees"),
    Field("family_workshop", "bool", "夫妻店", "run by the couple alone"),
    Field("capital", "money", "认缴资本", "subscribed capital"),
)

SCOPES = {facts.scope: facts for facts in (case, member, income, obligor, vehicle, house, business)}

members = Collection("member", "household.members")
other_members = Collection("member", "household.members", besides=True)
incomes = Collection("income", "incomes", parent="member")
obligors = Collection("obligor", "household.obligors")
vehicles = Collection("vehicle", "household.assets.vehicles")
houses = Collection("house", "household.assets.houses")
businesses = Collection("business", "household.assets.businesses")

LISTS = (members, incomes, obligors, vehicles, houses, businesses)
# What a case file may note beside the facts; no rule reads it.
NOTED = {
    "case": (
        Field("household.assessment.instrument", "text", "评估工具", "instrument of assessment"),
        Field("household.assessment.done_on", "date", "评估日期", "day of assessment"),
        Field("household.event.date", "date", "急难发生日", "day of the emergency"),
    ),
}

# Within `other_members`, `member` is the other person and `subject` the one the rule is about.
subject = Facts("subject", *member.fields.values())
