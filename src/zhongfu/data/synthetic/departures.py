"""死亡与离开 How people leave a household: deaths with their two late registers, moves, splits, the army, marriages that end."""

from __future__ import annotations

from datetime import date, timedelta

from zhongfu.data.synthetic.aid import eldest
from zhongfu.data.synthetic.economy import close, leave
from zhongfu.data.synthetic.families import Ground
from zhongfu.data.synthetic.happenings import Funeral
from zhongfu.data.synthetic.life import FOREVER, Entry, Household, Person
from zhongfu.data.synthetic.span import Span


def open_entries(ground: Ground, person: Person) -> list[Entry]:
    """The lines of the register on which somebody still stands, newest last."""
    return [entry for entry in ground.register[person.id_no] if entry.cancelled == FOREVER]


def cancel(entries: list[Entry], month: int, reason: str, day: date) -> None:
    for entry in entries:
        entry.cancelled, entry.reason, entry.cancel_date = month, reason, day


def end_ties(person: Person, month: int) -> None:
    """Work, business and insurance end; a pension is paid one month too long as often as not."""
    leave(person, month)
    if person.firm is not None:
        close(person.firm, month + 1, "注销")
    if person.study is not None:
        person.study.left = month + 1
    if person.insured is not None:
        person.insured.until = min(person.insured.until, month + 1)


def die(ground: Ground, span: Span, person: Person, day: date) -> None:
    """A death: the funeral house tells it this month or next (one in ten never), the police cancel the entry up to five months later."""
    chance, month = ground.chance, span.index(day)
    person.died = day
    remove(person)
    end_ties(person, month)
    if person.pension is not None:
        person.pension.until = month + chance.between(1, 2)
    if person.spouse is not None:
        person.spouse.spouse = None
    if not chance.happens(0.1):
        bury(ground, span, person, (day, 1 if chance.happens(0.12) else 0))
    cancel(open_entries(ground, person), month + chance.pick((0, 1, 1, 2, 3, 5)), "死亡", day)


def bury(ground: Ground, span: Span, person: Person, when: tuple[date, int]) -> None:
    """The funeral house's line for (day of death, months late), in the month of the cremation or later."""
    cremated = when[0] + timedelta(days=ground.chance.between(1, 5))
    told = span.index(cremated) + when[1]
    if told < span.count:
        number = f"HH{person.home.county}{ground.lives.serial('funeral', 3000):08d}"
        ground.lives.funerals[told].append(Funeral(number, person, when[0], cremated, person.home.county, told))


def remove(person: Person) -> None:
    """Takes somebody out of the household; the eldest of those who stay becomes its head."""
    home = person.home
    home.people.remove(person)
    if home.head is person and home.people:
        home.head = eldest(home)


def depart(ground: Ground, span: Span, person: Person, month: int) -> None:
    """Somebody leaves the place for good: to another place, to the army, abroad."""
    young = person.male and 18 <= span.day(month).year - person.birth.year <= 22
    reason = (
        "参军" if young and ground.chance.happens(0.6) else ground.chance.weighted([("迁出", 9.0), ("出国定居", 1.0)])
    )
    remove(person)
    end_ties(person, month)
    person.gone = True
    if person.pension is not None:
        person.pension.until = month
    cancel(open_entries(ground, person), month, reason, span.any_day(ground.chance, month))


def transfer(ground: Ground, person: Person, target: Household, relation: str, month: int) -> list[Entry]:
    """Enters somebody in another household; returns the old lines, which the caller cancels now or late."""
    old = open_entries(ground, person)
    remove(person)
    person.home = target
    target.people.append(person)
    ground.enter(person, relation, month)
    return old


def split_off(ground: Ground, span: Span, people: list[Person], month: int) -> Household:
    """Grown children or a divorced person found a household of their own in the same county; the old entry may stay for months."""
    chance = ground.chance
    home = people[0].home
    target = ground.new_household(home.county)
    for place, person in enumerate(people):
        relation = "户主" if place == 0 else "配偶" if person is people[0].spouse else "子" if person.male else "女"
        late = chance.pick((0, 0, 0, 1, 2, 4))
        cancel(transfer(ground, person, target, relation, month), month + late, "分户", span.any_day(chance, month))
    target.informal_fen = home.informal_fen // 2
    home.informal_fen -= target.informal_fen
    return target


def move_house(ground: Ground, span: Span, home: Household, month: int) -> Household:
    """A whole household moves to the other county: new number, the old entries cancelled in the same snapshot."""
    target = ground.new_household("440104" if home.county == "441424" else "441424")
    target.informal_fen, target.grant, target.hard_since = home.informal_fen, home.grant, home.hard_since
    head = home.head
    day = span.any_day(ground.chance, month)
    for person in list(home.people):
        relation = relation_of(ground, person) if person is not head else "户主"
        cancel(transfer(ground, person, target, relation, month), month, "迁出", day)
    home.informal_fen, home.grant = 0, None
    return target


def relation_of(ground: Ground, person: Person) -> str:
    """The relation under which somebody stands in the register now; 其他亲属 when it was 户主."""
    relation = ground.register[person.id_no][-1].relation
    return "其他亲属" if relation == "户主" else relation
