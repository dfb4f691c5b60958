"""语言: chooses the language of each page from the reader's cookie; Chinese comes first."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "zhongfu_language"
DEFAULT = "zh-hans"
# Each name is written in its own language, so that a reader finds it from any page.
NAMES = {"zh-hans": "简体", "zh-hant": "繁體", "en": "English"}
# The value of <html lang>, which tells screen readers and fonts what they meet.
TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def marked(text: str) -> str:
    """Return `text` as it is: marks a string for the catalogues where it is defined, not where it is shown."""
    return text


class ChosenLanguage:
    """Middleware: one language for the whole request. Accept-Language is left aside: officials share machines set up in any language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(COOKIE, DEFAULT)
        with translation.override(chosen if chosen in NAMES else DEFAULT):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", TAGS[translation.get_language()])
            return response
