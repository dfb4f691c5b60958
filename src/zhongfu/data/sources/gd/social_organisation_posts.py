"""社会组织任职: posts in associations, foundations and private non-enterprise units."""

from zhongfu.data.sources.layout import Source, code, date, ident, text

SOURCE = Source(
    name="social_organisation_posts",
    label="社会组织任职",
    provider="民政局",
    category="10",
    basis=("85",),
    stem="minzheng_shezu",
    extension="xlsx",
    cadence="quarterly",
    due=(3, 6, 9, 12),
    key=("统一社会信用代码", "证件号码", "职务"),
    columns=(
        text("统一社会信用代码", "uscc"),
        text("组织名称", "organisation"),
        code("组织类型", "kind", "社会团体 基金会 民办非企业单位"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        code("职务", "post", "会长 副会长 理事长 理事 监事 秘书长 其他"),
        date("任职日期", "since"),
        code("是否取酬", "paid", "是 否"),
    ),
)
