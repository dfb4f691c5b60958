"""民政 Marriages and divorces, what the funeral houses saw, and the register of those in aid."""

from __future__ import annotations

from collections.abc import Iterable

from zhongfu.data.synthetic.departments.feed import Row, feed
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.names import FUNERAL_HOUSES
from zhongfu.data.synthetic.span import Span


@feed("marriages", "certificate kind registered_on husband_name husband_id wife_name wife_id county")
def marriages(lives: Lives, _span: Span, month: int) -> Iterable[Row]:
    for item in lives.weddings[month]:
        yield (
            item.number,
            item.kind,
            item.day,
            item.man.name,
            item.man.id_no,
            item.woman.name,
            item.woman.id_no,
            item.county,
        )


@feed("deaths", "certificate name id_no died_on cremated_on funeral_house county")
def deaths(lives: Lives, _span: Span, month: int) -> Iterable[Row]:
    for item in lives.funerals[month]:
        yield (
            item.number,
            item.person.name,
            item.person.id_no,
            item.died,
            item.cremated,
            FUNERAL_HOUSES[item.county],
            item.county,
        )


@feed("assistance_register", "grant programme head_name head_id region insured_count amount_fen since")
def assistance_register(lives: Lives, span: Span, month: int) -> Iterable[Row]:
    for item in lives.grants:
        if item.since <= month < item.until:
            person = item.person
            yield (
                item.number,
                item.programme,
                person.name,
                person.id_no,
                item.region,
                str(item.insured),
                item.amount_fen,
                span.number(item.since),
            )
