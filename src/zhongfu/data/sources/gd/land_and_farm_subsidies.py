"""承包地与农业补贴: land under contract, what it is let for, and subsidies paid, once a year."""

from zhongfu.data.sources.layout import Source, code, ident, money, num, text, town

SOURCE = Source(
    name="land_and_farm_subsidies",
    label="承包地与农业补贴",
    provider="农业农村局",
    category="30",
    stem="nongye_butie",
    cadence="snapshot",
    due=(12,),
    encoding="gb18030",
    newline="\r\n",
    control="补贴金额",
    key=("身份证号", "补贴项目", "年度"),
    columns=(
        text("承包方代表", "name"),
        ident("身份证号", "id_no"),
        town("行政区划", "region"),
        num("承包面积亩", "land_mu"),
        num("流转面积亩", "let_mu", required=False),
        money("年流转租金", "rent_fen"),
        code("补贴项目", "kind", "耕地地力保护补贴 种粮补贴 农机购置补贴 生态公益林补偿 无"),
        money("补贴金额", "amount_fen"),
        num("年度", "year"),
    ),
)
