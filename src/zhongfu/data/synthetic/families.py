"""家庭结构 How households are put together when a place is founded: kinds of household, ages, names, entries of the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from zhongfu.data.synthetic import names
from zhongfu.data.synthetic.chance import Chance
from zhongfu.data.synthetic.identity import COUNTY_ORIGIN, ELSEWHERE, Numbers
from zhongfu.data.synthetic.life import Entry, Household, Person
from zhongfu.data.synthetic.lives import Lives

# (kind, smallest size, weight in 五华, weight in 越秀)
KINDS = (
    ("elder", 1, 6.0, 9.0),
    ("elders", 2, 8.0, 13.0),
    ("single", 1, 7.0, 16.0),
    ("couple", 2, 9.0, 14.0),
    ("parents", 3, 34.0, 32.0),
    ("lone_parent", 2, 5.0, 5.0),
    ("three_generations", 4, 27.0, 10.0),
    ("left_behind", 3, 4.0, 1.0),
)


@dataclass(slots=True)
class Ground:
    """What founding a block needs: the lives to add to, chance, the numbers, the towns and the first day of the first month."""

    lives: Lives
    chance: Chance
    numbers: Numbers
    towns: dict[str, list[tuple[str, str]]]
    today: date
    register: dict[str, list[Entry]] = field(default_factory=dict)

    def new_household(self, county: str) -> Household:
        """A household with a new number in a random town of a county."""
        code, town = self.chance.pick(self.towns[county])
        number = f"{county}{self.lives.serial('household', 6000):08d}"
        household = Household(
            number, code, names.address(self.chance, county, town), county == "441424" and self.chance.happens(0.85)
        )
        self.lives.households.append(household)
        return household

    def birth(self, years: int) -> date:
        """A day of birth of somebody who is `years` old."""
        return self.today.replace(year=self.today.year - years) - timedelta(days=self.chance.between(1, 364))

    def person(self, home: Household, surname: str, male: bool, birth: date) -> Person:
        """Somebody new, not yet entered in the register."""
        chance = self.chance
        origin = COUNTY_ORIGIN[home.county] if chance.happens(0.85) else ELSEWHERE
        nation = names.nation(chance)
        name = names.full_name(chance, surname, male, nation)
        person = Person(self.numbers.id_number(origin, birth, male), name, male, birth, nation, home)
        self.lives.people.append(person)
        home.people.append(person)
        return person

    def enter(self, person: Person, relation: str, since: int = 0) -> Entry:
        """Enters somebody in the register of the household they live in."""
        if relation == "户主":
            person.home.head = person
        entry = Entry(person, person.home, relation, since)
        self.lives.entries.append(entry)
        self.register.setdefault(person.id_no, []).append(entry)
        return entry


def found_household(ground: Ground, room: int) -> Household:
    """One household of at most `room` people."""
    chance = ground.chance
    county = "441424" if chance.happens(0.58) else "440104"
    weight = 2 if county == "441424" else 3
    kind = chance.weighted([(row[0], float(row[weight])) for row in KINDS if row[1] <= room])
    household = ground.new_household(county)
    FOUNDERS[kind](ground, household, room)
    return household


def surname(chance: Chance) -> str:
    return chance.pick(names.SURNAMES)


def elder(ground: Ground, home: Household, _room: int) -> None:
    chance = ground.chance
    ground.enter(
        ground.person(home, surname(chance), chance.happens(0.45), ground.birth(chance.between(60, 92))), "户主"
    )


def single(ground: Ground, home: Household, _room: int) -> None:
    chance = ground.chance
    ground.enter(
        ground.person(home, surname(chance), chance.happens(0.58), ground.birth(chance.between(20, 59))), "户主"
    )


def wed(ground: Ground, home: Household, years: int, relations: tuple[str, str]) -> tuple[Person, Person]:
    """A married couple whose man is `years` old, entered under the two relations."""
    chance = ground.chance
    man = ground.person(home, surname(chance), True, ground.birth(years))
    woman = ground.person(home, surname(chance), False, ground.birth(max(20, years - chance.between(-1, 5))))
    man.spouse, woman.spouse = woman, man
    ground.enter(man, relations[0])
    ground.enter(woman, relations[1])
    return man, woman


def elders(ground: Ground, home: Household, _room: int) -> None:
    wed(ground, home, ground.chance.between(62, 88), ("户主", "配偶"))


def couple(ground: Ground, home: Household, _room: int) -> None:
    wed(ground, home, ground.chance.between(25, 61), ("户主", "配偶"))


def children(ground: Ground, parents: tuple[Person | None, Person], room: int, relations: tuple[str, str]) -> None:
    """One to three children, the eldest born when the mother was 21 to 34, none older than 24; now and then an infant."""
    chance, mother = ground.chance, parents[1]
    born = mother.birth.year + chance.between(21, 34)
    for _ in range(min(room, chance.weighted([(1, 5.0), (2, 4.0), (3, 1.2 if mother.home.rural else 0.3)]))):
        year = min(max(born, ground.today.year - 24), ground.today.year - 1)
        child(ground, parents, date(year, 1, 1) + timedelta(days=chance.between(0, 300)), relations)
        born = year + chance.between(2, 5)
        room -= 1
        if born >= ground.today.year:
            break
    if room and ground.today.year - mother.birth.year <= 40 and chance.happens(0.08):
        child(ground, parents, ground.today - timedelta(days=chance.between(1, 330)), relations)


def child(ground: Ground, parents: tuple[Person | None, Person], birth: date, relations: tuple[str, str]) -> Person:
    """A child of the couple, entered in the register of the mother's household."""
    father, mother = parents
    male = ground.chance.happens(0.515)
    made = ground.person(mother.home, (father or mother).name[0], male, birth)
    made.father, made.mother = father, mother
    ground.enter(made, relations[0] if male else relations[1])
    return made


