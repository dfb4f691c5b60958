"""监测小结 Summary: what a month's monitoring comes to, as the demonstration and `zhongfu monitor` tell it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Sum

from zhongfu.deliveries import current
from zhongfu.deliveries.models import Delivery
from zhongfu.monitoring.alerts import gravest
from zhongfu.monitoring.below import below_line
from zhongfu.monitoring.inputs import gather
from zhongfu.monitoring.models import Alert, Level, LevelCount, Round

GRAVEST = 5


def summary(home: current.Place, month: str) -> dict[str, Any]:
    """Files and rows taken in, households and alerts by level, who is below the line without aid, the gravest with reasons."""
    last = Round.objects.filter(month=month).order_by("-pk").first()
    return {
        "month": month,
        "demonstration": bool(last and last.demonstration),
        "deliveries": _deliveries(),
        "households": last.households if last else 0,
        "levels": _levels(month),
        "alerts": _alerts(month),
        "raised": last.raised if last else 0,
        "merged": last.merged if last else 0,
        "unknown": last.unknown if last else [],
        "below_line_not_in_aid": below_line(home, gather(home, month)),
        "gravest": [_grave(alert) for alert in gravest(month, GRAVEST)],
    }


def _deliveries() -> dict[str, int]:
    """Counts over every file that was taken in; one that came again unchanged counts once."""
    sums = Delivery.objects.exclude(status=Delivery.Status.UNCHANGED).aggregate(files=Count("pk"), rows=Sum("rows"), accepted=Sum("accepted"), rejected=Sum("rejected"))
    status = dict(Delivery.objects.values_list("status").annotate(number=Count("pk")))
    return {name: number or 0 for name, number in sums.items()} | {name: status.get(name, 0) for name in Delivery.Status.values}


def _levels(month: str) -> dict[str, int]:
    counted = dict(LevelCount.objects.filter(month=month).values_list("level").annotate(number=Sum("households")))
    return {level: counted.get(level, 0) for level in Level.values}


def _alerts(month: str) -> dict[str, int]:
    """Alerts of the month by level, whatever became of them."""
    counted = dict(Alert.objects.filter(month=month).values_list("level").annotate(number=Count("pk")))
    return {level: counted.get(level, 0) for level in Level.values if level != Level.GREEN}


def _grave(alert: Alert) -> dict[str, Any]:
    return {
        "alert": alert.pk, "household_id": alert.household_id, "region": alert.region, "level": alert.level, "score": alert.score,
        "due_on": alert.due_on.isoformat(),
        "reasons": [{name: finding[name] for name in ("indicator", "zh", "en", "points")} for finding in alert.findings],
    }  # fmt: skip
