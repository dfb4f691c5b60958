"""案件事实表: the facts of a case as rows with who, what, value, source and date; what was declared says so."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup, escape

from zhongfu.policy.facts import SCOPES
from zhongfu.policy.values import Choice
from zhongfu.portals.counter.questions import OBLIGORS, label
from zhongfu.portals.languages import marked, spoken
from zhongfu.portals.wording import word
from zhongfu.portals.writing import plain_yuan, unknown

INCOMES = {
    "wage": marked("工资性收入"), "business": marked("经营净收入"), "pension": marked("养老金"), "basic_pension": marked("城乡居民基础养老金"),
}
STAGES = {
    "kindergarten": marked("幼儿园"), "primary": marked("小学"), "junior": marked("初中"), "senior": marked("普通高中"),
    "vocational": marked("中等职业"), "college": marked("大专"), "bachelor": marked("本科"), "master": marked("研究生"),
}
DISABILITIES = {
    "physical": marked("肢体"), "visual": marked("视力"), "hearing": marked("听力"), "speech": marked("言语"),
    "intellectual": marked("智力"), "mental": marked("精神"), "multiple": marked("多重"),
}
BUSINESSES = {
    "individual": marked("个体工商户"), "company": marked("有限责任公司"), "sole_proprietorship": marked("个人独资企业"),
    "cooperative": marked("农民专业合作社"),
}
_WORDS = STAGES | BUSINESSES
# The words that facts declare for their choices; a code means the same wherever it stands.
_CHOICES = {
    str(choice): choice for scope in SCOPES.values() for field in scope.fields.values() for choice in field.choices if isinstance(choice, Choice)
}
# These say again what another row of the table says.
_UNSHOWN = ("kind", "hukou", "place", "full_time")
_ORDER = ("relation", "birth", "sex", "marital", "student", "disability", "employment", "incomes", "residence", "houses", "vehicles", "businesses")
# Known to be none where the source came and names nothing.
_NONE_IF_ABSENT = ("household.in_aid.programme",)
_GROUPS = {"vehicles": marked("机动车"), "houses": marked("房屋"), "businesses": marked("市场主体")}
_TITLES = {
    "household.assets.vehicles": marked("机动车"), "household.assets.houses": marked("房屋"),
    "household.assets.businesses": marked("市场主体"), "household.in_aid.programme": marked("在保项目"), "incomes": marked("收入"),
}


def names(facts: Mapping[str, Any]) -> dict[str, str]:
    """The members' names by their paths in the case file."""
    return {f"household.members.{key}": name for key, name in facts.get("names", {}).items()}


def rows(facts: Mapping[str, Any], declared: Mapping[str, Any], said_on: date) -> list[dict[str, Any]]:
    """Every fact that a source or the applicant gave, in the order of the case file; what was declared counts from `said_on`."""
    known = names(facts)
    told = [_row(path, _at(facts, path), known, origin) for path, origin in facts.get("sources", {}).items() if _worth(path)]
    return _sorted([row for row in told if row]) + [_declared(path, value, known, said_on) for path, value in declared.items()]


def _worth(path: str) -> bool:
    return path.rsplit(".", 1)[-1] not in _UNSHOWN


def _at(facts: Any, path: str) -> Any:
    """The value at a path, where a member is named by its id and other items by their number."""
    found = facts
    for step in path.split("."):
        if isinstance(found, list):
            found = next((item for number, item in enumerate(found) if str(number) == step or item.get("id") == step), None)
        elif isinstance(found, Mapping):
            found = found.get(step)
        else:
            return found
    return found


def _row(path: str, value: Any, known: Mapping[str, str], origin: Mapping[str, str]) -> dict[str, Any] | None:
    owner = next((member for member in known if path.startswith(member + ".")), "")
    tail = path[len(owner) + 1 :] if owner else path
    if tail.startswith("incomes.") or (tail == "incomes" and value):
        return None if not tail.endswith(".amount") else _income_row(path, value, known.get(owner, ""), origin)
    return {"path": path, "who": known.get(owner, ""), "label": _title(path, tail), "value": _said(path, value), **_origin(origin)}


