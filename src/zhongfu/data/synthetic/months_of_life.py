"""逐月人生 One month of the block's life: births, deaths, weddings, moves, work, illness, disability, property and aid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from zhongfu.data.synthetic import aid
from zhongfu.data.synthetic.circumstances import buy_vehicle, certify, open_firm, own
from zhongfu.data.synthetic.departures import cancel, depart, die, move_house, split_off, transfer
from zhongfu.data.synthetic.economy import Employers, below_line, close, hire, income_fen, leave, line_fen, retire
from zhongfu.data.synthetic.families import Ground, child
from zhongfu.data.synthetic.happenings import Birth, Hardship, Wedding
from zhongfu.data.synthetic.life import FOREVER, Enrolment, Household, Person
from zhongfu.data.synthetic.names import HOSPITALS
from zhongfu.data.synthetic.span import Span, age

# Deaths per year by age, at 0, 10, 20 ... 100 years.
MORTALITY = (0.003, 0.0003, 0.0005, 0.0007, 0.0014, 0.0035, 0.009, 0.025, 0.07, 0.17, 0.4)


class Year:
    """Lives a block month by month; `causes` collects what befell each household in the running month."""

    def __init__(self, ground: Ground, span: Span, employers: Employers) -> None:
        self.ground, self.span, self.employers = ground, span, employers
        self.lives, self.chance = ground.lives, ground.chance
        self.causes: dict[Household, list[str]] = {}

    def live(self, month: int) -> None:
        """Everything that happens in one month, in a fixed order."""
        self.causes = {}
        for person in list(self.lives.people):
            if person.died is None and not person.gone:
                self.fate(person, month)
        self.weddings(month)
        for household in list(self.lives.households):
            if household.people:
                self.household(household, month)
        self.tally(month)

    def fate(self, person: Person, month: int) -> None:
        """What may befall one person; one draw decides most of it."""
        chance, years = self.chance, age(person.birth, self.span.day(month))
        if chance.happens(MORTALITY[min(100, years) // 10] / 12):
            self.mourn(person, self.span.any_day(chance, month))
            return
        if 18 <= years < 60:
            self.work(person, month, years)
        if chance.happens(0.0006 if years < 60 else 0.0018):
            self.fall_ill(person, month)
        elif not person.disabled and chance.happens(0.00025 if years < 60 else 0.0008):
            self.become_disabled(person, month)
        elif years >= 60 and person.pension is None and chance.happens(0.6):
            retire(chance, self.lives, person, month)
        elif 18 <= years <= 45 and person.spouse is None and chance.happens(0.0012):
            depart(self.ground, self.span, person, month)

    def blame(self, household: Household, cause: str) -> None:
        self.causes.setdefault(household, []).append(cause)

    def mourn(self, person: Person, day: date) -> None:
        """A death; the loss of whoever earned in the household is a cause of hardship."""
        if person.job or person.firm or person.pension:
            self.blame(person.home, "death_of_earner")
        die(self.ground, self.span, person, day)

    def work(self, person: Person, month: int, years: int) -> None:
        """Jobs end, begin and pay late; a man of 60 and a woman of 55 retire."""
        chance, job = self.chance, person.job
        if job is not None:
            if not person.male and years >= 55 and chance.happens(0.1):
                retire(chance, self.lives, person, month)
            elif chance.happens(0.005):
                self.lose_job(person, month)
            elif chance.happens(0.003) and month + 2 < self.span.count:
                job.owed.add(month)
                job.paid_up[month + 2] = month
        elif (
            person.employable
            and not (person.firm or person.pension or self.studies(person, month))
            and chance.happens(0.035)
        ):
            self.find_work(person, month)

    def studies(self, person: Person, month: int) -> bool:
        return person.study is not None and person.study.stage(september(self.span.day(month))) is not None

    def lose_job(self, person: Person, month: int) -> None:
        """The job ends; insurance goes on as a resident's, after a pause at times."""
        leave(person, month)
        self.blame(person.home, "job_loss")
        if person.insured is not None and person.insured.kind == "职工":
            person.insured.until = month
            person.insured = Enrolment(
                person, "居民", person.home.county, month, paused_from=month if self.chance.happens(0.15) else FOREVER
            )
            self.lives.enrolments.append(person.insured)

    def find_work(self, person: Person, month: int) -> None:
        """A new job, or now and then a business of one's own."""
        if self.chance.happens(0.12):
            open_firm(self.lives, self.chance, person, self.span.day(month).year - 1, month)
            return
        hire(self.chance, self.lives, self.employers, person, month)
        if person.insured is None:
            person.insured = Enrolment(person, "职工", person.home.county, month)
            self.lives.enrolments.append(person.insured)

    def fall_ill(self, person: Person, month: int) -> None:
        """A serious illness: large bills for some months, the job often lost."""
        self.blame(person.home, "illness")
        person.sickly = 0.9
        person.ill_until = month + self.chance.between(0, 3)
        if person.job is not None and self.chance.happens(0.5):
            person.employable = False
            self.lose_job(person, month)

    def become_disabled(self, person: Person, month: int) -> None:
        card = certify(self.lives, self.chance, person, (self.span.day(month).year, month))
        card.issued = self.span.any_day(self.chance, month)
        card.valid_to = card.issued.replace(year=card.issued.year + 10, day=1)
        if card.grade <= 2:
            self.blame(person.home, "disability")
            if person.job is not None:
                self.lose_job(person, month)

    def weddings(self, month: int) -> None:
        """A few unmarried couples a month; bride or groom joins the other's household, the old entry may stay for months."""
        day = self.span.day(month)
        free: dict[bool, list[Person]] = {True: [], False: []}
        for person in self.lives.people:
            if person.spouse is None and person.died is None and not person.gone and 22 <= age(person.birth, day) <= 38:
                free[person.male].append(person)
        for _ in range(max(1, len(self.lives.people) // 1800)):
            if free[True] and free[False]:
                self.marry(self.chance.pick(free[True]), self.chance.pick(free[False]), month)
                free = {male: [person for person in group if person.spouse is None] for male, group in free.items()}

    def marry(self, man: Person, woman: Person, month: int) -> None:
        if man.home is woman.home:
            return
        chance = self.chance
        stays, moves = (man, woman) if chance.happens(0.8) else (woman, man)
        if any(entry.household is stays.home for entry in self.ground.register[moves.id_no]):
            return
        man.spouse, woman.spouse = woman, man
        self.register(man, woman, "结婚", month)
        relation = "配偶" if stays.home.head is stays else ("儿媳" if moves is woman else "女婿")
        late = chance.pick((0, 0, 1, 2, 3))
        cancel(
            transfer(self.ground, moves, stays.home, relation, month),
            month + late,
            "迁出",
            self.span.any_day(chance, month),
        )

    def register(self, man: Person, woman: Person, kind: str, month: int) -> None:
        county, lives = man.home.county, self.lives
        number = (
            f"{'J' if kind == '结婚' else 'L'}{county}-{self.span.day(month).year}-{lives.serial('wedding', 2000):07d}"
        )
        lives.weddings[month].append(Wedding(number, kind, self.span.any_day(self.chance, month), man, woman, county))

    def household(self, household: Household, month: int) -> None:
        """What may befall a household as a whole."""
        chance = self.chance
        options: tuple[tuple[float, Callable[[Household, int], None]], ...] = (
            (0.006, self.bear),
            (0.0006, self.split),
            (0.0006, self.move),
            (0.0005, self.part),
            (0.003, self.buy),
            (0.002, self.sell),
        )
        for probability, happen in options:
            if household.people and chance.happens(probability):
                happen(household, month)
        if household.people:
            aid.review(self.lives, chance, household, month)

    def bear(self, household: Household, month: int) -> None:
        """A birth to a married woman of 21 to 40, twins once in eighty; the police enter the child up to two months later."""
        day = self.span.any_day(self.chance, month)
        mothers = [
            p
            for p in household.people
            if not p.male and p.spouse is not None and p.spouse.home is household and 21 <= age(p.birth, day) <= 40
        ]
        if not mothers:
            return
        mother = mothers[0]
        for _ in range(2 if self.chance.happens(0.0125) else 1):
            born = child(
                self.ground,
                (mother.spouse, mother),
                day,
                ("子", "女") if household.head in (mother, mother.spouse) else ("孙子", "孙女"),
            )
            self.ground.register[born.id_no][-1].since = month + self.chance.pick((0, 1, 1, 2))
            born.insured = Enrolment(born, "居民", household.county, month + 1)
            self.lives.enrolments.append(born.insured)
            attest(self.ground, born, mother, month + (1 if self.chance.happens(0.1) else 0))

    def split(self, household: Household, month: int) -> None:
        """A grown child with spouse and children leaves a household of three or more."""
        day = self.span.day(month)
        grown = [p for p in household.people if p is not household.head and 22 <= age(p.birth, day) <= 50]
        if len(household.people) < 3 or not grown:
            return
        leaver = grown[-1]
        group = [leaver] + [p for p in household.people if p is leaver.spouse and p is not household.head]
        group += [
            p
            for p in household.people
            if p not in group and (p.mother in group or p.father in group) and p is not household.head
        ]
        if len(group) < len(household.people):
            split_off(self.ground, self.span, group, month)

    def move(self, household: Household, month: int) -> None:
        if household.head in household.people:
            move_house(self.ground, self.span, household, month)

    def part(self, household: Household, month: int) -> None:
        """A divorce; the woman founds a household of her own a month later or stays."""
        woman = next(
            (p for p in household.people if not p.male and p.spouse is not None and p.spouse.home is household), None
        )
        if woman is None or woman.spouse is None:
            return
        self.register(woman.spouse, woman, "离婚", month)
        woman.spouse.spouse = None
        woman.spouse = None
        if woman is not household.head and self.chance.happens(0.7):
            split_off(self.ground, self.span, [woman], month)

    def buy(self, household: Household, month: int) -> None:
        """A vehicle or a home; poor households do not."""
        adults = [p for p in household.people if 24 <= age(p.birth, self.span.day(month)) <= 66]
        if not adults or below_line(household):
            return
        if self.chance.happens(0.7):
            buy_vehicle(self.lives, self.chance, adults[0], self.span.any_day(self.chance, month), month)
        else:
            own(self.lives, self.chance, adults, self.span.day(month).year, month)

    def sell(self, household: Household, month: int) -> None:
        """A vehicle scrapped, a home sold or a business closed."""
        for person in household.people:
            if person.firm is not None:
                close(person.firm, month, self.chance.weighted([("注销", 3.0), ("吊销", 1.0)]))
                self.blame(household, "business_closed")
                return
        owned = [item for item in self.lives.vehicles if item.until == FOREVER and item.owner in household.people]
        if owned:
            owned[0].until, owned[0].ending = month, self.chance.pick(("报废", "转出", "注销"))
            return
        units = [unit for unit in self.lives.units if unit.until == FOREVER and unit.owners[0][0] in household.people]
        if units:
            units[0].until = month

    def tally(self, month: int) -> None:
        """Notes who fell into true hardship this month and who got out of it."""
        for household, causes in self.causes.items():
            if household.people and household.hard_since is None and below_line(household):
                self.note(household, month, causes)
        for household in self.lives.households:
            if household.hard_since is not None and (not household.people or not below_line(household)):
                household.hard_since = None

    def note(self, household: Household, month: int, causes: list[str]) -> None:
        household.hard_since = month
        fact = Hardship(
            household,
            month,
            tuple(dict.fromkeys(causes)),
            len(household.people),
            income_fen(household),
            line_fen(household),
        )
        self.lives.hardships.append(fact)


def september(day: date) -> date:
    """The first day of the school year in which a day lies."""
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)


def attest(ground: Ground, born: Person, mother: Person, issued: int) -> None:
    """The birth certificate; the father's part stays empty once in ten."""
    if issued >= ground.lives.months:
        return
    father = None if ground.chance.happens(0.1) else born.father
    number = f"S44H{ground.lives.serial('birth', 3000):08d}"
    hospital = ground.chance.pick(HOSPITALS[mother.home.county])
    ground.lives.births[max(0, issued)].append(Birth(number, born, mother, father, hospital, max(0, issued)))
