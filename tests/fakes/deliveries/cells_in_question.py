"""可疑单元格 Cells that departments really send: for each feed's form, which are repaired in silence and which fail with what code."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.fakes.deliveries.folder import FORMS, Cell, Sheet, sheet
from tests.fakes.deliveries.place import identity

MONTH = "202512"
GOOD = identity("51020219640229001")
WITH_X, ALSO_WITH_X = [
    number for number in (identity(f"44242419900101{n:03d}") for n in range(99)) if number.endswith("X")
][:2]
FULL_WIDTH = "".join(chr(ord(c) + 0xFEE0) for c in ALSO_WITH_X)
LATE = identity("44010420260101001")
WRONG = GOOD[:17] + ("1" if GOOD[17] != "1" else "2")
LATE_AND_WRONG = LATE[:17] + ("1" if LATE[17] != "1" else "2")

Case = tuple[str, Cell, tuple[str, ...]]  # column, cell, the codes it fails with (none: repaired or valid)

# One row of each form that is right in every cell; {n} makes its key its own.
ROWS = {
    "gongan_huji": "88{n} 孙䶮 {id} 户主 男 汉 19640229 某路 441424100 农村 - -",
    "minzheng_hunyin": "J{n} 结婚 2025-12-11 孙三 {id} 钱二 {id} 441424",
    "minzheng_binzang": "H{n} 孙三 {id} 2025-12-01 - - 441424",
    "weijian_chusheng": "B{n} - 男 2025/12/1 孙三 {id} - - -",
    "renshe_shebao": "{n} 孙三 {id} 厂{n} 91{n} 企业职工基本养老保险 202512 1000 1 1 正常",
    "renshe_yanglao": "孙三 {person} 居民养老 202512 100.00 正常",
    "shuiwu_jingying": "92{n} 孙三 {id} 202512 5.00 1.00 4.00 0.00",
    "yibao_jiesuan": "JS{n} 孙三 {id} 药店 - 2025-12-05 100.00 0.00 0.00 0.00 100.00",
    "yibao_canbao": "{person} 职工 正常 441424",
    "canlian_chizheng": "孙三 {person}42 肢体 二级 2020-01-01 2030-01-01 有效",
    "jiaoyu_xueji": "G{n} 孙三 {id} 某校 小学 - 全日制 在读 2022-09-01",
    "ziran_budongchan": "U{n} C1 孙三 {id} 100% 住宅 88.5 - 441424 2015-01-01 现势",
    "jiaoguan_jidongche": "粤M{n} 摩托车 非营运 - 孙三 {id} 2019/5/1 正常",
    "shijian_zhuti": "91{n} 某店 个体工商户 - 经营者 孙三 {id} 20180101 - 存续",
    "minzheng_zaibao": "SZ{n} 低保 孙三 {id} 440104001 1 100 202501",
    "gongjijin_jiaocun": "孙三 {id} 厂{n} 100.00 1.00 1.00 1.00 202512 正常",
}
IDS = {
    stem: next(name for name in form[0].split() if name in (
        "公民身份号码", "男方身份证号", "身份证号", "母亲身份证号", "证件号码", "社会保障号码", "身份证件号码", "残疾人证号",
        "身份证件号", "身份证明号码", "户主身份证号",
    ))
    for stem, form in FORMS.items()
}  # fmt: skip
CONTROLS = {stem: form[6] for stem, form in FORMS.items() if form[6]}
DATES = {
    "gongan_huji": "注销日期", "minzheng_hunyin": "登记日期", "minzheng_binzang": "死亡日期", "yibao_jiesuan": "结算日期",
    "jiaoyu_xueji": "入学日期", "shijian_zhuti": "成立日期", "jiaoguan_jidongche": "初次登记日期",
}  # fmt: skip
MONTHS = {
    "renshe_shebao": "缴费月份", "renshe_yanglao": "发放月份", "shuiwu_jingying": "所属期", "gongjijin_jiaocun": "缴存月份",
}  # fmt: skip
CODES = {
    "gongan_huji": "与户主关系", "minzheng_hunyin": "登记类别", "weijian_chusheng": "新生儿性别", "renshe_shebao": "缴费状态",
    "renshe_yanglao": "待遇类别", "minzheng_zaibao": "项目", "canlian_chizheng": "证件状态",
}  # fmt: skip
REGIONS = {
    "gongan_huji": "行政区划", "minzheng_zaibao": "行政区划", "minzheng_hunyin": "登记机关区划", "minzheng_binzang": "户籍区划",
    "yibao_canbao": "参保地", "ziran_budongchan": "行政区划",
}  # fmt: skip
REQUIRED_TEXTS = {
    "gongan_huji": "姓名",
    "shuiwu_jingying": "经营者姓名",
    "minzheng_zaibao": "户主姓名",
    "yibao_jiesuan": "姓名",
}


@dataclass
class Questioned:
    """A sheet with one row for each case, and the row numbers and codes of those that fail."""

    sheet: Sheet
    problems: set[tuple[int, str]] = field(default_factory=set)


def questioned(stem: str) -> Questioned:
    """The sheet of one feed: first as many good rows as there will be cases, then a row for each case."""
    cases = _cases(stem)
    made = sheet(stem, MONTH, "\n".join(_row(stem, n) for n in range(2 * len(cases) + 4)))
    found = Questioned(made)
    first = 2 + len(FORMS[stem][7]) + len(cases) + 4
    for i, (column, cell, codes) in enumerate(cases):
        made.set(len(cases) + 4 + i, column, _writable(cell, FORMS[stem][2]))
        made.extra += _WORTH.get(str(cell).strip('"'), 0) if column == FORMS[stem][6] else 0
        found.problems |= {(first + i, code) for code in codes}
    _repeat(found, first + len(cases))
    if FORMS[stem][1] != "xlsx":
        _break(found, first + len(cases) + 1)
    return found


def _writable(cell: Cell, encoding: str) -> Cell:
    """The cell without the invisible characters that its encoding has no bytes for."""
    return cell.encode(encoding, "ignore").decode(encoding) if isinstance(cell, str) and encoding else cell


def _repeat(found: Questioned, row: int) -> None:
    """The first row once more."""
    repeated = found.sheet.rows[0]
    assert isinstance(repeated, list)
    found.sheet.rows.append(list(repeated))
    found.problems.add((row, "duplicate_row"))


def _break(found: Questioned, row: int) -> None:
    """A row whose name is no text in the file's encoding; its amounts still count in the control total."""
    made = found.sheet
    whole = made.rows[1]
    assert isinstance(whole, list)
    separator = made.form[3].encode()
    cells = [str(cell).encode(made.form[2].removesuffix("-sig")) for cell in whole]
    cells[next((i for i, cell in enumerate(whole) if "孙" in str(cell)), 1)] += b"\xff"
    made.rows.append(separator.join(cells))
    if made.form[6]:
        made.extra += float(str(whole[made.header.index(made.form[6])]))
    found.problems.add((row, "encoding_broken"))


