"""文书: prints official papers as PDF by typst, with the bundled font and nothing from the machine."""

import json
import struct
from bisect import bisect_right
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

LETTERS = Path(__file__).parent / "letters"
FONT = LETTERS / "fonts" / "NotoSansCJKsc-Regular.subset.otf"


class PaperFailed(Exception):
    """A paper could not be printed whole; the message says why in Chinese and English, without any personal value."""


def kinds() -> frozenset[str]:
    """The kinds of paper that can be printed on a case: one template each."""
    return frozenset(template.stem for template in LETTERS.glob("*.typ"))


@lru_cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT.parent)])


@lru_cache
def covered() -> tuple[list[int], list[int]]:
    """First and last code points of the runs that the font can draw, from its `cmap` table (OpenType format 12)."""
    data = FONT.read_bytes()
    tables = struct.unpack_from(">H", data, 4)[0]
    records = [struct.unpack_from(">4s4xII", data, 12 + 16 * index) for index in range(tables)]
    start = next(offset for tag, offset, _ in records if tag == b"cmap")
    subtables = [struct.unpack_from(">4xI", data, start + 4 + 8 * index)[0]
                 for index in range(struct.unpack_from(">H", data, start + 2)[0])]
    wide = next(start + offset for offset in subtables if struct.unpack_from(">H", data, start + offset)[0] == 12)
    groups = [struct.unpack_from(">II", data, wide + 16 + 12 * index)
              for index in range(struct.unpack_from(">I", data, wide + 12)[0])]
    return [first for first, _ in groups], [last for _, last in groups]


def drawable(text: str) -> bool:
    """Whether the font has every character of `text`. typst draws an empty box for a missing one and says nothing."""
    firsts, lasts = covered()
    points = (ord(character) for character in text if character >= " ")
    return all((place := bisect_right(firsts, point) - 1) >= 0 and point <= lasts[place] for point in points)


def printed(template: str, content: dict[str, Any], *, at: datetime) -> bytes:
    """Print one paper as PDF bytes.

    `template` is a file name in `letters/`; `content` becomes its `sys.inputs.letter`; `at` is the date in the PDF.
    Raises PaperFailed when a character is not in the font or typst warns of anything: a letter with a hole is no letter.
    """
    text = json.dumps(content, ensure_ascii=False)
    if not drawable(text):
        raise PaperFailed("文书中有字体没有的字，不能打印；请联系管理员补字。 / The paper holds a character that the font lacks; ask for the font to be extended.")
    compiler = typst.Compiler(str(LETTERS / template), root=str(LETTERS), font_paths=_fonts(), ignore_system_fonts=True)
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", sys_inputs={"letter": text}, timestamp=int(at.timestamp()))
    except typst.TypstError as error:
        raise PaperFailed("文书模板有误，不能打印。 / The paper's template is faulty, it was not printed.") from error
    if warnings:
        raise PaperFailed(f"文书排版有警告，不能打印。 / The paper was not printed: {warnings[0].message}")
    return bytes(pdf)
