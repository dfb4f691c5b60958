"""变故 What befalls a few households of every block in the last month, so that whoever watches the place has somebody to find."""

from __future__ import annotations

from zhongfu.data.synthetic.circumstances import certify
from zhongfu.data.synthetic.departures import bury, cancel, end_ties, open_entries, remove
from zhongfu.data.synthetic.economy import income_fen, leave, monthly_fen, person_line
from zhongfu.data.synthetic.health import hospital_stay
from zhongfu.data.synthetic.life import Household, Person
from zhongfu.data.synthetic.months_of_life import Year
from zhongfu.data.synthetic.span import age


def tell(year: Year, month: int, disability_snapshot: int) -> None:
    """An accident, a disability and an illness, each in a household that lived on one wage and has no aid."""
    stories = ((accident, 2), (disability, 1), (illness, 1))
    chosen = iter(candidates(year, month))
    for story, times in stories:
        for _ in range(times):
            household = next(chosen, None)
            if household is not None:
                household.informal_fen = 0
                story(year, household, disability_snapshot if story is disability else month)


def earner(household: Household) -> Person | None:
    """The one member with a job that has lasted."""
    earners = [person for person in household.people if person.job is not None]
    if len(earners) != 1 or earners[0].disabled:
        return None
    job = earners[0].job
    return earners[0] if job and job.since < -2 and not job.owed else None


def candidates(year: Year, month: int) -> list[Household]:
    """Families with children whose one wage is all that keeps them above the line; in the order of their numbers."""
    return [
        home
        for home in year.lives.households
        if home.grant is None and home.hard_since is None and leans_on_one(year, home, month)
    ]


def leans_on_one(year: Year, home: Household, month: int) -> bool:
    one = earner(home)
    if one is None or len(home.people) < 3 or home.head is None:
        return False
    minors = [
        person
        for person in home.people
        if age(person.birth, year.span.day(month)) < 18 and person.birth < year.span.day(-2)
    ]
    rest = income_fen(home) - monthly_fen(one) - home.informal_fen
    enough = monthly_fen(one) > person_line(home) * len(home.people)
    return bool(minors) and enough and rest < person_line(home) * (len(home.people) - 1) // 2


def accident(year: Year, home: Household, month: int) -> None:
    """The earner dies on the road and is buried in the same month; a child lies in hospital."""
    one = earner(home)
    if one is None:
        return
    day = year.span.day(month).replace(day=year.chance.between(3, 18))
    one.died = day
    remove(one)
    end_ties(one, month)
    if one.spouse is not None:
        one.spouse.spouse = None
    bury(year.ground, year.span, one, (day, 0))
    cancel(open_entries(year.ground, one), month + 1, "死亡", day)
    hospital_stay(year.lives, year.chance, year.span, home.people[-1], month)
    for cause in ("death_of_earner", "illness"):
        year.blame(home, cause)


def disability(year: Year, home: Household, snapshot: int) -> None:
    """The earner loses their sight or limbs: a card of grade 1 in the newest snapshot, the job in the last month."""
    one, last = earner(home), year.span.count - 1
    if one is None:
        return
    card = certify(year.lives, year.chance, one, (year.span.day(snapshot).year, snapshot), grade=1)
    card.issued = year.span.day(snapshot).replace(day=year.chance.between(1, 20))
    card.valid_to = card.issued.replace(year=card.issued.year + 10)
    year.lose_job(one, last)
    hospital_stay(year.lives, year.chance, year.span, one, last)
    year.blame(home, "disability")


def illness(year: Year, home: Household, month: int) -> None:
    """The earner falls seriously ill and loses the job."""
    one = earner(home)
    if one is not None:
        one.employable = False
        leave(one, month)
        hospital_stay(year.lives, year.chance, year.span, one, month)
        year.blame(home, "illness")
        year.blame(home, "job_loss")
