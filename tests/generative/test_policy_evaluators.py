"""两个求值器一个意思: the slow evaluator and the compiled columns give the same answers, to the fen, unknowns included."""

from fractions import Fraction
from functools import cache
from typing import Any

import duckdb
import ibis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.generative.policy_cases import households
from tests.policy.language_case import SCHEMA, create_table

from zhongfu.policy import casefile
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.evaluate import Evaluator
from zhongfu.policy.language import named_rules
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.programmes.addons import Addons
from zhongfu.policy.programmes.cssa import Cssa
from zhongfu.policy.programmes.dibao import Dibao, Grace
from zhongfu.policy.programmes.dibao_single import DibaoSingle
from zhongfu.policy.programmes.disability_living import DisabilityLiving
from zhongfu.policy.programmes.disability_nursing import DisabilityNursing
from zhongfu.policy.programmes.disaster import Disaster
from zhongfu.policy.programmes.edge import Edge
from zhongfu.policy.programmes.education import Education
from zhongfu.policy.programmes.employment import Employment
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.housing import Housing
from zhongfu.policy.programmes.income import Income
from zhongfu.policy.programmes.legal_aid import LegalAid
from zhongfu.policy.programmes.macao_grant import MacaoGrant
from zhongfu.policy.programmes.medical import Medical
from zhongfu.policy.programmes.rigid import Rigid
from zhongfu.policy.programmes.tekun import Tekun
from zhongfu.policy.programmes.temporary import Temporary
from zhongfu.policy.records import Case
from zhongfu.policy.screen import law_values
from zhongfu.policy.stages import compile_rules
from zhongfu.policy.tables import case_rows

LAW = Law.load()
RULES = [
    Household.size, Income.total, Income.support, Addons.dibao, Tekun.eligible, Tekun.starts, Dibao.eligible, Dibao.amount,
    Dibao.starts, Dibao.until, Grace.holds, Edge.eligible, Edge.amount, Tekun.amount, DibaoSingle.eligible, DibaoSingle.amount,
    Rigid.eligible, Temporary.eligible, Temporary.amount, Temporary.small, Medical.eligible, Medical.amount, Education.eligible,
    Education.amount, Housing.eligible, Housing.amount, Employment.eligible, Employment.amount, Disaster.eligible, Disaster.amount,
    DisabilityLiving.eligible, DisabilityLiving.amount, DisabilityNursing.eligible, DisabilityNursing.amount, LegalAid.eligible,
    Cssa.eligible, Cssa.amount, MacaoGrant.eligible, MacaoGrant.amount, Cssa.money_within, MacaoGrant.index,
]  # fmt: skip
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


@cache
def compiled(place: str) -> tuple[str, dict[str, int]]:
    """The query of one place; it is the same for every household."""
    values = law_values(LAW, Setting("440106", "urban", _day())) | PLACES[place]
    made = compile_rules(ibis.table(SCHEMA, name="cases"), RULES, values)
    return made.sql(*[rule.name for rule in RULES]), made.settled.bottoms


def _day() -> Any:
    return casefile.read({"as_of": "2023-12-01", "place": "440106", "household": {"members": [{"relation": "applicant"}]}}).as_of


def by_columns(place: str, cases: list[Case]) -> list[tuple[Any, ...]]:
    """What the compiled rules say of these households."""
    query, bottoms = compiled(place)
    rows = case_rows(cases)
    with duckdb.connect() as connection:
        connection.execute(create_table("cases"))
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO cases VALUES ({marks})", [list(row.values()) for row in rows])
        found = connection.execute(query).fetchall()
    return [tuple(_exact(value, bottoms.get(rule.name, 1)) for rule, value in zip(RULES, row, strict=True)) for row in found]


def _exact(value: Any, bottom: int) -> Any:
    return value if value is None or isinstance(value, bool | str) else Fraction(value, bottom)


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(given_cases=st.lists(households(), min_size=5, max_size=5))
def test_both_evaluators_agree(place: str, given_cases: list[dict[str, Any]]) -> None:
    cases = [casefile.read(case) for case in given_cases]
    for case in cases:
        case.parameters = dict(PLACES[place])
    slow = [tuple(Evaluator(case, LAW).answer(rule).value for rule in RULES) for case in cases]
    for case, expected, found in zip(given_cases, slow, by_columns(place, cases), strict=True):
        differing = {rule.name: (e, f) for rule, e, f in zip(RULES, expected, found, strict=True) if e != f}
        assert not differing, (differing, case)


def test_every_parameter_of_the_places_is_declared() -> None:
    assert all(name in DECLARED for values in PLACES.values() for name in values)
    assert named_rules([Dibao])["dibao.eligible"] is Dibao.eligible
