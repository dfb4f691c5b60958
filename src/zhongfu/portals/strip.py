"""收支图: thirteen months of income and self-paid medical cost as a small drawing made on the server."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from zhongfu.portals.languages import marked
from zhongfu.portals.writing import plain_yuan

WIDTH, HEIGHT, BASE, TOP = 640, 150, 128, 8
SERIES = (("income_fen", "#2d7f8c"), ("medical_self_paid_fen", "#c4602f"))
LABELS = {"income_fen": marked("收入"), "medical_self_paid_fen": marked("个人自付医疗费")}


def strip(months: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Bars for rows with `month`, `income_fen` and `medical_self_paid_fen` (fen; None is unknown), oldest first.

    None when there is nothing to draw. A month that is unknown gets a question mark, never a bar of no height.
    """
    highest = max((row[name] or 0 for row in months for name, _ in SERIES), default=0)
    if len(months) < 2:
        return None
    step = WIDTH / len(months)
    width = (step - 8) / 2
    bars = [
        _bar(row, name, highest or 1) | {"x": round(index * step + 4 + place * width, 1), "width": round(width - 1, 1), "fill": fill}
        for index, row in enumerate(months)
        for place, (name, fill) in enumerate(SERIES)
    ]
    labels = [{"x": round(index * step + step / 2, 1), "text": row["month"][2:]} for index, row in enumerate(months)]
    return {
        "width": WIDTH, "height": HEIGHT, "base": BASE, "bars": bars, "labels": labels,
        "highest": plain_yuan(highest), "summary": gettext("；").join(bar["title"] for bar in bars),
    }  # fmt: skip


def _bar(row: dict[str, Any], name: str, highest: int) -> dict[str, Any]:
    amount = row[name]
    height = max(round((BASE - TOP) * (amount or 0) / highest, 1), 0)
    said = gettext("未知") if amount is None else gettext("%(amount)s 元") % {"amount": plain_yuan(amount)}
    return {
        "known": amount is not None, "y": round(BASE - height, 1), "height": height,
        "title": f"{row['month']} {gettext(LABELS[name])} {said}",
    }  # fmt: skip
