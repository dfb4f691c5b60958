"""门特与重病认定: diseases recognised for outpatient treatment at inpatient rates, and serious diseases."""

from zhongfu.data.sources.layout import Source, code, date, ident, text

SOURCE = Source(
    name="special_disease_certificates",
    label="门特与重病认定",
    provider="医保局",
    category="26",
    sensitivity="health",
    basis=("85",),
    stem="yibao_mente",
    delimiter=";",
    cadence="snapshot",
    key=("认定编号",),
    columns=(
        text("认定编号", "certificate"),
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        text("病种名称", "disease"),
        code("认定类别", "kind", "门诊慢性病 门诊特定病种 重特大疾病"),
        text("定点医疗机构", "hospital", required=False),
        date("认定日期", "since"),
        date("有效期至", "until", required=False),
        code("认定状态", "status", "有效 终止"),
    ),
)
