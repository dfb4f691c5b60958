"""服刑与矫正: who serves a sentence, is in drug rehabilitation or under community correction."""

from zhongfu.data.sources.layout import Source, code, date, ident, text

SOURCE = Source(
    name="justice_status",
    label="服刑与矫正",
    provider="司法局",
    category="33",
    sensitivity="identity",
    stem="sifa_fuxing",
    cadence="snapshot",
    digest="SM3",
    dates="compact",
    key=("身份证号", "类别", "起始日期"),
    columns=(
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        code("类别", "kind", "服刑 强制隔离戒毒 社区戒毒 社区矫正"),
        date("起始日期", "since"),
        date("截止日期", "until", required=False),
        text("执行场所", "place", required=False),
    ),
)
