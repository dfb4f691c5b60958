"""测试用个案 Casework: regions, staff and a small household for tests of what people do, in the demonstration's values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tests.portals_site import AT, Site

TOWN, SISTER, COUNTY, OTHER_COUNTY = "441424125", "441424100", "441424", "440104"
IDS = ("440104198001010010", "440104198201010023", "440104201201010014")
# All that no source holds of the household below and the rules of dibao ask for.
DECLARED = {
    "household.assets.deposits": 1000, "household.obligors": [], "household.assets.vehicles": [], "household.assets.houses": [],
    "household.assets.businesses": [], "household.assessment": {"category": "dibao", "income_pc_month": 300},
    "household.in_aid": "none", "household.members.m2.incomes": [],
}  # fmt: skip


@dataclass(frozen=True)
class Staff:
    """Two persons at the township, two at the county, one who supervises the province, one of another county."""

    clerk: Any
    other_clerk: Any
    confirmer: Any
    other_confirmer: Any
    supervisor: Any
    stranger: Any


def staff(site: Site) -> Staff:
    """Load the regions and post the staff."""
    from zhongfu.people import actions

    with site.role("worker"):
        actions.load_regions(by="test", at=AT)
        plan = (
            ("clerk", TOWN), ("clerk", TOWN), ("confirmer", COUNTY), ("confirmer", COUNTY), ("supervisor", "440000"),
            ("confirmer", OTHER_COUNTY),
        )  # fmt: skip
        return Staff(*(posted(f"{role}{number}", role, region) for number, (role, region) in enumerate(plan)))


@cache
def right_password() -> str:
    """The word "right" as argon2id keeps it; worked out once, since that is made to be slow."""
    from django.contrib.auth.hashers import make_password

    return make_password("right")


def posted(username: str, role: str, region: str, **dates: date) -> Any:
    """A person of staff with one posting."""
    from zhongfu.people.models import Posting, User

    user = User.objects.create(username=username, display_name=username, password=right_password())
    Posting.objects.create(user=user, role=role, region_id=region, **({"since": date(2026, 1, 1)} | dates))
    return user


def household(site: Site, number: str = "H1", region: str = TOWN, wage_fen: int | None = 30_000) -> Any:
    """A couple with a child and one small wage, as the register would show them."""
    from zhongfu.people.models import Household, Person

    relations = (("户主", date(1980, 1, 1), wage_fen), ("配偶", date(1982, 1, 1), 0), ("子", date(2012, 1, 1), 0))
    with site.role("worker"):
        made = Household.objects.create(household_id=number, region=region, head_name=f"户主{number}", members=3, month="2026-10")
        for place, (relation, birth, wage) in enumerate(relations):
            Person.objects.create(
                id_no=IDS[place][:14] + f"{int(number[1:]):03d}" + "0", household=made, region=region, name=f"{relation}{number}",
                sex="male", birth=birth.replace(day=1 + place), relation=relation, hukou_kind="农村", wage_fen=wage, pension_fen=0,
                basic_pension_fen=0, business_fen=0, disabled=False, student=False, insured=True, month="2026-10",
            )  # fmt: skip
    return made


def demonstration_values(site: Site) -> None:
    """The values with which the demonstration decides."""
    from zhongfu.site.demonstration import write_values

    write_values(site.home)
