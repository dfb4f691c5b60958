"""户籍变动: moves, new and split households, corrections, as the police registered them in the month."""

from zhongfu.data.sources.layout import Source, code, date, ident, text

SOURCE = Source(
    name="hukou_changes",
    label="户籍变动",
    provider="公安局",
    category="02",
    basis=("649 第58条", "57 第17条"),
    stem="gongan_biandong",
    cadence="events",
    encoding="gb18030",
    newline="\r\n",
    digest="SM3",
    dates="compact",
    key=("公民身份号码", "变动类别", "变动日期"),
    columns=(
        text("姓名", "name"),
        ident("公民身份号码", "id_no"),
        code("变动类别", "change", "迁入 迁出 立户 分户 并户 出生登记 注销 更正"),
        date("变动日期", "changed_on"),
        text("原户号", "from_household", required=False),
        text("新户号", "to_household", required=False),
        text("迁出地", "moved_from", required=False),
        text("迁入地", "moved_to", required=False),
    ),
)
