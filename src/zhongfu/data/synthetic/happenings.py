"""世事 What happens to people and what they own: bills, births, weddings, funerals, disability cards, homes, vehicles, hardship."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhongfu.data.synthetic.life import FOREVER, Firm, Household, Person


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
