"""动态监测动作 Monitoring actions: run a month, make an alert a case, close an alert with its outcome."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import duckdb
from django.db import transaction

from zhongfu.audit.actions import Subject, record
from zhongfu.audit.refusal import Refused
from zhongfu.cases import actions as case_actions
from zhongfu.cases.models import Case
from zhongfu.data import months, scoring
from zhongfu.data.indicators import discover
from zhongfu.data.panel.holding import holding
from zhongfu.data.scoring import Scored
from zhongfu.deliveries import current
from zhongfu.monitoring.alerts import raise_alerts
from zhongfu.monitoring.findings import Findings
from zhongfu.monitoring.inputs import Inputs, gather
from zhongfu.monitoring.models import Alert, LevelCount, Round, Score
from zhongfu.people.access import require
from zhongfu.people.bulk import Advance, Load, literal, refresh_statistics
from zhongfu.people.models import Household, Posting, User


def run_month(*, home: current.Place, month: str, by: Any, at: datetime, progress: Advance | None = None) -> Round:
    """Score every household of a month, count levels by town, raise alerts as the difference to last month.

    With the same deliveries, settings and standards as the month's last round nothing is done and that round is returned.
    """
    inputs = gather(home, month)
    last = Round.objects.filter(month=month).order_by("-pk").first()
    if last is not None and last.key == inputs.key:
        return last
    scored = scoring.ensure(inputs.lake, inputs.parts, month, inputs.settings)
    before = _before(inputs)
    done = _publish(inputs, scored, before, by=by, at=at, advance=progress)
    refresh_statistics("monitoring_score", "monitoring_alert", "monitoring_levelcount")
    return done


def _before(inputs: Inputs) -> Scored | None:
    """Last month by the same settings, so that a changed threshold alone makes nobody look worse; None when nothing is known of it."""
    month = months.shift(inputs.month, -1)
    if holding(inputs.parts, "hukou_persons", month) is None:
        return None
    return scoring.ensure(inputs.lake, inputs.parts, month, inputs.settings)


@transaction.atomic
def _publish(inputs: Inputs, scored: Scored, before: Scored | None, **who: Any) -> Round:
    month, by, at = inputs.month, who["by"], who["at"]
    Score.objects.filter(month=month).delete()
    households = _load(month, scored, before).run(who["advance"])
    _count_levels(month)
    findings = Findings(scored.findings, month, inputs.demonstration)
    raised = raise_alerts(month, findings, inputs.settings, at)
    done = Round.objects.create(
        month=month, key=inputs.key, at=at, households=households, raised=raised.opened, merged=raised.merged,
        unknown=_unknown(inputs, scored), demonstration=inputs.demonstration,
    )  # fmt: skip
    detail = {"key": inputs.key, "households": households, "raised": raised.opened, "merged": raised.merged}
    record(by=by, at=at, verb="month.monitored", subject=Subject("month", month), detail=detail)
    return done


def _load(month: str, scored: Scored, before: Scored | None) -> Load:
    last = f"SELECT household_id, level FROM read_parquet({literal(before.scores)})" if before else "SELECT '' AS household_id, '' AS level"
    return Load(
        Score,
        ("household_id", "month", "region", "score", "level", "previous_level"),
        f"""
        SELECT s.household_id, {literal(month)}, s.region, s.score::INT, s.level, l.level
        FROM read_parquet({literal(scored.scores)}) s LEFT JOIN ({last}) l USING (household_id) ORDER BY s.household_id
        """,
    )


def _count_levels(month: str) -> None:
    LevelCount.objects.filter(month=month).delete()
    counted = Counter(Score.objects.filter(month=month).values_list("region", "level"))
    rows = [LevelCount(month=month, region=region, level=level, households=number) for (region, level), number in counted.items()]
    LevelCount.objects.bulk_create(rows, batch_size=5_000)


def _unknown(inputs: Inputs, scored: Scored) -> list[dict[str, Any]]:
    """Indicators that could not be judged for some households, and why, as far as that is one cause for all."""
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": False}) as engine:
        query = (
            "SELECT name, count(*) FROM (SELECT unnest(from_json(unknown, '[\"VARCHAR\"]')) AS name"
            f" FROM read_parquet({literal(scored.scores)})) GROUP BY name ORDER BY name"
        )
        counted = engine.execute(query).fetchall()
    return [_cause(inputs, name, number) for name, number in counted]


def _cause(inputs: Inputs, name: str, number: int) -> dict[str, Any]:
    indicator = discover()[name]
    told = {"indicator": name, "households": number}
    if "line_low_fen" in indicator.traits and not inputs.settings.lines:
        return told | {"zh": "没有当地低保标准", "en": "no local dibao standard is known"}
    return told | {"zh": f"{number} 户的数据不全", "en": f"data of {number} households are incomplete"}


@transaction.atomic
def open_case(*, alert: Alert, by: User, at: datetime) -> Case:
    """Make an open alert a case of its household, or join it to the case that is under way."""
    held = _held(alert, by=by, at=at)
    household = Household.objects.filter(pk=held.household_id).first()
    if household is None:
        raise Refused("本月户籍中已没有该家庭。", "The household is no longer in the register of this month.")
    running = Case.objects.filter(household=household, status__in=["accepted", "proposed"]).first()
    case = running or case_actions.open_case(household=household, by=by, at=at, origin="alert")
    held.status, held.case, held.handled_by, held.handled_at = Alert.Status.CASE, case, by, at
    held.save()
    record(by=by, at=at, verb="alert.case_opened", subject=_subject(held), detail={"case": case.pk, "level": held.level})
    return case


@transaction.atomic
def close_alert(*, alert: Alert, outcome: str, reason: str, by: User, at: datetime) -> Alert:
    """Close an open alert with one of the outcomes and a reason in writing."""
    held = _held(alert, by=by, at=at)
    if outcome not in Alert.Outcome.values:
        raise Refused("请选择处理结果。", "Choose an outcome.")
    if not reason.strip():
        raise Refused("请写明理由。", "Give the reason in writing.")
    held.status, held.outcome, held.reason = Alert.Status.CLOSED, outcome, reason.strip()
    held.handled_by, held.handled_at = by, at
    held.save()
    record(by=by, at=at, verb="alert.closed", subject=_subject(held), detail={"outcome": outcome, "level": held.level})
    return held


def _held(alert: Alert, *, by: User, at: datetime) -> Alert:
    """The alert, locked until the transaction ends, as long as nobody has handled it."""
    require(by, {Posting.Role.CLERK}, region=alert.region, at=at)
    held = Alert.objects.select_for_update().get(pk=alert.pk)
    if held.status != Alert.Status.OPEN:
        raise Refused("该预警已有人处理。", "Somebody has handled this alert already.")
    return held


def _subject(alert: Alert) -> Subject:
    return Subject("alert", str(alert.pk), alert.region)
