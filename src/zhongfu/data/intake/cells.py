"""单元格: how a cell is repaired and what may stand in it, said once in Python and once for whole columns in SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

BLANKS = " \t\u00a0\u3000"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
FULL_WIDTH = "".join(chr(c) for r in ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B)) for c in range(*r))
ORDINARY = "".join(chr(ord(c) - 0xFEE0) for c in FULL_WIDTH)
AMOUNT = r"-?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)([.][0-9]{1,2})?元?"

_DROP = {ord(c): None for c in INVISIBLE}
_NARROW = _DROP | {ord(wide): narrow for wide, narrow in zip(FULL_WIDTH, ORDINARY, strict=True)}
_AMOUNT = re.compile(AMOUNT)
_FULL_WIDTH = re.compile(f"[{FULL_WIDTH}]")
_RARE = (*INVISIBLE, "\t", "\u00a0", "\u3000")


def plain(cell: str) -> str:
    """A text cell without the blanks around it and without invisible characters anywhere."""
    return cell.translate(_DROP).strip(BLANKS)


def narrow(cell: str) -> str:
    """As `plain`, and full-width digits and letters made ordinary: for ids, dates, months, amounts and codes."""
    return cell.translate(_NARROW).strip(BLANKS)


def fen(cell: str) -> int | None:
    """The amount in fen that a cell reads as, a negative one included; None when it reads as none."""
    amount = narrow(cell)
    if not _AMOUNT.fullmatch(amount):
        return None
    return int(Decimal(amount.removesuffix("元").replace(",", "")) * 100)


def needs_repair(block: str, utf8: bytes, delimiter: str) -> bool:
    """Whether any cell of a block of lines could need a repair: a few fast searches, so that clean blocks skip it all."""
    if any(rare in block for rare in _RARE):
        return True
    if block.startswith(" ") or (" " in block and any(edge in block for edge in _blank_edges(delimiter))):
        return True
    # Full-width punctuation is common in names and addresses and shares its first bytes with the digits and letters.
    return (b"\xef\xbc" in utf8 or b"\xef\xbd" in utf8) and _FULL_WIDTH.search(block) is not None


def _blank_edges(delimiter: str) -> Iterator[str]:
    """A blank beside a separator, a quote or a line's end."""
    for edge in (delimiter, "\n", '"'):
        yield f" {edge}"
        yield f"{edge} "
    yield " \r"


def sheet_text(value: object, *, is_money: bool) -> str:
    """A workbook cell as the text that a CSV would hold: numbers in digits, dates in ISO form, amounts to the fen."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).upper()
    if isinstance(value, int | float):
        return _number_text(value, is_money=is_money)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _number_text(value: float, *, is_money: bool) -> str:
    """The digits of a number cell; an amount is rounded half up to the nearest fen."""
    try:
        exact = Decimal(repr(value))
        if is_money:
            return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
        return str(int(exact)) if exact == exact.to_integral_value() else format(exact, "f")
    except (InvalidOperation, OverflowError, ValueError):
        return str(value)
