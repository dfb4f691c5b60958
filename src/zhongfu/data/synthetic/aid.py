"""救助 Who is in aid in the synthetic place: grants by true need, late, incomplete and not always ended in time."""

from __future__ import annotations

from zhongfu.data.synthetic.chance import Chance
from zhongfu.data.synthetic.economy import below_line, income_fen, line_fen
from zhongfu.data.synthetic.life import FOREVER, Grant, Household, Person
from zhongfu.data.synthetic.lives import Lives

FOUND_AID = 0.66
# How likely a grant is ended in a month in which the household lives above the line.
RECOVERED = {"低保": 0.12, "特困": 0.12, "边缘": 0.02, "刚性支出": 0.02}


def eldest(household: Household) -> Person:
    return min(household.people, key=lambda person: person.birth)


def give(lives: Lives, household: Household, programme: str, since: int, person: Person | None = None) -> Grant:
    """Puts a grant in force for a household, or for a single member of it."""
    number = f"SZ{household.county}{lives.serial('grant', 2000):07d}"
    insured = 1 if person else len(household.people)
    registered = person or (
        household.head if household.head in household.people and household.head else eldest(household)
    )
    grant = Grant(
        number, programme, registered, household.region, insured, amount(household, programme, insured), since
    )
    household.grant = grant
    lives.grants.append(grant)
    return grant


def amount(household: Household, programme: str, insured: int) -> int:
    """The monthly sum in fen: the gap to the line for 低保, 1.6 lines for 特困, nothing for the other two."""
    line = line_fen(household)
    if programme == "特困":
        return line * 16 // 10 * insured // max(1, len(household.people))
    if programme == "低保":
        return max(line // 5, line - income_fen(household)) * insured // max(1, len(household.people))
    return 0


def grant_by_need(lives: Lives, chance: Chance, household: Household, poor: bool) -> None:
    """Aid that is in force when the place is founded: most of the poor have it, some do not, a few others still do."""
    since = -chance.between(1, 60)
    if below_line(household) and poor and chance.happens(FOUND_AID):
        give(lives, household, programme_of(chance, household), since)
        if chance.happens(0.04):
            give(lives, household, "刚性支出", since)
    elif chance.happens(0.004):
        give(lives, household, "低保", since, household.people[-1])
    elif chance.happens(0.012):
        give(lives, household, chance.weighted([("边缘", 2.0), ("刚性支出", 1.0)]), since)


def programme_of(chance: Chance, household: Household) -> str:
    alone = len(household.people) == 1 and household.people[0].birth.year < 1966
    return "特困" if alone and chance.happens(0.6) else "低保"


def review(lives: Lives, chance: Chance, household: Household, month: int) -> None:
    """The yearly look: a household in hardship may get aid, one that has recovered loses it, both with some delay."""
    grant = household.grant
    if grant is None or grant.until != FOREVER:
        if household.hard_since is not None and household.hard_since < month and chance.happens(0.05):
            give(lives, household, "低保" if below_line(household) else "边缘", month)
    elif not household.people or (not below_line(household) and chance.happens(RECOVERED[grant.programme])):
        grant.until = month + chance.between(1, 3)
    elif grant.person.died is not None:
        if chance.happens(0.3):
            renew(lives, household, grant, month)
    elif grant.programme == "低保" and grant.insured > 1 and chance.happens(0.02):
        renew(lives, household, grant, month)


def renew(lives: Lives, household: Household, grant: Grant, month: int) -> None:
    """The sum is reckoned anew, or the grant passes to whoever heads the household now: the old one ends, another begins."""
    grant.until = month
    give(lives, household, grant.programme, month)