def _row(stem: str, n: int) -> str:
    return ROWS[stem].format(n=f"{n:04d}", id=GOOD, person=identity(f"44142419700101{n:03d}"))


def _cases(stem: str) -> list[Case]:
    """Every case that the columns of a feed can show. Cells with a comma are quoted where the form is CSV."""
    quote = "" if FORMS[stem][1] == "xlsx" else '"'
    cases = [(IDS[stem], cell, codes) for cell, codes in _ids("42" if stem == "canlian_chizheng" else "")]
    for columns, known in (
        (CONTROLS, _amounts(quote)), (DATES, _DATES), (MONTHS, _MONTHS), (CODES, _CODES), (REGIONS, _REGIONS),
        (REQUIRED_TEXTS, _TEXTS),
    ):  # fmt: skip
        if stem in columns:
            cases += [(columns[stem], cell, codes) for cell, codes in known]
    if stem == "gongan_huji":
        cases += [("出生日期", "20260101", ("birth_in_future",)), ("行政区划", "441424", ("region_unknown",))]
    return cases + _other_forms(stem)


def _other_forms(stem: str) -> list[Case]:
    """What only one feed's form can show."""
    if stem == "weijian_chusheng":
        return [("出生日期", "2026/1/1", ("birth_in_future",)), ("父亲身份证号", WRONG, ("id_checksum",))]
    if stem == "canlian_chizheng":
        card = identity("44142419700102001")
        bad = [("93", "id_format"), ("45", "id_format"), ("42B", "id_format"), ("42b1", "id_format")]
        return [("残疾人证号", card + "42B1", ())] + [("残疾人证号", card + end, (code,)) for end, code in bad]
    if stem == "renshe_shebao":
        return [("缴费基数", 1234.564999, ()), ("缴费基数", -1.0, ("amount_negative",))]
    return [("面积", "约九十", ())] if stem == "ziran_budongchan" else []


