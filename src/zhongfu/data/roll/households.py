"""名册家庭: what a case says of the household as a whole: where and how it is registered, what it spent and what it receives."""

from __future__ import annotations

import ibis

from zhongfu.data.engine import Table, known_sum, table
from zhongfu.data.roll.words import PROGRAMMES, RESIDENCES, worded

REGISTER = table("assistance_register", programme="string", head_id="int64", since="int32")
# A household may be in several programmes; each is one bit, in the order of the rungs.
BITS = {programme: 1 << place for place, programme in enumerate(PROGRAMMES.values())}


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
        in_programmes=register.ifelse(told.programmes.fill_null(0), ibis.null("int64")),
    ).order_by("household_id")  # fmt: skip


def _grants(who: Table) -> Table:
    """By household the programmes it is in, as bits, and since when it is in the first of them (as 202405)."""
    bits = {said: BITS[name] for said, name in PROGRAMMES.items()}
    granted = REGISTER.join(who.select("id_no", "household_id"), REGISTER.head_id == who.id_no)
    each = granted.mutate(bit=worded(granted.programme, bits, "int64"))
    named = each.group_by("household_id", "bit").agg(since=each.since.min())
    # ARG_MIN passes over NULL: a first programme without a date would take the second one's.
    since = named.since.fill_null(0).argmin(named.bit)
    return named.group_by("household_id").agg(programmes=named.bit.sum().cast("int64"), since=since.nullif(0))
