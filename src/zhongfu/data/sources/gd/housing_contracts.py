"""房屋网签备案: contracts of sale and tenancy that were filed, one row per party."""

from zhongfu.data.sources.layout import Source, code, date, ident, money, num, text

SOURCE = Source(
    name="housing_contracts",
    label="房屋网签备案",
    provider="住建局",
    category="21",
    sensitivity="finance",
    basis=("85",),
    stem="zhujian_wangqian",
    cadence="events",
    dates="slashed",
    digest="SM3",
    control="合同金额",
    key=("合同编号", "证件号码"),
    columns=(
        text("合同编号", "contract"),
        code("合同类别", "kind", "新建商品房买卖 存量房买卖 租赁"),
        code("当事人身份", "role", "买方 卖方 出租方 承租方"),
        text("姓名", "name"),
        ident("证件号码", "id_no"),
        num("建筑面积", "area"),
        money("合同金额", "price_fen"),
        date("备案日期", "filed_on"),
        text("房屋坐落", "address", required=False),
        code("备案状态", "status", "有效 撤销"),
    ),
)
