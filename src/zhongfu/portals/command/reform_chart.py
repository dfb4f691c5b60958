"""测算图: bars and the curve of a simulation, drawn on the server; each drawing stands beside the numbers it shows."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from zhongfu.portals.writing import plain_yuan

BAR = 100  # the longest bar, in the units of its drawing
WIDTH, HEIGHT, LEFT, BASE, TOP = 420, 240, 52, 206, 12
LINES = (("before_fen", "#5b6c70"), ("after_fen", "#b4531f"))


def bars(rows: Sequence[dict[str, Any]], *names: str) -> list[list[float | None]]:
    """For each row the lengths of its bars, the greatest of all being full; None where the number is not told."""
    most = max((abs(row[name]) for row in rows for name in names if isinstance(row[name], int)), default=0) or 1
    return [[round(BAR * abs(row[name]) / most, 1) if isinstance(row[name], int) else None for name in names] for row in rows]


def curve(points: Sequence[dict[str, int]]) -> dict[str, Any] | None:
    """Aid along household income, before and after; None when there is nothing to draw."""
    if len(points) < 2:
        return None
    low, high = points[0]["from_line_fen"], points[-1]["from_line_fen"]
    most = max(point[name] for point in points for name, _ in LINES) or 1

    def x(fen: int) -> float:
        return round(LEFT + (WIDTH - LEFT - 8) * (fen - low) / (high - low), 1)

    def y(fen: int) -> float:
        return round(BASE - (BASE - TOP) * fen / most, 1)

    return {
        "width": WIDTH, "height": HEIGHT, "left": LEFT, "base": BASE, "top": TOP, "line_at": x(0),
        "lines": [(" ".join(f"{x(point['from_line_fen'])},{y(point[name])}" for point in points), colour) for name, colour in LINES],
        "xs": [(x(fen), f"{fen // 100:+d}", at) for fen, at in ((low, "start"), (low // 2, "middle"), (high // 2, "middle"), (high, "end"))],
        "ys": [(y(fen), f"{fen // 100:,}") for fen in (0, most // 2, most)],
        "summary": _summary(points),
    }  # fmt: skip


def _summary(points: Sequence[dict[str, int]]) -> str:
    """The curve in words: its ends and where it is told in the table."""
    first, last = points[0], points[-1]
    return gettext("收入低于现行线 %(below)s 元时，救助由 %(first_before)s 元变为 %(first_after)s 元；高于 %(above)s 元时，由 %(last_before)s 元变为 %(last_after)s 元。") % {
        "below": plain_yuan(-first["from_line_fen"]), "first_before": plain_yuan(first["before_fen"]), "first_after": plain_yuan(first["after_fen"]),
        "above": plain_yuan(last["from_line_fen"]), "last_before": plain_yuan(last["before_fen"]), "last_after": plain_yuan(last["after_fen"]),
    }  # fmt: skip
