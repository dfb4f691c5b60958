"""随机案件: random households for the rules, unknown facts among them."""

from typing import Any

from hypothesis import strategies as st

from zhongfu.policy.facts import AWAY, DISABILITIES, INCOME_KINDS, SPENDING

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
