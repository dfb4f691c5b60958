"""人生 What is true of the people of one block of a place: dated facts, which the departments' files and the truth are both read from.

Months are numbers counted from the first delivery (`Span`); a fact holds from `since` up to, but without, `until`.
Amounts are whole fen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

FOREVER = 1 << 20


@dataclass(slots=True, eq=False)
class Person:
    """Somebody, as they are at the moment of the simulation; `died` None: alive."""

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
class Levy:
    """One month's business income of one person."""

    person: Person
    firm: Firm
    month: int
    revenue_fen: int
    cost_fen: int
    tax_fen: int

    @property
    def income_fen(self) -> int:
        return self.revenue_fen - self.cost_fen


@dataclass(slots=True, eq=False)
class Bill:
    """One settlement of medical expenses; total = fund + serious + aid + own."""

    person: Person
    number: str
    visit: str
    hospital: str
    day: date
    total_fen: int
    fund_fen: int
    serious_fen: int
    aid_fen: int

    @property
    def own_fen(self) -> int:
        return self.total_fen - self.fund_fen - self.serious_fen - self.aid_fen


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
class Certificate:
    """A disability card."""

    person: Person
    kind: int
    grade: int
    issued: date
    valid_to: date
    since: int
    suffix: str = ""
    withdrawn: int = FOREVER


@dataclass(slots=True, eq=False)
class Unit:
    """A registered piece of real estate and the shares of its owners; history from month `until` on."""

    number: str
    certificate: str
    use: str
    area: str
    address: str
    county: str
    registered: date
    owners: list[tuple[Person, str]]
    since: int
    until: int = FOREVER


@dataclass(slots=True, eq=False)
class Vehicle:
    """A registered vehicle; scrapped, sold away or struck off from month `until` on."""

    plate: str
    kind: str
    use: str
    model: str
    owner: Person
    registered: date
    since: int
    until: int = FOREVER
    ending: str = "报废"


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


@dataclass(slots=True, eq=False)
class Wedding:
    """A marriage or a divorce."""

    number: str
    kind: str
    day: date
    man: Person
    woman: Person
    county: str


@dataclass(slots=True, eq=False)
class Birth:
    """A birth certificate, issued in month `issued`."""

    number: str
    child: Person
    mother: Person
    father: Person | None
    hospital: str
    issued: int


@dataclass(slots=True, eq=False)
class Funeral:
    """A death as the funeral house registered it in month `told`."""

    number: str
    person: Person
    died: date
    cremated: date
    county: str
    told: int


@dataclass(slots=True, eq=False)
class Hardship:
    """A household that truly cannot make ends meet from month `since` on, and why; `aided` is the month when a grant began."""

    household: Household
    since: int
    causes: tuple[str, ...]
    members: int
    income_fen: int
    line_fen: int


@dataclass(slots=True)
class Lives:
    """All facts of one block; blocks never share a person, so that a place of any size is made block by block."""

    block: int
    months: int
    counters: dict[str, int] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    pensions: list[Pension] = field(default_factory=list)
    firms: list[Firm] = field(default_factory=list)
    levies: list[list[Levy]] = field(init=False)
    bills: list[list[Bill]] = field(init=False)
    enrolments: list[Enrolment] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    vehicles: list[Vehicle] = field(default_factory=list)
    studies: list[Study] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    weddings: list[list[Wedding]] = field(init=False)
    births: list[list[Birth]] = field(init=False)
    funerals: list[list[Funeral]] = field(init=False)
    hardships: list[Hardship] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.levies = [[] for _ in range(self.months)]
        self.bills = [[] for _ in range(self.months)]
        self.weddings = [[] for _ in range(self.months)]
        self.births = [[] for _ in range(self.months)]
        self.funerals = [[] for _ in range(self.months)]

    def serial(self, kind: str, room: int) -> int:
        """A number that no other block gives; `room` is the most that one block may need."""
        given = self.counters[kind] = self.counters.get(kind, -1) + 1
        if given >= room:
            raise OverflowError(f"block {self.block} needs more than {room} numbers of kind {kind}")
        return self.block * room + given
