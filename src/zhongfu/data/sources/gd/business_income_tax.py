"""经营所得: income from business as declared to the tax office, by taxpayer, person and period."""

from zhongfu.data.sources.layout import Source, ident, money, month, text

SOURCE = Source(
    name="business_income_tax",
    label="经营所得",
    provider="税务局",
    category="18",
    sensitivity="finance",
    basis=("649 第58条", "57 第17条"),
    stem="shuiwu_jingying",
    extension="txt",
    encoding="gbk",
    newline="\r\n",
    delimiter="|",
    cadence="monthly",
    control="经营所得",
    key=("纳税人识别号", "身份证件号码", "所属期"),
    columns=(
        text("纳税人识别号", "taxpayer"),
        text("经营者姓名", "name"),
        ident("身份证件号码", "id_no"),
        month("所属期", "period"),
        money("营业收入", "revenue_fen"),
        money("成本费用", "cost_fen"),
        money("经营所得", "income_fen"),
        money("已缴税额", "tax_fen"),
    ),
)
