"""公益性岗位与岗位介绍: posts given and offered in the month; a refusal is told with its reason and decides nothing."""

from zhongfu.data.sources.layout import Source, code, date, ident, ignored, money, text

SOURCE = Source(
    name="public_welfare_posts",
    label="公益性岗位与岗位介绍",
    provider="人社局",
    category="16",
    basis=("57 第34条", "85"),
    stem="renshe_gangwei",
    extension="xlsx",
    header_row=3,
    total_row=True,
    cadence="monthly",
    control="岗位补贴",
    key=("身份证号", "记录类别", "日期"),
    columns=(
        ignored("序号"),
        code("记录类别", "kind", "在岗 介绍 退出"),
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        text("岗位名称", "post", required=False),
        date("日期", "on"),
        money("岗位补贴", "subsidy_fen"),
        code("是否拒绝", "refused", "是 否", required=False),
        text("拒绝原因", "reason", required=False),
    ),
)
