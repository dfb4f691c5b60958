"""申报表: asks only what the rules still need and no source holds; each question comes from the fact's own declaration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext

from zhongfu.policy.facts import SCOPES, Field
from zhongfu.portals.languages import marked, spoken
from zhongfu.portals.wording import word

OBLIGORS = "household.obligors"
OBLIGOR_ROWS = 3
LISTS = {
    "household.members": "member", "household.obligors": "obligor", "household.assets.vehicles": "vehicle",
    "household.assets.houses": "house", "household.assets.businesses": "business",
}  # fmt: skip
LIST_NAMES = {
    "household.assets.vehicles": marked("机动车"), "household.assets.houses": marked("房屋"),
    "household.assets.businesses": marked("市场主体"),
}
RELATIONS = {
    "spouse": marked("配偶"), "child": marked("子女"), "parent": marked("父母"), "grandparent": marked("祖父母、外祖父母"),
    "sibling": marked("兄弟姐妹"), "grandchild": marked("孙子女、外孙子女"), "other": marked("其他"),
}
CHOICES = RELATIONS | {
    "applicant": marked("申请人"), "urban": marked("城镇"), "rural": marked("农村"), "male": marked("男"), "female": marked("女"),
    "full": marked("完全"), "part": marked("部分"), "limited": marked("限制"), "none": marked("无"),
    "married": marked("已婚"), "unmarried": marked("未婚"), "divorced": marked("离婚"), "widowed": marked("丧偶"),
    "employed": marked("受雇"), "self_employed": marked("自雇"), "flexible": marked("灵活就业"),
    "orphan": marked("孤儿"), "unsupported": marked("事实无人抚养"), "missing": marked("失踪"), "imprisoned": marked("服刑"),
    "residential": marked("住宅"), "shop": marked("商铺"), "garage": marked("车库"), "office": marked("办公"),
    "ordinary": marked("普通"), "ancestral": marked("祖屋"), "mud_brick": marked("泥砖房"),
    "car": marked("小汽车"), "van": marked("面包车"), "truck": marked("货车"), "motorcycle": marked("摩托车"),
    "e_bike": marked("电动自行车"), "disabled_scooter": marked("残疾人机动轮椅车"), "tractor": marked("拖拉机"),
    "private": marked("自用"), "commercial": marked("营运"), "true": marked("是"), "false": marked("否"),
}
HINTS = {
    "money": marked("元，最多两位小数。没有就写 0。"), "count": marked("整数。"), "ratio": marked("数字。"), "date": "",
    "bool": "", "text": "", "level": "",
}
FIELD_HINTS = {"household.assets.deposits": marked("全家存款、证券、基金、保险现金价值、网络账户余额合计，元。没有就写 0。")}
# A need that a case file holds under a longer path than the rules name it by.
SPELLED = {
    "household.assessment": ("household.assessment.category", "household.assessment.income_pc_month"),
    "household.event": (), "household.in_aid": (),
}
OFFERED = {"household.assessment.category": ("dibao", "edge", "rigid", "none")}
KINDS = {"money": "money", "count": "number", "ratio": "money", "date": "date", "bool": "choice"}


@dataclass
class Question:
    """One question of the form: `path` in the case file, how it is asked, and what the form holds now."""

    path: str
    kind: str
    label: str
    hint: str = ""
    value: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    problem: str = ""

    @property
    def name(self) -> str:
        """Its name in the HTML form."""
        return self.path

    @property
    def relations(self) -> list[tuple[str, str]]:
        """The relations that an obligor may have."""
        return [(code, gettext(text)) for code, text in RELATIONS.items()]


class Faulty(ValueError):
    """An answer that cannot be read; the text says which and how to write it."""


def questions(needs: Iterable[str], declared: Mapping[str, Any], names: Mapping[str, str]) -> list[Question]:
    """The questions for what is needed and for what was declared before; parameters are no question to an applicant.

    `names` gives the person's name for a member's path ("household.members.0").
    """
    spelled = [path for need in needs for path in SPELLED.get(need, (need,))]
    wanted = [path for path in dict.fromkeys((*declared, *spelled)) if not path.startswith("parameter:")]
    lists = {_list_of(path) for path in wanted} & {OBLIGORS}
    # A missing detail of an obligor is asked inside the list of obligors, not beside it.
    single = [path for path in wanted if _list_of(path) != OBLIGORS]
    asked = [question for path in single if (question := _question(path, declared.get(path), names))]
    return asked + [_obligors(declared.get(OBLIGORS)) for _ in lists]


def label(path: str, names: Mapping[str, str]) -> str:
    """What a fact's path is called: the member's name before the fact's."""
    if path in LIST_NAMES:
        return gettext(LIST_NAMES[path])
    if path == OBLIGORS:
        return gettext("分开居住的赡养、抚养、扶养义务人")
    if path.endswith(".incomes"):
        return _person(path, names) + gettext("月收入")
    declared = _field(path)
    return _person(path, names) + (spoken(declared.zh, declared.en) if declared else path)


def _list_of(path: str) -> str:
    return next((prefix for prefix in LISTS if path == prefix or path.startswith(prefix + ".")), "")


def _owner(path: str) -> str:
    prefix = _list_of(path)
    return f"{prefix}.{path[len(prefix) + 1 :].split('.')[0]}" if prefix and path != prefix else ""


