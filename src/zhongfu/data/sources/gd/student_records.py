"""学籍: school records, once per term."""

from zhongfu.data.sources.layout import Source, code, date, ident, text

SOURCE = Source(
    name="student_records",
    label="学籍",
    provider="教育局",
    category="28",
    sensitivity="child",
    basis=("57 第17条", "85"),
    stem="jiaoyu_xueji",
    extension="xlsx",
    cadence="term",
    due=(3, 9, 11),
    key=("学籍号",),
    columns=(
        text("学籍号", "record"),
        text("姓名", "name"),
        ident("身份证件号", "id_no"),
        text("学校名称", "school"),
        code("学段", "stage", "幼儿园 小学 初中 普通高中 中等职业 大专 本科 研究生"),
        text("年级", "grade", required=False),
        code("就读方式", "mode", "全日制 非全日制"),
        code("学籍状态", "status", "在读 休学 毕业 退学"),
        date("入学日期", "enrolled_on", required=False),
    ),
)
