"""婚姻登记: marriages and divorces registered in the month."""

from zhongfu.data.sources.layout import Source, code, county, date, ident, text

SOURCE = Source(
    name="marriages",
    label="婚姻登记",
    provider="民政局",
    category="07",
    basis=("85",),
    stem="minzheng_hunyin",
    cadence="events",
    key=("登记字号",),
    columns=(
        text("登记字号", "certificate"),
        code("登记类别", "kind", "结婚 离婚"),
        date("登记日期", "registered_on"),
        text("男方姓名", "husband_name"),
        ident("男方身份证号", "husband_id"),
        text("女方姓名", "wife_name"),
        ident("女方身份证号", "wife_id"),
        county("登记机关区划", "county"),
    ),
)
