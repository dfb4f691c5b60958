"""受灾救助: losses and relief after a disaster, one row per household head and event."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, text, town

SOURCE = Source(
    name="disaster_relief",
    label="受灾救助",
    provider="应急管理局",
    category="41",
    basis=("85",),
    stem="yingji_shouzai",
    extension="xlsx",
    header_row=2,
    cadence="events",
    control="救助金额",
    key=("灾害编号", "身份证号"),
    columns=(
        text("灾害编号", "event"),
        code("灾害种类", "kind", "洪涝 台风 干旱 地质灾害 火灾 低温冷冻 地震 其他"),
        date("受灾日期", "happened_on"),
        town("行政区划", "region"),
        text("户主姓名", "name"),
        ident("身份证号", "id_no"),
        code("房屋损坏", "damage", "无 一般损坏 严重损坏 倒塌"),
        money("直接损失", "loss_fen"),
        money("救助金额", "aid_fen"),
    ),
)
