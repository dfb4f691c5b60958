"""引用: a citation such as ``57 Art.8`` written out with the title of its instrument, as far as the law on file has it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhongfu.policy.parameters import Law

_HAN = re.compile("[\u4e00-\u9fff]")


def article(cite: str, law: Law, lang: str) -> str:
    """One citation; what no file gives a title is printed as it stands, an instrument cited by its name as that."""
    short, art, number = cite.partition(" Art.")
    title = law.title(short, lang) or (short if _HAN.search(short) and lang == "zh" else "")
    if not title:
        return cite
    if lang == "zh":
        named = f"《{title.partition('(')[0]}》"
        return f"{named}第{number}条" if art else named
    return f"{title}, Art. {number}" if art else title


def articles(cites: Iterable[str], law: Law, lang: str) -> str:
    """Several citations in one line, each once."""
    return ("、" if lang == "zh" else "; ").join(dict.fromkeys(article(cite, law, lang) for cite in cites))
