"""互联网金融与支付: balances on payment and investment platforms of the persons a request names."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, text

SOURCE = Source(
    name="internet_finance",
    label="互联网金融与支付",
    provider="支付机构与平台",
    category="38",
    sensitivity="finance",
    basis=("57 第17条",),
    stem="zhifu_yue",
    extension="txt",
    delimiter="|",
    cadence="events",
    due=(),
    control="余额",
    key=("查询编号", "平台名称", "证件号码", "账户掩码", "账户类别"),
    columns=(
        text("查询编号", "request"),
        text("平台名称", "platform"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        text("账户掩码", "account"),
        code("账户类别", "kind", "支付账户 货币基金 网络借贷出借 其他理财"),
        money("余额", "balance_fen"),
        date("余额日期", "as_of"),
    ),
)
