"""医保参保: everyone with an enrolment in medical insurance, whatever its state."""

from zhongfu.data.sources.layout import Source, code, county, ident

SOURCE = Source(
    name="medical_enrolments",
    label="医保参保",
    provider="医保局",
    category="24",
    sensitivity="health",
    basis=("85",),
    stem="yibao_canbao",
    cadence="snapshot",
    key=("身份证号", "险种", "参保地"),
    columns=(
        ident("身份证号", "id_no"),
        code("险种", "insurance", "职工 居民"),
        code("参保状态", "status", "正常 暂停 终止"),
        county("参保地", "county"),
    ),
)
