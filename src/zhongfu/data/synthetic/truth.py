"""真值 What is true of the place, told from the lives themselves: the household-month table and who fell into hardship.

It shares no code with the reading of deliveries: where both say the same, two people who never met have agreed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from zhongfu.data.synthetic.happenings import Hardship
from zhongfu.data.synthetic.life import Entry, Household, Person, Study
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.span import Span, age
from zhongfu.data.synthetic.transport import Transport

COLUMNS = (
    "household_id", "month", "region", "members", "minors", "elders", "income_fen", "wage_fen", "pension_fen", "business_fen", "aid_fen",
    "medical_total_fen", "medical_self_paid_fen", "medical_self_paid_12m_fen", "severe_disabled", "students", "deaths_12m", "births_12m",
    "houses", "vehicles", "businesses", "insured_members", "in_programme",
)  # fmt: skip
NOTHING: dict[str, int | str] = dict.fromkeys(COLUMNS, 0) | {"in_programme": ""}
LIFE_COLUMNS = ("household_id", "region", "since", "causes", "members", "income_fen", "line_fen", "aided")
PROGRAMMES = (("特困", "tekun"), ("低保", "dibao"), ("边缘", "edge"), ("刚性支出", "rigid"))
SLOW_VEHICLES = ("摩托车", "残疾人机动轮椅车")
NEVER = -1
MONTHLY = {
    "wage_fen": "social_insurance_payments", "pension_fen": "pensions", "business_fen": "business_income_tax",
    "aid_fen": "assistance_register", "in_programme": "assistance_register",
    "medical_total_fen": "medical_settlements", "medical_self_paid_fen": "medical_settlements",
}  # fmt: skip
SNAPSHOTS = {
    "severe_disabled": "disability_certificates", "students": "student_records", "houses": "real_estate", "vehicles": "vehicles",
    "businesses": "market_entities", "insured_members": "medical_enrolments",
}  # fmt: skip
Home = dict[Person, Household]
Sums = dict[Household, dict[str, int | str]]


class Truth:
    """The table of a block, as far as the files that arrived can tell it."""

    def __init__(self, lives: Lives, transport: Transport) -> None:
        self.lives, self.span, self.transport = lives, transport.span, transport
        self.death_days = self._death_days()

    def _death_days(self) -> dict[Person, date]:
        """The deaths that some file tells: the funeral house's day, else the day the police wrote."""
        funerals = (
            item for month in self.lives.funerals for item in month if self.transport.arrived("deaths", item.told)
        )
        told = {funeral.person: funeral.died for funeral in funerals}
        newest = self.snapshot("hukou_persons", self.span.count - 1)
        for entry in self.lives.entries:
            if entry.reason == "死亡" and entry.cancel_date and max(entry.cancelled, entry.since) <= newest:
                told.setdefault(entry.person, entry.cancel_date)
        return told

    def rows(self, month: int) -> list[tuple[str, ...]]:
        """The households of a month, by number."""
        homes = self.homes(month)
        people: dict[Household, list[Person]] = defaultdict(list)
        for person, home in homes.items():
            people[home].append(person)
        sums, unknown = self.sums(homes, month), dict.fromkeys(self.unknown(month), "")
        return [
            self.row(home, people[home], {**sums.get(home, {}), **unknown}, month)
            for home in sorted(people, key=lambda home: home.number)
        ]

    def homes(self, month: int) -> Home:
        """Where everybody counts: among the households that still list them, the smallest number."""
        homes: Home = {}
        last, listed = self.span.last_day(month), self.snapshot("hukou_persons", month)
        for entry in self.lives.entries:
            if entry.since <= listed < entry.cancelled and self.death_days.get(entry.person, date.max) > last:
                other = homes.get(entry.person)
                if other is None or entry.household.number < other.number:
                    homes[entry.person] = entry.household
        return homes

    def row(self, home: Household, people: list[Person], sums: Mapping[str, int | str], month: int) -> tuple[str, ...]:
        last = self.span.last_day(month)
        ages = [age(person.birth, last) for person in people]
        made: dict[str, int | str] = {**NOTHING, **sums}
        made |= {
            "household_id": home.number,
            "month": self.span.text(month),
            "region": home.region,
            "members": len(people),
        }
        made |= {
            "minors": len([years for years in ages if years < 18]),
            "elders": len([years for years in ages if years >= 60]),
        }
        income = [made[part] for part in ("wage_fen", "pension_fen", "business_fen")]
        made["income_fen"] = "" if "" in income else sum(map(int, income))
        return tuple([str(made[column]) for column in COLUMNS])

    def sums(self, homes: Home, month: int) -> Sums:
        """Everything that is counted or added up by person, as {household: {column: number}}."""
        sums: Sums = defaultdict(dict)
        for column, facts in self.counted(month).items():
            for person, number in facts:
                home = homes.get(person)
                if home is not None:
                    sums[home][column] = int(sums[home].get(column, 0)) + number
        for column, things in self.owned(month).items():
            for home, count in shared(homes, things).items():
                sums[home][column] = count
        self.tell_aid(sums, homes, month)
        self.tell_births(sums, homes, month)
        self.tell_deaths(sums, set(homes.values()), month)
        return sums

    def unknown(self, month: int) -> list[str]:
        """The columns whose source did not come: that month's file, or for a snapshot any file until then."""
        arrived = self.transport.arrived
        columns = [column for column, source in MONTHLY.items() if not arrived(source, month)]
        columns += [column for column, source in SNAPSHOTS.items() if self.snapshot(source, month) == NEVER]
        year = range(max(0, month - 11), month + 1)
        return (
            columns
            if any(arrived("medical_settlements", each) for each in year)
            else [*columns, "medical_self_paid_12m_fen"]
        )

    def counted(self, month: int) -> dict[str, Iterable[tuple[Person, int]]]:
        """Facts that add up: (person, number) by column."""
        lives, last = self.lives, self.span.last_day(month)
        year = [bill for earlier in self.paid_months(month) for bill in lives.bills[earlier]]
        cards = [
            card
            for card in lives.certificates
            if card.since <= self.snapshot("disability_certificates", month) < card.withdrawn
        ]
        enrolled = self.snapshot("medical_enrolments", month)
        insured = {
            item.person for item in lives.enrolments if item.since <= enrolled and item.state(enrolled) == "正常"
        }
        return {
            "wage_fen": ((job.person, job.base_fen) for job in lives.jobs if job.paid(month)),
            "pension_fen": ((pension.person, pension.paid(month)) for pension in lives.pensions),
            "business_fen": ((levy.person, levy.income_fen) for levy in lives.levies[month]),
            "medical_total_fen": ((bill.person, bill.total_fen) for bill in lives.bills[month]),
            "medical_self_paid_fen": ((bill.person, bill.own_fen) for bill in lives.bills[month]),
            "medical_self_paid_12m_fen": ((bill.person, bill.own_fen) for bill in year),
            "severe_disabled": (
                (person, 1) for person in {card.person for card in cards if card.grade <= 2 and card.valid_to >= last}
            ),
            "students": (
                (study.person, 1)
                for study in lives.studies
                if self.studies(study, self.snapshot("student_records", month))
            ),
            "insured_members": ((person, 1) for person in insured),
        }

    def paid_months(self, month: int) -> list[int]:
        """The months of the year that ends with `month` whose settlements came."""
        return [
            earlier
            for earlier in range(max(0, month - 11), month + 1)
            if self.transport.arrived("medical_settlements", earlier)
        ]

    def snapshot(self, source: str, month: int) -> int:
        """The month of the newest file; NEVER, before which nothing is listed, when none came yet."""
        found = self.transport.snapshot(source, month)
        return NEVER if found is None else found

    def studies(self, study: Study, term: int) -> bool:
        """Whether somebody is a full-time pupil or student in the school year of a term's file."""
        day = self.span.day(term)
        begins = date(day.year - (day.month < 9), 9, 1)
        return not (study.part_time or study.resting) and term < study.left and study.stage(begins) is not None

    def owned(self, month: int) -> dict[str, Iterable[list[Person]]]:
        """Things with their owners, by column."""
        lives = self.lives
        units, vehicles, firms = (
            self.snapshot(source, month) for source in ("real_estate", "vehicles", "market_entities")
        )
        return {
            "houses": (
                [owner for owner, _ in unit.owners]
                for unit in lives.units
                if unit.use == "住宅" and unit.since <= units < unit.until
            ),
            "vehicles": (
                [item.owner]
                for item in lives.vehicles
                if item.kind not in SLOW_VEHICLES and item.since <= vehicles < item.until
            ),
            "businesses": (
                [person for person, _ in firm.people] for firm in lives.firms if firm.since <= firms < firm.closed
            ),
        }

    def tell_aid(self, sums: Sums, homes: Home, month: int) -> None:
        """The sums of the grants in force and the highest programme of each household."""
        found: dict[Household, set[str]] = defaultdict(set)
        for grant in self.lives.grants:
            home = homes.get(grant.person)
            if home is not None and grant.since <= month < grant.until:
                sums[home]["aid_fen"] = int(sums[home].get("aid_fen", 0)) + grant.amount_fen
                found[home].add(grant.programme)
        for home, programmes in found.items():
            sums[home]["in_programme"] = next(name for label, name in PROGRAMMES if label in programmes)

    def tell_births(self, sums: Sums, homes: Home, month: int) -> None:
        """The births of twelve months by any certificate that ever came, where the mother counts, else the father."""
        for birth in (birth for issued in self.lives.births for birth in issued):
            if (
                self.transport.arrived("births", birth.issued)
                and month - 11 <= self.span.index(birth.child.birth) <= month
            ):
                home = homes.get(birth.mother) or (homes.get(birth.father) if birth.father else None)
                if home is not None:
                    sums[home]["births_12m"] = int(sums[home].get("births_12m", 0)) + 1

    def tell_deaths(self, sums: Sums, living: set[Household], month: int) -> None:
        """The dead of twelve months, in the household whose lines still name them or mark them as dead."""
        named: dict[Person, Household] = {}
        listed = self.snapshot("hukou_persons", month)
        for entry in self.lives.entries:
            died = self.death_days.get(entry.person)
            if died is None or not month - 11 <= self.span.index(died) <= month or not names_dead(entry, listed):
                continue
            other = named.get(entry.person)
            if other is None or entry.household.number < other.number:
                named[entry.person] = entry.household
        for home in named.values():
            if home in living:
                sums[home]["deaths_12m"] = int(sums[home].get("deaths_12m", 0)) + 1


def names_dead(entry: Entry, month: int) -> bool:
    """Whether the register of a month lists an entry as standing or as ended by death."""
    return entry.since <= month and (month < entry.cancelled or entry.reason == "死亡")


def shared(homes: Home, things: Iterable[list[Person]]) -> dict[Household, int]:
    """How many things each household has at least one owner of."""
    counts: dict[Household, int] = defaultdict(int)
    for owners in things:
        for home in {homes[owner] for owner in owners if owner in homes}:
            counts[home] += 1
    return counts


def hardship_row(fact: Hardship, lives: Lives, span: Span) -> tuple[str, ...]:
    """A line of lives.csv; `since` is empty for those who were in need before the first month, `aided` for those without a grant."""
    home = fact.household
    began = [grant.since for grant in lives.grants if grant.person.home is home and grant.until > max(0, fact.since)]
    since = span.text(fact.since) if fact.since >= 0 else ""
    aided = span.text(min(began)) if began else ""
    numbers = (str(fact.members), str(fact.income_fen), str(fact.line_fen))
    return home.number, home.region, since, "+".join(fact.causes), *numbers, aided
