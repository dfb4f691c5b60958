"""资金发放 Payments: a month's batch for a county and what each entitlement is paid in it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from zhongfu.cases.models import Entitlement, person_field
from zhongfu.payments.proposals import RedecisionProposal
from zhongfu.people.models import region_field

__all__ = ["Batch", "Item", "RedecisionProposal"]


class Batch(models.Model):
    """发放批次: built by one person, approved by another; the bank file's digest is fixed at approval."""

    class Status(models.TextChoices):
        DRAFT = "draft", "待审批"
        APPROVED = "approved", "已审批"

    number = models.CharField(max_length=40, primary_key=True, db_collation="C")
    month = models.CharField(max_length=7, db_collation="C")
    region = region_field()
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    items_count = models.IntegerField(default=0)
    total_fen = models.BigIntegerField(default=0)
    demonstration = models.BooleanField(default=False)
    file_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the bank file, hexadecimal")
    built_by = person_field("+", null=False)
    built_at = models.DateTimeField()
    approved_by = person_field("+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("built_by")), name="payments_two_persons"
            ),
            models.CheckConstraint(
                condition=~Q(status="approved")
                | (Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(file_digest="")),
                name="payments_approved_is_fixed",
            ),
            models.UniqueConstraint(fields=["region", "month"], condition=Q(status="draft"), name="payments_one_draft"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Item(models.Model):
    """发放明细: one entitlement's pay for one month; the database allows it once."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="items")
    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="items")
    region = region_field()
    month = models.CharField(max_length=7, db_collation="C")
    payee_name = models.CharField(max_length=100)
    payee_id_no = models.CharField(max_length=18)
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entitlement", "month"], name="payments_once_a_month"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payments_item_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.entitlement_id}"
