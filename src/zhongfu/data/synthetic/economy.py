"""生计 The figures of the invented economy: wages, pensions, prices and poverty lines by county, none of them official."""

from __future__ import annotations

from zhongfu.data.synthetic.chance import Chance
from zhongfu.data.synthetic.happenings import Levy
from zhongfu.data.synthetic.life import Firm, Household, Job, Pension, Person
from zhongfu.data.synthetic.lives import Lives

# Yuan at equally spaced quantiles (0, 10 %, ... 100 %).
WAGES = {
    "441424": (2400, 3100, 3500, 3900, 4300, 4700, 5200, 5800, 6600, 8200, 14000),
    "440104": (3200, 4600, 5400, 6200, 7000, 7900, 9000, 10600, 13000, 17500, 28000),
}
EMPLOYEE_PENSIONS = {
    "441424": (1500, 1900, 2100, 2300, 2500, 2700, 2900, 3200, 3600, 4200, 5500),
    "440104": (2600, 3200, 3500, 3800, 4100, 4400, 4700, 5100, 5600, 6400, 8800),
}
RESIDENT_PENSIONS = {"441424": (190, 205, 215, 225, 240, 260), "440104": (260, 290, 320, 360, 420, 640)}
BUSINESS = (900, 1800, 2600, 3300, 4000, 4800, 5800, 7200, 9500, 14000, 42000)
# Fen per person and month, by county and whether rural, under which life is truly hard in this invented economy: the model's own line, no standard of any place.
LINES = {("441424", True): 72_000, ("441424", False): 92_000, ("440104", True): 133_000, ("440104", False): 133_000}
FORMAL = {"441424": 0.62, "440104": 0.84}
SELF_EMPLOYED = {"441424": 0.10, "440104": 0.07}


# The employers of a block by county, as (name, code).
Employers = dict[str, list[tuple[str, str]]]


def wage(chance: Chance, county: str) -> int:
    """A contribution base in fen, in steps of half a yuan."""
    return chance.along(WAGES[county]) * 100 + 50 * chance.between(0, 1)


def pension_fen(chance: Chance, person: Person, kind: str) -> int:
    county = person.home.county
    table = RESIDENT_PENSIONS[county] if kind == "居民养老" else EMPLOYEE_PENSIONS[county]
    if kind == "机关养老":
        return chance.along(table) * 130 + chance.between(0, 99)
    return chance.along(table) * 100 + chance.between(0, 99)


def monthly_fen(person: Person) -> int:
    """What somebody brings home in a usual month by the registers' own figures."""
    job = person.job.base_fen if person.job else 0
    pension = person.pension.amount_fen if person.pension else 0
    return job + pension + (person.firm.income_fen if person.firm else 0)


def registered_fen(household: Household) -> int:
    return sum(monthly_fen(person) for person in household.people)


def income_fen(household: Household) -> int:
    """What a household truly lives on, the part that no register shows included."""
    return registered_fen(household) + household.informal_fen


def person_line(household: Household) -> int:
    return LINES[household.county, household.rural]


def line_fen(household: Household) -> int:
    return person_line(household) * len(household.people)


def below_line(household: Household) -> bool:
    return income_fen(household) < line_fen(household)


def hire(chance: Chance, lives: Lives, employers: Employers, person: Person, since: int) -> Job:
    """Gives somebody a job from a month on; whoever had a job leaves it."""
    leave(person, since)
    county = person.home.county if chance.happens(0.8) else "440104"
    name, code = chance.pick(employers[county])
    job = Job(person, name, code, wage(chance, person.home.county), since, fund=chance.happens(0.45))
    job.balance_fen = job.base_fen * chance.between(0, 60) // 10
    person.job = job
    lives.jobs.append(job)
    return job


def leave(person: Person, month: int) -> None:
    if person.job is not None:
        person.job.until = month
        person.job = None


def retire(chance: Chance, lives: Lives, person: Person, since: int) -> None:
    """Starts a pension: the employees' if there was a job, in towns mostly, the residents' otherwise."""
    employee = 0.75 if person.home.county == "440104" else 0.22
    kind = "居民养老"
    if person.job is not None or chance.happens(employee):
        kind = "机关养老" if chance.happens(0.12) else "企业养老"
    leave(person, since)
    person.pension = Pension(person, kind, pension_fen(chance, person, kind), since)
    lives.pensions.append(person.pension)


def close(firm: Firm, month: int, ending: str) -> None:
    """Ends a business and what its people made of it."""
    firm.closed, firm.ending = month, ending
    for person, _ in firm.people:
        if person.firm is firm:
            person.firm = None


def trade(lives: Lives, chance: Chance, month: int) -> None:
    """One month of every open business: its income swings by a fifth around the usual, costs are what is left of revenue."""
    for firm in lives.firms:
        person = firm.people[0][0]
        if firm.since <= month < firm.closed and person.firm is firm:
            income = firm.income_fen * chance.between(80, 120) // 100
            revenue = income * chance.between(180, 420) // 100
            tax = max(0, income - 500_000) * 5 // 100
            lives.levies[month].append(Levy(person, firm, month, revenue, revenue - income, tax))


def raise_pensions(lives: Lives, chance: Chance, month: int) -> None:
    """The yearly raise of July, paid back to January in that month."""
    for pension in lives.pensions:
        if pension.kind in ("企业养老", "机关养老") and pension.since < month:
            pension.raised = month
            pension.raise_fen = pension.amount_fen * chance.between(18, 32) // 1000
            pension.back_fen = pension.raise_fen * 6
