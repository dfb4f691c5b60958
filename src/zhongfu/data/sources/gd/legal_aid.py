"""法律援助: applications for legal aid and what became of them."""

from zhongfu.data.sources.layout import Source, code, date, ident, text

SOURCE = Source(
    name="legal_aid",
    label="法律援助",
    provider="司法局",
    category="42",
    stem="sifa_yuanzhu",
    encoding="gb18030",
    newline="\r\n",
    cadence="events",
    key=("援助案号",),
    columns=(
        text("援助案号", "case_no"),
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        code("案件类别", "kind", "劳动报酬 工伤 婚姻家庭 赡养抚养 人身损害 刑事辩护 行政 其他"),
        date("受理日期", "accepted_on"),
        code("办理状态", "status", "受理 办理中 办结 不予援助"),
    ),
)
