"""登录与语言: who comes in, in which language, and what a page says when something is not there."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongfu.portals import languages
from zhongfu.portals.frame import bare_page, page

YEAR = 365 * 24 * 3600
FIRST_PAGE = {"clerk": "desk", "confirmer": "desk", "supervisor": "overview"}


def _onward(request: HttpRequest) -> str:
    """Where the form asks to go next, as long as it stays on this host."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else reverse("home")


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page of the reader's role."""
    if not request.user.is_authenticated:
        return redirect("sign_in")
    if request.posting is None:
        return _trouble(request, gettext("没有岗位"), gettext("您今天没有有效的岗位，请联系本单位的管理员。"), status=403)
    return redirect(FIRST_PAGE[request.posting.role])


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door. A wrong name, a wrong password and a locked account read the same, so that names cannot be guessed."""
    username, problem = request.POST.get("username", ""), ""
    if request.method == "POST":
        user = authenticate(request, username=username, password=request.POST.get("password", ""))
        if user is not None:
            login(request, user)
            return redirect(_onward(request))
        problem = gettext("用户名或密码不对。连续输错五次，账号锁定十五分钟。")
    context = {"username": username, "problem": problem, "next": _onward(request)}
    return page(request, "gateway/sign_in.html", context, status=401 if problem else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign_in")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language of this browser for a year."""
    response = redirect(_onward(request))
    chosen = request.POST.get("language", "")
    if chosen in languages.NAMES:
        response.set_cookie(languages.COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE)
    return response


def _trouble(request: HttpRequest, heading: str, sentence: str, *, status: int) -> HttpResponse:
    return page(request, "gateway/trouble.html", {"heading": heading, "sentence": sentence}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing there, or nothing there for this reader: the two are not told apart."""
    return _trouble(request, gettext("没有找到"), gettext("这一页不存在，或者不在您的辖区和岗位之内。"), status=404)


def faulty_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be understood."""
    return _trouble(request, gettext("请求有误"), gettext("这个请求不完整，请回到上一页重试。"), status=400)


def forged_request(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: most often one left open too long."""
    return _trouble(request, gettext("页面过期"), gettext("这一页放得太久了，请回到首页重新打开再提交；没有做任何更改。"), status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """Our own fault. The request's transaction was rolled back, so nothing was changed."""
    sentence = gettext("系统出错，没有做任何更改；请稍后再试，仍不行请联系管理员。")
    return bare_page(request, "gateway/trouble.html", {"heading": gettext("出错了"), "sentence": sentence}, status=500)
