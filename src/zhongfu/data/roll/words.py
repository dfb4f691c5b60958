"""词汇对照 Words: the departments' codes as a case writes them; a code without an equivalent stays unknown."""

from __future__ import annotations

from collections.abc import Mapping

import ibis

from zhongfu.data.engine import Column

# Relation to the 户主; parents-in-law and children-in-law are no legal obligors by themselves, so they are "other".
TO_HEAD = {
    "配偶": "spouse", "子": "child", "女": "child", "父亲": "parent", "母亲": "parent", "祖父": "grandparent", "祖母": "grandparent",
    "孙子": "grandchild", "孙女": "grandchild", "外孙子": "grandchild", "外孙女": "grandchild", "兄弟姐妹": "sibling",
    "公公": "other", "婆婆": "other", "岳父": "other", "岳母": "other", "儿媳": "other", "女婿": "other",
    "其他亲属": "other", "非亲属": "other",
}  # fmt: skip
# Relation to a 户主's spouse who applies because the 户主 no longer counts: only what still follows from the register is known.
TO_SPOUSE = {
    "子": "child", "女": "child", "父亲": "other", "母亲": "other", "公公": "parent", "婆婆": "parent", "岳父": "parent", "岳母": "parent",
}  # fmt: skip
# Relation to the applicant, by the applicant's own relation to the 户主.
TO_APPLICANT = {"户主": TO_HEAD, "配偶": TO_SPOUSE}
STAGES = {
    "幼儿园": "kindergarten", "小学": "primary", "初中": "junior", "普通高中": "senior", "中等职业": "vocational", "大专": "college",
    "本科": "bachelor",
    # The register does not part master from doctor; the rules ask only for "beyond bachelor".
    "研究生": "master",
}  # fmt: skip
DISABILITIES = {
    "肢体": "physical", "视力": "visual", "听力": "hearing", "言语": "speech", "智力": "intellectual", "精神": "mental", "多重": "multiple",
}  # fmt: skip
MARITAL = {"结婚": "married", "离婚": "divorced"}
RESIDENCES = {"城镇": "urban", "农村": "rural"}
VEHICLES = {
    "小型轿车": "car", "小型普通客车": "van", "轻型货车": "truck", "重型货车": "truck", "摩托车": "motorcycle",
    "残疾人机动轮椅车": "disabled_scooter",
}  # fmt: skip
VEHICLE_USES = {"非营运": "private", "营运": "commercial"}
HOUSE_USES = {"住宅": "residential", "商业": "shop", "车库": "garage", "办公": "office"}
BUSINESSES = {"个体工商户": "individual", "有限责任公司": "company", "个人独资企业": "sole_proprietorship", "农民专业合作社": "cooperative"}
# The civil-affairs register's programmes, the rung that comes first in front: the panel's order.
PROGRAMMES = {"特困": "tekun", "低保": "dibao", "边缘": "edge", "刚性支出": "rigid"}


def worded(code: Column, words: Mapping[str, object], kind: str = "string") -> Column:
    """The case's word for a department's code; NULL for a code without one."""
    return code.cases(*((said, ibis.literal(word, kind)) for said, word in words.items()), else_=ibis.null(kind))


def either(known: Column, true: Column, false: Column) -> Column:
    """One of two by a three-valued column: unknown gives unknown, where SQL's CASE would take the second."""
    return ibis.cases((known, true), (~known, false), else_=ibis.null(true.type()))
