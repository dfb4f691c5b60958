"""防返贫监测: people of households watched lest they fall back into poverty, with the risk and whether it is gone."""

from zhongfu.data.sources.layout import Source, code, ident, ignored, month, text, town

SOURCE = Source(
    name="anti_poverty_monitoring",
    label="防返贫监测",
    provider="农业农村局",
    category="31",
    basis=("85", "T22 三（三）"),
    stem="nongye_fangfanpin",
    extension="xlsx",
    header_row=2,
    cadence="snapshot",
    key=("身份证号",),
    columns=(
        ignored("序号"),
        text("监测户编号", "household"),
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        town("行政区划", "region"),
        code("监测类别", "kind", "脱贫不稳定户 边缘易致贫户 突发严重困难户"),
        month("纳入年月", "since"),
        code("风险类型", "risk", "因病 因学 因残 因灾 因意外 缺劳动力 就业不稳 其他"),
        code("风险是否消除", "removed", "是 否"),
        month("消除年月", "removed_in", required=False),
    ),
)
