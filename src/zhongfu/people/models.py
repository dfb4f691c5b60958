"""人员与家庭 People: the region tree, the staff and their postings, and the households that the register shows."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q


def region_field() -> models.CharField:
    """The town (9 digits) that a row belongs to; compared byte by byte, since row-level security asks for ranges."""
    return models.CharField(max_length=12, db_collation="C")


class Region(models.Model):
    """行政区划: a province (44), prefecture (4414), county (441424) or town (441424100). A code begins with its parent's."""

    class Kind(models.TextChoices):
        PROVINCE = "province", "省"
        PREFECTURE = "prefecture", "市"
        COUNTY = "county", "县（区）"
        TOWN = "town", "镇（街道）"

    code = models.CharField(max_length=12, primary_key=True, db_collation="C")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Installation(models.Model):
    """安装类型: the single row that says whether this database belongs to a demonstration home."""

    one = models.SmallIntegerField(primary_key=True, default=1)
    kind = models.CharField(max_length=12, choices=[("demo", "演示"), ("production", "生产")])

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(one=1), name="people_installation_one_row")]

    def __str__(self) -> str:
        return self.kind


class User(AbstractBaseUser):
    """工作人员: somebody who signs in. What they may do follows from the posting of the day, never from the account."""

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=60)
    demo = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    failed_sign_ins = models.SmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]
    objects = BaseUserManager()

    def __str__(self) -> str:
        return self.display_name


class Posting(models.Model):
    """岗位: a role in a region from one day to another. Whether it holds is derived from the dates, never stored."""

    class Role(models.TextChoices):
        CLERK = "clerk", "经办人"
        CONFIRMER = "confirmer", "审核确认人"
        SUPERVISOR = "supervisor", "督导"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=12, choices=Role)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, help_text="the last day")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="people_posting_dates")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.region_id}"


class Household(models.Model):
    """家庭: one household of the hukou register in the latest month loaded."""

    household_id = models.CharField(max_length=40, primary_key=True, db_collation="C")
    region = region_field()
    head_name = models.CharField(max_length=100, db_collation="C")
    address = models.CharField(max_length=300, blank=True)
    members = models.IntegerField()
    month = models.CharField(max_length=7)

    class Meta:
        indexes = [
            models.Index(fields=["region", "household_id"], name="people_household_region"),
            models.Index(fields=["head_name", "household_id"], name="people_household_head"),
        ]

    def __str__(self) -> str:
        return self.household_id


class Person(models.Model):
    """人员: one person who counts in a household in the latest month loaded. Unknown is null, never zero."""

    id_no = models.CharField(max_length=18, primary_key=True, db_collation="C")
    household = models.ForeignKey(Household, on_delete=models.DO_NOTHING, db_constraint=False, related_name="persons")
    region = region_field()
    name = models.CharField(max_length=100, db_collation="C")
    sex = models.CharField(max_length=6, null=True)
    birth = models.DateField(null=True)
    relation = models.CharField(max_length=20, null=True)
    hukou_kind = models.CharField(max_length=10, null=True)
    wage_fen = models.BigIntegerField(null=True)
    pension_fen = models.BigIntegerField(null=True)
    basic_pension_fen = models.BigIntegerField(null=True)
    business_fen = models.BigIntegerField(null=True)
    disabled = models.BooleanField(null=True, help_text="holds a valid certificate")
    disability_kind = models.CharField(max_length=20, null=True)
    disability_grade = models.SmallIntegerField(null=True)
    student = models.BooleanField(null=True)
    student_stage = models.CharField(max_length=20, null=True)
    full_time = models.BooleanField(null=True)
    insured = models.BooleanField(null=True)
    medical_self_paid_12m_fen = models.BigIntegerField(null=True)
    month = models.CharField(max_length=7)

    class Meta:
        indexes = [models.Index(fields=["name", "id_no"], name="people_person_name")]

    def __str__(self) -> str:
        return str(self.pk)


class HouseholdMonth(models.Model):
    """户月: one row of the panel, for the thirteen months that are kept. Amounts are the month's, in fen; null is unknown."""

    pk = models.CompositePrimaryKey("household_id", "month")
    household = models.ForeignKey(
        Household, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="months"
    )
    month = models.CharField(max_length=7, db_collation="C")
    region = region_field()
    members = models.IntegerField()
    minors = models.IntegerField()
    elders = models.IntegerField()
    income_fen = models.BigIntegerField(null=True)
    wage_fen = models.BigIntegerField(null=True)
    pension_fen = models.BigIntegerField(null=True)
    business_fen = models.BigIntegerField(null=True)
    aid_fen = models.BigIntegerField(null=True)
    medical_total_fen = models.BigIntegerField(null=True)
    medical_self_paid_fen = models.BigIntegerField(null=True)
    medical_self_paid_12m_fen = models.BigIntegerField(null=True)
    severe_disabled = models.IntegerField(null=True)
    students = models.IntegerField(null=True)
    deaths_12m = models.IntegerField(null=True)
    births_12m = models.IntegerField(null=True)
    houses = models.IntegerField(null=True)
    vehicles = models.IntegerField(null=True)
    businesses = models.IntegerField(null=True)
    insured_members = models.IntegerField(null=True)
    in_programme = models.CharField(max_length=20, null=True)

    def __str__(self) -> str:
        return f"{self.household_id} {self.month}"


class LoadedMonth(models.Model):
    """已载入月份: which panel of a month is in the tables above, so that an unchanged one is not loaded again."""

    month = models.CharField(max_length=7, primary_key=True)
    panel_key = models.CharField(max_length=80)
    persons_key = models.CharField(max_length=80, blank=True)
    inputs = models.CharField(max_length=80, blank=True, help_text="the deliveries that were current at the last look")
    households = models.IntegerField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.month
