"""殡葬火化: deaths as the funeral houses registered them; often months before the police cancel the entry."""

from zhongfu.data.sources.layout import Source, county, date, ident, text

SOURCE = Source(
    name="deaths",
    label="殡葬火化",
    provider="民政局",
    category="09",
    basis=("85",),
    stem="minzheng_binzang",
    cadence="events",
    encoding="gbk",
    newline="\r\n",
    key=("火化证号",),
    columns=(
        text("火化证号", "certificate"),
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        date("死亡日期", "died_on"),
        date("火化日期", "cremated_on", required=False),
        text("殡仪馆", "funeral_house", required=False),
        county("户籍区划", "county"),
    ),
)
