"""家境 What the people of a founded household do, own and receive: work, pensions, insurance, health, homes, vehicles, aid."""

from __future__ import annotations

from datetime import date

from zhongfu.data.synthetic import names
from zhongfu.data.synthetic.aid import grant_by_need
from zhongfu.data.synthetic.chance import Chance
from zhongfu.data.synthetic.economy import (
    BUSINESS,
    FORMAL,
    SELF_EMPLOYED,
    Employers,
    hire,
    line_fen,
    pension_fen,
    registered_fen,
    retire,
)
from zhongfu.data.synthetic.happenings import Certificate, Unit, Vehicle
from zhongfu.data.synthetic.identity import credit_code, plate_number
from zhongfu.data.synthetic.life import Enrolment, Firm, Household, Person, Study
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.span import age

POOR = 0.052
CARS = (("小型轿车", 6.0), ("小型普通客车", 2.0), ("轻型货车", 0.8), ("摩托车", 2.2), ("重型货车", 0.15))
MODELS = ("合成牌甲型", "合成牌乙型", "合成牌丙型", "合成牌丁型")


class Settler:
    """Settles founded households of one block as of the first month (`today`, its first day)."""

    def __init__(self, lives: Lives, chance: Chance, employers: Employers, today: date) -> None:
        self.lives, self.chance, self.employers, self.today = lives, chance, employers, today

    def settle(self, household: Household) -> None:
        poor = self.chance.happens(POOR)
        for person in household.people:
            self.occupy(person, poor)
        household.informal_fen = 0 if poor else self.informal(household)
        if not poor:
            self.lift(household)
        for person in household.people:
            self.insure(person)
            self.ail(person, poor)
        if household.people:
            self.house(household, poor)
            self.drive(household, poor)
            grant_by_need(self.lives, self.chance, household, poor)

    def informal(self, household: Household) -> int:
        """Farming, remittances, odd jobs: more in the country, nothing for most in town."""
        odds = 0.75 if household.rural else 0.2
        return self.chance.between(300, 2800) * 100 if self.chance.happens(odds) else 0

    def occupy(self, person: Person, poor: bool) -> None:
        """School, work or pension by age."""
        chance, years = self.chance, age(person.birth, self.today)
        if 1 <= years <= 21 and chance.happens(1.0 if 6 <= years <= 15 else 0.85 if years <= 18 else 0.5):
            self.study(person, years)
            return
        if years >= (60 if person.male else 55):
            self.pension_off(person, poor, years)
        elif years >= 18:
            self.work(person, poor)

    def pension_off(self, person: Person, poor: bool, years: int) -> None:
        """The employees' pension early, the residents' from 60 on."""
        if years >= 60 or self.chance.happens(0.5):
            retire(self.chance, self.lives, person, -12)
        else:
            self.work(person, poor)
        pension = person.pension
        if pension and (years < 60 or poor):
            pension.kind = "企业养老" if years < 60 else "居民养老"
            pension.amount_fen = pension_fen(self.chance, person, pension.kind)

    def work(self, person: Person, poor: bool) -> None:
        chance, county = self.chance, person.home.county
        person.employable = not chance.happens(0.45 if poor else 0.06)
        if poor and (not person.employable or chance.happens(0.8)):
            return
        if person.employable and chance.happens(FORMAL[county]):
            hire(chance, self.lives, self.employers, person, -chance.between(3, 120))
        elif person.employable and chance.happens(SELF_EMPLOYED[county] * 3):
            open_firm(self.lives, chance, person, self.today.year - chance.between(1, 12))

    def lift(self, household: Household) -> None:
        """Most households that are not poor show so in the registers: somebody gets a job or a better pension."""
        for person in household.people:
            if registered_fen(household) >= line_fen(household) * 1.1 or not self.chance.happens(0.93):
                return
            pension = person.pension
            if pension and pension.kind == "居民养老":
                pension.kind = "企业养老"
                pension.amount_fen = max(
                    pension_fen(self.chance, person, "企业养老"),
                    line_fen(household) * 11 // 10 - registered_fen(household),
                )
            elif (
                not pension
                and 18 <= age(person.birth, self.today) < 60
                and person.employable
                and not person.job
                and not person.study
            ):
                hire(self.chance, self.lives, self.employers, person, -self.chance.between(3, 120))
            elif person.job and registered_fen(household) < line_fen(household):
                person.job.base_fen += (
                    line_fen(household) - registered_fen(household) + self.chance.between(20, 600) * 100
                )

    def study(self, person: Person, years: int) -> None:
        chance, county = self.chance, person.home.county
        vocational = chance.happens(0.35)
        path = ("中等职业", "大专") if vocational else ("普通高中", "本科" if chance.happens(0.6) else "大专")
        number = f"{'L' if years > 18 else 'G'}{person.id_no}"
        person.study = Study(person, number, county, path, years > 18 and chance.happens(0.08), chance.happens(0.01))
        self.lives.studies.append(person.study)

    def insure(self, person: Person) -> None:
        kind = "职工" if person.job or (person.pension and person.pension.kind in ("企业养老", "机关养老")) else "居民"
        if person.job or self.chance.happens(0.955):
            person.insured = Enrolment(person, kind, person.home.county, 0)
            self.lives.enrolments.append(person.insured)

    def ail(self, person: Person, poor: bool) -> None:
        """How often somebody sees a doctor, and whether they hold a disability card."""
        chance, years = self.chance, age(person.birth, self.today)
        person.sickly = 0.12 + (0.25 if years >= 60 else 0.0) + (0.1 if years < 6 else 0.0)
        if chance.happens(0.03 if years < 60 else 0.14):
            person.sickly = 0.85
        if chance.happens((0.035 if years < 60 else 0.06) * (3 if poor else 1)):
            certify(self.lives, chance, person, (self.today.year - chance.between(0, 9), 0))

    def house(self, household: Household, poor: bool) -> None:
        """One home for most, a second unit for some; a couple owns together."""
        chance = self.chance
        adults = [person for person in household.people if age(person.birth, self.today) >= 24]
        if not adults or not chance.happens(0.45 if poor else 0.8):
            return
        own(self.lives, chance, adults, self.today.year)
        if not poor and chance.happens(0.14):
            own(self.lives, chance, adults, self.today.year)

    def drive(self, household: Household, poor: bool) -> None:
        drivers = [person for person in household.people if 20 <= age(person.birth, self.today) <= 66]
        for person in drivers:
            if self.chance.happens(0.04 if poor else 0.24):
                buy_vehicle(
                    self.lives,
                    self.chance,
                    person,
                    self.today.replace(year=self.today.year - self.chance.between(1, 11)),
                    0,
                )


