"""发放记录: what a household was really paid in each month, read from a YAML file; every problem is one line.

::

    programme: dibao
    paid:
      2026-03: 900.00
      2026-04: 0        # nothing was paid; a month that is not named is unknown
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zhongfu.policy.lawbook.documents import Unreadable, read_document
from zhongfu.policy.values import ValueProblem, read_value

_KEYS = {"programme", "paid"}


class PaidInvalid(ValueError):
    """The file cannot be used; each line is (Chinese, English), naming the place and never the value."""

    def __init__(self, lines: list[tuple[str, str]]) -> None:
        super().__init__("\n".join(f"{zh} / {en}" for zh, en in lines))
        self.lines = lines


def month_number(text: str) -> int:
    """The running number of a month written as 2026-03; raises ValueProblem for anything else."""
    if not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", text):
        raise ValueProblem("月份应写作 2026-03 的样子", "a month is written as 2026-03")
    return int(text[:4]) * 12 + int(text[5:]) - 1


def read_paid(path: Path) -> tuple[str | None, dict[int, int]]:
    """The programme, where the file names one, and the fen paid by running month number; raises PaidInvalid."""
    try:
        content = read_document(path.read_text("utf-8")).content
    except Unreadable as mistake:
        raise PaidInvalid([(f"{path.name}:{mistake.line}: {mistake.zh}", f"{path.name}:{mistake.line}: {mistake.en}")]) from mistake
    except (OSError, UnicodeDecodeError) as mistake:
        raise PaidInvalid([(f"{path.name}: 文件无法读取", f"{path.name}: the file cannot be read")]) from mistake
    problems: list[tuple[str, str]] = []
    if not isinstance(content, Mapping) or not isinstance(content.get("paid"), Mapping) or set(content) - _KEYS:
        raise PaidInvalid([(f"{path.name}: 应为 programme 和 paid 两项", f"{path.name}: expected the keys programme and paid")])
    amounts = {str(month): _amount(f"{path.name}: paid.{month}", str(month), raw, problems) for month, raw in content["paid"].items()}
    if problems:
        raise PaidInvalid(problems)
    programme = content.get("programme")
    return None if programme is None else str(programme), {month_number(month): fen for month, fen in amounts.items() if fen is not None}


def _amount(where: str, month: str, raw: Any, problems: list[tuple[str, str]]) -> int | None:
    """The fen paid; None, as for a month that is not named, where the file says null."""
    try:
        month_number(month)
        fen = read_value(raw, "money")
        return fen if isinstance(fen, int) else None
    except ValueProblem as mistake:
        problems.append((f"{where}: {mistake.zh}", f"{where}: {mistake.en}"))
        return None
