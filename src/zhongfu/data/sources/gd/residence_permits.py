"""居住证: permits of people who live here and are registered elsewhere."""

from zhongfu.data.sources.layout import Source, code, date, ident, text, town

SOURCE = Source(
    name="residence_permits",
    label="居住证",
    provider="公安局",
    category="03",
    stem="gongan_juzhuzheng",
    cadence="snapshot",
    encoding="utf-8-sig",
    newline="\r\n",
    tab_before_ids=True,
    key=("居住证编号",),
    columns=(
        text("居住证编号", "permit"),
        text("姓名", "name"),
        ident("公民身份号码", "id_no"),
        date("签发日期", "issued_on"),
        date("有效期至", "valid_to"),
        text("居住地址", "address", required=False),
        town("居住地区划", "region"),
        code("居住事由", "reason", "务工 经商 就学 投靠 其他"),
        code("证件状态", "status", "有效 中止 注销"),
    ),
)
