"""名册家庭: what a case says of the household as a whole: where and how it is registered, what it spent and what it receives."""

from __future__ import annotations

import ibis

from zhongfu.data.engine import Column, Table, known_sum, table
from zhongfu.data.roll.words import PROGRAMMES, RESIDENCES, worded

REGISTER = table("assistance_register", programme="string", head_id="int64", insured_count="float64", since="int32")
# A household may be in several programmes: each is one bit. A 低保 grant for one of several members is a single inclusion.
BITS = {"tekun": 1, "dibao": 2, "edge": 4, "rigid": 8, "dibao_single": 16}

_NO_DATE = 999_999


def households(who: Table) -> Table:
    """One row per household of these persons, sorted by its number: members, place, residence, medical spending of a year, aid received."""
    by_household = who.group_by("household_id")
    kinds = worded(who.hukou_kind, RESIDENCES)
    sums = by_household.agg(
        region=who.region.min(), members=who.count(), urban=(kinds == "urban").all(), rural=(kinds == "rural").all(),
        medical=known_sum(who.medical_self_paid_12m_fen), amount=known_sum(who.aid_fen), rank=who.programme_rank.min(),
    )
    told = sums.left_join(_grants(who), "household_id")
    first = told["rank"].cases(*((place, name) for place, name in enumerate(PROGRAMMES.values(), start=1)))
    register = told.amount.notnull()
    none = ibis.cases((register & told["rank"].isnull(), "none"), else_=ibis.null("string"))
    return told.select(
        "household_id", "region", "members", "medical",
        residence=ibis.cases((told.urban, "urban"), (told.rural, "rural"), else_=ibis.null("string")),
        programme=ibis.coalesce(first, none), since=(told.since.cast("string") + "01").as_date("%Y%m%d"),
        amount=told["rank"].notnull().ifelse(told.amount, ibis.null("int64")),
        in_programmes=register.ifelse(_bits(told), ibis.null("int64")),
    ).order_by("household_id")  # fmt: skip


def _grants(who: Table) -> Table:
    """By household which programmes the register has it in, and since when it is in the first of them (as 202405)."""
    granted = REGISTER.join(who.select("id_no", "household_id"), REGISTER.head_id == who.id_no)
    each = granted.mutate(rank=worded(granted.programme, {said: place for place, said in enumerate(PROGRAMMES)}, "int64"))
    one = (each.programme == "低保") & (each.insured_count == 1).fill_null(False)
    named = each.mutate(one=one).group_by("household_id", "rank", "one").agg(since=each.since.min())
    # ARG_MIN passes over NULL: a first programme without a date would take the second one's.
    since = named.since.fill_null(_NO_DATE)
    since = since.argmin(named["rank"] * (_NO_DATE + 1) + since).nullif(_NO_DATE)
    has = {name: (named["rank"] == place) & ~named.one for place, name in enumerate(PROGRAMMES.values())}
    return named.group_by("household_id").agg(one=named.one.any(), since=since, **{name: held.any() for name, held in has.items()})


def _bits(told: Table) -> Column:
    alone = told.members == 1
    held = {name: told[name] for name in PROGRAMMES.values()}
    held["dibao"] = told.dibao | (told.one & alone)
    held["dibao_single"] = told.one & ~alone
    return sum((either.fill_null(False).ifelse(BITS[name], 0) for name, either in held.items()), ibis.literal(0, "int64"))
