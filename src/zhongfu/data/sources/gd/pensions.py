"""养老待遇发放: pensions paid in the month."""

from zhongfu.data.sources.layout import Source, code, ident, money, month, text

SOURCE = Source(
    name="pensions",
    label="养老待遇发放",
    provider="人社局",
    category="14",
    sensitivity="finance",
    basis=("649 第58条", "57 第17条"),
    stem="renshe_yanglao",
    encoding="utf-8-sig",
    newline="\r\n",
    cadence="monthly",
    control="发放金额",
    key=("社会保障号码", "待遇类别", "发放月份", "发放状态"),
    columns=(
        text("姓名", "name"),
        ident("社会保障号码", "id_no"),
        code("待遇类别", "kind", "企业养老 机关养老 居民养老 遗属待遇"),
        month("发放月份", "pay_month"),
        money("发放金额", "amount_fen"),
        code("发放状态", "status", "正常 补发 暂停"),
    ),
)
