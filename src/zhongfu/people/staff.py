"""工作人员办理 Staff: give somebody an account and a posting, and end a posting; the demonstration makes its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from zhongfu.audit.actions import Subject, record
from zhongfu.audit.refusal import Refused
from zhongfu.people.access import day
from zhongfu.people.models import Posting, Region, User

SHORTEST_PASSWORD = 12


@dataclass(frozen=True)
class Appointment:
    """Who is to do what, where. `region` is a code of the region tree."""

    username: str
    display_name: str
    role: str
    region: str


@transaction.atomic
def appoint(*, appointment: Appointment, password: str, by: Any, at: datetime) -> Posting:
    """Give a new account and its posting from today on. Refused for a name in use, an unknown role or region, a short password."""
    _check(appointment, password)
    user = User.objects.create(
        username=appointment.username, display_name=appointment.display_name, password=make_password(password)
    )
    posting = Posting.objects.create(user=user, role=appointment.role, region_id=appointment.region, since=day(at))
    subject = Subject("user", user.username, appointment.region)
    record(by=by, at=at, verb="user.posted", subject=subject, detail={"role": appointment.role, "demo": False})
    return posting


def _check(appointment: Appointment, password: str) -> None:
    if appointment.role not in Posting.Role.values:
        raise Refused(f"没有角色 {appointment.role}。", f"There is no role {appointment.role}.")
    if not Region.objects.filter(code=appointment.region).exists():
        raise Refused(f"没有行政区划 {appointment.region}。", f"There is no region {appointment.region}.")
    if User.objects.filter(username=appointment.username).exists():
        raise Refused("该用户名已被使用。", "That user name is in use.")
    if len(password) < SHORTEST_PASSWORD:
        raise Refused(f"口令至少 {SHORTEST_PASSWORD} 位。", f"A password has at least {SHORTEST_PASSWORD} characters.")
