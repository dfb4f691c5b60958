"""人生 The people of a place and what lasts about them: households, entries, work, pensions, businesses, insurance, school, aid.

Months are numbers counted from the first delivery (`Span`); a fact holds from `since` up to, but without, `until`.
Amounts are whole fen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

FOREVER = 1 << 20


@dataclass(slots=True, eq=False)
class Person:
    """Somebody, as they are at the moment of the simulation; `died` None: alive; in hospital up to month `ill_until`."""

    id_no: str
    name: str
    male: bool
    birth: date
    nation: str
    home: Household
    father: Person | None = None
    mother: Person | None = None
    spouse: Person | None = None
    died: date | None = None
    gone: bool = False
    job: Job | None = None
    pension: Pension | None = None
    firm: Firm | None = None
    insured: Enrolment | None = None
    study: Study | None = None
    sickly: float = 0.15
    ill_until: int = -1
    disabled: bool = False
    employable: bool = True

    @property
    def sex(self) -> str:
        return "男" if self.male else "女"


@dataclass(slots=True, eq=False)
class Household:
    """A household as the police number it; `people` are those who truly live in it, `informal_fen` what no register shows."""

    number: str
    region: str
    address: str
    rural: bool
    people: list[Person] = field(default_factory=list)
    head: Person | None = None
    informal_fen: int = 0
    grant: Grant | None = None
    hard_since: int | None = None

    @property
    def county(self) -> str:
        return self.region[:6]


@dataclass(slots=True, eq=False)
class Entry:
    """A line of the household register: listed from snapshot `since`, marked as cancelled from snapshot `cancelled` on."""

    person: Person
    household: Household
    relation: str
    since: int
    cancelled: int = FOREVER
    reason: str | None = None
    cancel_date: date | None = None


@dataclass(slots=True, eq=False)
class Job:
    """A job in social insurance; the month `until` shows it as 暂停; `owed` are months in arrears, `paid_up` {later month: owed one}."""

    person: Person
    employer: str
    code: str
    base_fen: int
    since: int
    fund: bool
    balance_fen: int = 0
    until: int = FOREVER
    owed: set[int] = field(default_factory=set)
    paid_up: dict[int, int] = field(default_factory=dict)

    def paid(self, month: int) -> bool:
        return self.since <= month < self.until and month not in self.owed


@dataclass(slots=True, eq=False)
class Pension:
    """A pension; from month `raised` on it is higher by `raise_fen`, with `back_fen` paid once in that month."""

    person: Person
    kind: str
    amount_fen: int
    since: int
    until: int = FOREVER
    raised: int = FOREVER
    raise_fen: int = 0
    back_fen: int = 0

    def paid(self, month: int) -> int:
        """All that is paid in a month, the back pay of a raise included."""
        if not self.since <= month < self.until:
            return 0
        return self.amount(month) + (self.back_fen if month == self.raised else 0)

    def amount(self, month: int) -> int:
        return self.amount_fen + (self.raise_fen if month >= self.raised else 0)


@dataclass(slots=True, eq=False)
class Firm:
    """A business with its people and their roles; closed from month `closed` on; `income_fen` is what it makes in a usual month."""

    code: str
    name: str
    kind: str
    county: str
    capital: str
    founded: date
    employees: int
    since: int
    people: list[tuple[Person, str]]
    income_fen: int
    closed: int = FOREVER
    ending: str = "注销"


@dataclass(slots=True, eq=False)
class Enrolment:
    """Medical insurance; paused in the months [since, until) that `paused` names, ended from `until` on."""

    person: Person
    kind: str
    county: str
    since: int
    until: int = FOREVER
    paused_from: int = FOREVER

    def state(self, month: int) -> str:
        if month >= self.until:
            return "终止"
        return "暂停" if month >= self.paused_from else "正常"


@dataclass(slots=True, eq=False)
class Study:
    """A pupil's or student's record: the stages follow from age, `left` is the month of leaving for good."""

    person: Person
    number: str
    county: str
    path: tuple[str, ...]
    part_time: bool = False
    resting: bool = False
    left: int = FOREVER

    def stage(self, first_of_september: date) -> tuple[str, int] | None:
        """The stage and its year in the school year that begins then; None before kindergarten and after the last stage."""
        years = first_of_september.year - self.person.birth.year - (self.person.birth.month > 8)
        later = ((self.path[0], 15, 3), (self.path[1], 18, 4 if self.path[1] == "本科" else 3))
        for name, begins, length in (("幼儿园", 3, 3), ("小学", 6, 6), ("初中", 12, 3), *later):
            if begins <= years < begins + length:
                return name, years - begins + 1
        return None


@dataclass(slots=True, eq=False)
class Grant:
    """Aid in force from month `since` up to `until`, registered on one person."""

    number: str
    programme: str
    person: Person
    region: str
    insured: int
    amount_fen: int
    since: int
    until: int = FOREVER
