"""户籍人口快照: everyone entered in a household register on the month's last day, cancelled entries included."""

from zhongfu.data.sources.layout import Source, birth_date, code, date, ident, text, town

RELATIONS = (
    "户主 配偶 子 女 父亲 母亲 公公 婆婆 岳父 岳母 祖父 祖母 孙子 孙女 外孙子 外孙女 儿媳 女婿 兄弟姐妹 其他亲属 非亲属"
)
NATIONALITIES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 "
    "傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 "
    "阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 "
)

SOURCE = Source(
    name="hukou_persons",
    label="户籍人口快照",
    provider="公安局",
    category="01",
    basis=("649 第58条", "57 第17条"),
    stem="gongan_huji",
    cadence="snapshot",
    encoding="gb18030",
    newline="\r\n",
    digest="SM3",
    dates="compact",
    key=("户号", "公民身份号码"),
    columns=(
        text("户号", "household_id"),
        text("姓名", "name"),
        ident("公民身份号码", "id_no"),
        code("与户主关系", "relation", RELATIONS),
        code("性别", "sex", "男 女"),
        code("民族", "nation", NATIONALITIES),
        birth_date("出生日期", "birth"),
        text("户籍地址", "address", required=False),
        town("行政区划", "region"),
        code("户口性质", "hukou_kind", "城镇 农村"),
        code("注销原因", "cancel_reason", "死亡 迁出 分户 参军 出国定居", required=False),
        date("注销日期", "cancel_date", required=False),
    ),
)
