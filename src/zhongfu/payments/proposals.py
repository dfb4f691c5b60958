"""重新核定建议 Proposals: months of a confirmed case that were paid too much or too little, for two persons to decide on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from zhongfu.cases.models import Case, person_field
from zhongfu.people.models import region_field


class RedecisionProposal(models.Model):
    """重新核定建议: never a debt. A clerk answers for it, a confirmer settles it in words; the figures never change.

    `answer` is what `zhongfu redecide --json` says, with the same in English under "en". `cause` is the digest of the months
    and amounts it is about: the same is proposed once. A proposal that the system found has no proposer until a clerk takes it up.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "待处理"
        ACCEPTED = "accepted", "采纳"
        PARTLY = "partly", "部分采纳"
        DISMISSED = "dismissed", "不采纳"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="redecisions")
    region = region_field()
    programme = models.CharField(max_length=30)
    reason = models.CharField(max_length=30, help_text="a code of policy/redecision/causes.py")
    cause = models.CharField(max_length=64, help_text="SHA-256 of the months and amounts, hexadecimal")
    facts = models.JSONField(default=dict, help_text="what is now held true, by path in the case file")
    first = models.CharField(max_length=7, db_collation="C")
    last = models.CharField(max_length=7, db_collation="C")
    answer = models.JSONField(help_text="month by month, as the policy said")
    underpaid_fen = models.BigIntegerField(default=0)
    overpaid_fen = models.BigIntegerField(default=0)
    decided_digest = models.CharField(max_length=64, help_text="SHA-256 of the decision that the case was confirmed with")
    redecided_digest = models.CharField(max_length=64, help_text="SHA-256 of the answer")
    demonstration = models.BooleanField(default=False)
    found_at = models.DateTimeField()
    proposed_by = person_field("+")
    proposed_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    settled_by = person_field("+")
    settled_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)
    settled_months = models.JSONField(default=list, help_text="the months that the deciding person accepts")
    to_pay_fen = models.BigIntegerField(default=0, help_text="accepted underpayment, for a person to pay; nothing pays it by itself")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(settled_by=None) | ~Q(settled_by=F("proposed_by")), name="payments_proposal_two_persons"),
            models.CheckConstraint(
                condition=Q(state="proposed")
                | (Q(proposed_by__isnull=False, settled_by__isnull=False, settled_at__isnull=False) & ~Q(words="")),
                name="payments_proposal_settled_by_persons",
            ),
            models.UniqueConstraint(fields=["case", "cause"], name="payments_proposal_once"),
        )
        indexes = (models.Index(fields=["region", "state", "found_at"], name="payments_proposal_open"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.first}"
