"""动态监测 Monitoring: each household's score and level of a month, and the alerts that a person must look at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from zhongfu.cases.models import Case, person_field
from zhongfu.people.models import Household, region_field


class Level(models.TextChoices):
    """等级, gravest first."""

    RED = "red", "红色"
    ORANGE = "orange", "橙色"
    YELLOW = "yellow", "黄色"
    BLUE = "blue", "蓝色"
    GREEN = "green", "绿色"


class Round(models.Model):
    """监测轮次: one run for one month; the same inputs are not worked through twice."""

    month = models.CharField(max_length=7, db_collation="C")
    key = models.CharField(max_length=160)
    at = models.DateTimeField()
    households = models.IntegerField()
    raised = models.IntegerField(default=0)
    merged = models.IntegerField(default=0)
    unknown = models.JSONField(default=list, help_text="indicators that could not be judged, with the reason")
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.month)


class Score(models.Model):
    """分值: one household's points and level of a month."""

    pk = models.CompositePrimaryKey("household_id", "month")
    household = models.ForeignKey(
        Household, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="scores"
    )
    month = models.CharField(max_length=7, db_collation="C")
    region = region_field()
    score = models.IntegerField()
    level = models.CharField(max_length=10, choices=Level, db_collation="C")
    previous_level = models.CharField(max_length=10, choices=Level, null=True)

    class Meta:
        indexes = [models.Index(fields=["month", "level", "region", "household"], name="monitoring_score_level")]

    def __str__(self) -> str:
        return f"{self.household_id} {self.month}"


class Alert(models.Model):
    """预警: a household that got worse. Each finding shows the numbers behind it with their source and date."""

    class Status(models.TextChoices):
        OPEN = "open", "待处理"
        CASE = "case", "已立案"
        CLOSED = "closed", "已办结"

    class Outcome(models.TextChoices):
        ADMITTED = "admitted", "纳入救助"
        REFERRED = "referred", "转介"
        ALREADY = "already_covered", "已享受无需"
        NOT_MET = "not_met", "不符合"
        UNREACHABLE = "unreachable", "无法联系"
        WRONG_DATA = "wrong_data", "数据有误"

    household = models.ForeignKey(Household, on_delete=models.DO_NOTHING, db_constraint=False, related_name="alerts")
    region = region_field()
    month = models.CharField(max_length=7, db_collation="C")
    level = models.CharField(max_length=10, choices=Level, db_collation="C")
    severity = models.SmallIntegerField(help_text="1 red … 4 blue, to sort by")
    score = models.IntegerField()
    findings = models.JSONField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN, db_collation="C")
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    reason = models.TextField(blank=True)
    handled_by = person_field("+")
    handled_at = models.DateTimeField(null=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="alerts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household"], condition=Q(status="open"), name="monitoring_one_open_alert"),
            models.CheckConstraint(
                condition=~Q(status="closed") | (Q(handled_by__isnull=False) & ~Q(outcome="")),
                name="monitoring_closed_by_person",
            ),
            models.CheckConstraint(condition=~Q(status="case") | Q(case__isnull=False), name="monitoring_case_is_named"),
        ]
        indexes = [
            models.Index(fields=["status", "due_on", "severity", "id"], name="monitoring_desk"),
            models.Index(fields=["status", "severity", "due_on", "id"], name="monitoring_gravest"),
            # A town's open alerts without reading the wide rows of everybody else's.
            models.Index(
                fields=["region", "due_on", "severity", "id"], include=["level", "household"], condition=Q(status="open"), name="monitoring_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.level}"


class LevelCount(models.Model):
    """等级计数: households by town and level, so that no page counts the whole register."""

    month = models.CharField(max_length=7, db_collation="C")
    region = region_field()
    level = models.CharField(max_length=10, choices=Level)
    households = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "region", "level"], name="monitoring_level_count")]

    def __str__(self) -> str:
        return f"{self.month} {self.region} {self.level}"


class Screening(models.Model):
    """筛查: the rules of every programme over the registers of a month. What was found of each household is kept in the lake."""

    month = models.CharField(max_length=7, primary_key=True, db_collation="C")
    file = models.CharField(max_length=200, help_text="in the lake, named by what it rests on")
    as_of = models.DateField()
    at = models.DateTimeField()
    households = models.IntegerField()
    too_large = models.IntegerField(default=0, help_text="collective households that are no case")
    missing = models.JSONField(default=list, help_text="feeds that did not arrive")
    demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.month)


class ScreeningCount(models.Model):
    """筛查计数: households of a town by programme and standing; with a fact, the undecided ones that want it."""

    month = models.CharField(max_length=7, db_collation="C")
    region = region_field()
    programme = models.CharField(max_length=30)
    standing = models.CharField(max_length=30)
    fact = models.CharField(max_length=80, blank=True)
    households = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "region", "programme", "standing", "fact"], name="monitoring_screening_count")
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.region} {self.programme} {self.standing}"
