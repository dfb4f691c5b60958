"""出入境次数: how often a person went abroad or to Hong Kong and Macao; counts, never the journeys, and only on request."""

from zhongfu.data.sources.layout import Source, code, date, ident, num, text

SOURCE = Source(
    name="border_crossings",
    label="出入境次数",
    provider="公安出入境管理局",
    category="06",
    basis=("57 第17条",),
    stem="churujing_cishu",
    delimiter=";",
    cadence="events",
    due=(),
    key=("查询编号", "证件号码"),
    columns=(
        text("查询编号", "request"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        num("近12个月出境次数", "trips"),
        num("其中往来港澳次数", "trips_hong_kong_macao", required=False),
        date("最近出境日期", "last_exit_on", required=False),
        code("主要事由", "purpose", "旅游 探亲 务工 就学 就医 其他", required=False),
    ),
)
