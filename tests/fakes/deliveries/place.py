"""小地方 Two households and their two months of deliveries, small enough that every panel below was worked out by hand."""

from __future__ import annotations

from tests.fakes.deliveries.folder import MonthFolder, sheet

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(digits: str) -> str:
    """17 digits with the check character that belongs to them."""
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]


WEI = identity("44142419800505001")  # 张伟, husband, employed
NA = identity("44142419820303002")  # 李娜, wife, trades, disabled
BAO = identity("44142420150901003")  # 张小宝, their child
CHEN = identity("44010419500115004")  # 陈福, alone, old, in dibao

HEAD = (
    "household_id,month,region,members,minors,elders,income_fen,wage_fen,pension_fen,business_fen,aid_fen,"
    "medical_total_fen,medical_self_paid_fen,medical_self_paid_12m_fen,severe_disabled,students,deaths_12m,births_12m,"
    "houses,vehicles,businesses,insured_members,in_programme"
)

# The two households' rows by month, worked out by hand.
PANELS: dict[str, list[str]] = {
    "2025-11": [
        "4401040000002,2025-11,440104001,1,0,1,150050,0,150050,0,60000,0,0,0,0,0,0,0,0,0,0,1,dibao",
        "4414240000001,2025-11,441424100,3,1,0,480025,400000,0,80025,0,50010,15005,15005,1,1,0,0,1,1,1,3,",
    ],
    "2025-12": [
        "4401040000002,2025-12,440104001,1,0,1,150050,0,150050,0,60000,0,0,0,0,0,0,0,0,0,0,1,dibao",
        "4414240000001,2025-12,441424100,3,1,0,410000,410000,0,0,0,1000,200,15205,1,1,0,0,1,1,1,3,",
    ],
}


def panel(month: str, **changes: str) -> str:
    """The panel of a month as CSV, with some columns of both households set anew: `first|second`, or one value for both."""
    names = HEAD.split(",")
    lines = [HEAD]
    for i, line in enumerate(PANELS[month]):
        row = dict(zip(names, line.split(","), strict=True))
        row |= {column: value.split("|")[min(i, value.count("|"))] for column, value in changes.items()}
        lines.append(",".join(row.values()))
    return "".join(line + "\n" for line in lines)


def first_month() -> MonthFolder:
    """202511: all sixteen feeds are due."""
    folder = MonthFolder("202511")
    for stem, rows in (_monthly("202511") | _now_and_then()).items():
        folder.add(sheet(stem, "202511", rows))
    return folder


def second_month() -> MonthFolder:
    """202512: only what comes every month."""
    folder = MonthFolder("202512")
    for stem, rows in _monthly("202512").items():
        folder.add(sheet(stem, "202512", rows))
    return folder


def _monthly(month: str) -> dict[str, str]:
    first = month == "202511"
    medical = f"""
        JS1 李娜 {NA} 门诊 水寨医院 2025-11-03 300.00 200.00 0.00 0.00 100.00
        JS2 李娜 {NA} 住院 水寨医院 2025-11-09 200.10 150.05 0.00 0.00 50.05
    """
    later = f"JS3 张伟 {WEI} 药店 - 2025-12-05 10.00 8.00 0.00 0.00 2.00"
    return {
        "gongan_huji": f"""
            4414240000001 张伟 {WEI} 户主 男 汉 19800505 水寨路1号 441424100 农村 - -
            4414240000001 李娜 {NA} 配偶 女 汉 19820303 水寨路1号 441424100 农村 - -
            4414240000001 张小宝 {BAO} 子 男 汉 20150901 水寨路1号 441424100 农村 - -
            4401040000002 陈福 {CHEN} 户主 男 汉 19500115 洪桥路2号 440104001 城镇 - -
        """,
        "minzheng_hunyin": "" if not first else f"J1 结婚 2025-11-11 赵一 {CHEN} 钱二 {NA} 441424",
        "minzheng_binzang": "",
        "weijian_chusheng": "",
        "renshe_shebao": f"""
            1 张伟 {WEI} 五华厂 91441424TEST000001 企业职工基本养老保险 {month} {4000 if first else 4100} 320 640 正常
        """,
        "renshe_yanglao": f"陈福 {CHEN} 居民养老 {month} 1500.50 正常",
        "shuiwu_jingying": f"92441424TEST000002 李娜 {NA} {month} 2000.00 1199.75 {'800.25' if first else '0.00'} 4.00",
        "yibao_jiesuan": medical if first else later,
        "yibao_canbao": f"""
            {WEI} 职工 正常 441424
            {NA} 居民 正常 441424
            {BAO} 居民 正常 441424
            {CHEN} 居民 正常 440104
        """,
        "minzheng_zaibao": f"SZ1 低保 陈福 {CHEN} 440104001 1 600 202501",
        "gongjijin_jiaocun": f"张伟 {WEI} 五华厂 4000.00 200.00 200.00 2025.00 {month} 正常",
    }


def _now_and_then() -> dict[str, str]:
    return {
        "canlian_chizheng": f"李娜 {NA}42 肢体 二级 2020-01-01 2030-01-01 有效",
        "jiaoyu_xueji": f"G1 张小宝 {BAO} 水寨小学 小学 4年级 全日制 在读 2022-09-01",
        "ziran_budongchan": f"""
            U1 C1 张伟 {WEI} 50% 住宅 88.5 水寨路1号 441424 2015-01-01 现势
            U1 C2 李娜 {NA} 50% 住宅 88.5 水寨路1号 441424 2015-01-01 现势
        """,
        "jiaoguan_jidongche": f"粤M00001 小型轿车 非营运 - 张伟 {WEI} 2019/5/1 正常",
        "shijian_zhuti": f"92441424TEST000002 李娜小店 个体工商户 - 经营者 李娜 {NA} 20180101 1 存续",
    }
