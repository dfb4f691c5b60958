"""共用文本: what the texts that a workbook's cells share come to when each cell gets its own copy, as every reader gives it one.

A text of eight megabytes packs into a few kilobytes, and twenty cells that name it take a gigabyte.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

_MEMBER = "xl/sharedstrings.xml"
_ITEM_END = re.compile(rb"</(?:\w+:)?si\s*>")
_CELL = re.compile(rb"""\st\s*=\s*["']s["'](?:[^<>]*>\s*<(?:\w+:)?v\s*>\s*(\d{1,9}))?""")
_BLOCK = 1 << 20
_SEAM = 256


def unfolded(archive: zipfile.ZipFile, enough: int) -> int:
    """An upper bound, in bytes, of the copies; above `enough` it is worked out cell by cell, below it is only estimated."""
    # Readers find members whatever the case of their names.
    names = {name.lower().replace("\\", "/"): name for name in archive.namelist()}
    if _MEMBER not in names:
        return 0
    lengths = _lengths(archive, names.pop(_MEMBER))
    longest = max(lengths)
    sheets = [name for lowered, name in names.items() if lowered.endswith(".xml")]
    # Each value has an opening and a closing tag.
    values = sum(block.count(b"v>") for name in sheets for block in _blocks(archive, name)) // 2 + 1
    if values * longest <= enough:
        return values * longest
    return sum(_copied(archive, name, lengths, longest) for name in sheets)


def _lengths(archive: zipfile.ZipFile, name: str) -> list[int]:
    """The sizes of the shared texts in their order, markup included."""
    lengths, open_length, seam = [], 0, b""
    for block in _blocks(archive, name):
        *closed, last = _ITEM_END.split(seam + block)
        for piece in closed:
            lengths.append(open_length + len(piece))
            open_length = 0
        # The end of an item may be cut in two by the end of the block.
        seam = last[-_SEAM:]
        open_length += len(last) - len(seam)
    return [*lengths, open_length + len(seam)]


def _copied(archive: zipfile.ZipFile, name: str, lengths: list[int], longest: int) -> int:
    """The bytes of all copies in one sheet; a cell whose number cannot be read counts as the longest text."""
    total, seam = 0, b""
    for block in _blocks(archive, name):
        text, end = seam + block, 0
        for match in _CELL.finditer(text):
            number, end = match[1], match.end()
            known = number is not None and int(number) < len(lengths)
            total += lengths[int(number)] if known else longest
        seam = text[max(end, len(text) - _SEAM) :]
    return total


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        while block := member.read(_BLOCK):
            yield block
