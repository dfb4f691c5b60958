"""银行存款: accounts of the persons a request names, as the banks answer it; account numbers come masked."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, text

SOURCE = Source(
    name="bank_deposits",
    label="银行存款",
    provider="银行业金融机构",
    category="35",
    sensitivity="finance",
    basis=("649 第58条", "57 第17条"),
    stem="yinhang_cunkuan",
    cadence="events",
    due=(),
    encoding="gb18030",
    newline="\r\n",
    digest="SM3",
    dates="compact",
    control="余额",
    key=("查询编号", "银行名称", "证件号码", "账号掩码", "存款种类"),
    columns=(
        text("查询编号", "request"),
        text("银行名称", "bank"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        text("账号掩码", "account"),
        code("账户类别", "account_kind", "I类 II类 III类"),
        code("存款种类", "deposit_kind", "活期 定期 大额存单 理财"),
        code("币种", "currency", "CNY HKD MOP USD EUR 其他"),
        date("开户日期", "opened_on", required=False),
        date("余额日期", "as_of"),
        money("余额", "balance_fen"),
        money("近6个月最高余额", "highest_fen"),
        money("近6个月大额转入", "large_in_fen"),
        money("近6个月大额转出", "large_out_fen"),
        code("是否质押", "pledged", "是 否", required=False),
    ),
)
