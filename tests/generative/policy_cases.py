"""随机案件: random households for the rules, unknown facts among them, and places that set what the law leaves open."""

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from zhongfu.policy.facts import AWAY, DISABILITIES, INCOME_KINDS, SELF_CARE, SPENDING

YUAN = st.one_of(st.integers(0, 900), st.integers(0, 12_000), st.integers(0, 1_200_000).map(lambda fen: float(f"{fen / 100:.2f}")))
SOMETIMES = st.sampled_from([True, False, None])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The value, or (seldom, since a household has many facts) nothing known."""
    return st.integers(0, 24).flatmap(lambda chance: st.none() if chance == 24 else strategy)


@st.composite
def records(draw: Any, **fields: st.SearchStrategy[Any]) -> dict[str, Any]:
    """A mapping in which any field may be unknown."""
    return {key: draw(maybe(strategy)) for key, strategy in fields.items()}


def day(first: int, last: int) -> st.SearchStrategy[str]:
    """An ISO day between two years."""
    return st.builds("{}-{:02d}-{:02d}".format, st.integers(first, last), st.integers(1, 12), st.integers(1, 28))


DISABILITY = st.fixed_dictionaries({"kind": st.sampled_from(DISABILITIES), "grade": st.integers(1, 4)})
INCOME = st.fixed_dictionaries(
    {"kind": st.sampled_from(INCOME_KINDS), "amount": maybe(YUAN), "yearly": st.booleans()}
)
MEMBER = records(
    birth=day(1930, 2022), sex=st.sampled_from(["male", "female"]), lives_together=st.booleans(),
    away=st.one_of(st.sampled_from(AWAY), st.fixed_dictionaries({"clergy_years": st.integers(0, 5)})),
    student=st.sampled_from(["primary", "senior", "bachelor", "master"]), full_time=st.booleans(), disability=DISABILITY,
    serious_illness=st.booleans(), special_disease_class=st.integers(1, 2), work_capacity=st.sampled_from(["full", "none"]),
    marital=st.sampled_from(["married", "unmarried", "divorced", "widowed"]), has_children=st.booleans(),
    employment=st.sampled_from(["employed", "flexible", "none"]), job_started=day(2022, 2023), refused_jobs=st.integers(0, 4),
    hukou=st.sampled_from(["440106", "421002"]), child_benefit=st.sampled_from(["orphan"]),
    incomes=st.lists(INCOME, max_size=3), residence_years=st.integers(0, 2), absence_days=st.integers(50, 60),
)  # fmt: skip
RELATIONS = st.sampled_from(["spouse", "child", "child", "parent", "grandparent", "sibling", "grandchild", "other"])
OBLIGOR = records(
    relation=st.sampled_from(["child", "parent"]), birth=day(1930, 2000), household_size=st.integers(0, 12),
    monthly_income=YUAN, capable=st.booleans(), in_programme=st.sampled_from(["dibao", "tekun"]), disability=DISABILITY,
    own_monthly_income=YUAN, low_income_property=st.booleans(), judgment_amount=YUAN, supports=st.integers(0, 12),
    away=st.sampled_from(["missing", "imprisoned"]), civil_capacity=st.sampled_from(["full", "none"]),
)  # fmt: skip
ASSETS = records(
    deposits=st.one_of(st.just(0), st.just(0), YUAN, st.integers(0, 200_000)),
    vehicles=st.lists(
        records(kind=st.sampled_from(["car", "van", "motorcycle"]), use=st.sampled_from(["private", "commercial"]), value=YUAN,
                sole_livelihood=st.booleans()), max_size=2),
    houses=st.lists(
        records(use=st.sampled_from(["residential", "shop"]), area=st.integers(10, 90), lived_in=st.booleans(),
                kind=st.sampled_from(["ordinary", "ancestral"])), max_size=3),
    businesses=st.lists(
        records(employees=st.integers(0, 2), family_workshop=st.booleans(), capital=st.sampled_from([0, 100000, 200000])),
        max_size=2),
)  # fmt: skip


@st.composite
def households(draw: Any) -> dict[str, Any]:
    """A case file, from the day of application of 2023-12-01 in Guangzhou."""
    members = [{**draw(MEMBER), "id": "a", "relation": "applicant"}]
    members += [{**draw(MEMBER), "id": f"m{number}", "relation": draw(RELATIONS)} for number in range(draw(st.integers(0, 4)))]
    aid = st.fixed_dictionaries({"programme": st.sampled_from(["dibao", "tekun", "temporary"]), "amount": maybe(YUAN)})
    spending = records(**{kind: st.one_of(st.just(0), YUAN) for kind in SPENDING})
    event = records(kind=st.sampled_from(["fire", "other"]), at=st.sampled_from(["440106", "440305"]), first_aid=st.booleans())
    assessment = records(category=st.sampled_from(["dibao", "edge", "none"]), income_pc_month=YUAN)
    return {
        "as_of": "2023-12-01",
        "place": "440106",
        "residence": "urban",
        "household": {
            "members": members,
            "obligors": draw(maybe(st.lists(OBLIGOR, max_size=3))),
            "assets": draw(ASSETS),
            "in_aid": draw(maybe(aid)),
            "expenditures_12m": draw(spending),
            "event": draw(st.one_of(st.none(), event)),
            "temporary_aid_this_year": draw(st.sampled_from([None, 0, 49000])),
            "assessment": draw(maybe(assessment)),
        },
    }


PLACES: dict[str, dict[str, Any]] = {
    "as the law stands": {},
    "everything set": {
        "support.formula": "SUP-A", "support.excess_basis": "per_person", "place.disposable_income_pc_year": 3_000_000,
        "dibao.addon_groups": ("elder", "minor", "student", "single_parent", "severely_disabled", "serious_illness"),
        "dibao.addon_stacking": "sum", "dibao.rounding": "yuan_ceil", "dibao.floor_ratio": Fraction(1, 5),
        "dibao.deposit_months": 12, "dibao.deposit_comparator": "<=", "dibao.residential_max": 1, "dibao.nonresidential_max": 0,
        "dibao.uncounted_house_kinds": ("ancestral",), "dibao.business_allowed": True, "dibao.family_workshop_exempt": True,
        "dibao.business_capital_max": 10_000_000, "dibao.business_capital_comparator": "<",
        "dibao.livelihood_vehicle_allowed": True, "dibao.livelihood_vehicle_value_max": 600_000, "dibao.grace_amount": "last",
        "income.employment_cost_month": 30_000, "income.disability_deduction_month": 20_000, "income.deductions_stack": False,
        "income.job_uptake_months": 9, "income.job_uptake_cap_multiple": 3, "edge.vehicles_max": 1,
        "edge.vehicle_value_standard_years": 8, "tekun.deposit_months": 12, "tekun.residential_max": 1,
        "temporary.property": "none", "temporary.small_limit_months": 2, "medical.year_cap": 500_000,
        "medical.aid_ratio": (("dibao", Fraction(7, 10)), ("edge", Fraction(1, 2)), ("tekun", 1)),
        "education.categories": ("dibao", "edge"), "education.amount": ((2, 50_000), (4, 80_000)), "housing.area_pc_max": 1_500,
        "housing.amount": 26_000, "employment.amount": 10_000, "disaster.amount": 70_000, "disability_living.amount": 19_500,
        "disability_living.groups": ("dibao", "tekun", "mental:3"), "disability_nursing.amount": (("*", 24_000),),
        "disability_nursing.disability": ("mental:1", "physical:2"), "legal_aid.categories": ("dibao",),
        "macao_grant.index": (435_000, 799_000, 1_102_000), "macao_grant.comparator": "<",
        "cssa.asset_limit_able": 3_550_000, "cssa.asset_limit_other": 5_300_000, "cssa.recognised_needs": 400_000,
        "cssa.asset_limit_household": ((2, 7_000_000), (3, 9_000_000)),
    },
    "assessed, formula B, little known": {
        "dibao.assessment_required": True, "support.formula": "SUP-B", "support.low_income_line": 185_700,
        "dibao.rounding": None, "dibao.comparator": None, "income.basic_pension_exempt": None, "edge.comparator": "<=",
        "income.job_uptake_months": None, "income.job_uptake_months_least": 6, "income.job_uptake_months_most": 12,
    },
}  # fmt: skip

# County, residence and province of the households of a sweep: several laws, and places outside the mainland.
WHERE = (("440106", "urban"), ("440106", "urban"), ("440106", "rural"), ("440305", "urban"), ("421002", "rural"), ("420102", "urban"),
         ("320102", "urban"), ("330106", "rural"), ("810001", "urban"), ("820001", "urban"), ("440106", None))  # fmt: skip
FAMILIES = (
    ("applicant",), ("applicant",), ("applicant", "spouse"), ("applicant", "child"), ("applicant", "spouse", "child"),
    ("applicant", "spouse", "child", "child"), ("applicant", "parent"), ("applicant", "grandchild"),
    ("applicant", "spouse", "child", "parent"), ("applicant", "spouse", "parent", "parent", "child"),
    ("applicant", "spouse", "child", "child", "parent", "sibling"), ("applicant", "grandparent", "sibling"),
)  # fmt: skip
BORN = {"child": (1990, 2022), "grandchild": (2005, 2022), "parent": (1930, 1965), "grandparent": (1930, 1945)}


def a_household(rng: random.Random) -> dict[str, Any]:
    """A case file as they come to a counter: mostly poor, mostly known, of some place and some day of birth."""
    place, residence = rng.choice(WHERE)
    family = rng.choice(FAMILIES)
    members = [_member(rng, f"m{number}", relation) for number, relation in enumerate(family)]
    home: dict[str, Any] = {"members": members, "obligors": _some(rng, _obligor, 0.3, 2), "assets": _assets(rng)}
    if rng.random() < 0.9:
        home["expenditures_12m"] = {kind: rng.choice((0, 0, 0, 2_000, 60_000)) for kind in SPENDING if rng.random() < 0.97}
    if rng.random() < 0.15:
        home["in_aid"] = {"programme": rng.choice(("dibao", "tekun", "temporary")), "amount": rng.randint(1, 900)}
    if rng.random() < 0.1:
        home["event"] = {"kind": rng.choice(("fire", "illness")), "at": rng.choice((place, "440305", "421002")), "first_aid": rng.random() < 0.3}
    if rng.random() < 0.3:
        home["assessment"] = {"category": rng.choice(("dibao", "edge", "rigid", "none")), "income_pc_month": rng.randint(0, 1_500)}
    return {"as_of": "2023-12-01", "place": place, "residence": residence, "household": _known(rng, home)}


def _known(rng: random.Random, entry: dict[str, Any]) -> dict[str, Any]:
    """The entry without what is, now and then, not known."""
    return {key: value for key, value in entry.items() if key in ("members", "id", "relation", "kind") or rng.random() < 0.98}


def _some(rng: random.Random, one: Callable[[random.Random], dict[str, Any]], share: float, most: int) -> list[dict[str, Any]]:
    return [one(rng) for _ in range(rng.randint(1, most))] if rng.random() < share else []


def _member(rng: random.Random, name: str, relation: str) -> dict[str, Any]:
    born = rng.randint(*BORN.get(relation, (1940, 2000)))
    member: dict[str, Any] = {
        "id": name, "relation": relation, "birth": f"{born}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        "sex": rng.choice(("male", "female")), "lives_together": rng.random() < 0.9, "marital": _marital(rng, relation, born),
        "employment": rng.choice(("employed", "flexible", "none")), "has_children": rng.random() < 0.6,
        "refused_jobs": rng.choice((0, 0, 0, 0, 3)), "incomes": _incomes(rng), "hukou": rng.choice(("440106", "440106", "421002")),
        "residence_years": rng.choice((0, 3)), "absence_days": rng.choice((10, 60)),
    }  # fmt: skip
    if born > 2000:
        member["student"] = rng.choice(("primary", "junior", "senior", "bachelor"))
    if rng.random() < 0.15:
        member["disability"] = {"kind": rng.choice(DISABILITIES), "grade": rng.randint(1, 4)}
        member["self_care"] = {item: rng.random() < 0.7 for item in SELF_CARE}
    if rng.random() < 0.1:
        member["serious_illness"], member["special_disease_class"] = True, rng.randint(1, 2)
    if rng.random() < 0.04:
        member["away"] = rng.choice((*AWAY, {"clergy_years": rng.randint(0, 5)}))
    if rng.random() < 0.08:
        member["job_started"] = f"2023-{rng.randint(1, 11):02d}-01"
    if rng.random() < 0.05:
        member["work_capacity"] = rng.choice(("full", "none"))
    return _known(rng, member)


def _marital(rng: random.Random, relation: str, born: int) -> str:
    if born > 2003:
        return "unmarried"
    return "married" if relation == "spouse" else rng.choice(("married", "unmarried", "divorced", "widowed"))


def _incomes(rng: random.Random) -> list[dict[str, Any]]:
    kinds = ["wage", "wage", "farming", "pension", "basic_pension", "gift", "support_received", "support_paid", "interest"]
    kinds = kinds if rng.random() < 0.9 else list(INCOME_KINDS)
    return [
        _known(rng, {"kind": rng.choice(kinds), "amount": rng.choice((0, 200, 780.5, 2_400, 5_000)), "yearly": rng.random() < 0.1})
        for _ in range(rng.choice((0, 0, 1, 1, 2)))
    ]


def _obligor(rng: random.Random) -> dict[str, Any]:
    obligor: dict[str, Any] = {
        "relation": rng.choice(("child", "parent", "sibling")), "birth": f"{rng.randint(1935, 1999)}-04-05",
        "household_size": rng.randint(1, 6), "monthly_income": rng.choice((0, 1_500, 4_000, 12_000)),
        "own_monthly_income": rng.choice((0, 900, 3_000)), "low_income_property": rng.random() < 0.6,
    }  # fmt: skip
    obligor |= {"capable": rng.random() < 0.5} if rng.random() < 0.2 else {}
    obligor |= {"judgment_amount": rng.randint(0, 800)} if rng.random() < 0.2 else {}
    obligor |= {"in_programme": rng.choice(("dibao", "tekun"))} if rng.random() < 0.3 else {}
    return _known(rng, obligor)


def _assets(rng: random.Random) -> dict[str, Any]:
    return _known(rng, {
        "deposits": rng.choice((0, 0, 0, 500, 20_000, 300_000)),
        "vehicles": _some(rng, _vehicle, 0.15, 2),
        "houses": _some(rng, _house, 0.7, 2),
        "businesses": _some(rng, _business, 0.05, 1),
    })  # fmt: skip


def _vehicle(rng: random.Random) -> dict[str, Any]:
    kind, use = rng.choice(("car", "motorcycle", "e_bike", "disabled_scooter")), rng.choice(("private", "commercial"))
    return _known(rng, {"kind": kind, "use": use, "value": rng.choice((3_000, 40_000)), "sole_livelihood": rng.random() < 0.5})


def _house(rng: random.Random) -> dict[str, Any]:
    use, kind = rng.choice(("residential", "residential", "residential", "shop")), rng.choice(("ordinary", "ancestral"))
    return _known(rng, {"use": use, "area": rng.randint(8, 120), "lived_in": rng.random() < 0.8, "kind": kind})


def _business(rng: random.Random) -> dict[str, Any]:
    return _known(rng, {"employees": rng.randint(0, 3), "family_workshop": rng.random() < 0.5, "capital": rng.choice((0, 100_000, 300_000))})
