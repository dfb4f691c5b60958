"""规则行为测试: what the rules say where the visible cases are silent: dates, places, grace, refusals, assessment, unknowns."""

from typing import Any, ClassVar

import pytest

from zhongfu.policy import casefile
from zhongfu.policy.decide import decide
from zhongfu.policy.parameters import Law

LAW = Law.load()
NOTHING = {"deposits": 0, "vehicles": [], "houses": [], "businesses": []}


def person(name: str, relation: str, birth: str = "1985-03-02", wage: float | None = None, **more: Any) -> dict[str, Any]:
    incomes = [] if wage is None else [{"kind": "wage", "amount": wage}]
    return {"id": name, "relation": relation, "birth": birth, "sex": "male", "employment": "employed", "incomes": incomes, **more}


def family(*more: dict[str, Any], wage: float = 1000, **applicant: Any) -> list[dict[str, Any]]:
    return [person("a", "applicant", wage=wage, **applicant), *more]


def answer(members: list[dict[str, Any]], day: str = "2023-12-01", place: str = "421002", **more: Any) -> dict[str, Any]:
    parameters = {"dibao.standard": 700, **more.pop("parameters", {})}
    assets = {**NOTHING, **more.pop("assets", {})}
    residence = more.pop("residence", "urban")
    top = {key: more.pop(key) for key in ("decided_on", "sources") if key in more}
    case = {
        "as_of": day, "place": place, "residence": residence, "parameters": parameters, **top,
        "household": {"members": members, "obligors": [], "assets": assets, **more},
    }  # fmt: skip
    return decide(casefile.read(case), LAW).as_json()


def dibao(*args: Any, **more: Any) -> dict[str, Any]:
    return answer(*args, **more)["programmes"]["dibao"]  # type: ignore[no-any-return]


CHILD = person("c", "child", "2016-04-02")
IN_DIBAO = {"programme": "dibao", "since": "2023-01-01", "amount": 900}


class TestMembership:
    @pytest.mark.parametrize(
        ("relation", "more", "counted"),
        [
            ("spouse", {"lives_together": False}, 2),
            ("child", {"birth": "2010-01-01", "lives_together": False}, 2),
            ("child", {"birth": "2000-01-01", "lives_together": False}, 1),
            ("child", {"birth": "2000-01-01", "lives_together": False, "student": "bachelor"}, 2),
            ("child", {"birth": "2000-01-01", "lives_together": False, "student": "bachelor", "full_time": False}, 1),
            ("child", {"birth": "1998-01-01", "lives_together": False, "student": "master"}, 1),
            ("child", {"birth": "1998-01-01", "student": "master"}, 2),
            ("child", {"birth": "1998-01-01", "lives_together": False, "disability": {"kind": "mental", "grade": 3}}, 2),
            ("parent", {"lives_together": False}, 1), ("sibling", {}, 2), ("grandchild", {}, 2), ("other", {}, 1),
            ("spouse", {"away": {"clergy_years": 3}}, 1), ("spouse", {"away": {"clergy_years": 2}}, 2),
            ("spouse", {"away": "detox"}, 1), ("spouse", {"away": "missing"}, 1),
            ("child", {"birth": "2002-01-01", "away": "military", "marital": "unmarried"}, 2),
        ],
    )  # fmt: skip
    def test_who_counts(self, relation: str, more: dict[str, Any], counted: int) -> None:
        assert answer(family(person("b", relation, **more)))["members_counted"] == counted

    def test_chongqing_leaves_out_clergy_after_one_year_and_the_unmarried_soldier(self) -> None:
        soldier = person("b", "child", "2002-01-01", away="military", marital="unmarried")
        monk = person("d", "spouse", away={"clergy_years": 1})
        assert answer(family(soldier, monk), place="500103")["members_counted"] == 1

    def test_a_declared_size_that_differs_is_told(self) -> None:
        assert "申报 3 人" in str(dibao(family(wage=0), size_declared=3)["reasons"])
        assert "申报" not in str([one for one in dibao(family(wage=0), size_declared=1)["reasons"] if one["rule"] == "household.size"])

    def test_before_57_an_adult_child_apart_who_can_work_is_not_counted(self) -> None:
        apart = person("b", "child", "1990-01-01", lives_together=False)
        assert answer(family(apart), day="2019-06-01")["members_counted"] == 1

    def test_an_unknown_relation_leaves_the_number_open(self) -> None:
        assert answer(family({"id": "x", "birth": "2000-01-01"}))["members_counted"] is None


