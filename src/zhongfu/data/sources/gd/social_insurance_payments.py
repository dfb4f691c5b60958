"""社保缴费: contributions of employees and employers, by person, employer and month."""

from zhongfu.data.sources.layout import Source, code, ident, ignored, money, month, text

SOURCE = Source(
    name="social_insurance_payments",
    label="社保缴费",
    provider="人社局",
    category="13",
    sensitivity="finance",
    basis=("649 第58条", "57 第17条"),
    stem="renshe_shebao",
    extension="xlsx",
    header_row=3,
    total_row=True,
    cadence="monthly",
    control="缴费基数",
    key=("证件号码", "统一社会信用代码", "缴费月份", "缴费状态"),
    columns=(
        ignored("序号"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        text("单位名称", "employer"),
        text("统一社会信用代码", "employer_uscc"),
        code("险种", "insurance", "企业职工基本养老保险"),
        month("缴费月份", "pay_month"),
        money("缴费基数", "base_fen"),
        money("个人缴费", "personal_fen"),
        money("单位缴费", "employer_fen"),
        code("缴费状态", "status", "正常 补缴 欠费 暂停"),
    ),
)
