"""随机家庭: seeded random cases aimed at the edges: at the line and a fen beside it, birthdays, first and last days, gaps."""

from datetime import date, timedelta
from random import Random
from typing import Any

PLACES = (
    "440106", "440106", "440113", "440112", "441302", "442000", "440305", "421002", "421002", "330106", "500103", "430405", "210102",
    "320102", "810000", "820000",
)  # fmt: skip
DAYS = (
    "2014-04-30", "2014-05-01", "2018-06-15", "2020-06-30", "2021-06-30", "2021-07-01", "2021-12-31", "2022-05-31", "2022-06-01",
    "2022-10-19", "2022-10-20", "2023-01-01", "2023-12-01", "2023-12-31", "2024-02-29", "2024-12-31", "2025-01-01", "2025-06-10",
    "2025-12-31", "2026-01-01", "2026-03-10",
)  # fmt: skip
KINDS = (
    "wage", "wage", "wage", "wage", "business", "farming", "rent", "pension", "basic_pension", "support_received", "support_paid",
    "elderly_allowance", "scholarship", "veteran_preferential", "disability_living_subsidy", "disability_nursing_subsidy",
    "government_aid", "gift", "other",
)  # fmt: skip
DISABILITIES = ("physical", "visual", "hearing", "intellectual", "mental", "multiple")
COUNTS = (0, 0, 1, 2)
SIGNS = ("<", "<=")


def case(seed: int, place: str = "", day: str = "") -> dict[str, Any]:
    """The household of this number, anywhere and at any time, or there and then."""
    return _Maker(Random(seed), place, day).case()


def maybe(chance: Random, often: float, value: Any) -> Any:
    return value if chance.random() < often else None


