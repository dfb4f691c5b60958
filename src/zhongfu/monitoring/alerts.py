"""预警产生 Raising alerts: the difference to last month; one open alert per household, merged when it gets worse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from zhongfu.cases import calendar
from zhongfu.data.thresholds import Settings
from zhongfu.monitoring.findings import Finding, Findings
from zhongfu.monitoring.models import Alert, Level, Score
from zhongfu.people.access import day

SEVERITY = {level: number for number, level in enumerate(Level.values, start=1)}


@dataclass(frozen=True)
class Worsened:
    """A household whose level is graver than last month, or that is seen for the first time, and is not green."""

    household_id: str
    region: str
    score: int
    level: str

    @property
    def severity(self) -> int:
        return SEVERITY[self.level]


@dataclass(frozen=True)
class Raised:
    """How many alerts were newly opened, and how many open ones were brought up to date."""

    opened: int
    merged: int


def worsened(month: str) -> list[Worsened]:
    """The difference between the scores of `month` and of the month before."""
    rows = Score.objects.filter(month=month).exclude(level=Level.GREEN)
    fields = ("household_id", "region", "score", "level", "previous_level")
    return [
        Worsened(household_id, region, score, level)
        for household_id, region, score, level, previous in rows.values_list(*fields)
        if previous is None or SEVERITY[level] < SEVERITY[previous]
    ]


def raise_alerts(month: str, findings: Findings, settings: Settings, at: datetime) -> Raised:
    """Open an alert for each household that got worse. What a person has handled this month is left as they handled it."""
    found = worsened(month)
    handled = _handled(month)
    found = [each for each in found if handled.get(each.household_id, len(SEVERITY) + 1) > each.severity]
    told = findings.of(each.household_id for each in found)
    clocks = _Clocks(settings, at)
    running = {alert.household_id: alert for alert in Alert.objects.filter(status=Alert.Status.OPEN)}
    merged = [_merge(running[each.household_id], each, told[each.household_id], month) for each in found if each.household_id in running]
    Alert.objects.bulk_update(
        [clocks.hasten(alert) for alert in merged], ["level", "severity", "score", "findings", "month", "region", "due_on"], batch_size=1_000
    )
    fresh = [clocks.open(each, told[each.household_id], month) for each in found if each.household_id not in running]
    Alert.objects.bulk_create(fresh, batch_size=2_000)
    return Raised(len(fresh), len(merged))


def _handled(month: str) -> dict[str, int]:
    """The gravest level that people have dealt with in this month, by household."""
    rows = Alert.objects.filter(month=month).exclude(status=Alert.Status.OPEN).values_list("household_id", "severity")
    gravest: dict[str, int] = {}
    for household_id, severity in rows:
        gravest[household_id] = min(severity, gravest.get(household_id, severity))
    return gravest


def _merge(alert: Alert, found: Worsened, findings: list[Finding], month: str) -> Alert:
    alert.level, alert.severity, alert.score = found.level, found.severity, found.score
    alert.findings, alert.month, alert.region = findings, month, found.region
    return alert


@dataclass(frozen=True)
class _Clocks:
    """Response clocks: the day by which a household is to be looked at, by level."""

    settings: Settings
    at: datetime

    def _due(self, level: str) -> Any:
        return calendar.after(day(self.at), self.settings.level(level).verify or 0)

    def hasten(self, alert: Alert) -> Alert:
        """A merged alert is due no later than it was."""
        alert.due_on = min(alert.due_on, self._due(alert.level))
        return alert

    def open(self, found: Worsened, findings: list[Finding], month: str) -> Alert:
        return Alert(
            household_id=found.household_id, region=found.region, month=month, level=found.level, severity=found.severity,
            score=found.score, findings=findings, raised_at=self.at, due_on=self._due(found.level),
        )  # fmt: skip


def gravest(month: str, number: int) -> Iterator[Alert]:
    """The open alerts of a month that weigh most."""
    rows = Alert.objects.filter(month=month, status=Alert.Status.OPEN).select_related("household")
    yield from rows.order_by("severity", "-score", "household_id")[:number]


def neediest_town(month: str) -> str:
    """The town with most open red alerts, then most open alerts at all; "" without any. A demonstration's clerk is posted there."""
    rows = Alert.objects.filter(month=month, status=Alert.Status.OPEN).values("region")
    counted = rows.annotate(red=Count("pk", filter=Q(level=Level.RED)), number=Count("pk")).order_by("-red", "-number", "region")
    first = counted.first()
    return str(first["region"]) if first else ""
