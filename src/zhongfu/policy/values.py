"""值的种类: the kinds of values that facts and parameters have, read from text exactly and written for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

LEVELS = ("none", "kindergarten", "primary", "junior", "senior", "vocational", "college", "bachelor", "master", "doctor")
COMPARATORS = ("<", "<=", ">", ">=")
ROUNDINGS = ("fen_half_up", "yuan_half_up", "yuan_ceil")
ENTRY_KINDS = {"moneys": "money", "moneys_from_two": "money", "moneys_by": "money", "ratios_by": "ratio"}  # what one entry of such a table is
ANY_KEY = "*"
NONE = "none"  # "there is none", which is known; None is "not known"

_LEVEL_ZH = ("无", "幼儿园", "小学", "初中", "高中", "中等职业", "大专", "本科", "硕士", "博士")
_TEXT_ZH = {
    "none": "无", "urban": "城镇", "rural": "农村", "own": "本户类别", "difference": "差额", "bands": "分档", "derive": "按规定推定",
    "applicant": "申请人", "spouse": "配偶", "child": "子女", "parent": "父母", "grandparent": "祖父母、外祖父母", "sibling": "兄弟姐妹",
    "grandchild": "孙子女、外孙子女", "other": "其他", "male": "男", "female": "女", "imprisoned": "服刑", "detox": "强制隔离戒毒",
    "missing": "失踪", "military": "服现役", "clergy": "宗教教职", "married": "已婚", "unmarried": "未婚", "divorced": "离婚",
    "widowed": "丧偶", "employed": "受雇", "self_employed": "自雇", "flexible": "灵活就业", "full": "完全", "part": "部分",
    "limited": "限制", "true": "是", "false": "否", "tekun": "特困", "dibao": "低保", "edge": "低保边缘", "rigid": "刚性支出困难",
    "dibao_single": "单人保", "physical": "肢体", "visual": "视力", "hearing": "听力", "speech": "言语", "intellectual": "智力",
    "mental": "精神", "multiple": "多重", "wage": "工资", "business": "经营", "farming": "种养", "rent": "租金", "interest": "利息",
    "dividend": "红利", "land_transfer": "土地流转", "pension": "养老金", "basic_pension": "基础养老金",
    "unemployment_benefit": "失业金", "survivor": "遗属待遇", "support_received": "所得赡养费", "support_paid": "支付赡养费",
    "gift": "赠与", "compensation": "赔偿", "veteran_preferential": "优待抚恤金", "scholarship": "奖学金",
    "family_planning_award": "计划生育奖励", "bravery_award": "见义勇为奖励", "elderly_allowance": "高龄津贴",
    "disability_living_subsidy": "困难残疾人生活补贴", "disability_nursing_subsidy": "重度残疾人护理补贴",
    "government_aid": "政府救助", "elder": "老年人", "minor": "未成年人", "student": "在读学生", "single_parent": "单亲",
    "severely_disabled": "重度残疾", "serious_illness": "重病", "special_disease": "门特", "childless_elder": "无子女老人",
    "private": "自用", "commercial": "营运", "car": "小汽车", "van": "面包车", "truck": "货车", "motorcycle": "摩托车",
    "e_bike": "电动自行车", "disabled_scooter": "残疾人机动轮椅车", "tractor": "拖拉机", "residential": "住宅", "shop": "商铺",
    "garage": "车库", "office": "办公", "ordinary": "普通", "ancestral": "祖屋", "mud_brick": "泥砖房", "once": "每人一份",
    "sum": "叠加", "highest": "就高", "last": "按原金额", "orphan": "孤儿", "unsupported": "事实无人抚养",
    "medical": "医疗", "education": "教育", "rehabilitation": "残疾康复", "disaster": "因灾", "accident": "因意外", "living": "生活",
    "temporary": "临时救助", "minimum_wage": "最低工资", "per_person": "按人", "household": "按户", "SUP-A": "公式A", "SUP-B": "公式B",
    "illness": "疾病", "fire": "火灾", "traffic": "交通事故", "violence": "暴力侵害",
    "fen_half_up": "四舍五入到分", "yuan_half_up": "四舍五入到元", "yuan_ceil": "进位到元",
}  # fmt: skip


_TEXT_EN = {"fen_half_up": "rounded to the fen", "yuan_half_up": "rounded to the yuan", "yuan_ceil": "rounded up to the yuan"}


class Choice(str):
    """A code of the case file with the words that people read for it."""

    __slots__ = ("en", "zh")
    zh: str
    en: str

    @classmethod
    def of(cls, text: str) -> Choice:
        """Written ``code 中文 English words``."""
        code, zh, en = text.split(" ", 2)
        choice = cls(code)
        choice.zh, choice.en = zh, en
        return choice


class ValueProblem(ValueError):
    """A value of the wrong kind; `zh` and `en` say what was expected, never what was found."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


def read_value(raw: object, kind: str, or_none: bool = False) -> object:
    """A YAML scalar or list as a value of this kind: money in yuan becomes whole fen, ratios exact fractions.

    `or_none`: where the kind is no text, "none" may stand for: there is no such limit.
    """
    if raw is None or (or_none and raw == NONE):
        return raw
    return _READERS[kind](raw)


def _money(raw: object) -> int:
    fen = _number(raw) * 100
    if fen.denominator != 1:
        raise ValueProblem("金额最多两位小数", "an amount in yuan has at most two decimals")
    return int(fen)


def _number(raw: object) -> Fraction:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal | float):
        raise ValueProblem("应为数字(不加引号)", "expected a number, without quotes")
    if isinstance(raw, float):
        raw = Decimal(str(raw))
    if isinstance(raw, Decimal) and not raw.is_finite():
        raise ValueProblem("应为有限的数", "expected a finite number")
    if raw < 0:
        raise ValueProblem("不能为负数", "must not be negative")
    if raw > 10**12:
        raise ValueProblem("数值过大", "the number is too large")
    return Fraction(raw)


