"""测试用个案 Casework: regions, staff and a small household for tests of what people do, in the demonstration's values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tests.portals_site import AT, CHINA, Site

TOWN, SISTER, COUNTY, OTHER_COUNTY = "441424125", "441424100", "441424", "440104"
IDS = ("440104198001010010", "440104198201010023", "440104201201010014")
# All that no source holds of the household below and the rules of dibao ask for.
DECLARED = {
    "household.assets.deposits": 1000, "household.obligors": [], "household.assets.vehicles": [], "household.assets.houses": [],
    "household.assets.businesses": [], "household.assessment": {"category": "dibao", "income_pc_month": 300},
    "household.in_aid": "none", "household.members.m2.incomes": [],
}  # fmt: skip

OPENED = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
INCOME = "household.assessment.income_pc_month"
RURAL = "{value: 720, since: 2026-01-01, until: 2035-12-31, residence: rural"


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


def values_as_before(site: Site) -> Path:
    """The file of the place's standards as the demonstration brings it."""
    file: Path = site.home.law / "demonstration" / "wuhua.yml"
    file.unlink(missing_ok=True)
    demonstration_values(site)
    return file


def published(site: Site, yuan: object) -> None:
    """A rural standard from September 2026 on, entered long after; the years to come do not fall behind it."""
    file = values_as_before(site)
    lines = file.read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(lines) if RURAL in line)
    first, later = lines[number], [line.replace("value: 720", f"value: {yuan}") for line in lines[number:] if "residence: rural" in line]
    later[0] = later[0].replace("2026-01-01", "2026-09-01")
    rest = [line for line in lines[number:] if "residence: rural" not in line]
    file.write_text("\n".join([*lines[:number], first.replace("2035-12-31", "2026-08-31"), *later, *rest]), "utf-8")


def confirmed(site: Site, team: Staff, number: str = "H1") -> Any:
    """Opened in March 2026 and paid from April: 3 x (720 - 300) = 1,260 a month."""
    from zhongfu.cases import actions

    made = household(site, number)
    said = {path: value for path, value in DECLARED.items() if path != "household.assessment"}
    with site.role("app"), site.scope(TOWN):
        case = actions.open_case(household=made, by=team.clerk, at=OPENED)
        case = actions.declare(case=case, facts=said | {INCOME: 300, "household.assessment.category": "dibao"}, by=team.clerk, at=OPENED)
        actions.propose(case=case, opinion="生活困难", by=team.clerk, at=OPENED)
    with site.role("app"), site.scope(COUNTY):
        actions.confirm(case=case, by=team.confirmer, at=OPENED + timedelta(days=3))
        case.refresh_from_db()
        return case
