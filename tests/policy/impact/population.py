"""固定人口 The fixed population: 3,000 invented households, drawn once from a seed, on which every change of law or rules is shown.

    .venv/bin/python tests/policy/impact/population.py     # writes population.parquet again, byte for byte

Incomes and savings lie near the lines of each place, because there a change of the law is felt. One fact in thirty is not known.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as parquet

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src"))

from zhongfu.policy import casefile
from zhongfu.policy.facts import DISABILITIES
from zhongfu.policy.tables import case_table

SEED = 20261122
FILE = Path(__file__).with_name("population.parquet")
UNKNOWN = 1 / 30


class Setting(NamedTuple):
    """Where and when a part of the population applies, and the income per head (yuan a month) around which it lives."""

    place: str
    as_of: str
    around: int
    households: int


SETTINGS = (
    Setting("440106", "2018-03-01", 950, 150),
    Setting("440106", "2021-06-01", 1120, 300),
    Setting("440106", "2023-12-01", 1238, 700),
    Setting("441424", "2026-10-31", 900, 500),
    Setting("320505", "2025-06-01", 1100, 350),
    Setting("330106", "2024-06-01", 1200, 300),
    Setting("500112", "2025-03-01", 750, 300),
    Setting("420106", "2019-05-01", 780, 200),
    Setting("810000", "2025-06-01", 4000, 100),
    Setting("820000", "2024-06-01", 4350, 100),
)


class Drawing:
    """Draws one household after another."""

    def __init__(self, random: Random, setting: Setting) -> None:
        self.random, self.setting = random, setting
        self.year = int(setting.as_of[:4])

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def maybe(self, value: Any) -> Any:
        """The value, or seldom nothing known."""
        return None if self.chance(UNKNOWN) else value

    def birth(self, least: int, most: int) -> str:
        year = self.year - self.random.randint(least, most)
        return date(year - 1, self.random.randint(1, 12), self.random.randint(1, 28)).isoformat()

    def near(self, yuan: float) -> float:
        """An amount near this one: on it, a fen beside it, or within a third of it."""
        beside = self.random.choice((0, 0.01, -0.01, None, None, None, None, None, None))
        return round(max(0, yuan * self.random.uniform(0.65, 1.35) if beside is None else yuan + beside), 2)

    def household(self) -> dict[str, Any]:
        members = self.members()
        self.earn(members)
        place = self.setting.place
        return {
            "as_of": self.setting.as_of, "place": place, "residence": self.random.choice(("urban", "urban", "rural")),
            "decided_on": self.setting.as_of if self.chance(0.3) else None,
            "household": {
                "members": members, "obligors": self.maybe([self.obligor() for _ in range(self.random.choice((0, 0, 0, 1, 2)))]),
                "assets": self.assets(len(members)), "expenditures_12m": self.spending(),
                "in_aid": self.random.choice((None, None, None, None, {"programme": "dibao", "amount": 800}, {"programme": "edge"})),
                "event": self.event(), "temporary_aid_this_year": self.random.choice((None, None, None, 2000)),
                "assessment": self.assessment(),
            },
        }  # fmt: skip

    def members(self) -> list[dict[str, Any]]:
        """A person alone, a couple, a family with children, one parent, or three generations."""
        shape = self.random.choice(("alone", "alone", "couple", "family", "family", "one parent", "generations"))
        old = shape in ("alone", "couple") and self.chance(0.5)
        members = [self.member("applicant", *((60, 88) if old else (22, 59)))]
        if shape in ("couple", "family", "generations"):
            members.append(self.member("spouse", *((58, 88) if old else (22, 59))))
        if shape in ("family", "one parent", "generations"):
            members += [self.member("child", 0, self.random.choice((6, 17, 17, 24))) for _ in range(self.random.choice((1, 1, 2, 3)))]
        if shape == "generations":
            members += [self.member("parent", 60, 90) for _ in range(self.random.choice((1, 2)))]
        for number, member in enumerate(members):
            member["id"] = f"m{number}"
        return members

    def member(self, relation: str, least: int, most: int) -> dict[str, Any]:
        birth = self.birth(least, most)
        age = self.year - int(birth[:4])
        adult = 18 <= age < 60
        return {
            "relation": relation, "birth": birth, "sex": self.random.choice(("male", "female")),
            "student": self.student(age), "disability": self.disability(), "serious_illness": self.chance(0.08),
            "marital": self.maybe("married" if relation == "spouse" else self.random.choice(("married", "unmarried", "widowed", "divorced"))),
            "employment": self.maybe(self.random.choice(("employed", "employed", "flexible", "none")) if adult else "none"),
            "lives_together": not self.chance(0.04), "away": "imprisoned" if relation != "applicant" and self.chance(0.01) else None,
            "refused_jobs": 3 if adult and self.chance(0.01) else 0, "has_children": self.maybe(age > 25),
            "job_started": date(self.year - 1, 11, 3).isoformat() if adult and self.chance(0.04) else None,
            "special_disease_class": self.random.choice((1, 2)) if self.chance(0.03) else None,
            "self_care": {item: not self.chance(0.3) for item in ("eat", "dress", "bed", "toilet", "walk", "bathe")} if self.chance(0.5) else None,
            "residence_years": 10, "absence_days": 0, "incomes": [],
        }  # fmt: skip

    def student(self, age: int) -> str | None:
        stages = ((3, 5, "kindergarten"), (6, 11, "primary"), (12, 14, "junior"), (15, 17, "senior"), (18, 22, "bachelor"))
        stage = next((name for least, most, name in stages if least <= age <= most), None)
        return None if stage is None or (stage == "bachelor" and self.chance(0.5)) else stage

    def disability(self) -> dict[str, Any] | None:
        if not self.chance(0.14):
            return None
        return {"kind": self.random.choice(DISABILITIES), "grade": self.random.choice((1, 1, 2, 2, 3, 4))}

    def earn(self, members: list[dict[str, Any]]) -> None:
        """Give the household an income near the line of its size, near 1.5 of it, far below or well above."""
        around = self.setting.around * self.random.choice((0, 0.3, 0.7, 1, 1, 1, 1.5, 1.5, 2, 3))
        left, earners = self.near(around * len(members)), [one for one in members if int(one["birth"][:4]) < self.year - 18]
        for member in members:
            if self.chance(UNKNOWN):
                member["incomes"] = None
        for place, member in enumerate(earners):
            part = left if place == len(earners) - 1 else round(left * self.random.uniform(0.2, 0.9), 2)
            left = round(left - part, 2)
            if member["incomes"] is not None and part > 0:
                member["incomes"].append({"kind": self.kind(member), "amount": part})
                if self.chance(0.08):
                    member["incomes"].append({"kind": "elderly_allowance", "amount": 100})

    def kind(self, member: dict[str, Any]) -> str:
        if int(member["birth"][:4]) < self.year - 60:
            return self.random.choice(("pension", "basic_pension", "farming", "rent"))
        if member["employment"] in ("employed", "flexible"):
            return self.random.choice(("wage", "wage", "wage", "business"))
        return self.random.choice(("farming", "gift", "unemployment_benefit", "interest"))

    def obligor(self) -> dict[str, Any]:
        return {
            "relation": self.random.choice(("child", "child", "parent")), "birth": self.birth(28, 75), "household_size": self.random.randint(1, 5),
            "monthly_income": self.near(self.setting.around * self.random.choice((1, 2, 4))), "own_monthly_income": self.maybe(self.near(2500)),
            "low_income_property": self.maybe(self.chance(0.5)), "capable": self.random.choice((None, None, True, False)),
            "in_programme": self.random.choice((None, None, None, "dibao")), "supports": self.random.choice((1, 1, 2)),
            "judgment_amount": 300 if self.chance(0.1) else None,
        }  # fmt: skip

    def assets(self, members: int) -> dict[str, Any]:
        ceiling = self.setting.around * 24 * members
        vehicles = [{"kind": self.random.choice(("car", "motorcycle", "truck")), "use": self.random.choice(("private", "commercial")),
                     "value": self.near(40000), "sole_livelihood": self.chance(0.5)}]  # fmt: skip
        houses = [{"use": self.random.choice(("residential",) * 8 + ("shop",)), "area": self.random.randint(15, 120), "lived_in": True,
                   "kind": self.random.choice(("ordinary", "ordinary", "mud_brick"))} for _ in range(self.random.choice((0, 1, 1, 1, 1, 2)))]  # fmt: skip
        businesses = [{"kind": "individual", "employees": self.random.choice((0, 0, 2)), "family_workshop": self.chance(0.7), "capital": 0}]
        return {
            "deposits": self.maybe(self.near(ceiling * self.random.choice((0, 0, 0.1, 0.4, 1, 2)))),
            "vehicles": self.maybe(vehicles if self.chance(0.12) else []), "houses": self.maybe(houses),
            "businesses": self.maybe(businesses if self.chance(0.05) else []),
        }  # fmt: skip

    def spending(self) -> dict[str, Any]:
        medical = self.near(self.setting.around * 12) if self.chance(0.25) else 0
        return {
            "medical": self.maybe(medical), "education": 6000 if self.chance(0.15) else 0, "rehabilitation": 4000 if self.chance(0.05) else 0,
            "disaster": 8000 if self.chance(0.03) else 0, "accident": 0,
            "living": self.maybe(self.near(self.setting.around * 6)),
        }  # fmt: skip

    def event(self) -> dict[str, Any] | None:
        if not self.chance(0.08):
            return None
        kind = self.random.choice(("illness", "fire", "traffic", "other"))
        return {"kind": kind, "at": self.random.choice((self.setting.place, "440106")), "date": self.setting.as_of, "first_aid": self.chance(0.3)}

    def assessment(self) -> dict[str, Any] | None:
        if self.setting.as_of < "2026" or self.chance(0.15):
            return None
        return {
            "instrument": "GD26-2", "done_on": self.setting.as_of, "category": self.random.choice(("dibao", "dibao", "edge", "rigid", "none")),
            "income_pc_month": self.near(self.setting.around * 0.6),
        }  # fmt: skip


def population() -> pa.Table:
    """Every household as a row of the table of cases, with a number of its own."""
    random, cases = Random(SEED), []
    for setting in SETTINGS:
        drawing = Drawing(random, setting)
        cases += [casefile.read(drawing.household()) for _ in range(setting.households)]
    return case_table(cases).add_column(0, "household_id", pa.array([f"I{number:04d}" for number in range(1, len(cases) + 1)]))


if __name__ == "__main__":
    parquet.write_table(population(), FILE, compression="zstd", compression_level=19)
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")
