"""就业登记: who is registered as employed, self-employed or out of work."""

from zhongfu.data.sources.layout import Source, code, date, ident, text

SOURCE = Source(
    name="employment_registrations",
    label="就业登记",
    provider="人社局",
    category="15",
    basis=("85",),
    stem="renshe_jiuye",
    cadence="snapshot",
    encoding="gb18030",
    newline="\r\n",
    dates="slashed",
    key=("社会保障号码",),
    columns=(
        text("姓名", "name"),
        ident("社会保障号码", "id_no"),
        code("就业状态", "status", "单位就业 灵活就业 自主创业 登记失业"),
        text("单位名称", "employer", required=False),
        date("就业日期", "employed_on", required=False),
        date("终止日期", "ended_on", required=False),
        date("失业登记日期", "unemployed_on", required=False),
        code("是否就业困难人员", "hard_to_place", "是 否", required=False),
    ),
)
