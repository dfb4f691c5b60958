"""语言目录: gathers every text that a page can show, keeps the catalogues whole, and compiles them.

`python -m zhongfu.portals.catalogues` compiles the catalogues, as set-up does;
`--extract` first brings new texts into the catalogues, where a translator finds them empty.
"""

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from zhongfu.portals.labels import labels
from zhongfu.portals.languages import traditional

FOLDER = Path(__file__).parent
LOCALES = ("zh_Hant", "en")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "marked": None}
METHODS = [("**/jinja2/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"**/jinja2/**.html": {"silent": "false", "trimmed": "true"}}


def texts() -> dict[str, str]:
    """Every text that a page can show → where it stands: those of templates and views, and the labels of the layers below."""
    found: dict[str, str] = {}
    for file, _, message, _, _ in extract_from_dir(FOLDER, METHODS, OPTIONS, KEYWORDS):
        for text in (message,) if isinstance(message, str) else message:
            if text:
                found.setdefault(text, f"portals/{file}")
    for text, label in labels().items():
        found.setdefault(text, label.where)
    return found


def catalogue_file(locale: str) -> Path:
    """The catalogue that people edit."""
    return FOLDER / "locale" / locale / "LC_MESSAGES" / "django.po"


def read(locale: str) -> Catalog:
    """One catalogue as it stands."""
    with catalogue_file(locale).open("rb") as file:
        return read_po(file, locale=locale, abort_invalid=True)


def extract(locale: str) -> int:
    """Bring the catalogue in line with the texts: new ones come in with a draft where there is one, else empty; gone ones go.

    The draft of an English label is the code's own English; that of a Traditional text is written with the character pairs
    that the catalogue has taught so far, for a translator to review.

    Returns how many still wait for a translation.
    """
    known = {message.id: message.string for message in read(locale)} if catalogue_file(locale).exists() else {}
    drafts = {text: label.en for text, label in labels().items()} if locale == "en" else {text: traditional(text) for text in texts()}
    fresh = Catalog(locale=locale, project="zhongfu", charset="utf-8", fuzzy=False)
    for text, where in sorted(texts().items(), key=lambda pair: (pair[1], pair[0])):
        fresh.add(text, known.get(text) or drafts.get(text, ""), locations=[(where, None)])
    catalogue_file(locale).parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, fresh, width=120, include_lineno=False, omit_header=False)
    catalogue_file(locale).write_bytes(_without_dates(written.getvalue()))
    return sum(1 for message in fresh if message.id and not message.string)


def _without_dates(text: bytes) -> bytes:
    # A date would change the file at every run, and two branches would always differ.
    return b"".join(line for line in text.splitlines(keepends=True) if b"-Date:" not in line and b"Generated-By" not in line)


def compile_all(locales: Iterable[str] = LOCALES) -> None:
    """Write the compiled catalogue beside each one."""
    for locale in locales:
        with catalogue_file(locale).with_suffix(".mo").open("wb") as file:
            write_mo(file, read(locale))


def main(arguments: list[str]) -> int:
    """Compile (and extract first when asked). Exit status 0."""
    if "--extract" in arguments:
        for locale in LOCALES:
            print(f"{locale}: {extract(locale)} 条待译  to translate")
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
