"""就医 Medical bills: everyday visits of everybody, hospital stays of the seriously ill, and who pays which part."""

from __future__ import annotations

from datetime import date

from zhongfu.data.synthetic.chance import Chance
from zhongfu.data.synthetic.happenings import Bill
from zhongfu.data.synthetic.life import Person
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.names import HOSPITALS
from zhongfu.data.synthetic.span import Span

# Yuan at equally spaced quantiles, and the insurance fund's share in percent (from, to).
PRICES = {
    "门诊": ((15, 60, 110, 170, 240, 340, 480, 760, 1600), (30, 65)),
    "药店": ((10, 25, 45, 70, 100, 150, 260), (20, 70)),
    "门特": ((180, 350, 520, 800, 1300, 2400, 5200), (60, 85)),
    "住院": ((1500, 3200, 4800, 6800, 9500, 14000, 24000, 60000), (50, 80)),
}
VISITS = (("门诊", 58.0), ("药店", 30.0), ("住院", 5.0))
SICK_VISITS = (("门诊", 40.0), ("药店", 20.0), ("门特", 34.0), ("住院", 6.0))
SERIOUS_FROM = 1_500_000


def visits(lives: Lives, chance: Chance, span: Span, month: int) -> None:
    """The bills of one month: everyday ones, on average of one in four people, and those of the seriously ill."""
    first = span.day(month)
    for person in lives.people:
        if person.died is not None or person.gone or person.birth >= first:
            continue
        if month <= person.ill_until:
            hospital_stay(lives, chance, span, person, month)
        elif chance.random() < person.sickly:
            lives.bills[month].append(see_doctor(lives, chance, person, span.any_day(chance, month)))


def see_doctor(lives: Lives, chance: Chance, person: Person, day: date) -> Bill:
    """An everyday bill."""
    visit = chance.weighted(SICK_VISITS if person.sickly > 0.8 else VISITS)
    prices, shares = PRICES[visit]
    cost = chance.along(prices) * 100 + chance.between(0, 99), chance.between(*shares)
    return settle(lives, chance, (person, visit), day, cost)


def hospital_stay(lives: Lives, chance: Chance, span: Span, person: Person, month: int) -> None:
    """The bill of a serious illness: 30,000 to 280,000 yuan, much of it outside the insurance list."""
    total = chance.along((3, 5, 8, 13, 28)) * 1_000_000 + chance.between(0, 99_999)
    lives.bills[month].append(
        settle(lives, chance, (person, "住院"), span.any_day(chance, month), (total, chance.between(25, 55)))
    )


def settle(lives: Lives, chance: Chance, case: tuple[Person, str], day: date, cost: tuple[int, int]) -> Bill:
    """Splits a bill: the fund's share in percent, half of what is left above 15,000 yuan, and medical aid for those with a grant."""
    (person, visit), (total, share) = case, cost
    fund = total * share // 100 if person.insured is not None else 0
    serious = max(0, total - fund - SERIOUS_FROM) // 2 if fund else 0
    in_aid = person.home.grant is not None and person.home.grant.programme in ("低保", "特困")
    aid = (total - fund - serious) * 7 // 10 if in_aid and visit in ("住院", "门特") else 0
    number = f"YB{day:%Y%m%d}{lives.serial('bill', 60000):09d}"
    return Bill(person, number, visit, chance.pick(HOSPITALS[person.home.county]), day, total, fund, serious, aid)
