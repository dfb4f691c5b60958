"""虚构名称 Invented names of people, employers, shops, hospitals, schools, villages and streets."""

from __future__ import annotations

from zhongfu.data.synthetic.chance import Chance

SURNAMES = "陈李黄张林刘梁吴罗曾钟古温廖邓谢赖魏邹缪胡朱周徐何叶郑杨彭邱"
MALE = "伟强军明华建国志辉文俊杰勇平海波涛斌龙飞祥荣德永思宇晓新"
FEMALE = "芳丽娟秀英玲梅燕婷慧敏霞红静雪怡佳珍淑晓小美兰凤云思宇新"
# Characters that GBK cannot write: the older systems of two departments put a question mark in their place.
RARE = "𬭎𬭼䶮㛃𫖯𫍯"
MINORITY = {
    "维吾尔": (("艾力", "古丽娜尔", "买买提", "阿依努尔", "艾山"), ("艾山", "买买提", "吐尔逊", "阿不都拉")),
    "藏": (("扎西", "卓玛", "次仁", "白玛", "格桑"), ("顿珠", "多吉", "央金", "旺堆")),
}
OTHER_NATIONS = (
    ("壮", 5.0),
    ("瑶", 2.0),
    ("土家", 1.0),
    ("苗", 1.0),
    ("维吾尔", 0.5),
    ("藏", 0.3),
    ("满", 0.3),
    ("回", 0.5),
)
TRADES = ("电子", "服装", "食品", "物业", "建材", "餐饮", "物流", "五金", "陶瓷", "家具", "商贸", "工程")
LUCK = "宏泰盛达华兴嘉恒荣昌瑞丰安顺利源"
SHOPS = ("百货店", "早餐店", "水果店", "理发店", "修车行", "五金店", "小吃店", "粮油店", "服装店", "农家乐")
HOSPITALS = {
    "441424": ("合成五华人民医院", "合成五华中医医院", "合成水寨镇卫生院", "合成梅州中心医院"),
    "440104": ("合成越秀人民医院", "合成越秀中医医院", "合成东山社区卫生服务中心", "合成广州中心医院"),
}
SCHOOLS = {"441424": "合成五华", "440104": "合成越秀"}
FUNERAL_HOUSES = {"441424": "合成五华殡仪馆", "440104": "合成广州殡仪馆"}
VILLAGES = ("上坝", "下围", "大塘", "新屋", "石下", "田心", "河口", "黄坑", "竹山", "罗陂", "联塘", "福岭")
STREETS = ("文昌", "惠民", "德安", "同庆", "和平", "永福", "仁和", "中兴", "长寿", "青云", "越华", "东濠")


def nation(chance: Chance) -> str:
    return "汉" if chance.happens(0.975) else chance.weighted(OTHER_NATIONS)


def given_name(chance: Chance, male: bool) -> str:
    """One or two characters; one in two hundred bears a character that old systems cannot write."""
    letters = MALE if male else FEMALE
    name = chance.pick(letters) if chance.happens(0.3) else chance.pick(letters) + chance.pick(letters)
    return name[:-1] + chance.pick(RARE) if chance.happens(0.005) else name


def full_name(chance: Chance, surname: str, male: bool, people: str = "汉") -> str:
    if people in MINORITY:
        own, fathers = MINORITY[people]
        return (
            f"{chance.pick(own)}·{chance.pick(fathers)}"
            if people == "维吾尔"
            else chance.pick(own) + chance.pick(fathers)
        )
    return surname + given_name(chance, male)


def employer(chance: Chance) -> str:
    return f"合成{chance.pick(LUCK)}{chance.pick(LUCK)}{chance.pick(TRADES)}有限公司"


def shop(chance: Chance, owner: str) -> str:
    return f"{owner[0]}记{chance.pick(SHOPS)}"


def address(chance: Chance, county: str, town: str) -> str:
    """An invented address in a real town."""
    if county == "441424":
        return f"五华县{town}{chance.pick(VILLAGES)}村{chance.between(1, 20)}组{chance.between(1, 160)}号"
    return f"越秀区{town}{chance.pick(STREETS)}街{chance.between(1, 240)}号{chance.between(1, 30)}0{chance.between(1, 6)}房"
