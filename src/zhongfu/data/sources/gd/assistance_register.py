"""社会救助在保名册: one row per grant in force in the month."""

from zhongfu.data.sources.layout import Source, code, ident, money, month, num, text, town

SOURCE = Source(
    name="assistance_register",
    label="社会救助在保名册",
    provider="民政局",
    category="11",
    basis=("85",),
    stem="minzheng_zaibao",
    extension="xlsx",
    header_row=2,
    cadence="monthly",
    control="月保障金",
    key=("救助证号",),
    columns=(
        text("救助证号", "grant"),
        code("项目", "programme", "低保 特困 边缘 刚性支出"),
        text("户主姓名", "head_name"),
        ident("户主身份证号", "head_id"),
        town("行政区划", "region"),
        num("保障人数", "insured_count"),
        money("月保障金", "amount_fen"),
        month("起始年月", "since", required=False),
    ),
)
