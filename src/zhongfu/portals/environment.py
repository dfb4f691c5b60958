"""模板环境: the Jinja2 environment of every portal page."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from zhongfu.portals import languages, wording, writing

STATIC = Path(__file__).parent / "static"


@lru_cache
def static(name: str) -> str:
    """Address of a static file; its digest is part of the address, so a browser never shows yesterday's style."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"{settings.STATIC_URL.rstrip('/')}/{name}?v={digest}"


def url(name: str, *args: Any) -> str:
    """Address of a page by its name."""
    return reverse(name, args=args)


def language_choices() -> list[tuple[str, str, bool]]:
    """(code, own name, is it the present one) for the switch in the page head."""
    present = translation.get_language()
    return [(code, name, code == present) for code, name in languages.NAMES.items()]


def environment(**options: Any) -> Environment:
    """Build the environment: escaping on, and a name that is missing is an error, never an empty place on the page."""
    options["extensions"] = [*options.get("extensions", []), "jinja2.ext.i18n"]
    env = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        static=static, url=url, language_choices=language_choices, word=wording.word,
        page_language=lambda: languages.TAGS.get(translation.get_language() or "", "zh-Hans"),
    )
    env.filters.update(
        yuan=writing.yuan, month=writing.month, day=writing.day, moment=writing.moment, number=writing.number,
    )
    return env
