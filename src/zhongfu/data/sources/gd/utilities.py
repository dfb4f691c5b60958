"""水电燃气通信: what an account used and paid in the month; a hint for a visit, never a reason to refuse."""

from zhongfu.data.sources.layout import Source, code, ident, money, month, num, text

SOURCE = Source(
    name="utilities",
    label="水电燃气通信",
    provider="公用事业单位",
    category="39",
    basis=("57 第17条",),
    stem="gongyong_yongliang",
    cadence="monthly",
    control="应缴金额",
    key=("费用类别", "用户号掩码", "账期"),
    columns=(
        code("费用类别", "kind", "水 电 燃气 通信"),
        text("用户号掩码", "account"),
        text("户名", "name", required=False),
        ident("证件号码", "id_no", required=False),
        text("用户地址", "address", required=False),
        month("账期", "month"),
        num("用量", "quantity"),
        money("应缴金额", "amount_fen"),
        num("连续零用量月数", "months_without_use", required=False),
    ),
)
