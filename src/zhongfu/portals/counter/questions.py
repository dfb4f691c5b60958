"""申报表: asks only what the rules still need and no source holds; each question comes from the fact's own declaration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext

from zhongfu.policy.facts import SCOPES, Field
from zhongfu.policy.values import NONE, Choice
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
        """The relations that an obligor may have: anything but the applicant himself."""
        return [choice for choice in offered(SCOPES["obligor"].fields["relation"]) if choice[0] != "applicant"]


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


def offered(declared: Field) -> list[tuple[str, str]]:
    """What a fact may be, each code with its words, as the fact's declaration has them."""
    if declared.kind == "bool":
        return [(code, word("truth", code)) for code in ("true", "false")]
    return [(choice, _words(choice)) for choice in declared.choices]


def _words(choice: str) -> str:
    if isinstance(choice, Choice):
        return spoken(choice.zh, choice.en)
    return gettext("无") if choice == NONE else word("programme", choice)


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
    options = offered(declared)
    kind = "choice" if options else KINDS.get(declared.kind)
    if kind is None:
        return None
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
    if raw not in declared.choices:
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
