"""街坊人生 All that is true of the people of one block, which the departments' files and the truth are both read from."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhongfu.data.synthetic.happenings import Bill, Birth, Certificate, Funeral, Hardship, Levy, Unit, Vehicle, Wedding
from zhongfu.data.synthetic.life import Enrolment, Entry, Firm, Grant, Household, Job, Pension, Person, Study


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
