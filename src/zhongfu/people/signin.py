"""登录 Sign-in: a user name and a password against argon2id; five failures lock the account for a quarter of an hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from zhongfu.audit.actions import Subject, record
from zhongfu.people.access import CHINA
from zhongfu.people.models import Installation, User

FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


class StaffSignIn(BaseBackend):
    """Django's authentication for staff. Demonstration accounts are refused outside a demonstration home."""

    def authenticate(self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any) -> User | None:
        if not username or password is None:
            return None
        now = datetime.now(CHINA)
        user = User.objects.filter(username=username).first()
        if user is None:
            # As much work as for a real account, so that time does not tell which names exist.
            make_password(password)
            return None
        return self._checked(user, password, now)

    def _checked(self, user: User, password: str, now: datetime) -> User | None:
        right = user.check_password(password)
        if not may_sign_in(user, now):
            return None
        (_succeeded if right else _failed)(user, now)
        return user if right else None

    def get_user(self, user_id: Any) -> User | None:
        """The account of an open session, as long as it may still be used."""
        user = User.objects.filter(pk=user_id).first()
        return user if user and user.is_active and _allowed_here(user) else None


def may_sign_in(user: User, now: datetime) -> bool:
    """Whether the account is in use, not locked now, and of the kind that this home allows."""
    locked = user.locked_until is not None and user.locked_until > now
    return user.is_active and not locked and _allowed_here(user)


def _allowed_here(user: User) -> bool:
    """Both the home's folder and the database must say demonstration: a copy of either alone opens no door."""
    return not user.demo or (settings.ZHONGFU_HOME.is_demo and Installation.objects.filter(kind="demo").exists())


@transaction.atomic
def _failed(user: User, now: datetime) -> None:
    User.objects.filter(pk=user.pk).update(failed_sign_ins=F("failed_sign_ins") + 1)
    user.refresh_from_db(fields=["failed_sign_ins"])
    if user.failed_sign_ins >= FAILURES:
        User.objects.filter(pk=user.pk).update(failed_sign_ins=0, locked_until=now + LOCKED_FOR)
    record(by=user, at=now, verb="user.sign_in_failed", subject=Subject("user", user.username))


@transaction.atomic
def _succeeded(user: User, now: datetime) -> None:
    User.objects.filter(pk=user.pk).update(failed_sign_ins=0, locked_until=None)
    record(by=user, at=now, verb="user.signed_in", subject=Subject("user", user.username))