def _field(path: str) -> Field | None:
    prefix = _list_of(path)
    if not prefix:
        return SCOPES["case"].fields.get(path)
    return SCOPES[LISTS[prefix]].fields.get(path[len(_owner(path)) + 1 :])


def _question(path: str, value: Any, names: Mapping[str, str]) -> Question | None:
    if path in LIST_NAMES:
        options = [("none", gettext("没有"))]
        return Question(path, "choice", label(path, names), gettext("来源未到，只能确认没有；有的等来源到齐。"), "none" if value == [] else "", options)
    if path.endswith(".incomes"):
        hint = gettext("元，每月各项收入合计。没有就写 0。")
        return Question(path, "money", label(path, names), hint, _incomes_written(value))
    declared = _field(path)
    if declared is None:
        return None
    codes = ("true", "false") if declared.kind == "bool" else OFFERED.get(path, declared.choices)
    kind = "choice" if codes else KINDS.get(declared.kind)
    if kind is None:
        return None
    options = [(code, gettext(CHOICES[code]) if code in CHOICES else word("programme", code)) for code in codes]
    hint = FIELD_HINTS.get(path, HINTS[declared.kind])
    return Question(path, kind, label(path, names), gettext(hint) if hint else "", _written(value), options)


def _person(path: str, names: Mapping[str, str]) -> str:
    return f"{names[_owner(path)]} · " if _owner(path) in names else ""


def _incomes_written(incomes: Any) -> str:
    return "" if incomes is None else _written(sum(each["amount"] for each in incomes))


def _incomes(raw: str, said: str) -> list[dict[str, Any]]:
    """The total that somebody declares, as the case file's list; its kind is not asked for."""
    total = _number("money", raw, said)
    return [{"kind": "other", "amount": total}] if total else []


def _written(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _obligors(declared: Any) -> Question:
    rows = [{key: _written(row.get(key)) for key in ("relation", "birth", "household_size", "monthly_income", "capable")} for row in declared or ()]
    blank = dict.fromkeys(("relation", "birth", "household_size", "monthly_income", "capable"), "")
    rows += [blank] * (OBLIGOR_ROWS - len(rows))
    value = "" if declared is None else ("some" if declared else "none")
    hint = gettext("依法有赡养、抚养、扶养义务而不与申请家庭共同生活的人。")
    return Question(OBLIGORS, "obligors", label(OBLIGORS, {}), hint, value, rows=rows)


def answers(form: Mapping[str, str]) -> dict[str, Any]:
    """What the form declares: {path: value as a case file holds it}. An empty answer declares nothing: it stays unknown.

    Raises Faulty for an answer that cannot be read.
    """
    given: dict[str, Any] = {}
    for path, raw in form.items():
        if raw.strip() and path in LIST_NAMES and raw == "none":
            given[path] = []
        elif raw.strip() and path.endswith(".incomes"):
            given[path] = _incomes(raw.strip(), gettext("月收入"))
        elif raw.strip() and _list_of(path) != OBLIGORS and (declared := _field(path)):
            given[path] = _read(declared, raw.strip(), label(path, {}))
    if form.get(OBLIGORS) == "none":
        given[OBLIGORS] = []
    elif form.get(OBLIGORS) == "some":
        given[OBLIGORS] = _obligor_rows(form)
    return given


def _obligor_rows(form: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = []
    for number in range(OBLIGOR_ROWS):
        stem = f"{OBLIGORS}.{number}."
        cells = {path[len(stem) :]: raw.strip() for path, raw in form.items() if path.startswith(stem) and raw.strip()}
        if cells and "relation" not in cells:
            raise Faulty(gettext("第 %(n)s 位义务人没有选关系。") % {"n": number + 1})
        if cells:
            fields = SCOPES["obligor"].fields
            rows.append({key: _obligor_cell(fields[key], raw) for key, raw in cells.items() if key in fields})
    if not rows:
        raise Faulty(gettext("选了“有”义务人，请至少填写一位。"))
    return rows


def _obligor_cell(declared: Field, raw: str) -> Any:
    return raw == "true" if declared.key == "capable" else _read(declared, raw, spoken(declared.zh, declared.en))


def _read(declared: Field, raw: str, said: str) -> Any:
    if declared.kind in ("money", "count", "ratio"):
        return _number(declared.kind, raw, said)
    if declared.kind == "bool":
        return raw == "true"
    if declared.kind == "date":
        return _day(raw, said)
    if raw not in (declared.choices or OFFERED.get(declared.key, ())):
        raise Faulty(gettext("“%(label)s”：请从列出的选项中选。") % {"label": said})
    return raw


def _number(kind: str, raw: str, said: str) -> int | float:
    try:
        amount = Decimal(raw.replace(",", "").replace("，", ""))
    except InvalidOperation as mistake:
        raise Faulty(gettext("“%(label)s”：请写数字，例如 1200 或 1200.50。") % {"label": said}) from mistake
    places = {"count": 0, "money": 2, "ratio": 4}[kind]
    if not amount.is_finite() or amount < 0 or amount > 10**12 or amount != round(amount, places):
        raise Faulty(gettext("“%(label)s”：应为不小于零的数，小数最多 %(places)s 位。") % {"label": said, "places": places})
    return int(amount) if amount == int(amount) else float(amount)


def _day(raw: str, said: str) -> str:
    try:
        return date.fromisoformat(raw).isoformat()
    except ValueError as mistake:
        raise Faulty(gettext("“%(label)s”：日期写作 2026-10-31 的样子。") % {"label": said}) from mistake
