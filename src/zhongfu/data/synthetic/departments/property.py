"""自然资源、市场监管与税务 Real estate, businesses and what they earn."""

from __future__ import annotations

from collections.abc import Iterable

from zhongfu.data.synthetic.departments.feed import Row, feed
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.span import Span


@feed("real_estate", "unit certificate name id_no share use area address county registered_on right_status")
def real_estate(lives: Lives, _span: Span, month: int) -> Iterable[Row]:
    for unit in lives.units:
        if unit.since <= month:
            status = "历史" if month >= unit.until else "现势"
            for owner, share in unit.owners:
                yield (
                    unit.number, unit.certificate, owner.name, owner.id_no, share, unit.use, unit.area, unit.address,
                    unit.county, unit.registered, status,
                )  # fmt: skip


@feed("market_entities", "uscc entity_name entity_kind capital_wan role name id_no founded_on employees status")
def market_entities(lives: Lives, _span: Span, month: int) -> Iterable[Row]:
    for firm in lives.firms:
        if firm.since <= month:
            status = firm.ending if month >= firm.closed else "存续"
            for person, role in firm.people:
                yield (
                    firm.code, firm.name, firm.kind, firm.capital or None, role, person.name, person.id_no, firm.founded,
                    str(firm.employees), status,
                )  # fmt: skip


@feed("business_income_tax", "taxpayer name id_no period revenue_fen cost_fen income_fen tax_fen")
def business_income_tax(lives: Lives, span: Span, month: int) -> Iterable[Row]:
    for levy in lives.levies[month]:
        person = levy.person
        yield (
            levy.firm.code, person.name, person.id_no, span.number(levy.month), levy.revenue_fen, levy.cost_fen,
            levy.income_fen, levy.tax_fen,
        )  # fmt: skip