class _Maker:
    def __init__(self, chance: Random, place: str, day: str) -> None:
        self.chance, self.fixed = chance, bool(place)
        self.day = date.fromisoformat(day or chance.choice(DAYS))
        self.place = place or chance.choice(PLACES)
        self.standard = chance.choice((500, 700, 1000, 1238))

    def case(self) -> dict[str, Any]:
        chance = self.chance
        members = self.members()
        made: dict[str, Any] = {
            "as_of": self.day.isoformat(), "place": self.place, "residence": chance.choice(("urban", "urban", "rural")),
            "decided_on": maybe(chance, 0.2, (self.day + timedelta(chance.choice((1, 25, 40)))).isoformat()),
            "parameters": self.parameters(),
            "household": {
                "members": members, "obligors": self.obligors(), "assets": self.assets(len(members)),
                "expenditures_12m": self.spending(), "income_12m": maybe(chance, 0.15, self.amount(12 * len(members))),
                "event": self.event(), "temporary_aid_this_year": chance.choice((None, 0, 3000, 49000)),
                "in_aid": self.in_aid(), "assessment": self.assessment(),
            },
        }  # fmt: skip
        getattr(self, chance.choice(("as_it_is", "as_it_is", "in_grace", "ruined", "alone", "in_hong_kong", "helpless", "owner", "owner")))(made)
        if chance.random() < 0.5:
            self.forget(made, chance.choice((1, 1, 1, 2, 3, 8)))
        return made

    # -- what seldom comes by chance -------------------------------------------------------------------------------------

    def as_it_is(self, made: dict[str, Any]) -> None:
        """Nothing is changed."""

    def plain(self, made: dict[str, Any]) -> None:
        """Nothing is owned, and no assessment asked for, as a rule."""
        made["household"]["assets"] = {"deposits": 0, "vehicles": [], "houses": [], "businesses": []}
        made["parameters"]["dibao.assessment_required"] = self.chance.random() < 0.15
        made["parameters"]["income.imputed_wage_policy"] = "none"
        made["parameters"].setdefault("dibao.standard", self.standard)

    def owner(self, made: dict[str, Any]) -> None:
        """A poor household that owns things of one kind, so that one property test decides; some limit may be unset."""
        self.plain(made)
        kind, make = self.chance.choice((("vehicles", self.vehicle), ("houses", self.house), ("businesses", self.business)))
        made["household"]["assets"][kind] = [make() for _ in range(self.chance.choice((1, 1, 2, 3)))]
        for member in made["household"]["members"]:
            member["incomes"] = []
        made["parameters"] = {**self.rungs(), **self.other(), **self.every_limit(), **made["parameters"]}
        made["parameters"] |= {"dibao.assessment_required": False, "income.imputed_wage_policy": "none", "dibao.standard": self.standard}
        for name in self.chance.sample(list(self.every_limit()), self.chance.choice((0, 0, 3, 10))):
            del made["parameters"][name]

    def every_limit(self) -> dict[str, Any]:
        return {f"{rung}.{key}": value for rung in ("dibao", "edge", "rigid", "tekun") for key, value in self.limits().items()}

    def in_grace(self, made: dict[str, Any]) -> None:
        """A household in dibao in which somebody has just taken up work."""
        self.plain(made)
        made["household"]["in_aid"] = {"programme": "dibao", "amount": self.chance.choice((0, 900, 1476.5))}
        member = self.chance.choice(made["household"]["members"])
        member["job_started"], member["employment"], heads = self.job(), "employed", len(made["household"]["members"])
        member["incomes"] = [{"kind": "wage", "amount": self.amount(heads * 1.2), "yearly": False}]

    def ruined(self, made: dict[str, Any]) -> None:
        """A household above the edge line whose expenditure eats up its income."""
        self.plain(made)
        members = made["household"]["members"]
        year = self.standard * 12 * len(members) * self.chance.choice((1.6, 2, 2.5))
        for member in members:
            member["incomes"] = []
        members[0]["incomes"] = [{"kind": "wage", "amount": round(year / 12), "yearly": False}]
        share = self.chance.choice((0.3, 0.5, 0.6, 0.6, 0.9))
        made["household"]["expenditures_12m"]["medical"] = round(round(year / 12) * 12 * share + self.chance.choice((-0.01, 0, 0.01)), 2)
        made["household"]["income_12m"] = None

    def alone(self, made: dict[str, Any]) -> None:
        """A severely disabled or ill person in a household near the edge line."""
        self.plain(made)
        member = self.chance.choice(made["household"]["members"])
        member["disability"] = {"kind": self.chance.choice(("intellectual", "mental", "physical")), "grade": self.chance.choice((1, 2, 3, 4))}
        member["employment"], member["incomes"] = self.chance.choice(("none", "none", "employed")), []

    def in_hong_kong(self, made: dict[str, Any]) -> None:
        """An applicant in Hong Kong, most often resident and poor."""
        if not self.fixed:
            made["place"], made["as_of"] = "810000", self.chance.choice(("2025-01-01", "2025-06-10", "2025-12-31", "2026-01-01"))
            made["decided_on"] = None
        home = made["household"]
        home["members"] = home["members"][: self.chance.choice((1, 1, 2, 3))]
        home["members"][0].update(residence_years=self.chance.choice((0, 1, 1, 5)), absence_days=self.chance.choice((0, 56, 57)))
        home["assets"]["deposits"] = self.chance.choice((0, 35500, 35500.01, 53000, 53000.01, 71000))
        home["assets"]["vehicles"], home["assets"]["houses"] = [], home["assets"]["houses"] if self.chance.random() < 0.2 else []
        self.born_before(made)

    def helpless(self, made: dict[str, Any]) -> None:
        """Persons of whom all or most can neither work nor be supported."""
        self.plain(made)
        for member in made["household"]["members"]:
            if self.chance.random() < 0.85:
                member["disability"] = {"kind": "mental", "grade": self.chance.choice((1, 2, 3, 4))}
            member["incomes"] = [one for one in member["incomes"] if one["kind"] not in ("wage", "business")][:1]
        for obligor in made["household"]["obligors"]:
            obligor["capable"] = self.chance.choice((None, False))

    def born_before(self, made: dict[str, Any]) -> None:
        for member in made["household"]["members"]:
            member["birth"] = min(member["birth"], made["as_of"])

    # -- amounts at the line -------------------------------------------------------------------------------------------

    def amount(self, heads: float) -> float:
        """About the standard of so many heads, often exactly some multiple of it or a fen beside it."""
        chance = self.chance
        if chance.random() < 0.5:
            fen = round(self.standard * 100 * heads * chance.choice((0.5, 1, 1, 1, 1.5, 1.5, 2))) + chance.choice((-1, 0, 0, 1))
        else:
            fen = round(self.standard * 100 * heads * chance.random() * 2)
        return max(fen, 0) / 100

    # -- persons -------------------------------------------------------------------------------------------------------

    def birthday(self, *ages: int) -> str:
        """A birth date at which one of these ages is reached today, tomorrow or yesterday, or somewhere in between."""
        chance = self.chance
        age = chance.choice(ages)
        month, day = (self.day.month, self.day.day) if (self.day.month, self.day.day) != (2, 29) else (2, 28)
        born = date(self.day.year - age, month, day)
        return (born + timedelta(chance.choice((-1, 0, 1, 200)))).isoformat() if age else born.isoformat()

    def members(self) -> list[dict[str, Any]]:
        chance = self.chance
        old = chance.random() < 0.35
        listed = [self.member("a", "applicant", (60, 65, 72, 59, 80) if old else (30, 45, 59, 60, 18, 16, 55))]
        if chance.random() < 0.5:
            listed.append(self.member("b", "spouse", (55, 60, 66, 71) if old else (28, 44, 55)))
        for number in range(chance.choice((0, 0, 1, 1, 2, 3))):
            relation = chance.choice(("child", "child", "child", "child", "parent", "grandparent", "sibling", "grandchild", "other"))
            ages = {"child": (3, 10, 16, 18, 18, 20, 30), "grandchild": (5, 17, 20), "parent": (60, 70, 72, 80), "grandparent": (75, 90)}
            listed.append(self.member(f"m{number}", relation, ages.get(relation, (17, 40, 60))))
        incomes = [one for member in listed for one in member["incomes"]]
        if incomes and chance.random() < 0.4:  # all of it in one wage near the line of the household
            for one in incomes[1:]:
                one["amount"] = chance.choice((0, 10, one["amount"]))
            incomes[0].update(kind="wage", yearly=False, amount=self.amount(len(listed)))
        return listed

    def member(self, name: str, relation: str, ages: tuple[int, ...]) -> dict[str, Any]:
        chance = self.chance
        some = chance.random
        return {
            "id": name, "relation": relation, "birth": self.birthday(*ages), "sex": chance.choice(("male", "female")),
            "lives_together": some() < 0.85,
            "away": chance.choice(("imprisoned", "detox", "missing", "military", {"clergy_years": 1}, {"clergy_years": 2}, {"clergy_years": 3}))
            if some() < 0.1 else None,
            "student": maybe(chance, 0.2, chance.choice(("kindergarten", "primary", "senior", "vocational", "bachelor", "master"))),
            "full_time": some() < 0.85,
            "disability": {"kind": chance.choice(DISABILITIES), "grade": chance.randint(1, 4)} if some() < 0.3 else None,
            "serious_illness": some() < 0.12, "special_disease_class": maybe(chance, 0.1, chance.choice((1, 2))),
            "work_capacity": maybe(chance, 0.2, chance.choice(("full", "part", "none"))),
            "marital": chance.choice(("married", "unmarried", "divorced", "widowed")), "has_children": some() < 0.5,
            "employment": chance.choice(("employed", "self_employed", "flexible", "none", "none", "none")),
            "job_started": self.job() if some() < 0.12 else None, "refused_jobs": chance.choice((None, 0, 0, 2, 3, 4)),
            "hukou": maybe(chance, 0.2, chance.choice(("440106", "421002", "810000", "500103"))),
            "child_benefit": maybe(chance, 0.04, chance.choice(("orphan", "unsupported"))),
            "residence_years": chance.choice((0, 1, 2)), "absence_days": chance.choice((0, 56, 57)),
            "self_care": {item: some() < 0.6 for item in ("eat", "dress", "bed", "toilet", "walk", "bathe")},
            "incomes": [
                {"kind": chance.choice(KINDS), "amount": self.amount(chance.choice((0.3, 0.5, 1, 1, 2))), "yearly": some() < 0.15}
                for _ in range(chance.choice((0, 0, 1, 1, 2)))
            ],
        }  # fmt: skip

    def job(self) -> str:
        back = self.chance.choice((0, 3, 5, 6, 7, 11, 12, 13, -1))
        month = self.day.year * 12 + self.day.month - 1 - back
        return date(month // 12, month % 12 + 1, self.chance.choice((1, 15, 28))).isoformat()

    def obligors(self) -> list[dict[str, Any]]:
        chance = self.chance
        return [self.obligor() for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 3)))]

    def obligor(self) -> dict[str, Any]:
        chance = self.chance
        return {
            "relation": chance.choice(("child", "child", "child", "parent", "sibling")), "birth": self.birthday(30, 59, 60, 69, 70, 71),
            "household_size": chance.choice((1, 2, 3, 4)), "monthly_income": self.amount(chance.choice((1, 2, 3, 8))),
            "capable": maybe(chance, 0.4, chance.random() < 0.3),
            "in_programme": maybe(chance, 0.25, chance.choice(("dibao", "tekun", "edge"))),
            "disability": {"kind": chance.choice(DISABILITIES), "grade": chance.randint(1, 4)} if chance.random() < 0.2 else None,
            "own_monthly_income": chance.choice((0, 1000, 2500, 2499.99, 2500.01)), "low_income_property": chance.random() < 0.7,
            "judgment_amount": maybe(chance, 0.2, chance.choice((0, 300, 1000.5))), "supports": chance.choice((None, 1, 1, 2, 3)),
            "away": maybe(chance, 0.1, chance.choice(("missing", "imprisoned"))),
            "civil_capacity": chance.choice((None, None, None, "full", "limited", "none")),
        }  # fmt: skip

    # -- the household -------------------------------------------------------------------------------------------------

    def assets(self, heads: int) -> dict[str, Any]:
        chance = self.chance
        much = chance.random() < 0.4
        ceiling = self.standard * 24 * heads
        return {
            "deposits": chance.choice((ceiling, ceiling + 0.01, ceiling - 0.01, 5000, 0)) if much else 0,
            "vehicles": [self.vehicle() for _ in range(chance.choice((0, 1, 1, 2)))] if much else [],
            "houses": [self.house() for _ in range(chance.choice((0, 1, 2, 3)))] if much else [],
            "businesses": [self.business() for _ in range(chance.choice((0, 0, 1, 2)))] if much else [],
        }  # fmt: skip

    def vehicle(self) -> dict[str, Any]:
        chance = self.chance
        limit = self.standard * 96
        return {
            "kind": chance.choice(("car", "van", "truck", "motorcycle", "e_bike", "disabled_scooter", "tractor")),
            "use": chance.choice(("private", "commercial", "commercial")),
            "value": chance.choice((limit, limit - 0.01, 60000, 60000.01, 0, 30000)), "sole_livelihood": chance.random() < 0.7,
        }  # fmt: skip

    def house(self) -> dict[str, Any]:
        chance = self.chance
        return {
            "use": chance.choice(("residential", "residential", "residential", "shop", "garage", "office")),
            "area": chance.choice((10, 45, 60)), "lived_in": chance.choice((True, True, False, None)),
            "kind": chance.choice(("ordinary", "ordinary", "ancestral", "mud_brick")),
        }  # fmt: skip

    def business(self) -> dict[str, Any]:
        chance = self.chance
        return {
            "kind": "individual", "employees": chance.choice((0, 0, 1)), "family_workshop": chance.random() < 0.6,
            "capital": chance.choice((0, 99999.99, 100000, 100000.01, 200000, 200000.01)),
        }  # fmt: skip

    def spending(self) -> dict[str, Any]:
        chance = self.chance
        kinds = ("medical", "education", "rehabilitation", "disaster", "accident", "living")
        return {kind: chance.choice((0, 0, 0, self.amount(6))) for kind in kinds}

    def event(self) -> dict[str, Any] | None:
        chance = self.chance
        if chance.random() < 0.85:
            return None
        return {
            "kind": chance.choice(("illness", "fire", "traffic", "violence", "other")),
            "at": chance.choice(("440106", "440305", "421002", self.place)), "first_aid": chance.random() < 0.4,
        }  # fmt: skip

    def in_aid(self) -> dict[str, Any] | None:
        chance = self.chance
        if chance.random() < 0.7:
            return None
        return {"programme": chance.choice(("dibao", "dibao", "dibao", "tekun", "edge", "temporary")), "amount": chance.choice((0, 900, 1476.5))}

    def assessment(self) -> dict[str, Any] | None:
        chance = self.chance
        if chance.random() < 0.5:
            return None
        return {"category": chance.choice(("dibao", "dibao", "edge", "rigid", "none")), "income_pc_month": self.amount(0.5)}

    # -- parameters ----------------------------------------------------------------------------------------------------

    def parameters(self) -> dict[str, Any]:
        """Everything a place might set, now and then left to the policy files."""
        chance = self.chance
        everything = self.rungs() | self.other() | self.special() | self.every_limit()
        often = chance.choice((1.0, 0.9, 0.5, 0.1))
        kept = {name: value for name, value in everything.items() if chance.random() < often}
        if chance.random() < 0.85:
            kept["dibao.standard"] = self.standard
        return kept

    def rungs(self) -> dict[str, Any]:
        chance = self.chance
        groups = ["elder", "minor", "student", "single_parent", "severely_disabled", "serious_illness", "special_disease", "childless_elder"]
        return {
            "dibao.standard_urban": self.standard + chance.choice((0, 300)),
            "place.disposable_income_pc_year": 30000, "place.minimum_wage_month": chance.choice((self.standard, 2080, 2300)),
            "place.residence_permit_accepted": chance.random() < 0.3,
            "income.excluded_kinds": chance.choice(([], ["elderly_allowance"], ["basic_pension"])),
            "income.basic_pension_exempt": chance.random() < 0.5,
            "dibao.comparator": chance.choice(SIGNS), "edge.comparator": chance.choice(SIGNS),
            "dibao.rounding": chance.choice(("fen_half_up", "yuan_half_up", "yuan_ceil")),
            "dibao.floor_ratio": chance.choice((0, 0, 0.2)), "dibao.start_offset_months": chance.choice((0, 1)),
            "dibao.grace_amount": chance.choice(("last", "none")), "dibao.grace_months_max": chance.choice((6, 3, 12)),
            "dibao.assessment_required": chance.random() < 0.3, "dibao.refused_jobs_limit": 3,
            "dibao.addon_groups": chance.sample(groups, chance.choice((0, 1, 3, 8))), "dibao.addon_ratio": chance.choice((0, 0.2, 0.1)),
            "dibao.addon_amount": chance.choice((0, 0, 440)), "dibao.addon_stacking": chance.choice(("once", "sum", "highest")),
            "edge.addon_ratio": chance.choice((0, 0.2)), "edge.multiple": chance.choice((1.5, 2)),
            "dibao_single.amount_mode": chance.choice(("full", "difference")), "dibao_single.household_multiple": chance.choice((1.5, 2)),
            "dibao_single.elder_support_exempt": chance.random() < 0.5, "dibao_single.extra_disability": chance.choice(([], ["mental:4"])),
            "dibao_single.severe_disability_route": chance.random() < 0.8,
            "dibao_single.route_extra_disability": chance.choice(([], ["intellectual:3", "mental:3"])),
            "rigid.ratio": chance.choice((0.6, 0.5)), "rigid.ratio_comparator": chance.choice((">", ">=")),
            "rigid.items": chance.choice((["medical"], ["medical", "education", "living"])), "rigid.income_comparator": chance.choice(SIGNS),
        }  # fmt: skip

    def other(self) -> dict[str, Any]:
        chance = self.chance
        return {
            "support.formula": chance.choice(("none", "SUP-A", "SUP-B")), "support.low_income_line": self.standard,
            "support.excess_basis": chance.choice(("per_person", "household")),
            "income.employment_cost_month": chance.choice((0, 0, 200, 333.33)), "income.disability_deduction_month": chance.choice((0, 0, 150)),
            "income.illness_deduction_month": chance.choice((0, 0, 300)), "income.deductions_stack": chance.random() < 0.5,
            "income.imputed_wage_policy": chance.choice(("none", "none", "none", "minimum_wage")),
            "income.job_uptake_months": chance.choice((6, 9, 12)), "income.job_uptake_cap_multiple": chance.choice((1, 3)),
            "household.clergy_years": chance.choice((1, 3)), "household.unmarried_serviceman_uncounted": chance.random() < 0.5,
            "household.student_level_max": chance.choice(("bachelor", "master")),
            "tekun.standard_ratio": chance.choice((1.3, 1.6)), "tekun.current_standard": chance.choice((800, 1981)),
            "tekun.rounding": chance.choice(("fen_half_up", "yuan_half_up", "yuan_ceil")), "tekun.extra_disability": chance.choice(([], ["visual:2"])),
            "tekun.care_ratio_self": chance.choice((0, 0.02)), "tekun.care_ratio_partial": 0.3, "tekun.care_ratio_none": 0.6,
            "temporary.expense_months_max": chance.choice((6, 12)), "temporary.expense_months_min": chance.choice((0, 2)),
            "temporary.expense_capped_by_actual": chance.random() < 0.6, "temporary.emergency_months_max": 3,
            "temporary.first_aid_months_max": 2, "temporary.household_year_cap": chance.choice((50000, 10000)),
            "temporary.property": chance.choice(("edge", "none")), "temporary.items": ["medical", "disaster"],
            "temporary.emergency_residence_test": chance.random() < 0.2,
        }  # fmt: skip

    def special(self) -> dict[str, Any]:
        chance = self.chance
        grades = chance.choice((["physical:1", "mental:2"], ["hearing:1", "hearing:2"]))
        return {
            "medical.deductible_ratio": {"tekun": 0, "dibao": 0, "edge": 0.1, "rigid": 0.25}, "medical.year_cap": chance.choice((1000, 50000)),
            "medical.aid_ratio": {"tekun": 1, "dibao": 0.7, "edge": 0.6, "rigid": 0.5},
            "education.categories": chance.choice((["dibao"], ["tekun", "dibao", "edge"])),
            "education.amount": {"primary": 500, "senior": 1200, "vocational": 1000, "bachelor": 5000},
            "housing.area_pc_max": chance.choice((0, 15, 30)), "housing.amount": 600,
            "employment.amount": 300, "employment.categories": chance.choice((["dibao", "edge", "rigid"], ["dibao"])),
            "disaster.amount": 2000, "disability_living.groups": chance.choice((["dibao", "edge"], grades)), "disability_living.amount": 188,
            "disability_nursing.disability": grades, "disability_nursing.amount": {1: 252, 2: 252},
            "legal_aid.categories": chance.choice((["dibao"], ["tekun", "dibao", "edge", "rigid"])),
            "cssa.asset_limit_able": 35500, "cssa.asset_limit_other": 53000, "cssa.asset_limit_household": {2: 71000, 3: 106500, 4: 142000},
            "cssa.elder_age": 60, "cssa.recognised_needs": self.standard * chance.choice((1, 2)),
        }  # fmt: skip

    def limits(self) -> dict[str, Any]:
        chance = self.chance
        return {
            "deposit_months": 24, "deposit_base": chance.choice(("own", "urban")), "deposit_comparator": chance.choice(SIGNS),
            "residential_max": chance.choice(COUNTS), "nonresidential_max": chance.choice(COUNTS),
            "uncounted_house_kinds": chance.choice(([], ["ancestral", "mud_brick"])), "vehicles_max": chance.choice(COUNTS),
            "vehicles_exempt_kinds": chance.choice(([], ["disabled_scooter", "motorcycle", "e_bike"])),
            "vehicle_value_standard_years": chance.choice((8, 20)), "livelihood_vehicle_allowed": chance.random() < 0.5,
            "livelihood_vehicle_value_max": 60000, "business_allowed": chance.random() < 0.6, "family_workshop_exempt": chance.random() < 0.5,
            "business_capital_max": chance.choice((100000, 200000)), "business_capital_comparator": chance.choice(SIGNS),
        }  # fmt: skip

    # -- what nobody knows ---------------------------------------------------------------------------------------------

    def forget(self, made: dict[str, Any], number: int) -> None:
        """Some facts, of whatever depth, become unknown."""
        for _ in range(number):
            holder, key = self.chance.choice(list(facts_of(made["household"])))
            holder[key] = None


def facts_of(household: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Every fact that may be unknown, as its holder and its key."""
    found = [(household, "obligors"), (household, "assessment")]
    found += [(household["assets"], key) for key in household["assets"]]
    found += [(household["expenditures_12m"], key) for key in household["expenditures_12m"]]
    for records in (household["assets"]["vehicles"], household["assets"]["houses"], household["assets"]["businesses"], household["obligors"]):
        found += [(record, key) for record in records or () for key in record]
    for member in household["members"]:
        found += [(member, key) for key in member if key not in ("id", "relation")]
        found += [(member, "relation")] if member["relation"] != "applicant" else []
        found += [(member["disability"], key) for key in member["disability"] or ()]
        found += [(member["self_care"], key) for key in member["self_care"] or ()]
        found += [(one, key) for one in member["incomes"] or () for key in one]
        found += [(member["away"], "clergy_years")] if isinstance(member["away"], dict) else []
    found += [(holder, key) for holder in (household["in_aid"], household["assessment"], household["event"]) for key in holder or ()]
    return found
