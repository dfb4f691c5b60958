"""地区与层级: the form of region codes, the level of government a code stands for, and which level may set what.

A code is that of GB/T 2260 and its extension: 2 digits province, 4 prefecture, 6 county, 9 town, 12 village. The nation is
the empty text. Which counties and towns there are is no business of the law; only the provinces are listed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

NATION = ""
PROVINCES = (
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
    "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
)  # fmt: skip
_LENGTHS = (2, 4, 6, 9, 12)
_OWN_AUTHORITY = {"81": "H", "82": "M"}  # what is set there holds there, and nothing else does
_LADDER = "NPCK"
_LEVEL_OF_LENGTH = {0: "N", 2: "P", 4: "C", 6: "K"}
_LEVELS = {
    "N": ("国家", "the nation"), "P": ("省级", "the province"), "C": ("设区的市级", "the prefecture-level city"),
    "K": ("县级", "the county"), "H": ("香港", "Hong Kong"), "M": ("澳门", "Macao"), "T": ("乡镇或村级", "a town or village"),
}  # fmt: skip


def is_code(code: str, lengths: Collection[int] = _LENGTHS) -> bool:
    """Whether this has the form of a region code in a province that exists."""
    return code.isascii() and code.isdigit() and len(code) in lengths and code[:2] in PROVINCES


def level_of(code: str) -> str:
    """N, P, C, K, H or M; T for towns and villages, which set nothing."""
    return _OWN_AUTHORITY.get(code[:2]) or _LEVEL_OF_LENGTH.get(len(code), "T")


def may_set(code: str, authority: str) -> bool:
    """Whether this place may set what these levels (such as "PC") may set: the lowest of them, or one above it."""
    level = level_of(code)
    if level not in _LADDER or authority[-1] not in _LADDER:
        return level == authority
    return _LADDER.index(level) <= _LADDER.index(authority[-1])


def level_name(level: str, lang: str) -> str:
    """The level in words."""
    return _LEVELS[level][0 if lang == "zh" else 1]


def authority_name(authority: str, lang: str) -> str:
    """The levels in words: ``省级、设区的市级``, ``the province or the prefecture-level city``."""
    return ("、" if lang == "zh" else " or ").join(level_name(level, lang) for level in authority)


def suggestion(written: str, names: Iterable[str]) -> tuple[str, str]:
    """A question whether the nearest of these names was meant, in both languages; empty where none is near."""
    near = get_close_matches(written, list(names), n=1, cutoff=0.7)
    return (f",是否应为 {near[0]}", f"; is {near[0]} meant?") if near else ("", "")