def _said(path: str, value: Any) -> Markup | str:
    if value is None and path in _NONE_IF_ABSENT:
        return gettext("没有")
    return amount(value) if path.startswith("household.expenditures") else shown(value)


def _income_row(path: str, value: Any, who: str, origin: Mapping[str, str]) -> dict[str, Any]:
    return {"path": path, "who": who, "label": gettext("月收入"), "value": amount(value), **_origin(origin)}


def _title(path: str, tail: str) -> str:
    for known, text in _TITLES.items():
        if path == known or tail == known:
            return gettext(text)
    for group, text in _GROUPS.items():
        if f".assets.{group}." in path:
            return f"{gettext(text)} {int(path.split('.')[3]) + 1} · {label(path, {})}"
    return label(path, {})


def _origin(origin: Mapping[str, str]) -> dict[str, Any]:
    feed = origin.get("feed", "")
    source = word("source", feed) if feed else origin.get("source", "")
    return {"source": f"{source} {origin.get('month', '')}".strip(), "date": origin.get("date", "")}


def _declared(path: str, value: Any, known: Mapping[str, str], said_on: date) -> dict[str, Any]:
    source = {"source": gettext("申请人申报"), "date": said_on.isoformat()}
    who = next((name for member, name in known.items() if path.startswith(member + ".")), "")
    text = _obligors_shown(value) if path == OBLIGORS else _declared_value(path, value)
    return {"path": path, "who": who, "label": label(path, {}), "value": text, **source}


def _declared_value(path: str, value: Any) -> Markup | str:
    if path.endswith(".incomes") and value:
        return amount(sum(each["amount"] for each in value))
    return amount(value) if path.endswith(("deposits", "income_pc_month")) else shown(value)


def _obligors_shown(persons: list[dict[str, Any]]) -> str:
    if not persons:
        return gettext("没有")
    return gettext("；").join(_obligor_shown(person) for person in persons)


def _obligor_shown(person: dict[str, Any]) -> str:
    said = [_choice(person.get("relation", "other"))]
    if "household_size" in person:
        said.append(gettext("%(n)s 人") % {"n": person["household_size"]})
    if "monthly_income" in person:
        said.append(gettext("家庭月收入 %(amount)s 元") % {"amount": person["monthly_income"]})
    if "capable" in person:
        said.append(gettext("有履行能力") if person["capable"] else gettext("无履行能力"))
    return "，".join(said)


def amount(value: Any) -> Markup:
    """Yuan as the case file holds it."""
    if value is None:
        return unknown()
    return Markup('<span class="zf-money">{}</span>').format(gettext("%(amount)s 元") % {"amount": plain_yuan(round(float(value) * 100))})


def shown(value: Any) -> Markup | str:
    """A fact's value as people read it."""
    if value is None:
        return unknown()
    if isinstance(value, bool):
        return word("truth", str(value).lower())
    if isinstance(value, Mapping):
        return _disability(value)
    if isinstance(value, list):
        return gettext("没有") if not value else str(len(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
    text = str(value)
    if text in ("dibao", "tekun", "edge", "rigid"):
        return word("programme", text)
    return gettext(_WORDS[text]) if text in _WORDS else _choice(text)


def _choice(code: str) -> Markup | str:
    return spoken(_CHOICES[code].zh, _CHOICES[code].en) if code in _CHOICES else escape(code)


def _disability(value: Mapping[str, Any]) -> str:
    code = DISABILITIES.get(value.get("kind", ""), "")
    kind = gettext(code) if code else ""
    return gettext("%(kind)s残疾%(grade)s级") % {"kind": kind, "grade": value.get("grade", "")}


def _sorted(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Person by person, each from who they are to what they earn; then the household's own."""
    return sorted(told, key=lambda row: (_whose(row["path"]), _rank(row["path"]), row["path"]))


def _whose(path: str) -> tuple[int, int]:
    steps = path.split(".")
    number = steps[2].lstrip("m") if path.startswith("household.members.") else ""
    return (0, int(number)) if number.isdigit() else (1, 0)


def _rank(path: str) -> int:
    return next((rank for rank, part in enumerate(_ORDER) if f".{part}" in f".{path}"), len(_ORDER))
