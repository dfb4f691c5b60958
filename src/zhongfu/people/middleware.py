"""请求范围 Request scope: each request is one transaction that sees the region of the user's present posting, and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from zhongfu.people import access


class RegionScope:
    """Middleware. `request.posting` is the posting that holds today, or None; without one the database shows no rows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            request.posting = self._posting(request)
            access.scope(request.posting)
            response = self.get_response(request)
            # A page that failed has changed nothing: views turn refusals into pages themselves, and their actions undo themselves.
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def _posting(self, request: HttpRequest) -> access.Posting | None:
        if not request.user.is_authenticated:
            return None
        return access.posting(request.user, access.day(datetime.now(access.CHINA)))
