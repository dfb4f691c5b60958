"""收养登记: adoptions entered and ended, one row per adopting parent."""

from zhongfu.data.sources.layout import Source, code, county, date, ident, text

SOURCE = Source(
    name="adoptions",
    label="收养登记",
    provider="民政局",
    category="08",
    sensitivity="child",
    basis=("85",),
    stem="minzheng_shouyang",
    cadence="events",
    encoding="gbk",
    newline="\r\n",
    key=("收养登记证号", "登记类别", "收养人身份证号"),
    columns=(
        text("收养登记证号", "certificate"),
        code("登记类别", "kind", "成立 解除"),
        text("被收养人姓名", "child_name"),
        ident("被收养人身份证号", "child_id"),
        text("收养人姓名", "parent_name"),
        ident("收养人身份证号", "parent_id"),
        date("登记日期", "registered_on"),
        county("登记机关区划", "county"),
    ),
)
