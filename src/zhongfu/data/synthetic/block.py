"""街坊 One block of a place: some two thousand people, founded and lived through on their own, so that memory stays bounded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from zhongfu.data import regions
from zhongfu.data.sources import discover
from zhongfu.data.synthetic import names
from zhongfu.data.synthetic.chance import Chance
from zhongfu.data.synthetic.circumstances import Settler
from zhongfu.data.synthetic.economy import Employers, below_line, income_fen, line_fen, raise_pensions, trade
from zhongfu.data.synthetic.families import Ground, found_household, surname
from zhongfu.data.synthetic.happenings import Hardship
from zhongfu.data.synthetic.health import visits
from zhongfu.data.synthetic.identity import Numbers, credit_code
from zhongfu.data.synthetic.life import Household
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.months_of_life import Year, attest
from zhongfu.data.synthetic.span import Span
from zhongfu.data.synthetic.stories import tell

PEOPLE = 2000
EMPLOYERS = 24


@dataclass(frozen=True, slots=True)
class Block:
    """A block's number and how many living people it is founded with."""

    number: int
    people: int


def blocks(people: int) -> list[Block]:
    """The blocks of a place of `people`."""
    full, rest = divmod(people, PEOPLE)
    return [Block(number, PEOPLE) for number in range(full)] + ([Block(full, rest)] if rest else [])


def simulate(block: Block, span: Span, seed: int, numbers: Numbers) -> Lives:
    """All that is true of a block over the span; the same for the same seed, whatever the machine."""
    lives = Lives(block.number, span.count)
    ground = Ground(lives, Chance(seed, block.number, "founding"), numbers, towns(), span.day(0))
    employers = hire_out(lives, ground.chance)
    found(ground, block.people, Settler(lives, ground.chance, employers, span.day(0)))
    remember(ground, span)
    ground.chance = Chance(seed, block.number, "months")
    year, bills = Year(ground, span, employers), Chance(seed, block.number, "bills")
    cards = discover()["disability_certificates"].due
    card = max(month for month in range(span.count) if span.delivers(cards, month))
    for month in range(span.count):
        year.live(month)
        if month == span.count - 1:
            tell(year, month, card)
            year.tally(month)
        trade(lives, bills, month)
        visits(lives, bills, span, month)
    return lives


def towns() -> dict[str, list[tuple[str, str]]]:
    """The towns of the two counties, as (code, name) by county."""
    found: dict[str, list[tuple[str, str]]] = {}
    for town in regions.towns().values():
        found.setdefault(town.county, []).append((town.code, town.name))
    return {county: sorted(rows) for county, rows in sorted(found.items())}


def hire_out(lives: Lives, chance: Chance) -> Employers:
    """The invented employers of the block."""
    return {
        county: [(names.employer(chance), credit_code(county, lives.serial("code", 1000))) for _ in range(EMPLOYERS)]
        for county in regions.counties()
    }


def found(ground: Ground, people: int, settler: Settler) -> None:
    """Households until exactly `people` live in the block; one in a hundred mourns somebody of the year before."""
    left = people
    while left:
        household = found_household(ground, left)
        left -= len(household.people)
        settler.settle(household)
        if ground.chance.happens(0.01):
            departed(ground, household)


def departed(ground: Ground, household: Household) -> None:
    """Somebody who died in the ten months before the first delivery; the police list them, the funeral house told nobody."""
    person = ground.person(
        household, surname(ground.chance), ground.chance.happens(0.5), ground.birth(ground.chance.between(62, 94))
    )
    person.died = ground.today - timedelta(days=ground.chance.between(1, 300))
    entry = ground.enter(person, "其他亲属")
    entry.cancelled, entry.reason, entry.cancel_date = 0, "死亡", person.died
    household.people.remove(person)


def remember(ground: Ground, span: Span) -> None:
    """What the first files also tell: the births of eleven months, this year's raise of pensions, who was in need already."""
    for person in ground.lives.people:
        if person.mother is not None and person.died is None and span.index(person.birth) >= -11:
            attest(ground, person, person.mother, 0)
    july = next((month for month in range(span.count) if span.day(month).month == 7), None)
    if july is not None:
        raise_pensions(ground.lives, ground.chance, july)
    for household in ground.lives.households:
        if household.people and below_line(household):
            household.hard_since = -1
            fact = Hardship(
                household, -1, ("lasting_poverty",), len(household.people), income_fen(household), line_fen(household)
            )
            ground.lives.hardships.append(fact)