def _ratio(raw: object) -> Fraction | int:
    ratio = _number(raw)
    return int(ratio) if ratio.denominator == 1 else ratio


def _whole(raw: object) -> int:
    number = _number(raw)
    if number.denominator != 1:
        raise ValueProblem("应为整数", "expected a whole number")
    return int(number)


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw:
        raise ValueProblem("应为文字(数字代码请加引号)", "expected text (put codes of digits in quotes)")
    return raw


def _flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise ValueProblem("应为 true 或 false", "expected true or false")
    return raw


def read_date(raw: object) -> date:
    """An ISO day; anything else, such as 2025-02-30, is a problem."""
    try:
        return date.fromisoformat(_text(raw))
    except ValueError as mistake:
        raise ValueProblem("日期不存在或格式不是 年-月-日", "no such date, or not written as YYYY-MM-DD") from mistake


def _texts(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple):
        raise ValueProblem("应为列表", "expected a list")
    return tuple(_text(entry) for entry in raw)


def _level(raw: object) -> int:
    if raw not in LEVELS:
        raise ValueProblem("学段应为 " + "、".join(LEVELS), "expected one of " + ", ".join(LEVELS))
    return LEVELS.index(str(raw))


def _one_of(options: tuple[str, ...]):  # type: ignore[no-untyped-def]
    def read(raw: object) -> str:
        if raw not in options:
            raise ValueProblem("应为 " + " ".join(options), "expected one of " + " ".join(options))
        return str(raw)

    return read


def _by_size(first: int) -> Callable[[object], tuple[tuple[str | int, Any], ...]]:
    """Amounts by number of members: a list from the first size on, or a mapping."""
    by_key = _table(_money)

    def read(raw: object) -> tuple[tuple[str | int, Any], ...]:
        if isinstance(raw, list | tuple):
            return tuple(enumerate(map(_money, raw), start=first))
        if not isinstance(raw, Mapping):
            raise ValueProblem("应为列表", "expected a list")
        return by_key(raw)

    return read


def _table(of: Callable[[object], Any]) -> Callable[[object], tuple[tuple[str | int, Any], ...]]:
    """A mapping as pairs of key and value; one value alone holds for every key."""

    def read(raw: object) -> tuple[tuple[str | int, Any], ...]:
        if not isinstance(raw, Mapping):
            return ((ANY_KEY, of(raw)),)
        return tuple((_key(key), of(value)) for key, value in raw.items() if value is not None)

    return read


def _key(raw: object) -> str | int:
    """A level of study by its rank, a grade by its number, anything else as text."""
    text = str(raw)
    return LEVELS.index(text) if text in LEVELS else int(text) if text.isdecimal() else text


def _hundredths(raw: object) -> int:
    return int(_number(raw) * 100)


_READERS = {
    "money": _money,
    "ratio": _ratio,
    "count": _whole,
    "months": _whole,
    "years": _whole,
    "days": _whole,
    "text": _text,
    "bool": _flag,
    "date": read_date,
    "list": _texts,
    "level": _level,
    "comparator": _one_of(COMPARATORS),
    "rounding": _one_of(ROUNDINGS),
    "moneys": _by_size(1),
    "moneys_from_two": _by_size(2),
    "moneys_by": _table(_money),
    "ratios_by": _table(_ratio),
    "area": _hundredths,
}


def yuan(fen: int | Fraction) -> str:
    """Fen as yuan with two decimals; exact fractions of a fen are shown rounded half up."""
    whole = fen if isinstance(fen, int) else (2 * fen.numerator + fen.denominator) // (2 * fen.denominator)
    sign, whole = ("-", -whole) if whole < 0 else ("", whole)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def month_text(number: int) -> str:
    """The running number of a month as ``2025-07``."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def shown(value: object, kind: str, lang: str) -> str:
    """A value as people read it in this language ("zh" or "en")."""
    if value is None:
        return "未知" if lang == "zh" else "unknown"
    if isinstance(value, bool):
        return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
    if isinstance(value, int | Fraction):
        return _number_shown(value, kind, lang)
    if isinstance(value, tuple):
        kind = ENTRY_KINDS.get(kind, kind)
        return ("、" if lang == "zh" else ", ").join(_entry_shown(entry, kind, lang) for entry in value) or shown(NONE, kind, lang)
    if isinstance(value, Choice) and lang == "zh":
        return value.zh
    return _text_zh(str(value)) if lang == "zh" else _TEXT_EN.get(str(value), str(value))


def _entry_shown(entry: object, kind: str, lang: str) -> str:
    """One entry of a list, or a key with what stands for it."""
    if not isinstance(entry, tuple):
        return shown(entry, kind, lang)
    key, value = entry
    told = shown(value, kind, lang)
    return told if key == ANY_KEY else f"{shown(key, 'text', lang)} {told}"


def _text_zh(text: str) -> str:
    """A word of the case file in Chinese; ``mental:2`` is 精神2级."""
    kind, colon, grade = text.partition(":")
    return _TEXT_ZH.get(kind, kind) + (f"{grade}级" if colon else "")


def _number_shown(value: int | Fraction, kind: str, lang: str) -> str:
    if kind == "money":
        return yuan(value)
    if kind == "area":
        return f"{float(Fraction(value) / 100):g}"
    if kind == "level":
        return _LEVEL_ZH[int(value)] if lang == "zh" else LEVELS[int(value)]
    if kind == "month":
        return month_text(int(value))
    return str(value if Fraction(value).denominator == 1 else float(value))
