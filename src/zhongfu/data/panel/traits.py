"""家庭特征: what indicators need of a household beyond the panel, counted over its members, with the local standard."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import ibis

from zhongfu.data import months
from zhongfu.data.engine import Column, Input, Table, compiled, materialise, table
from zhongfu.data.lake import Lake, Parts
from zhongfu.data.panel import persons
from zhongfu.data.panel.persons import PERSONS

TRAITS = table(
    "traits", household_id="string", able_members="int64", able_unknown="int64", without_able_member="boolean",
    line_low_fen="int64", line_high_fen="int64", single_line="boolean",
)
Lines = Mapping[str, int]


def ensure(lake: Lake, parts: Parts, month: str, lines: Lines) -> Path:
    """Parquet with the columns of TRAITS for a month.

    `lines` are monthly standards in fen per person by region prefix, "441424" for all, "441424/urban" and
    "441424/rural" where they differ; the longest prefix wins. A household without one has NULL lines.
    """
    people = Input(PERSONS, (persons.ensure(lake, parts, month),))
    return materialise(_sql(month, tuple(sorted(lines.items()))), [people], lake.root, f"traits/{month}")


@lru_cache
def _sql(month: str, lines: tuple[tuple[str, int], ...]) -> str:
    people = PERSONS.mutate(able=_able(PERSONS, month))
    counted = people.group_by("household_id").agg(
        region=people.region.min(),
        urban=(people.hukou_kind == "城镇").any(), rural=(people.hukou_kind == "农村").any(),
        able_members=people.able.fill_null(False).sum(), able_unknown=people.able.isnull().sum(),
    )
    unknown = ibis.null("boolean")
    nobody = (counted.able_members > 0).ifelse(False, (counted.able_unknown > 0).ifelse(unknown, True))
    both = _with_lines(counted.mutate(without_able_member=nobody), dict(lines))
    single = (both.line_low_fen == both.line_high_fen).ifelse(True, unknown)
    return compiled(both.mutate(single_line=single).select(*TRAITS.columns).order_by("household_id"))


def _able(people: Table, month: str) -> Column:
    """Whether a person can work, three-valued: an unknown certificate or school record leaves it open."""
    of_age = (people.birth <= months.born_by(month, 16)) & (people.birth > months.born_by(month, 60))
    grave = (people.disability_grade <= 2) | (
        (people.disability_grade <= 3) & people.disability_kind.isin(["智力", "精神"]))
    return of_age & ~people.disabled.ifelse(grave, people.disabled) & ~people.full_time


def _with_lines(households: Table, lines: Lines) -> Table:
    """The lower and the higher standard that apply: they differ only where members are registered as urban and rural."""
    lined = households.mutate(urban_line=_line(households, lines, "urban"), rural_line=_line(households, lines, "rural"))
    mixed, rural = lined.urban & lined.rural, lined.rural
    urban_lower = lined.urban_line < lined.rural_line
    one = rural.ifelse(lined.rural_line, lined.urban_line)
    lower, higher = _ordered(lined.urban_line, lined.rural_line, urban_lower)
    return lined.mutate(line_low_fen=mixed.ifelse(lower, one), line_high_fen=mixed.ifelse(higher, one))


def _ordered(urban: Column, rural: Column, urban_lower: Column) -> tuple[Column, Column]:
    """Lower and higher of two; one of them unknown leaves both unknown (LEAST and GREATEST would skip it)."""
    unknown = ibis.null("int64")
    known = urban_lower.notnull()
    return (
        known.ifelse(urban_lower.ifelse(urban, rural), unknown), known.ifelse(urban_lower.ifelse(rural, urban), unknown),
    )


def _line(households: Table, lines: Lines, residence: str) -> Column:
    """The standard of the longest region prefix that has one for this residence or for all."""
    chosen = {key.partition("/")[0]: key for key in lines if "/" not in key}
    chosen |= {key.partition("/")[0]: key for key in lines if key.endswith(f"/{residence}")}
    line = ibis.null("int64")
    for prefix in sorted(chosen, key=len):
        line = households.region.startswith(prefix).ifelse(ibis.literal(lines[chosen[prefix]], "int64"), line)
    return line