def certify(
    lives: Lives, chance: Chance, person: Person, issued: tuple[int, int], grade: int | None = None
) -> Certificate:
    """A disability card issued in (year, snapshot month); ten years' validity, a few have run out."""
    year, since = issued
    grade = grade or chance.weighted([(1, 1.2), (2, 2.4), (3, 3.2), (4, 3.6)])
    day = max(date(year, chance.between(1, 10), chance.between(1, 28)), person.birth)
    card = Certificate(
        person,
        chance.weighted(list(zip(range(1, 8), (1.2, 1.5, 0.3, 5, 1.1, 1.6, 0.6), strict=True))),
        grade,
        day,
        day,
        since,
    )
    card.valid_to = day.replace(year=day.year + 10, day=min(day.day, 28))
    card.suffix = f"B{chance.between(1, 2)}" if chance.happens(0.08) else ""
    person.disabled = True
    if grade <= 2:
        person.employable = False
    lives.certificates.append(card)
    return card


def open_firm(lives: Lives, chance: Chance, person: Person, year: int, since: int = 0) -> Firm:
    """A business of one person, at times with a second shareholder from the household."""
    company = chance.happens(0.12)
    people = [(person, "法定代表人" if company else "经营者")]
    if company:
        people.append((person, "股东"))
        if person.spouse and chance.happens(0.6):
            people.append((person.spouse, "股东"))
    kind = (
        "有限责任公司"
        if company
        else chance.weighted([("个体工商户", 9.0), ("个人独资企业", 0.5), ("农民专业合作社", 0.5)])
    )
    code = "" if not company else str(chance.pick((10, 50, 100, 300)))
    county = person.home.county
    founded = date(year, chance.between(1, 10), chance.between(1, 28))
    firm = Firm(
        credit_code(county, lives.serial("code", 1000)),
        names.shop(chance, person.name),
        kind,
        county,
        code,
        founded,
        chance.between(0, 6),
        since,
        people,
        chance.along(BUSINESS) * 100,
    )
    person.firm = firm
    lives.firms.append(firm)
    return firm


def own(lives: Lives, chance: Chance, adults: list[Person], year: int, since: int = 0) -> Unit:
    """Registers a unit on one adult or on a couple."""
    owner = adults[int(chance.random() * min(2, len(adults)))]
    home = owner.home
    use = chance.weighted([("住宅", 30.0), ("商业", 0.8), ("办公", 0.2), ("车库", 2.0), ("其他", 0.6)])
    area = f"{chance.between(38, 145) if use != '车库' else chance.between(11, 20)}.{chance.between(0, 99):02d}"
    serial = lives.serial("unit", 5000)
    number = f"{home.county}999999GB{serial // 10000:05d}F{serial % 10000:08d}"
    owners = [(owner, "单独所有")]
    if owner.spouse and owner.spouse in home.people and chance.happens(0.6):
        owners = [(owner, "50%"), (owner.spouse, "50%")]
    registered = date(year - chance.between(1, 24), chance.between(1, 10), chance.between(1, 28))
    unit = Unit(
        number,
        f"粤({registered.year})合成不动产权第{serial:08d}号",
        use,
        area,
        home.address,
        home.county,
        registered,
        owners,
        since,
    )
    lives.units.append(unit)
    return unit


def buy_vehicle(lives: Lives, chance: Chance, owner: Person, day: date, since: int) -> Vehicle:
    """A vehicle with a plate of a series that is not issued (after the county's letter an I)."""
    kind = "残疾人机动轮椅车" if owner.disabled and chance.happens(0.25) else chance.weighted(CARS)
    use = "营运" if kind == "重型货车" or chance.happens(0.04) else "非营运"
    plate = plate_number(owner.home.county, lives.serial("plate", 2000))
    vehicle = Vehicle(plate, kind, use, chance.pick(MODELS), owner, day, since)
    lives.vehicles.append(vehicle)
    return vehicle
