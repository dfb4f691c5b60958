"""名册人员: the persons who count, in the order and with the relations of a case, and what the registers say of each.

One row per person, sorted by household and place in it; NULL is unknown.
"""

from __future__ import annotations

from datetime import date

import ibis

from zhongfu.data.engine import Column, Table, table
from zhongfu.data.roll import words
from zhongfu.data.roll.words import either, worded
from zhongfu.policy.values import LEVELS, NONE

MARRIAGES = table("marriages", kind="string", registered_on="date", husband_id="int64", wife_id="int64")


def people(who: Table, day: date) -> Table:
    """These rows of PERSONS as members of a case, with the fen of each kind of income that registers report."""
    married = _marital(MARRIAGES, day)
    numbered = _numbered(who)
    told = numbered.left_join(married, numbered.id_no == married.person)
    by_relation = (told.relation == "配偶").ifelse("married", ibis.null("string"))
    columns = told.select(
        household_id=told.household_id, position=told.position.cast("int64"), relation=_relation(told), birth=told.birth,
        sex=told.sex, hukou=told.region, hukou_province=told.region[:2], marital=ibis.coalesce(told.marital, by_relation),
        employment=_employment(told), **_school(told), **_disability(told), **_incomes(told),
    )  # fmt: skip
    return columns.order_by("household_id", "position")


def _numbered(people: Table) -> Table:
    """Who applies comes first: the 户主, else the 户主's spouse, else the eldest; then by birth."""
    rank = people.relation.cases(("户主", 0), ("配偶", 1), else_=2)
    order = ibis.window(group_by="household_id", order_by=[rank, people.birth, people.id_no])
    return people.mutate(position=ibis.row_number().over(order), head=people.relation.first().over(order))


def _relation(people: Table) -> Column:
    """Relation to the applicant. The register has it to the 户主: after the 户主's death only what still follows is known."""
    return ibis.cases(
        (people.position == 0, "applicant"),
        (people["head"] == "户主", worded(people.relation, words.TO_HEAD)),
        (people["head"] == "配偶", worded(people.relation, words.TO_SPOUSE)),
        else_=ibis.null("string"),
    )


def _marital(marriages: Table, day: date) -> Table:
    """The latest registration that names a person, whichever file told it. Of two on one day the marriage stands."""
    known = marriages.filter(marriages.registered_on <= day)
    husbands, wives = (known.select("kind", "registered_on", person=known[who]) for who in ("husband_id", "wife_id"))
    both = husbands.union(wives)
    order = both.registered_on.epoch_seconds() + (both.kind == "结婚").ifelse(1, 0)
    ranked = both.mutate(order=order, marital=worded(both.kind, words.MARITAL))
    return ranked.group_by("person").agg(marital=ranked.marital.argmax(ranked.order))


def _employment(people: Table) -> Column:
    """Employment as payments show it. No payment says nothing: many work without insurance."""
    return ibis.cases((people.wage_fen > 0, "employed"), (people.business_fen > 0, "self_employed"), else_=ibis.null("string"))


def _school(people: Table) -> dict[str, Column]:
    levels = {stage: LEVELS.index(level) for stage, level in words.STAGES.items()}
    return {
        "student": either(people.student, worded(people.student_stage, levels, "int64"), ibis.literal(0, "int64")),
        "full_time": either(people.student, people.full_time, ibis.literal(True)),
    }


def _disability(people: Table) -> dict[str, Column]:
    kind, grade = worded(people.disability_kind, words.DISABILITIES), people.disability_grade
    return {
        "disability": either(people.disabled, kind + ":" + grade.cast("string"), ibis.literal(NONE)),
        "disability_grade": either(people.disabled, grade.cast("int64"), ibis.literal(0, "int64")),
    }


# The kinds of income that registers report, in the order in which a case lists them.
INCOMES = ("wage", "basic_pension", "pension", "business")


def _incomes(people: Table) -> dict[str, Column]:
    """Fen of the month by kind. The pension register parts basic pensions from others; a sum unknown leaves both unknown."""
    return {
        "wage": people.wage_fen, "basic_pension": people.basic_pension_fen,
        "pension": people.pension_fen - people.basic_pension_fen, "business": people.business_fen,
    }
