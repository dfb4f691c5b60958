"""船舶: registered vessels, one row per owner."""

from zhongfu.data.sources.layout import Source, code, ident, ignored, num, text

SOURCE = Source(
    name="vessels",
    label="船舶",
    provider="海事局",
    category="05",
    basis=("57 第17条",),
    stem="haishi_chuanbo",
    extension="xlsx",
    header_row=2,
    cadence="quarterly",
    due=(2, 5, 8, 11),
    key=("船舶登记号", "证件号码"),
    columns=(
        ignored("序号"),
        text("船名", "ship_name"),
        text("船舶登记号", "registration"),
        code("船舶种类", "kind", "渔船 货船 客船 乡镇自用船 游艇 其他"),
        num("总吨", "tonnage", required=False),
        text("所有人", "name"),
        ident("证件号码", "id_no"),
        text("共有份额", "share", required=False),
        code("登记状态", "status", "在册 停航 注销"),
    ),
)