class TestIncome:
    @pytest.mark.parametrize(
        ("kind", "counts"),
        [("pension", True), ("elderly_allowance", True), ("gift", True), ("veteran_preferential", False), ("government_aid", False),
         ("disability_living_subsidy", False), ("disability_nursing_subsidy", False), ("bravery_award", False), ("basic_pension", False)],
    )  # fmt: skip
    def test_what_counts(self, kind: str, counts: bool) -> None:
        found = dibao(family(incomes=[{"kind": kind, "amount": 300}]))
        assert found["amount"] == ("400.00" if counts else "700.00")

    def test_the_basic_pension_is_asked_about_after_2025(self) -> None:
        found = dibao(family(incomes=[{"kind": "basic_pension", "amount": 900}]), day="2026-01-01")
        assert found["eligible"] is None and found["needs"] == ["parameter:income.basic_pension_exempt"]

    def test_outgoings_lower_income_to_zero_and_not_below(self) -> None:
        paid = [{"kind": "wage", "amount": 100}, {"kind": "support_paid", "amount": 500}]
        assert dibao(family(incomes=paid))["amount"] == "700.00"

    def test_yearly_sums_are_divided_by_twelve_without_rounding(self) -> None:
        items = [{"kind": "farming", "amount": 100, "yearly": True}] * 3
        assert dibao(family(incomes=items))["amount"] == "675.00"

    def test_a_locally_excluded_kind_and_the_cost_of_working(self) -> None:
        local = {"income.excluded_kinds": ["rent"], "income.employment_cost_month": 200}
        items = [{"kind": "wage", "amount": 300}, {"kind": "rent", "amount": 5000}]
        assert dibao(family(incomes=items), parameters=local)["amount"] == "600.00"

    def test_two_deductions_for_one_person_ask_whether_they_add_up(self) -> None:
        local = {"income.employment_cost_month": 100, "income.illness_deduction_month": 150}
        ill = family(wage=800, serious_illness=True)
        assert "parameter:income.deductions_stack" in dibao(ill, parameters=local)["needs"]
        assert dibao(ill, parameters={**local, "income.deductions_stack": True})["amount"] == "150.00"
        assert dibao(ill, parameters={**local, "income.deductions_stack": False})["amount"] == "50.00"
        assert dibao(family(wage=600), parameters=local)["amount"] == "200.00"

    @pytest.mark.parametrize(
        ("started", "months", "amount"),
        [("2023-09-10", None, "0.00"), ("2023-05-10", 9, "0.00"), ("2022-11-10", 9, None), ("2022-12-10", 12, None)],
    )
    def test_zhejiang_disregards_new_wages(self, started: str, months: int | None, amount: str | None) -> None:
        local = {"dibao.standard": 1000, **({} if months is None else {"income.job_uptake_months": months})}
        found = dibao(family(wage=4000, job_started=started), place="330106", parameters=local)
        assert (found["eligible"], found["amount"]) == (False, None)  # 4,000 less 3 x 1,000 leaves the standard itself

    def test_zhejiang_between_six_and_twelve_months_asks_the_place(self) -> None:
        found = dibao(family(wage=3500, job_started="2023-05-10"), place="330106", parameters={"dibao.standard": 1000})
        assert found["eligible"] is None and "parameter:income.job_uptake_months" in found["needs"]

    def test_imputed_wages_are_for_a_person_to_confirm(self) -> None:
        idle = family(wage=0, employment="none")
        assert dibao(idle, parameters={"income.imputed_wage_policy": "minimum_wage"})["eligible"] is None
        assert dibao(idle)["eligible"] is True


