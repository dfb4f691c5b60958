"""残疾人证: certificates with kind and grade, found by the id inside their number."""

from zhongfu.data.sources.layout import Source, certificate, code, date, text

SOURCE = Source(
    name="disability_certificates",
    label="残疾人证",
    provider="残联",
    category="27",
    sensitivity="health",
    basis=("85",),
    stem="canlian_chizheng",
    cadence="quarterly",
    due=(2, 5, 8, 11),
    encoding="gb18030",
    newline="\r\n",
    digest="SM3",
    key=("残疾人证号",),
    columns=(
        text("姓名", "name"),
        certificate("残疾人证号", "certificate"),
        code("残疾类别", "kind", "视力 听力 言语 肢体 智力 精神 多重"),
        code("残疾等级", "grade", "一级 二级 三级 四级"),
        date("发证日期", "issued_on"),
        date("有效期至", "valid_to"),
        code("证件状态", "status", "有效 注销 过期 冻结"),
    ),
)
