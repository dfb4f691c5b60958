"""高校在读: students of colleges and universities, with fees, loans and grants of the school year, once per term."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, text

SOURCE = Source(
    name="higher_education",
    label="高校在读",
    provider="教育局",
    category="29",
    basis=("85",),
    stem="jiaoyu_gaoxiao",
    extension="xlsx",
    header_row=2,
    cadence="term",
    due=(3, 10),
    key=("院校名称", "学号"),
    columns=(
        text("院校名称", "school"),
        text("学号", "record"),
        text("姓名", "name"),
        ident("身份证件号", "id_no"),
        code("培养层次", "level", "专科 本科 硕士 博士"),
        code("学习形式", "mode", "全日制 非全日制"),
        code("在读状态", "status", "在读 休学 毕业 退学"),
        date("入学日期", "enrolled_on"),
        date("预计毕业日期", "graduates_on", required=False),
        money("学年学费", "fee_fen"),
        money("助学贷款", "loan_fen"),
        money("助学金", "grant_fen"),
    ),
)
