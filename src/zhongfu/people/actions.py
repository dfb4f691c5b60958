"""人员与家庭办理 Actions on people: load the region tree, say what kind of home this is, post staff, load households."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Count

from zhongfu.audit.actions import Subject, record
from zhongfu.audit.refusal import Refused
from zhongfu.data.regions import Town, towns
from zhongfu.people.access import day
from zhongfu.people.models import Household, Installation, Posting, Region, User
from zhongfu.people.refresh import Refreshed, refresh

__all__ = ["Refreshed", "SignIn", "create_demo_users", "install", "load_regions", "refresh"]

SIGN_INS = "demo-sign-ins.json"


class DemoPlace(Protocol):
    """What is asked of the home in which demonstration accounts are made."""

    @property
    def is_demo(self) -> bool: ...
    @property
    def keys(self) -> Path: ...


@dataclass(frozen=True)
class SignIn:
    """A demonstration account as it is printed for the person who started the demonstration."""

    username: str
    password: str
    display_name: str
    role: str
    region: str
    region_name: str


@transaction.atomic
def load_regions(*, by: Any, at: datetime) -> int:
    """Make the tree of provinces, prefectures, counties and towns equal to the table that ships. Returns the number added or renamed."""
    known = dict(Region.objects.values_list("code", "name"))
    rows = {row.code: row for town in towns().values() for row in _line(town)}
    changed = [row for row in rows.values() if known.get(row.code) != row.name]
    Region.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["code"], update_fields=["name", "kind", "parent"]
    )
    if changed:
        record(by=by, at=at, verb="regions.loaded", subject=Subject("regions", "nbs"), detail={"changed": len(changed)})
    return len(changed)


def _line(town: Town) -> list[Region]:
    """A town's line of ancestors, the province first."""
    kinds = Region.Kind
    return [
        Region(code=town.province, name=town.province_name, kind=kinds.PROVINCE),
        Region(code=town.prefecture, name=town.prefecture_name, kind=kinds.PREFECTURE, parent_id=town.province),
        Region(code=town.county, name=town.county_name, kind=kinds.COUNTY, parent_id=town.prefecture),
        Region(code=town.code, name=town.name, kind=kinds.TOWN, parent_id=town.county),
    ]


@transaction.atomic
def install(*, kind: str, by: Any, at: datetime) -> None:
    """Say once whether this database belongs to a demonstration; it never changes afterwards."""
    known = Installation.objects.first()
    if known is None:
        Installation.objects.create(kind=kind)
        record(by=by, at=at, verb="installation.made", subject=Subject("installation", kind))
    elif known.kind != kind:
        raise Refused(
            f"此数据库属于 {known.kind} 环境，不能作为 {kind} 使用。",
            f"This database belongs to a {known.kind} home and cannot serve a {kind} one.",
        )


def create_demo_users(*, home: DemoPlace, by: Any, at: datetime, town: str = "") -> list[SignIn]:
    """The three demonstration accounts: a clerk of one town, a confirmer of its county, a supervisor of the province.

    The town is `town` if given, else the one with most households, so that the clerk's desk shows enough. Made once; later calls give the same. Only in a demonstration home: elsewhere Refused, by us and by the database.
    """
    if not home.is_demo:
        raise Refused("演示账户只能在演示环境中创建。", "Demonstration accounts are made in a demonstration home only.")
    file = home.keys / SIGN_INS
    if file.exists() and User.objects.filter(demo=True).exists():
        return [SignIn(**each) for each in json.loads(file.read_text(encoding="utf-8"))]
    with transaction.atomic():
        install(kind="demo", by=by, at=at)
        made = [_account(sign_in, by=by, at=at) for sign_in in _planned(_town(town))]
        _keep(file, made)
    return made


def _town(wanted: str) -> Region:
    counted = Household.objects.values("region").annotate(number=Count("household_id")).order_by("-number", "region")
    largest = counted.first()
    towns_only = Region.objects.filter(kind=Region.Kind.TOWN).select_related("parent__parent__parent")
    code = wanted or (largest["region"] if largest else "")
    town = towns_only.filter(code=code).first() or towns_only.first()
    if town is None:
        raise Refused("请先载入行政区划。", "Load the regions first.")
    return town


def _planned(town: Region) -> list[SignIn]:
    county = town.parent
    province = county.parent.parent
    roles = Posting.Role
    plan = (
        ("clerk", "演示经办人", roles.CLERK, town),
        ("confirmer", "演示审核人", roles.CONFIRMER, county),
        ("supervisor", "演示督导", roles.SUPERVISOR, province),
    )
    return [
        SignIn(username, secrets.token_urlsafe(9), display, str(role), region.code, region.name)
        for username, display, role, region in plan
    ]


def _account(sign_in: SignIn, *, by: Any, at: datetime) -> SignIn:
    user, _ = User.objects.update_or_create(
        username=sign_in.username,
        defaults={"display_name": sign_in.display_name, "demo": True, "password": make_password(sign_in.password)},
    )
    Posting.objects.get_or_create(user=user, role=sign_in.role, region_id=sign_in.region, defaults={"since": day(at)})
    detail = {"role": sign_in.role, "demo": True}
    record(by=by, at=at, verb="user.posted", subject=Subject("user", user.username, sign_in.region), detail=detail)
    return sign_in


def _keep(file: Path, made: list[SignIn]) -> None:
    """The passwords are printed again at each start, so they stay with the keys of the demonstration."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        json.dump([asdict(each) for each in made], stream, ensure_ascii=False)
