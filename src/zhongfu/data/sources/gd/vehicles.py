"""机动车: registered vehicles and their state."""

from zhongfu.data.sources.layout import Source, code, date, ident, text

SOURCE = Source(
    name="vehicles",
    label="机动车",
    provider="公安交管",
    category="04",
    basis=("649 第58条", "57 第17条"),
    stem="jiaoguan_jidongche",
    cadence="quarterly",
    due=(2, 5, 8, 11),
    encoding="gb18030",
    newline="\r\n",
    digest="SM3",
    dates="slashed",
    key=("号牌号码",),
    columns=(
        text("号牌号码", "plate"),
        code("车辆类型", "kind", "小型轿车 小型普通客车 轻型货车 重型货车 摩托车 残疾人机动轮椅车"),
        code("使用性质", "use_kind", "非营运 营运"),
        text("品牌型号", "model", required=False),
        text("所有人", "name"),
        ident("身份证明号码", "id_no"),
        date("初次登记日期", "registered_on"),
        code("机动车状态", "status", "正常 注销 报废 转出"),
    ),
)
