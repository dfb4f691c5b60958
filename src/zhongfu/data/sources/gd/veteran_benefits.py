"""优抚待遇: allowances and pensions paid to veterans and to families of the fallen in the month."""

from zhongfu.data.sources.layout import Source, code, ident, money, month, text

SOURCE = Source(
    name="veteran_benefits",
    label="优抚待遇",
    provider="退役军人局",
    category="32",
    sensitivity="identity",
    stem="tuiyi_youfu",
    cadence="monthly",
    encoding="gb18030",
    newline="\r\n",
    digest="SM3",
    control="发放金额",
    key=("身份证号", "对象类别", "发放月份"),
    columns=(
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        code(
            "对象类别",
            "kind",
            "残疾军人 烈属 因公牺牲军人遗属 病故军人遗属 复员军人 带病回乡退役军人 参战参试退役军人 其他",
        ),
        month("发放月份", "pay_month"),
        money("发放金额", "amount_fen"),
    ),
)
