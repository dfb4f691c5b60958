"""市场主体: one row per entity, person and role."""

from zhongfu.data.sources.layout import Source, code, date, ident, num, text

SOURCE = Source(
    name="market_entities",
    label="市场主体",
    provider="市场监管局",
    category="19",
    basis=("649 第58条", "57 第17条"),
    stem="shijian_zhuti",
    cadence="quarterly",
    due=(2, 5, 8, 11),
    dates="compact",
    key=("统一社会信用代码", "证件号码", "人员身份"),
    columns=(
        text("统一社会信用代码", "uscc"),
        text("主体名称", "entity_name"),
        code("主体类型", "entity_kind", "个体工商户 有限责任公司 个人独资企业 农民专业合作社"),
        num("注册资本万元", "capital_wan", required=False),
        code("人员身份", "role", "经营者 法定代表人 股东"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        date("成立日期", "founded_on"),
        num("从业人数", "employees", required=False),
        code("登记状态", "status", "存续 吊销 注销"),
    ),
)
