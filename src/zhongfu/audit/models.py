"""审计 Audit: one chained, append-only row for every change, and the head that says where the chain ends."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One change: who did what to which subject, when and where. Written only by `audit_append` in the database.

    `hash` is SHA-256 over `previous_hash` and the canonical bytes of the other columns (see `audit.chain`).
    `detail` is canonical JSON text, kept as text so that its bytes never change.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80, db_collation="C")
    region = models.CharField(max_length=12, db_collation="C")
    detail = models.TextField()
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "sequence"], name="audit_event_subject")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"


class Head(models.Model):
    """The end of the chain, in one row; locked by each append, so the sequence has no gap and no fork."""

    one = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(one=1), name="audit_head_one_row")]

    def __str__(self) -> str:
        return str(self.sequence)
