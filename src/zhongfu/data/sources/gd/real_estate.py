"""不动产登记: one row per owner of a unit."""

from zhongfu.data.sources.layout import Source, code, county, date, ident, num, text

SOURCE = Source(
    name="real_estate",
    label="不动产登记",
    provider="自然资源局",
    category="20",
    sensitivity="finance",
    basis=("649 第58条", "57 第17条"),
    stem="ziran_budongchan",
    cadence="quarterly",
    due=(2, 5, 8, 11),
    encoding="gb18030",
    newline="\r\n",
    digest="SM3",
    key=("不动产单元号", "证件号码", "权利状态"),
    columns=(
        text("不动产单元号", "unit"),
        text("不动产权证号", "certificate"),
        text("权利人", "name"),
        ident("证件号码", "id_no"),
        text("共有份额", "share"),
        code("用途", "use", "住宅 商业 办公 车库 其他"),
        num("面积", "area"),
        text("坐落", "address", required=False),
        county("行政区划", "county"),
        date("登记日期", "registered_on"),
        code("权利状态", "right_status", "现势 历史"),
    ),
)