class TestSupport:
    SON: ClassVar[dict[str, Any]] = {"relation": "child", "birth": "1975-01-01", "household_size": 3, "monthly_income": 4500, "supports": 2, "capable": True}

    def grandfather(self, obligors: Any, **parameters: Any) -> dict[str, Any]:
        return dibao(family(birth="1955-02-03", wage=0), obligors=obligors, parameters=parameters)

    def test_without_a_formula_the_place_is_asked_and_with_none_only_what_is_received_counts(self) -> None:
        assert "parameter:support.formula" in self.grandfather([self.SON])["needs"]
        assert self.grandfather([self.SON], **{"support.formula": "none"})["amount"] == "700.00"

    @pytest.mark.parametrize(("basis", "amount"), [("household", "100.00"), ("per_person", "500.00")])
    def test_sup_a(self, basis: str, amount: str) -> None:
        found = self.grandfather([self.SON], **{"support.formula": "SUP-A", "support.excess_basis": basis})
        assert found["amount"] == amount

    def test_three_children_pay_the_lower_rate_and_a_judgment_goes_first(self) -> None:
        local = {"support.formula": "SUP-A", "support.excess_basis": "per_person"}
        poor = {**self.SON, "monthly_income": 2000}
        assert self.grandfather([self.SON, poor, poor], **local)["amount"] == "540.00"
        assert self.grandfather([{**self.SON, "judgment_amount": 650}], **local)["amount"] == "50.00"

    def test_unknown_obligors_are_asked_for_unless_only_what_is_received_counts(self) -> None:
        members = family(wage=0)
        assert "household.obligors" in dibao(members, obligors=None)["needs"]
        assert dibao(members, obligors=None, parameters={"support.formula": "none"})["eligible"] is True


class TestAmount:
    def test_a_refused_person_loses_his_share_only(self) -> None:
        found = dibao(family(person("b", "spouse", refused_jobs=3), wage=400))
        assert found["amount"] == "500.00"
        assert dibao(family(person("b", "spouse", refused_jobs=2), wage=400))["amount"] == "1000.00"

    def test_the_least_gap_and_the_bands(self) -> None:
        assert dibao(family(wage=690), parameters={"dibao.floor_ratio": 0.2})["amount"] == "140.00"
        found = dibao(family(wage=690), parameters={"dibao.payment_mode": "bands"})
        assert (found["eligible"], found["amount"]) == (True, None) and "parameter:dibao.bands" in found["needs"]

    def test_add_ons_by_stacking(self) -> None:
        local = {"dibao.addon_ratio": 0.1, "dibao.addon_groups": ["minor", "student"]}
        members = family(person("c", "child", "2012-01-01", student="primary"), wage=0)
        assert dibao(members, parameters=local)["amount"] == "1470.00"
        assert dibao(members, parameters={**local, "dibao.addon_stacking": "sum"})["amount"] == "1540.00"

    def test_an_add_on_without_its_groups_leaves_the_amount_open_and_the_answer_true(self) -> None:
        found = dibao(family(CHILD, wage=0), parameters={"dibao.addon_ratio": 0.1})
        assert (found["eligible"], found["amount"]) == (True, None) and "parameter:dibao.addon_groups" in found["needs"]

    def test_single_parents_and_childless_elders(self) -> None:
        local = {"dibao.addon_amount": 100, "dibao.addon_groups": ["single_parent", "childless_elder"]}
        assert dibao(family(CHILD, wage=0, marital="divorced"), parameters=local)["amount"] == "1500.00"
        assert dibao(family(CHILD, wage=0, marital="married"), parameters=local)["amount"] == "1400.00"
        assert "household.members.a.marital" in dibao(family(CHILD, wage=0), parameters=local)["needs"]
        elder = person("p", "parent", "1960-01-01", has_children=False)
        assert dibao(family(elder, wage=500), parameters=local)["amount"] == "1000.00"

    def test_edge_households_of_a_place_that_pays_them_get_add_ons(self) -> None:
        members = family(person("c", "child", "2008-01-01", student="senior"), wage=3000)
        found = answer(members, place="440106", parameters={"dibao.standard": 1238})["programmes"]["edge"]
        assert (found["eligible"], found["amount"]) == (True, "247.60")


class TestDates:
    def test_the_start_counts_from_the_decision_and_is_provisional_without_one(self) -> None:
        decided = dibao(family(wage=0), decided_on="2023-12-31")
        assert decided["starts"] == "2024-01" and "provisional" not in str(decided["reasons"])
        assert "provisional" in str(dibao(family(wage=0))["reasons"])

    @pytest.mark.parametrize(
        ("day", "eligible"), [("2014-04-30", False), ("2014-05-01", True), ("2021-06-30", True), ("2021-07-01", True)]
    )
    def test_dibao_begins_with_649(self, day: str, eligible: bool) -> None:
        assert dibao(family(wage=0), day=day)["eligible"] is eligible

    def test_before_57_its_articles_are_cited_as_649(self) -> None:
        cites = {cite for reason in dibao(family(wage=0), day="2020-06-01")["reasons"] for cite in reason["cites"]}
        assert "649 Art.9" in cites and not any(cite.startswith(("57", "43")) for cite in cites)

    def test_tekun_edge_and_single_inclusion_begin_in_july_2021(self) -> None:
        old = family(wage=0, birth="1950-01-01")
        assert answer(old, day="2021-06-30")["category"] == "dibao"
        assert answer(old, day="2021-07-01")["category"] == "tekun"
        assert answer(family(wage=900), day="2021-06-30")["programmes"]["edge"]["eligible"] is False
        assert answer(family(wage=900), day="2021-07-01")["programmes"]["edge"]["eligible"] is True


