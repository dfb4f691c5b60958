"""语言: chooses the language of each page from the reader's cookie; Chinese comes first."""

import gettext as catalogues
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

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


def spoken(zh: str, en: str) -> str:
    """A sentence that the layers below wrote in Chinese and English, in the reader's language."""
    language = translation.get_language()
    if language == "en":
        return en or zh
    return traditional(zh) if language == "zh-hant" else zh


def local(text: str) -> str:
    """A text that is already in English or Simplified Chinese as the reader asked, in the reader's script."""
    return traditional(text) if text and translation.get_language() == "zh-hant" else text


def traditional(text: str) -> str:
    """A Simplified Chinese sentence in Traditional characters: the catalogue's own wording where it has the whole
    sentence, else the catalogue's characters, whose pairs its reviewed texts teach."""
    whole = _reviewed().get(text)
    return whole if whole else "".join(_characters().get(character, character) for character in text)


@lru_cache
def _reviewed() -> dict[str, str]:
    """The texts of the Traditional Chinese catalogue."""
    held = catalogues.translation("django", str(Path(__file__).parent / "locale"), ["zh_Hant"], fallback=True)
    texts = vars(held).get("_catalog", {})
    return {simple: full for simple, full in texts.items() if isinstance(simple, str) and simple}


@lru_cache
def _characters() -> dict[str, str]:
    """Simplified → Traditional character, as most often paired in the catalogue's texts of equal length."""
    pairs: Counter[tuple[str, str]] = Counter()
    for simple, full in _reviewed().items():
        if len(simple) == len(full):
            pairs.update(zip(simple, full, strict=True))
    return {simple: full for (simple, full), _ in sorted(pairs.items(), key=lambda pair: pair[1])}
