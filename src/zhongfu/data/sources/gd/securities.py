"""证券与基金: holdings of the persons a request names, valued on one day; account numbers come masked."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, text

SOURCE = Source(
    name="securities",
    label="证券与基金",
    provider="证券登记结算机构",
    category="36",
    sensitivity="finance",
    basis=("649 第58条", "57 第17条"),
    stem="zhengquan_chiyou",
    encoding="utf-8-sig",
    newline="\r\n",
    tab_before_ids=True,
    cadence="events",
    due=(),
    control="持有市值",
    key=("查询编号", "证件号码", "账户掩码", "证券代码"),
    columns=(
        text("查询编号", "request"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        text("账户掩码", "account"),
        code("证券类别", "kind", "股票 基金 债券 资金账户"),
        text("证券代码", "security"),
        money("持有市值", "value_fen"),
        money("资金余额", "cash_fen"),
        date("估值日期", "as_of"),
    ),
)
