"""个人所得税: income as withheld at source, by payer, person, kind of income and period."""

from zhongfu.data.sources.layout import Source, code, ident, money, month, text

SOURCE = Source(
    name="income_tax",
    label="个人所得税",
    provider="税务局",
    category="17",
    sensitivity="finance",
    basis=("649 第58条", "57 第17条"),
    stem="shuiwu_geshui",
    extension="txt",
    encoding="gbk",
    newline="\r\n",
    delimiter="|",
    cadence="monthly",
    control="收入额",
    key=("扣缴义务人识别号", "证件号码", "所得项目", "所属期"),
    columns=(
        text("扣缴义务人名称", "withholder"),
        text("扣缴义务人识别号", "withholder_uscc"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        code("所得项目", "kind", "工资薪金 劳务报酬 稿酬 特许权使用费 利息股息红利 财产租赁 财产转让 偶然所得"),
        month("所属期", "period"),
        money("收入额", "gross_fen"),
        money("应纳税所得额", "taxable_fen"),
        money("已扣缴税额", "tax_fen"),
    ),
)
