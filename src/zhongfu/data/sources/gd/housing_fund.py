"""公积金缴存: contributions to the housing fund and the balance."""

from zhongfu.data.sources.layout import Source, code, ident, money, month, text

SOURCE = Source(
    name="housing_fund",
    label="公积金缴存",
    provider="公积金中心",
    category="23",
    sensitivity="finance",
    basis=("649 第58条", "57 第17条"),
    stem="gongjijin_jiaocun",
    encoding="utf-8-sig",
    newline="\r\n",
    digest="SM3",
    tab_before_ids=True,
    cadence="monthly",
    control="缴存基数",
    key=("身份证号", "单位名称", "缴存月份"),
    columns=(
        text("姓名", "name"),
        ident("身份证号", "id_no"),
        text("单位名称", "employer"),
        money("缴存基数", "base_fen"),
        money("个人缴存额", "personal_fen"),
        money("单位缴存额", "employer_fen"),
        money("账户余额", "balance_fen"),
        month("缴存月份", "month"),
        code("缴存状态", "status", "正常 封存"),
    ),
)
