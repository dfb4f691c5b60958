"""写法: how amounts, months, days and moments are written on a page."""

from datetime import date, datetime

from django.utils.translation import gettext
from markupsafe import Markup, escape

from zhongfu import CHINA


def unknown() -> Markup:
    """The mark that stands where nobody knows the value; never a zero, never an empty place."""
    return Markup('<span class="zf-unknown">{}</span>').format(gettext("未知"))


def plain_yuan(fen: int) -> str:
    """`123456` fen as `1,234.56`."""
    sign = "-" if fen < 0 else ""
    whole, cents = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{cents:02d}"


def yuan(fen: int | None) -> Markup:
    """An amount with its unit, or the mark of the unknown."""
    if fen is None:
        return unknown()
    return Markup('<span class="zf-money">{}</span>').format(gettext("%(amount)s 元") % {"amount": plain_yuan(fen)})


def number(value: object) -> Markup:
    """A count or text, or the mark of the unknown."""
    return unknown() if value is None or value == "" else escape(value)


def month(value: str | int | date | None) -> Markup:
    """A month as `2026-10`; takes `2026-10`, 202610 or a date."""
    if value is None:
        return unknown()
    if isinstance(value, date):
        return escape(f"{value:%Y-%m}")
    text = str(value)
    return escape(f"{text[:4]}-{text[4:]}" if text.isdigit() and len(text) == 6 else text)


def day(value: date | datetime | str | None) -> Markup:
    """A day as `2026-10-31`, in China's time."""
    if value is None or value == "":
        return unknown()
    if isinstance(value, str):
        return escape(value[:10])
    return escape(f"{value.astimezone(CHINA) if isinstance(value, datetime) else value:%Y-%m-%d}")


def moment(value: datetime | None) -> Markup:
    """A moment as `2026-10-31 09:05`, in China's time."""
    return unknown() if value is None else escape(f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}")