class TestGrace:
    def working(self, day: str, **more: Any) -> dict[str, Any]:
        members = family(person("b", "spouse", wage=3000, job_started="2023-06-15"), wage=0)
        return dibao(members, day=day, in_aid=IN_DIBAO, **more)

    def test_six_months_from_the_month_of_the_job(self) -> None:
        assert (self.working("2023-11-30")["eligible"], self.working("2023-11-30")["until"]) == (True, "2023-11")
        assert self.working("2023-12-01")["eligible"] is False

    def test_the_amount_goes_by_the_place(self) -> None:
        assert "parameter:dibao.grace_amount" in self.working("2023-10-01")["needs"]
        assert self.working("2023-10-01", parameters={"dibao.grace_amount": "last"})["amount"] == "900.00"
        assert self.working("2023-10-01", parameters={"dibao.grace_amount": "none"})["amount"] == "0.00"

    def test_only_for_those_in_dibao_and_only_where_the_new_wage_alone_lifts_them(self) -> None:
        members = family(person("b", "spouse", wage=3000, job_started="2023-10-15"), wage=0)
        assert dibao(members)["eligible"] is False
        assert dibao(family(*members[1:], wage=3000), in_aid=IN_DIBAO)["eligible"] is False

    def test_not_before_the_notice_of_2022(self) -> None:
        members = family(person("b", "spouse", wage=3000, job_started="2022-06-15"), wage=0)
        assert dibao(members, day="2022-10-19", in_aid=IN_DIBAO)["eligible"] is False
        assert dibao(members, day="2022-10-20", in_aid=IN_DIBAO)["eligible"] is True


class TestPlaces:
    def test_registered_in_another_province_the_right_place_is_named(self) -> None:
        found = dibao(family(wage=0, hukou="430121"))
        assert found["eligible"] is False and "430121" in str(found["reasons"])
        accepted = {"place.residence_permit_accepted": True}
        assert dibao(family(wage=0, hukou="430121"), parameters=accepted)["eligible"] is True
        assert dibao(family({**CHILD, "hukou": "421002"}, wage=0, hukou="430121"))["eligible"] is True

    @pytest.mark.parametrize("place", ["810000", "820000"])
    def test_hong_kong_and_macao_have_their_own_programmes(self, place: str) -> None:
        found = answer(family(wage=0), place=place)["programmes"]
        assert all(found[name]["eligible"] is False for name in ("tekun", "dibao", "edge", "rigid"))

    def test_zhejiang_counts_the_edge_line_itself(self) -> None:
        assert answer(family(wage=1050), place="330106")["programmes"]["edge"]["eligible"] is True
        assert answer(family(wage=1050))["programmes"]["edge"]["eligible"] is False


class TestAssessment:
    def assessed(self, wage: float = 500, **more: Any) -> dict[str, Any]:
        local = {"place.minimum_wage_month": 2080, **more.pop("parameters", {})}
        return answer(family(wage=wage), day="2026-03-01", place="441302", parameters=local, **more)["programmes"]

    def test_within_the_gate_the_assessment_is_asked_for(self) -> None:
        found = self.assessed()["dibao"]
        assert found["eligible"] is None and found["needs"] == ["household.assessment"]

    def test_above_the_gate_both_are_false(self) -> None:
        found = self.assessed(2080.01)
        assert (found["dibao"]["eligible"], found["edge"]["eligible"]) == (False, False)
        assert self.assessed(2080)["dibao"]["eligible"] is None

    def test_the_category_decides_and_the_assessed_income_pays(self) -> None:
        found = self.assessed(2000, assessment={"category": "dibao", "income_pc_month": 450.5})
        assert (found["dibao"]["eligible"], found["dibao"]["amount"]) == (True, "249.50")
        found = self.assessed(500, assessment={"category": "edge", "income_pc_month": 900})
        assert (found["dibao"]["eligible"], found["edge"]["eligible"]) == (False, True)
        assert self.assessed(500, assessment={"category": "none"})["rigid"]["eligible"] is False

    def test_property_still_counts(self) -> None:
        car = {"vehicles": [{"kind": "car", "use": "private", "value": 50000, "sole_livelihood": False}]}
        assert self.assessed(500, assessment={"category": "dibao"}, assets=car)["dibao"]["eligible"] is False


