"""医疗费用结算: every settlement of medical expenses, several per person and month."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, text

SOURCE = Source(
    name="medical_settlements",
    label="医疗费用结算",
    provider="医保局",
    category="25",
    sensitivity="health",
    basis=("85",),
    stem="yibao_jiesuan",
    cadence="monthly",
    control="费用总额",
    key=("结算流水号",),
    columns=(
        text("结算流水号", "settlement"),
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        code("就诊类别", "visit", "门诊 住院 门特 药店"),
        text("医疗机构", "hospital", required=False),
        date("结算日期", "settled_on"),
        money("费用总额", "total_fen"),
        money("基金支付", "fund_fen"),
        money("大病支付", "serious_fen"),
        money("医疗救助支付", "aid_fen"),
        money("个人自付", "self_paid_fen"),
    ),
)
