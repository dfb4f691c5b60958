"""出生医学证明: birth certificates issued in the month, one per child."""

from zhongfu.data.sources.layout import Source, birth_date, code, ident, text

SOURCE = Source(
    name="births",
    label="出生医学证明",
    provider="卫生健康局",
    sensitivity="child",
    basis=("85",),
    stem="weijian_chusheng",
    cadence="events",
    dates="slashed",
    key=("出生证编号",),
    columns=(
        text("出生证编号", "certificate"),
        text("新生儿姓名", "child_name", required=False),
        code("新生儿性别", "child_sex", "男 女"),
        birth_date("出生日期", "born_on"),
        text("母亲姓名", "mother_name"),
        ident("母亲身份证号", "mother_id"),
        text("父亲姓名", "father_name", required=False),
        ident("父亲身份证号", "father_id", required=False),
        text("接生机构", "hospital", required=False),
    ),
)