class TestProperty:
    def of(self, programme: str = "dibao", place: str = "441302", wage: float = 0, **assets: Any) -> dict[str, Any]:
        return answer(family(wage=wage), place=place, assets=assets)["programmes"][programme]  # type: ignore[no-any-return]

    def test_what_is_missing_is_named(self) -> None:
        for key in ("deposits", "vehicles", "houses", "businesses"):
            assert f"household.assets.{key}" in self.of(**{key: None})["needs"]

    def test_an_exempt_vehicle_passes_and_a_car_does_not(self) -> None:
        assert self.of(vehicles=[{"kind": "e_bike"}])["eligible"] is True
        assert self.of(vehicles=[{"kind": "car"}])["eligible"] is False

    def test_where_no_limit_is_known_the_place_is_asked(self) -> None:
        assert "parameter:dibao.vehicles_max" in self.of(place="421002", vehicles=[{"kind": "car"}])["needs"]
        assert "parameter:dibao.deposit_months" in self.of(deposits=1)["needs"]

    def test_a_family_workshop_in_guangdong_is_never_a_plain_refusal(self) -> None:
        shop = {"kind": "individual", "employees": 0, "family_workshop": True, "capital": 0}
        found = self.of("edge", wage=900, businesses=[shop])
        assert found["eligible"] is None and "parameter:edge.family_workshop_exempt" in found["needs"]
        assert self.of("edge", wage=900, businesses=[{**shop, "employees": 1}])["eligible"] is False

    def test_an_ancestral_house_nobody_lives_in_is_left_out(self) -> None:
        home, old = {"use": "residential", "kind": "ordinary"}, {"use": "residential", "kind": "ancestral", "lived_in": False}
        assert self.of("edge", wage=900, houses=[home, old])["eligible"] is True
        assert self.of("edge", wage=900, houses=[home, home])["eligible"] is False
        assert self.of("edge", wage=900, houses=[{"use": "shop"}])["eligible"] is False

    def test_zhejiang_limits_the_capital(self) -> None:
        def shop(capital: int) -> list[dict[str, Any]]:
            return [{"kind": "company", "employees": 1, "family_workshop": False, "capital": capital}]

        assert self.of("edge", "330106", 900, businesses=shop(200_000))["eligible"] is False
        assert self.of("edge", "330106", 900, businesses=shop(199_999))["eligible"] is True

    def test_a_rural_household_in_guangdong_is_measured_by_the_urban_standard(self) -> None:
        found = answer(family(wage=900), place="441302", residence="rural", assets={"deposits": 1000})["programmes"]["edge"]
        assert found["eligible"] is None and "parameter:dibao.standard_urban" in found["needs"]