def parents(ground: Ground, home: Household, room: int) -> None:
    man, woman = wed(ground, home, ground.chance.between(26, 52), ("户主", "配偶"))
    children(ground, (man, woman), room - 2, ("子", "女"))


def lone_parent(ground: Ground, home: Household, room: int) -> None:
    chance = ground.chance
    male = chance.happens(0.35)
    parent = ground.person(home, surname(chance), male, ground.birth(chance.between(27, 50)))
    ground.enter(parent, "户主")
    mother = parent if not male else None
    if mother is not None:
        children(ground, (None, mother), room - 1, ("子", "女"))
    else:
        child_of_father(ground, parent)


def child_of_father(ground: Ground, father: Person) -> None:
    chance = ground.chance
    male = chance.happens(0.5)
    year = max(father.birth.year + 23, ground.today.year - chance.between(2, 20))
    made = ground.person(
        father.home,
        father.name[0],
        male,
        date(min(year, ground.today.year - 1), chance.between(1, 12), chance.between(1, 28)),
    )
    made.father = father
    ground.enter(made, "子" if male else "女")


def three_generations(ground: Ground, home: Household, room: int) -> None:
    """A couple with children and one or two of the man's or the woman's parents."""
    chance = ground.chance
    years = chance.between(27, 48)
    man, woman = wed(ground, home, years, ("户主", "配偶"))
    old = years + chance.between(21, 33)
    side = man if chance.happens(0.88) else woman
    mother = ground.person(home, surname(chance), False, ground.birth(old))
    side.mother = mother
    ground.enter(mother, "母亲" if side is man else "岳母")
    if room >= 5 and chance.happens(0.7):
        father = ground.person(home, side.name[0], True, ground.birth(old + chance.between(0, 4)))
        side.father, mother.spouse, father.spouse = father, father, mother
        ground.enter(father, "父亲" if side is man else "岳父")
    children(ground, (man, woman), room - len(home.people), ("子", "女"))


def left_behind(ground: Ground, home: Household, room: int) -> None:
    """Grandparents with the grandchildren whose parents are registered nowhere in the place."""
    chance = ground.chance
    man, _ = wed(ground, home, chance.between(58, 72), ("户主", "配偶"))
    for _ in range(min(room - 2, chance.between(1, 2))):
        male = chance.happens(0.5)
        ground.enter(
            ground.person(home, man.name[0], male, ground.birth(chance.between(1, 14))), "孙子" if male else "孙女"
        )


FOUNDERS = {
    "elder": elder,
    "elders": elders,
    "single": single,
    "couple": couple,
    "parents": parents,
    "lone_parent": lone_parent,
    "three_generations": three_generations,
    "left_behind": left_behind,
}
