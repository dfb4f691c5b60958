"""取值书写: a parameter's kind, its values with their places, citations and confidence, in the words of both languages."""

from __future__ import annotations

from datetime import date

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.lawbook.formula import Formula
from zhongfu.policy.lawbook.lawfile import Value
from zhongfu.policy.lawbook.places import NATION, authority_name
from zhongfu.policy.parameters import Law
from zhongfu.policy.reference.contents import RESIDENCES, Holding
from zhongfu.policy.values import NONE, shown

KINDS = {
    "money": ("金额", "amount of money"), "ratio": ("比例或倍数", "ratio or multiple"), "count": ("数目", "number"),
    "months": ("月数", "months"), "years": ("年数或年龄", "years, or an age"), "days": ("日数", "days"), "text": ("选项", "one of several words"),
    "bool": ("是或否", "yes or no"), "date": ("日期", "date"), "list": ("名单", "list"), "level": ("学段", "level of study"),
    "comparator": ("比较方式", "comparator"), "rounding": ("取整方式", "rounding"), "moneys": ("按人数的金额表", "amounts by number of members"),
    "moneys_from_two": ("按人数的金额表(两人起)", "amounts by number of members, from two"), "moneys_by": ("分类金额表", "amounts by category"),
    "ratios_by": ("分类比例表", "ratios by category"), "area": ("面积", "floor area"),
}  # fmt: skip
_UNITS = {"months": ("个月", "months"), "years": ("年(岁)", "years"), "days": ("日", "days"), "area": ("平方米", "m²")}
_CURRENCY = {"cssa": ("港元", "HKD"), "macao_grant": ("澳门元", "MOP")}
CONFIDENCES = {
    "firm": ("已核对法规全文", "the full text of the instrument was read"),
    "press": ("来自报道或办事指南,正式文件未核对", "from press or a guide; not yet checked against the official text"),
    "practice": ("来自公开系统的做法,不是法规", "seen in a public system; not law"),
    "recalled": ("凭记忆,须核对后方可采用", "recalled; to be checked before use"),
    "derived": ("推算或设计取值,不是法规", "derived or a design default; not law"),
    "demonstration": ("演示值,不得用于实际救助", "demonstration value; not for real aid"),
}
RESIDENCE_WORDS = {"urban": ("城镇", "urban"), "rural": ("农村", "rural"), "both": ("城乡", "both")}
NOT_ON_FILE = ("未公布", "not on file")


def index_of(lang: str) -> int:
    """Where the words of this language stand in a pair."""
    return 0 if lang == "zh" else 1


def unit(name: str, lang: str) -> str:
    """The unit of a parameter's numbers, or nothing."""
    kind = DECLARED[name].kind
    if kind.startswith("money"):
        return _CURRENCY.get(name.partition(".")[0], ("元", "yuan"))[index_of(lang)]
    return _UNITS.get(kind, ("", ""))[index_of(lang)]


def set_by(name: str, lang: str) -> str:
    """Who may set it: the lowest of these, or one above it."""
    return authority_name(DECLARED[name].authority, lang)


def value_text(value: Value | None, lang: str) -> str:
    """The value as people read it, with its unit; one that nobody published says so, one that is derived shows from what."""
    if value is None:
        return NOT_ON_FILE[index_of(lang)]
    return _plain(value, lang) if value.formula is None else f"{_plain(value, lang)} = {_derivation(value.formula, value.rounding, lang)}"


def _derivation(formula: Formula, rounding: str, lang: str) -> str:
    """A formula with the labels of its parameters for their names, and its rounding."""
    told = formula.told(lambda name: (DECLARED[name].zh, DECLARED[name].en)[index_of(lang)])
    return f"{told} ⟨{shown(rounding, 'rounding', lang)}⟩" if rounding else told


def value_in_both(value: Value | None) -> str:
    """The value for a page in two languages, told once where both write it alike."""
    zh, en = value_text(value, "zh"), value_text(value, "en")
    number = zh.removesuffix(unit(value.name, "zh")) if value else zh
    if value and value.formula is None and en.startswith(number) and number != zh:
        return f"{number}{unit(value.name, 'zh')} {unit(value.name, 'en')}"
    return zh if zh == en else f"{zh} {en}"


def _plain(value: Value, lang: str) -> str:
    if value.value is None:
        return NOT_ON_FILE[index_of(lang)]
    told = shown(value.value, DECLARED[value.name].kind, lang)
    is_number = value.value != NONE and not isinstance(value.value, bool) and unit(value.name, lang)
    return f"{told} {unit(value.name, lang)}" if is_number else told


def confidence(value: Value, lang: str) -> str:
    """How sure the value is, in words."""
    return CONFIDENCES["demonstration" if value.demonstration else value.confidence][index_of(lang)]


def place_text(law: Law, place: str, lang: str) -> str:
    """The place's name and code."""
    if place == NATION:
        return ("全国", "nation")[index_of(lang)]
    return f"{law.place_name(place, lang)} {place}"


def residence_text(residence: str, lang: str) -> str:
    """``urban``, ``rural`` or ``both`` in words."""
    return RESIDENCE_WORDS[residence][index_of(lang)]


def where_text(law: Law, holding: Holding, lang: str) -> str:
    """The places of a holding, each told with its residence only where the other residence has another value."""
    residences: dict[str, list[str]] = {}
    for place, residence in holding.told:
        residences.setdefault(place, []).append(residence)
    told = [
        place_text(law, place, lang)
        + ("" if len(held) == len(RESIDENCES) else f" ({', '.join(residence_text(one, lang) for one in held)})")
        for place, held in residences.items()
    ]
    return ("、" if lang == "zh" else ", ").join(told)


def days(since: date | None, until: date | None) -> str:
    """From the first day to the last, as both languages read it; nothing where no day is on file."""
    return "" if since is None else f"{since} – {until or ''}".rstrip()
