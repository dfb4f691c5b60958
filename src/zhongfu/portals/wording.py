"""用语: the words that pages use for codes; Chinese here, other languages in the catalogues."""

from django.utils.translation import gettext

from zhongfu.portals.languages import marked

WORDS: dict[str, dict[str, str]] = {
    "level": {
        "red": marked("红色"), "orange": marked("橙色"), "yellow": marked("黄色"), "blue": marked("蓝色"), "green": marked("绿色"),
    },
    "alert_status": {"open": marked("待处理"), "case": marked("已立案"), "closed": marked("已办结")},
    "outcome": {
        "admitted": marked("纳入救助"), "referred": marked("转介"), "already_covered": marked("已享受无需"),
        "not_met": marked("不符合"), "unreachable": marked("无法联系"), "wrong_data": marked("数据有误"),
    },
    "case_status": {
        "accepted": marked("已受理"), "proposed": marked("待确认"), "confirmed": marked("已确认"),
        "refused": marked("不予批准"), "withdrawn": marked("已撤回"),
    },
    "origin": {"alert": marked("监测预警"), "application": marked("申请")},
    "batch_status": {"draft": marked("待审批"), "approved": marked("已审批")},
    "proposal": {"approve": marked("拟批准"), "refuse": marked("拟不予批准")},
    "role": {"clerk": marked("经办人"), "confirmer": marked("审核确认人"), "supervisor": marked("督导")},
    "programme": {
        "dibao": marked("最低生活保障"), "tekun": marked("特困人员救助供养"), "edge": marked("低保边缘家庭"),
        "rigid": marked("刚性支出困难家庭"), "dibao_single": marked("低保单人户"), "temporary": marked("临时救助"),
        "medical": marked("医疗救助"), "education": marked("教育救助"), "housing": marked("住房救助"),
        "employment": marked("就业救助"), "disaster": marked("受灾人员救助"), "disability_living": marked("困难残疾人生活补贴"),
        "disability_nursing": marked("重度残疾人护理补贴"), "legal_aid": marked("法律援助"), "cssa": marked("综援"),
        "macao_grant": marked("澳门经济援助"),
    },
    "sex": {"male": marked("男"), "female": marked("女")},
    "truth": {"true": marked("是"), "false": marked("否"), "unknown": marked("未知")},
    "eligible": {"true": marked("符合"), "false": marked("不符合"), "unknown": marked("不能判定")},
    # Columns of the household-month panel.
    "column": {
        "household_id": marked("户号"), "month": marked("月份"), "region": marked("行政区划"),
        "members": marked("人口"), "minors": marked("未成年人"), "elders": marked("老年人"), "income_fen": marked("收入"),
        "wage_fen": marked("工资性收入"), "pension_fen": marked("养老金"), "business_fen": marked("经营净收入"),
        "aid_fen": marked("救助金"), "medical_total_fen": marked("医疗总费用"),
        "medical_self_paid_fen": marked("个人自付医疗费"), "medical_self_paid_12m_fen": marked("近12个月个人自付医疗费"),
        "severe_disabled": marked("重度残疾人数"), "students": marked("在校学生数"), "deaths_12m": marked("近12个月死亡人数"),
        "births_12m": marked("近12个月出生人数"), "houses": marked("房屋套数"), "vehicles": marked("机动车数"),
        "businesses": marked("市场主体数"), "insured_members": marked("参保人数"), "in_programme": marked("在保项目"),
        "dibao.standard": marked("低保标准"),
    },
    # Departments' feeds, as the source of a number.
    "source": {
        "hukou_persons": marked("户籍人口"), "marriages": marked("婚姻登记"), "deaths": marked("殡葬火化"),
        "births": marked("出生医学证明"), "social_insurance_payments": marked("社保缴费"), "pensions": marked("养老待遇发放"),
        "business_income_tax": marked("经营所得"), "medical_settlements": marked("医疗费用结算"),
        "medical_enrolments": marked("参保"), "disability_certificates": marked("残疾人证"), "student_records": marked("学籍"),
        "real_estate": marked("不动产登记"), "vehicles": marked("机动车"), "market_entities": marked("市场主体"),
        "assistance_register": marked("社会救助在保名册"), "housing_fund": marked("住房公积金缴存"),
        "declared": marked("申请人申报"), "law": marked("政策参数"),
    },
    "verb": {
        "monitoring.alert_raised": marked("发出预警"), "monitoring.alert_closed": marked("预警办结"),
        "cases.opened": marked("立案"), "cases.declared": marked("登记申报"), "cases.proposed": marked("提出拟办意见"),
        "cases.confirmed": marked("审核确认"), "cases.returned": marked("退回补正"), "cases.refused": marked("不予批准"),
    },
}
# The sentence that says what a level means, for lists and legends.
LEVEL_MEANING = {
    "red": marked("立即上门"), "orange": marked("本周联系"), "yellow": marked("本月关注"), "blue": marked("留意变化"), "green": marked("平稳"),
}


def word(kind: str, code: str | None) -> str:
    """The word for a code in the reader's language; a code without a word is shown as it is rather than hidden."""
    if code is None:
        return gettext("未知")
    return gettext(WORDS[kind].get(code, code)) if code else ""


def truth(value: bool | None) -> str:
    """The code of a three-valued answer: "true", "false" or "unknown"."""
    return "unknown" if value is None else str(bool(value)).lower()
