"""公租房与租赁补贴: who lives in public rental housing or is paid a rent subsidy in the month."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, num, text

SOURCE = Source(
    name="public_rental_housing",
    label="公租房与租赁补贴",
    provider="住建局",
    category="22",
    basis=("85",),
    stem="zhujian_gongzufang",
    encoding="utf-8-sig",
    newline="\r\n",
    cadence="monthly",
    control="补贴金额",
    key=("身份证号", "保障方式", "起始日期"),
    columns=(
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        code("保障方式", "kind", "实物配租 租赁补贴"),
        num("保障面积", "area", required=False),
        money("月租金", "rent_fen"),
        money("补贴金额", "subsidy_fen"),
        date("起始日期", "since"),
        date("截止日期", "until", required=False),
    ),
)
