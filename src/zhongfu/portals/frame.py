"""页面框架: what every page shares: who is reading, where they may go, and how a refusal is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from zhongfu.audit.refusal import Refused
from zhongfu.people.access import CHINA
from zhongfu.portals.languages import marked
from zhongfu.portals.wording import WORDS

# (address name, label, icon) by role, in the order of the day's work.
LINKS = {
    "clerk": [("desk", marked("我的工作台"), "home"), ("batches", marked("发放批次"), "cash"), ("policy", marked("政策"), "list-details")],
    "confirmer": [("desk", marked("我的工作台"), "home"), ("batches", marked("发放批次"), "cash"), ("policy", marked("政策"), "list-details")],
    "supervisor": [
        ("overview", marked("全局"), "layout-dashboard"),
        ("screening", marked("筛查"), "users"),
        ("reform", marked("政策测算"), "calculator"),
        ("policy", marked("政策"), "list-details"),
        ("batches", marked("发放批次"), "cash"),
    ],
}
View = Callable[..., HttpResponse]
_TOLD = "told"


@dataclass(frozen=True)
class Frame:
    """What the head of a page shows. Without a posting there are no links: the page says who may help instead."""

    here: str
    name: str
    role: str
    place: str
    links: list[tuple[str, str, str]]
    demo: bool
    messages: list[dict[str, str]]


def frame(request: HttpRequest, here: str = "") -> Frame:
    """The frame for this reader. An error page may come before anybody was recognised, so nothing is taken for granted."""
    posting = getattr(request, "posting", None)
    user = getattr(request, "user", None)
    name = user.display_name if user is not None and user.is_authenticated else ""
    role, place = (posting.role, posting.region.name) if posting and name else ("", "")
    told = request.session.pop(_TOLD, []) if hasattr(request, "session") and _TOLD in request.session else []
    return Frame(here, name, WORDS["role"].get(role, ""), place, LINKS.get(role, []), settings.ZHONGFU_HOME.is_demo, told)


def bare_page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    """A page without a reader, for when the database may be what failed."""
    nobody = Frame("", "", "", "", [], settings.ZHONGFU_HOME.is_demo, [])
    return render(request, template, {**context, "frame": nobody}, status=status)


def page(request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, here: str = "", status: int = 200) -> HttpResponse:
    """One page in its frame."""
    return render(request, template, {**(context or {}), "frame": frame(request, here)}, status=status)


def officer(*roles: str) -> Callable[[View], View]:
    """Only for somebody signed in whose posting of today has one of these roles; for others the page is not there."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_the_door(request)
            if request.posting is None or request.posting.role not in roles:
                raise Http404
            return view(request, *args, **named)

        return guarded

    return decorate


def _to_the_door(request: HttpRequest) -> HttpResponse:
    onward = request.get_full_path() if request.method == "GET" else reverse("home")
    return redirect(f"{reverse('sign_in')}?{urlencode({'next': onward})}")


def now() -> datetime:
    """The moment of this request, in China's time."""
    return datetime.now(CHINA)


def today() -> date:
    """The calendar day in China."""
    return now().date()


def said(refusal: Refused) -> str:
    """The sentence of a refusal in the reader's language; Chinese is given to readers of both scripts."""
    return refusal.en if translation.get_language() == "en" else refusal.zh


def tell(request: HttpRequest, tone: str, text: str) -> None:
    """Show `text` on the reader's next page, in the tone "good" or "bad"."""
    request.session[_TOLD] = [*request.session.get(_TOLD, []), {"tone": tone, "text": text}]


def attempt(request: HttpRequest, action: Callable[[], Any], done: str) -> bool:
    """Do `action`; tell the reader on the next page that it is `done`, or why it was not. Returns whether it was done."""
    try:
        action()
    except Refused as refusal:
        tell(request, "bad", said(refusal))
        return False
    tell(request, "good", done)
    return True
