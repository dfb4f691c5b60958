"""流浪救助与儿童福利: aid to people found in the streets and allowances for children without support; an id may be unknown."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, text

SOURCE = Source(
    name="street_and_child_welfare",
    label="流浪救助与儿童福利",
    provider="民政局",
    category="12",
    sensitivity="child",
    basis=("85",),
    stem="minzheng_jiuzhu",
    extension="txt",
    delimiter="|",
    dates="compact",
    cadence="events",
    control="金额",
    key=("业务编号",),
    columns=(
        text("业务编号", "record"),
        code("业务类别", "kind", "流浪乞讨救助 孤儿基本生活费 事实无人抚养儿童基本生活费"),
        text("姓名", "name", required=False),
        ident("身份证号", "id_no", required=False),
        date("办理日期", "given_on"),
        money("金额", "amount_fen"),
        text("承办机构", "institution", required=False),
    ),
)