class TestTekun:
    def of(self, members: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
        return answer(members, **more)["programmes"]["tekun"]  # type: ignore[no-any-return]

    def test_an_old_couple_are_tekun_persons_to_one_another(self) -> None:
        assert self.of(family(person("b", "spouse", "1957-01-01"), birth="1955-01-01", wage=0))["eligible"] is True

    def test_a_capable_child_who_lives_with_them_is_an_obligor(self) -> None:
        assert self.of(family(person("c", "child", "1985-01-01"), birth="1955-01-01", wage=0))["eligible"] is False

    def test_where_some_qualify_a_person_splits_the_household(self) -> None:
        found = self.of(family(person("g", "grandparent", "1940-01-01"), wage=0))
        assert found["eligible"] is None and "household.members.g" in found["needs"]

    def test_a_childs_living_allowance_excludes(self) -> None:
        orphan = family(birth="2012-01-01", wage=0, child_benefit="orphan")
        assert self.of(orphan)["eligible"] is False
        assert self.of(family(birth="2012-01-01", wage=0))["eligible"] is True

    def test_a_minor_in_tekun_stays_until_eighteen_and_while_at_school(self) -> None:
        in_tekun = {"programme": "tekun", "since": "2020-01-01", "amount": 1000}
        assert self.of(family(birth="2006-06-01", wage=0), in_aid=in_tekun)["eligible"] is True
        assert self.of(family(birth="2005-01-01", wage=0), in_aid=in_tekun)["eligible"] is False
        assert self.of(family(birth="2005-01-01", wage=0, student="vocational"), in_aid=in_tekun)["eligible"] is True

    @pytest.mark.parametrize(
        ("obligor", "eligible"),
        [
            ({"in_programme": "tekun"}, True), ({"in_programme": "dibao", "birth": "1960-01-01"}, True),
            ({"in_programme": "dibao", "birth": "1970-01-01"}, False), ({"away": "imprisoned", "low_income_property": True}, True),
            ({"away": "missing", "low_income_property": False}, False), ({"civil_capacity": "none", "low_income_property": True}, True),
            ({"civil_capacity": "limited", "birth": "1970-01-01"}, False), ({"capable": False}, True), ({"birth": "1970-01-01"}, False), ({}, None),
        ],
    )  # fmt: skip
    def test_obligors_without_capacity(self, obligor: dict[str, Any], eligible: bool | None) -> None:
        found = self.of(family(birth="1955-01-01", wage=0), obligors=[{"relation": "sibling", **obligor}])
        assert found["eligible"] is eligible

    def test_the_standard_is_the_limit_of_the_livelihood(self) -> None:
        assert self.of(family(birth="1955-01-01", wage=700))["eligible"] is False
        allowance = [{"kind": "elderly_allowance", "amount": 900}]
        assert self.of(family(birth="1955-01-01", incomes=allowance))["eligible"] is True

    def test_undecided_tekun_leaves_dibao_undecided_unless_another_test_fails(self) -> None:
        old = family(birth="1955-01-01", wage=0)
        assert answer(old, obligors=None)["programmes"]["dibao"]["eligible"] is None
        car = {"vehicles": [{"kind": "car"}]}
        assert answer(old, obligors=None, assets=car, place="441302")["programmes"]["dibao"]["eligible"] is False


class TestSingle:
    def test_guangdong_includes_grade_four_and_pays_in_full(self) -> None:
        members = family(person("c", "child", "1998-04-02", disability={"kind": "mental", "grade": 4}, employment="none"), wage=1800)
        found = answer(members, place="441302")
        assert (found["category"], found["programmes"]["dibao_single"]["amount"]) == ("dibao_single", "700.00")
        assert found["programmes"]["edge"]["eligible"] is True

    def test_elsewhere_the_amount_is_the_places_to_say(self) -> None:
        found = answer(family(person("c", "spouse", serious_illness=True, wage=200), wage=1600))["programmes"]["dibao_single"]
        assert (found["eligible"], found["amount"]) == (True, None) and "parameter:dibao_single.amount_mode" in found["needs"]

    def test_an_adult_out_of_work_and_severely_disabled_may_apply_alone(self) -> None:
        son = person("c", "applicant", "1990-04-02", disability={"kind": "visual", "grade": 2}, employment="none")
        parents = [person("p", "parent", "1960-01-01", wage=9000, marital="married"), person("q", "parent", "1961-01-01", marital="married")]
        assert answer([son, *parents])["programmes"]["dibao_single"]["eligible"] is None
        exempt = {"dibao_single.elder_support_exempt": True}
        assert answer([son, *parents], parameters=exempt)["programmes"]["dibao_single"]["eligible"] is True
        assert answer([son, *parents], day="2022-10-19", parameters=exempt)["programmes"]["dibao_single"]["eligible"] is False


def test_sources_of_facts_stand_in_the_tree() -> None:
    case = {
        "as_of": "2023-12-01", "place": "421002", "residence": "urban", "parameters": {"dibao.standard": 700},
        "sources": {"household.assets.deposits": {"source": "bank", "date": "2023-11-30"}},
        "household": {"members": family(), "obligors": [], "assets": NOTHING},
    }  # fmt: skip
    tree = decide(casefile.read(case), LAW).tree("en")["dibao"]
    facts = [fact for branch in tree for fact in _facts(branch)]
    assert {"path": "household.assets.deposits", "label": "financial assets", "value": "0.00", "source": "bank", "date": "2023-11-30"} in facts


def _facts(branch: dict[str, Any]) -> list[dict[str, Any]]:
    return branch["facts"] + [fact for child in branch["children"] for fact in _facts(child)]  # type: ignore[no-any-return]
