"""工会与慈善帮扶: help given by the trade union and by charities, in money or in kind."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, text

SOURCE = Source(
    name="charity_aid",
    label="工会与慈善帮扶",
    provider="总工会",
    category="40",
    basis=("85", "GD24"),
    stem="gonghui_bangfu",
    encoding="utf-8-sig",
    newline="\r\n",
    dates="slashed",
    cadence="events",
    control="帮扶金额",
    key=("帮扶编号",),
    columns=(
        text("帮扶编号", "record"),
        text("实施单位", "giver"),
        text("项目名称", "project"),
        code("帮扶类别", "kind", "生活 医疗 助学 就业 法律 慰问 其他"),
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        date("帮扶日期", "given_on"),
        money("帮扶金额", "amount_fen"),
        text("帮扶物资", "goods", required=False),
    ),
)
