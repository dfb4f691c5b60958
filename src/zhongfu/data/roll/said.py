"""出处 Who said it: for every fact of a case that came from a roll, the feed that told it."""

from __future__ import annotations

from collections.abc import Iterator

from zhongfu.policy.facts import SCOPES
from zhongfu.policy.records import Case, Record

_HOUSEHOLD = {
    "residence": "hukou_persons", "household.expenditures_12m.medical": "medical_settlements",
    "household.in_aid.programme": "assistance_register", "household.in_aid.since": "assistance_register",
    "household.in_aid.amount": "assistance_register", "household.assets.houses": "real_estate",
    "household.assets.vehicles": "vehicles", "household.assets.businesses": "market_entities",
}  # fmt: skip
_MEMBER = {
    "relation": "hukou_persons", "birth": "hukou_persons", "sex": "hukou_persons", "hukou": "hukou_persons", "marital": "marriages",
    "student": "student_records", "full_time": "student_records", "disability": "disability_certificates",
    "incomes": "social_insurance_payments",
}  # fmt: skip
_INCOME = {
    "wage": "social_insurance_payments", "basic_pension": "pensions", "pension": "pensions", "business": "business_income_tax",
}  # fmt: skip


def said_by(case: Case) -> dict[str, str]:
    """The feed behind each fact, by its path in the case file. What is unknown has none, nor what is so by default."""
    return dict(_said(case.record))


def _said(case: Record) -> Iterator[tuple[str, str]]:
    for key, feed in _HOUSEHOLD.items():
        if case.values.get(key) is not None:
            yield _path("case", key), feed
            yield from _things(case.values[key], key, feed)
    for member in case.values["household.members"]:
        yield from _of_member(member)


def _of_member(member: Record) -> Iterator[tuple[str, str]]:
    for key, feed in _MEMBER.items():
        if member.values.get(key) is not None:
            yield f"{member.path}.{_path('member', key)}", feed
    for item in member.values["incomes"] or ():
        feed = _INCOME[item.values["kind"]]
        yield from ((f"{item.path}.{key}", feed) for key in ("kind", "amount"))


def _things(held: object, key: str, feed: str) -> Iterator[tuple[str, str]]:
    if isinstance(held, list):
        for thing in held:
            yield from ((f"{thing.path}.{name}", feed) for name in ("use", "kind", "area", "employees", "capital") if thing.values.get(name) is not None)


def _path(scope: str, key: str) -> str:
    field = SCOPES[scope].fields.get(key)
    return key if field is None else field.path or key