def _ids(end: str) -> list[tuple[Cell, tuple[str, ...]]]:
    return [
        (f"\u3000\t{WITH_X[:9]}\u200b{WITH_X[9:]}{end} ", ()),
        (FULL_WIDTH[:-1] + "ｘ" + end, ()),
        (identity("81000019800101001") + end, ()),
        ("", ("required_missing",)),
        ("\u3000\ufeff ", ("required_missing",)),
        ("510202640229001", ("id_format",)),
        (GOOD[:17], ("id_format",)),
        ("44142419000229001" + "1" + end, ("id_format",)),
        ("+" + GOOD[1:] + end, ("id_format",)),
        (WRONG + end, ("id_checksum",)),
        (LATE + end, ("birth_in_future",)),
        (LATE_AND_WRONG + end, ("id_checksum", "birth_in_future")),
    ]


# What the cells that are no plain numbers add to the control total.
_WORTH = {"1,234.50": 1234.5, "１2.5": 12.5, "7元": 7, "1,000,000.00元": 1_000_000, "\u00a03 ": 3, "-1,000.00元": -1000}


def _amounts(quote: str) -> list[tuple[Cell, tuple[str, ...]]]:
    good = ["1,234.50", "１2.5", "7元", "1,000,000.00元", "\u00a03 ", "0", "8.5", "-0.00"]
    bad = ["约50", "12.345", "NaN", "1.2.3", "12,34.00", "１，２３４", "--5", "1e2"]
    return [
        *((f"{quote}{cell}{quote}", ()) for cell in good),
        *((f"{quote}{cell}{quote}", ("amount_invalid",)) for cell in bad),
        ("-5.00", ("amount_negative",)),
        (f"{quote}-1,000.00元{quote}", ("amount_negative",)),
        ("", ("required_missing",)),
    ]


_DATES: list[tuple[Cell, tuple[str, ...]]] = [
    ("20240229", ()), ("2024-2-29", ()), ("2024/02/29", ()), ("２０２４０２２９", ()), (" 2024-02-29\u200b", ()),
    ("20250229", ("date_invalid",)), ("2025-13-01", ("date_invalid",)), ("2025.01.01", ("date_invalid",)),
    ("2025-01/01", ("date_invalid",)), ("250101", ("date_invalid",)), ("不详", ("date_invalid",)),
    ("2025-02-30 00:00:00", ("date_invalid",)),
]  # fmt: skip
_MONTHS: list[tuple[Cell, tuple[str, ...]]] = [
    ("２０２５１２", ()), ("202500", ("date_invalid",)), ("202513", ("date_invalid",)), ("2025-12", ("date_invalid",)),
    ("", ("required_missing",)),
]  # fmt: skip
_CODES: list[tuple[Cell, tuple[str, ...]]] = [("无此代码", ("code_unknown",)), ("", ("required_missing",))]
_REGIONS: list[tuple[Cell, tuple[str, ...]]] = [
    ("510202", ("region_unknown",)), ("440104999", ("region_unknown",)), ("五华县", ("region_unknown",)),
    ("", ("required_missing",)),
]  # fmt: skip
_TEXTS: list[tuple[Cell, tuple[str, ...]]] = [("'=1+1", ()), ("\u200b", ("required_missing",)), (" 艾力·买买提 ", ())]
