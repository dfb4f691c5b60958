"""参数目录: every parameter name with its kind and its label; a value without a name here is refused.

Names, meanings and units are those of the parameter reference. `annual` marks a standard or statistic that is published
for one year and is never carried forward, `or_none` one that may be "none": there is no such limit. The last column says who may set it: N nation, P province, C prefecture-level
city, K county, H Hong Kong, M Macao; the lowest of them or one above it (`places.may_set`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhongfu.policy.facts import AWAY, DISABILITIES, INCOME_KINDS, PROGRAMMES, RELATIONS, SPENDING, house, vehicle
from zhongfu.policy.language import Parameter
from zhongfu.policy.values import NONE, ValueProblem, read_value


@dataclass(frozen=True)
class Declaration:
    """One parameter name."""

    name: str
    kind: str
    zh: str
    en: str
    annual: bool = False
    or_none: bool = False
    authority: str = "N"


_TABLE = """
place.disposable_income_pc_year | money annual | 上年人均可支配收入 | disposable income per head, previous year | PCK
place.consumption_pc_month | money annual | 上年月人均消费支出 | consumption per head and month, previous year | PCK
place.minimum_wage_month | money annual | 月最低工资 | monthly minimum wage | P
place.residence_permit_accepted | bool | 接受居住证持有人申请 | residence permits accepted | PC
household.clergy_years | years | 脱离家庭的宗教生活年限 | years of religious life away | NP
household.uncounted_away | list | 不计入的离家情形 | absences not counted | NP
household.unmarried_serviceman_uncounted | bool | 未婚现役军人不计入 | unmarried serviceman not counted | NP
household.student_level_max | level | 计入的最高学段 | highest level of a dependent student | N
household.extra_excluded | list | 省定不计入人员 | further persons left out | P
income.excluded_kinds | list | 地方不计收入项目 | income kinds not counted locally | C
income.basic_pension_exempt | bool | 基础养老金不计入 | basic pension left out | N
income.tekun_excluded_kinds | list | 特困不计收入项目 | income kinds not counted for tekun | N
income.accounting_months | months | 收入核算期 | accounting period | PC
income.employment_cost_month | money | 月就业成本扣减 | employment cost a month | PC
income.employment_cost_most | money | 月就业成本扣减上限 | most employment cost a month | P
income.disability_deduction_month | money | 残疾刚性支出扣减 | deduction for disability | PC
income.illness_deduction_month | money | 重病刚性支出扣减 | deduction for serious illness | PC
income.deductions_stack | bool | 扣减可叠加 | deductions add up | PC
income.imputed_wage_policy | text | 虚拟收入规则 | imputed wage policy | P
income.job_uptake_months | months | 就业收入豁免月数 | months of job-uptake disregard | PC
income.job_uptake_months_least | months | 豁免最少月数 | least months of disregard | P
income.job_uptake_months_most | months or_none | 豁免最多月数 | most months of disregard | P
income.job_uptake_cap_multiple | ratio or_none | 豁免封顶倍数 | cap of the disregard in standards | P
support.formula | text | 赡养费计算公式 | support formula | PC
support.low_income_line | money annual | 低收入家庭标准 | low-income line | C
support.rate | ratio | 赡养费比例 | support rate | C
support.excess_basis | text | 超出部分计算口径 | basis of the excess | C
support.rate_few_children | ratio | 子女较少时比例 | rate with few children | C
support.rate_many_children | ratio | 子女较多时比例 | rate with many children | C
support.many_children_from | count | 多子女起点 | children from which the lower rate holds | C
dibao.standard | money annual | 低保标准 | dibao standard | PC
dibao.standard_urban | money annual | 城镇低保标准 | urban dibao standard | PC
dibao.provincial_minimum | money annual | 省定最低标准 | provincial minimum standard | P
dibao.provincial_maximum | money annual | 省定最高标准 | provincial maximum standard | P
dibao.standard_may_fall | bool | 低保标准可下调 | the standard may fall | P
dibao.comparator | comparator | 低保收入比较方式 | dibao comparator | N
dibao.payment_mode | text | 发放方式 | payment mode | PC
dibao.bands | list | 分档标准 | payment bands | PC
dibao.rounding | rounding | 取整方式 | rounding | PC
dibao.floor_ratio | ratio | 最低补差比例 | least gap ratio | C
dibao.start_offset_months | months | 起发间隔月数 | months to first payment | NP
dibao.refused_jobs_limit | count | 拒绝就业次数上限 | refusals limit | NP
dibao.grace_months_max | months | 渐退期最长月数 | longest grace | NC
dibao.grace_amount | text | 渐退期发放方式 | amount during grace | PC
dibao.assessment_required | bool | 须经综合评估 | assessment required | P
dibao.addon_groups | list | 分类施保对象 | add-on groups | C
dibao.addon_ratio | ratio | 分类施保比例 | add-on ratio | C
dibao.addon_amount | money | 分类施保金额 | add-on amount | C
dibao.addon_stacking | text | 分类施保叠加方式 | add-on stacking | C
dibao_single.extra_disability | list | 单人保增列残疾 | further disabilities for single inclusion | PK
dibao_single.amount_mode | text | 单人保金额方式 | amount of single inclusion | PC
dibao_single.household_multiple | ratio or_none | 单人保家庭收入倍数 | household line for single inclusion | PC
dibao_single.severe_disability_route | bool | 成年无业重残单独申请 | severe-disability route | NP
dibao_single.route_extra_disability | list | 单独申请增列残疾 | disabilities that open the route | P
dibao_single.elder_support_exempt | bool | 兄弟姐妹和老人供养豁免 | support by siblings and elders left out | PCK
dibao_single.elder_age | years | 供养豁免年龄 | age for that exemption | N
edge.multiple | ratio | 低保边缘线倍数 | edge line in standards | NPC
edge.comparator | comparator | 低保边缘收入比较方式 | edge comparator | NP
edge.addon_ratio | ratio | 边缘家庭分类救济比例 | edge add-on ratio | C
rigid.ratio | ratio | 刚性支出比例 | rigid-expenditure ratio | PC
rigid.ratio_comparator | comparator | 刚性支出比较方式 | rigid ratio comparator | PC
rigid.items | list | 刚性支出项目 | rigid-expenditure items | NPK
rigid.income_comparator | comparator | 刚性支出收入比较方式 | rigid income comparator | N
rigid.validity_months | months | 认定有效期 | validity of a recognition | N
tekun.age_min | years | 特困老年人年龄 | tekun age | N
tekun.child_age_max | years | 特困未成年人年龄 | tekun child age | N
tekun.extra_disability | list | 特困增列残疾 | further disabilities for tekun | P
tekun.standard_ratio | ratio | 特困基本生活标准倍数 | tekun standard ratio | PC
tekun.current_standard | money annual | 现行特困标准 | tekun standard now in force | PC
tekun.rounding | rounding | 特困取整方式 | tekun rounding | PC
tekun.care_ratio_self | ratio | 全自理照料比例 | care ratio, self-reliant | C
tekun.care_ratio_partial | ratio | 半失能照料比例 | care ratio, partly dependent | C
tekun.care_ratio_none | ratio | 失能照料比例 | care ratio, wholly dependent | C
tekun.care_none_from | count | 完全丧失起点项数 | failed items for wholly dependent | N
tekun.obligor_age | years | 义务人年龄 | obligor age | N
tekun.obligor_dibao_age | years | 低保义务人年龄 | obligor age in dibao | N
tekun.obligor_extra | list | 省定无履行能力人员 | further obligors without capacity | P
tekun.continue_until_age | years | 特困延续年龄 | age to which tekun continues | N
tekun.start_offset_months | months | 特困起发间隔月数 | tekun months to first payment | N
temporary.expense_months_max | months | 支出型最高月数 | expense months, most | K
temporary.expense_months_min | months | 支出型最低月数 | expense months, least | K
temporary.expense_capped_by_actual | bool | 不超过实际支出 | capped by actual spending | K
temporary.emergency_months_max | months | 急难型最高月数 | emergency months, most | K
temporary.first_aid_months_max | months | 先行救助最高月数 | first-aid months, most | K
temporary.household_year_cap | money or_none | 家庭年度封顶 | household-year cap | K
temporary.items | list | 支出型项目 | expense items | K
temporary.property | text | 支出型财产条件 | property test of expense aid | K
temporary.small_limit_months | months | 小额救助月数 | small-aid months | K
temporary.emergency_residence_test | bool | 急难型户籍条件 | residence test of emergency aid | N
medical.premium_share | ratios_by | 参保资助比例 | premium share | PK
medical.deductible_ratio | ratios_by | 起付线比例 | deductible ratio | PK
medical.aid_ratio | ratios_by | 医疗救助比例 | medical aid ratio | PK
medical.year_cap | money or_none | 医疗救助封顶 | medical year cap | PK
medical.tilt_ratio | ratio | 倾斜救助起点比例 | tilted-aid ratio | PK
disability_living.groups | list | 困难残疾人生活补贴对象 | living-subsidy groups | PK
disability_living.amount | money | 困难残疾人生活补贴 | living subsidy | PK
disability_nursing.disability | list | 重度残疾人护理补贴对象 | nursing-subsidy disabilities | PK
disability_nursing.amount | moneys_by | 重度残疾人护理补贴 | nursing subsidy | PK
education.categories | list | 教育救助对象 | education categories | P
education.amount | moneys_by | 教育救助金额 | education amount | P
housing.area_pc_max | area | 人均住房面积上限 | floor area per head | K
housing.amount | money | 住房救助金额 | housing amount | K
employment.categories | list | 就业救助对象 | employment categories | NP
employment.amount | money | 就业救助金额 | employment amount | PK
disaster.amount | money | 灾害救助金额 | disaster amount | PK
legal_aid.categories | list | 法律援助对象 | legal-aid categories | PK
cssa.asset_limit_able | money annual | 综援健全成人资产限额 | CSSA asset limit, able-bodied | H
cssa.asset_limit_other | money annual | 综援其他单身人士资产限额 | CSSA asset limit, other singles | H
cssa.asset_limit_household | moneys_from_two annual | 综援家庭资产限额 | CSSA asset limit by size | H
cssa.elder_age | years | 综援长者年龄 | CSSA elder age | H
cssa.recognised_needs | money annual | 综援认可需要 | CSSA recognised needs | H
cssa.residence_years | years | 综援居港年数 | CSSA years of residence | H
cssa.absence_days_max | days | 综援离港宽限日数 | CSSA days of absence | H
macao_grant.index | moneys | 最低维生指数 | minimum subsistence index | M
macao_grant.comparator | comparator | 维生指数比较方式 | comparator against the index | M
"""

_PROPERTY = """
deposit_months | months | 金融资产上限月数 | deposit ceiling in months | PC
deposit_base | text | 金融资产上限所用标准 | standard that the ceiling uses | PC
deposit_comparator | comparator | 金融资产比较方式 | deposit comparator | PC
residential_max | count | 住房套数上限 | homes allowed | PC
nonresidential_max | count | 非居住用房上限 | non-residential units allowed | PC
uncounted_house_kinds | list | 不计入的房屋 | houses not counted | PC
vehicles_max | count | 机动车上限 | vehicles allowed | PC
vehicles_exempt_kinds | list | 不计入的车辆 | vehicles not counted | PC
vehicle_value_standard_years | years or_none | 车辆价值上限年数 | vehicle value in years of the standard | PC
livelihood_vehicle_allowed | bool | 允许谋生车辆 | livelihood vehicle allowed | P
livelihood_vehicle_value_max | money | 谋生车辆价值上限 | value limit of a livelihood vehicle | C
business_allowed | bool | 允许经营主体 | registered business allowed | PC
family_workshop_exempt | bool | 夫妻店豁免 | family workshop exempt | PCK
business_capital_max | money | 认缴资本上限 | capital limit | PC
business_capital_comparator | comparator | 认缴资本比较方式 | capital comparator | PC
"""

_PROPERTY_OF = {"dibao": "低保", "edge": "边缘", "rigid": "刚性", "tekun": "特困"}


def _read(line: str, prefix: str = "", zh_prefix: str = "") -> Declaration:
    name, kind, zh, en, authority = (cell.strip() for cell in line.split("|"))
    kind, _, mark = kind.partition(" ")
    return Declaration(prefix + name, kind, zh_prefix + zh, en, mark == "annual", mark == "or_none", authority)


def _declare() -> dict[str, Declaration]:
    lines = [_read(line) for line in _TABLE.strip().splitlines()]
    for programme, zh in _PROPERTY_OF.items():
        lines += [_read(line, f"{programme}.", f"{zh}·") for line in _PROPERTY.strip().splitlines()]
    return {line.name: line for line in lines}


DECLARED = _declare()

_GRADES = tuple(f"{kind}:{grade}" for kind in DISABILITIES for grade in range(1, 5))
# The words that a text may be, or a list may hold. What is not named here is free text.
WORDS: Mapping[str, tuple[str, ...]] = {
    "income.imputed_wage_policy": (NONE, "minimum_wage"), "support.formula": (NONE, "SUP-A", "SUP-B"),
    "support.excess_basis": ("per_person", "household"), "dibao.payment_mode": ("difference", "bands"),
    "dibao.grace_amount": ("last", NONE), "dibao.addon_stacking": ("once", "highest", "sum"),
    "dibao_single.amount_mode": ("full", "difference"), "temporary.property": ("edge", NONE),
    "household.uncounted_away": AWAY, "household.extra_excluded": (*RELATIONS, *AWAY), "income.excluded_kinds": INCOME_KINDS,
    "income.tekun_excluded_kinds": INCOME_KINDS, "rigid.items": SPENDING, "temporary.items": SPENDING,
    "dibao.addon_groups": (
        "elder", "minor", "student", "single_parent", "severely_disabled", "serious_illness", "special_disease", "childless_elder",
    ),
    "dibao_single.extra_disability": _GRADES, "dibao_single.route_extra_disability": _GRADES, "tekun.extra_disability": _GRADES,
    "disability_nursing.disability": _GRADES, "disability_living.groups": (*PROGRAMMES, *_GRADES),
    "tekun.obligor_extra": (*RELATIONS, *PROGRAMMES), "education.categories": PROGRAMMES, "employment.categories": PROGRAMMES,
    "legal_aid.categories": PROGRAMMES,
    **{f"{programme}.deposit_base": ("own", "urban") for programme in _PROPERTY_OF},
    **{f"{programme}.vehicles_exempt_kinds": vehicle.fields["kind"].choices for programme in _PROPERTY_OF},
    **{f"{programme}.uncounted_house_kinds": house.fields["kind"].choices for programme in _PROPERTY_OF},
}  # fmt: skip


def read_parameter(name: str, raw: object) -> Any:
    """What a law file, a case or a reform writes for a declared parameter, typed; raises `ValueProblem`."""
    declared = DECLARED[name]
    value = read_value(raw, declared.kind, declared.or_none)
    words = WORDS.get(name, ())
    unknown = [word for word in (value if isinstance(value, tuple) else (value,)) if words and value is not None and word not in words]
    if unknown:
        listed = " ".join(words)
        raise ValueProblem(f"应为 {listed}", f"expected one of {listed}")
    return value


class Group:
    """The parameters of one prefix: ``param.dibao.standard``."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def __getattr__(self, part: str) -> Parameter:
        return param[f"{self._prefix}.{part}"]


class Parameters:
    """``param.dibao.standard`` or ``param["edge.deposit_months"]``: a declared parameter as an expression."""

    def __getattr__(self, prefix: str) -> Group:
        return Group(prefix)

    def __getitem__(self, name: str) -> Parameter:
        if name not in DECLARED:
            raise AttributeError(f"no parameter {name!r} is declared")
        return Parameter(name)


param = Parameters()


def in_force(instrument: str) -> Parameter:
    """Whether this instrument is in force on the day of application; known, because instruments are dated in law/."""
    return Parameter(f"instrument.{instrument}")
