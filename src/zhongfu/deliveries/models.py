"""数据归集 Deliveries: each file a department sent, what was said of it, and which version is current."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Delivery(models.Model):
    """One file of one hand-over, as it was judged. `month` is the month it is about ("2026-10")."""

    class Status(models.TextChoices):
        LOADED = "loaded", "已载入"
        UNCHANGED = "unchanged", "未变化"
        REFUSED = "refused", "已退回"

    source = models.CharField(max_length=60, null=True)
    month = models.CharField(max_length=7, null=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the bytes, hexadecimal")
    path = models.CharField(max_length=400, help_text="as in the answer: folder/file")
    status = models.CharField(max_length=10, choices=Status)
    rows = models.BigIntegerField()
    accepted = models.BigIntegerField()
    rejected = models.BigIntegerField()
    part = models.CharField(max_length=400, blank=True, help_text="the Parquet part, relative to the lake")
    taken_in_at = models.DateTimeField()
    taken_in_by = models.CharField(max_length=150)
    current = models.BooleanField(default=False)
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaces")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "month"], condition=Q(current=True), name="deliveries_one_current"),
            models.CheckConstraint(condition=Q(current=False) | Q(status="loaded"), name="deliveries_current_is_loaded"),
        ]
        indexes = [models.Index(fields=["source", "month", "digest"], name="deliveries_known")]

    def __str__(self) -> str:
        return self.path

    @property
    def file_name(self) -> str:
        """The file's own name, without its folder: what a page shows as the source."""
        return self.path.rsplit("/", 1)[-1]


class Problem(models.Model):
    """One thing wrong with a file or a row of it. Never holds the value itself."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="problems")
    row = models.IntegerField(null=True)
    column = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=40)
    message_zh = models.TextField()
    message_en = models.TextField()

    def __str__(self) -> str:
        return f"{self.code} {self.row or ''}"
