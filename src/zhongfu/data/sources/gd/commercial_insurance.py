"""商业保险: policies of the persons a request names, with cash value and claims."""

from zhongfu.data.sources.layout import Source, code, date, ident, ignored, money, text

SOURCE = Source(
    name="commercial_insurance",
    label="商业保险",
    provider="保险机构",
    category="37",
    sensitivity="finance",
    basis=("649 第58条", "57 第17条"),
    stem="baoxian_baodan",
    extension="xlsx",
    header_row=3,
    total_row=True,
    cadence="events",
    due=(),
    control="现金价值",
    key=("查询编号", "保单号", "证件号码", "关系人身份"),
    columns=(
        ignored("序号"),
        text("查询编号", "request"),
        text("保险公司", "insurer"),
        text("保单号", "policy"),
        code("险种类别", "kind", "保障型 投资型 养老型"),
        code("关系人身份", "role", "投保人 被保险人"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        money("年缴保费", "premium_fen"),
        money("现金价值", "cash_value_fen"),
        money("近12个月赔付", "claims_fen"),
        date("起保日期", "since"),
        date("终保日期", "until", required=False),
    ),
)
