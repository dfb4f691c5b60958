"""经办 Cases: an application from acceptance to decision, and the entitlement that a confirmation gives."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zhongfu.people.models import Household, region_field


def person_field(name: str, *, null: bool = True) -> models.ForeignKey:
    """A member of staff who took a step."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=null, on_delete=models.PROTECT, related_name=name)


class Case(models.Model):
    """案件: one household's case. The decision is what the policy said; the outcome is what a person confirmed."""

    class Status(models.TextChoices):
        ACCEPTED = "accepted", "已受理"
        PROPOSED = "proposed", "待确认"
        CONFIRMED = "confirmed", "已确认"
        REFUSED = "refused", "不予批准"
        WITHDRAWN = "withdrawn", "已撤回"

    class Proposal(models.TextChoices):
        APPROVE = "approve", "拟批准"
        REFUSE = "refuse", "拟不予批准"

    number = models.CharField(max_length=40, primary_key=True, db_collation="C")
    household = models.ForeignKey(Household, on_delete=models.DO_NOTHING, db_constraint=False, related_name="cases")
    region = region_field()
    programme = models.CharField(max_length=30, default="dibao")
    origin = models.CharField(max_length=20, choices=[("alert", "监测预警"), ("application", "申请")])
    month = models.CharField(max_length=7, help_text="the month whose facts the case started from")
    facts = models.JSONField(help_text="case file as the sources know it, with sources by path")
    declared = models.JSONField(default=dict, help_text="what only the applicant could say: {path: value}")
    decision = models.JSONField(null=True, help_text="the policy's answer and its tree of reasons")
    demonstration = models.BooleanField(default=False, help_text="a demonstration value was used")
    status = models.CharField(max_length=10, choices=Status, default=Status.ACCEPTED)
    opened_by = person_field("+", null=False)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    proposal = models.CharField(max_length=10, choices=Proposal, blank=True)
    proposed_by = person_field("+")
    proposed_at = models.DateTimeField(null=True)
    opinion = models.TextField(blank=True)
    confirmed_by = person_field("+")
    confirmed_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(blank=True)
    refusal_reason = models.TextField(blank=True)
    letter_number = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")), name="cases_two_persons"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "refused"])
                | Q(confirmed_by__isnull=False, proposed_by__isnull=False, confirmed_at__isnull=False),
                name="cases_decided_by_persons",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(refusal_reason=""), name="cases_refusal_has_reason"
            ),
            models.UniqueConstraint(
                fields=["household", "programme"],
                condition=Q(status__in=["accepted", "proposed"]),
                name="cases_one_open_per_programme",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_on", "number"], name="cases_desk"),
            models.Index(fields=["region", "status"], name="cases_region"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Entitlement(models.Model):
    """待遇: what a confirmed case is paid each month, from its first month until it ends by a person's decision."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="entitlement")
    household = models.ForeignKey(Household, on_delete=models.DO_NOTHING, db_constraint=False, related_name="entitlements")
    region = region_field()
    programme = models.CharField(max_length=30)
    payee_name = models.CharField(max_length=100)
    payee_id_no = models.CharField(max_length=18)
    amount_fen = models.BigIntegerField()
    starts = models.CharField(max_length=7, db_collation="C")
    until = models.CharField(max_length=7, null=True, db_collation="C", help_text="the last month; null runs on")
    demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_fen__gt=0), name="cases_entitlement_positive")]
        indexes = [models.Index(fields=["region", "starts"], name="cases_entitlement_region")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.programme}"


class Numbering(models.Model):
    """编号: the last number used in each series (a county and a year), so that papers are numbered without gaps."""

    series = models.CharField(max_length=40, primary_key=True)
    last = models.IntegerField(default=0)

    def __str__(self) -> str:
        return str(self.series)
