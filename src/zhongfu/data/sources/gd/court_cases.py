"""法院执行与失信: cases of enforcement, one row per person and role."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, text

SOURCE = Source(
    name="court_cases",
    label="法院执行与失信",
    provider="人民法院",
    category="34",
    sensitivity="identity",
    stem="fayuan_zhixing",
    extension="txt",
    encoding="gbk",
    newline="\r\n",
    delimiter="|",
    dates="slashed",
    cadence="events",
    control="执行标的",
    key=("案号", "证件号码", "当事人身份"),
    columns=(
        text("案号", "case_no"),
        code("当事人身份", "role", "被执行人 失信被执行人 申请执行人"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        money("执行标的", "amount_fen"),
        code("案件状态", "status", "执行中 终结本次执行 和解 执行完毕"),
        date("立案日期", "filed_on"),
    ),
)
