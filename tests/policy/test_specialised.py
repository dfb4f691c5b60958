"""专项救助测试: the triggers of the aids in special fields, and what each asks for where no place has set it."""

from typing import Any, ClassVar

import pytest
from tests.policy.test_rules import CHILD, answer, family, person

STUDENT = person("s", "child", "2006-04-02", student="bachelor")
MENTAL = {"disability": {"kind": "mental", "grade": 2}}


def aid(name: str, *more: dict[str, Any], local: dict[str, Any] | None = None, wage: float = 300, **facts: Any) -> dict[str, Any]:
    """The aid's decision on a household in dibao (or as `wage` makes it) in Hubei."""
    applicant = facts.pop("applicant", {})
    set_here = {"support.formula": "none", "dibao.addon_groups": [], **(local or {})}
    return answer(family(*more, wage=wage, **applicant), parameters=set_here, **facts)["programmes"][name]  # type: ignore[no-any-return]


def result(one: dict[str, Any]) -> tuple[bool | None, str | None, list[str]]:
    return one["eligible"], one["amount"], sorted(one["needs"])


class TestMedical:
    def test_category_opens_it_and_the_share_is_local(self) -> None:
        spent = {"medical": 10000}
        assert result(aid("medical", expenditures_12m=spent)) == (True, None, ["parameter:medical.aid_ratio", "parameter:medical.year_cap"])
        assert aid("medical", wage=90000)["eligible"] is False
        assert result(aid("medical", expenditures_12m={"medical": 0})) == (True, "0.00", [])

    @pytest.mark.parametrize(
        ("wage", "amount"), [(300, "7000.00"), (1000, "3304.90")]
    )
    def test_deductible_by_category(self, wage: float, amount: str) -> None:
        """Dibao none; edge a tenth of 33,902: (10,000 - 3,390.20) x 50 %."""
        local = {
            "medical.aid_ratio": {"dibao": 0.70, "edge": 0.50}, "medical.year_cap": "none", "place.disposable_income_pc_year": 33902,
        }  # fmt: skip
        one = aid("medical", wage=wage, local=local, expenditures_12m={"medical": 10000})
        assert (one["amount"], one["per"]) == (amount, "year")

    def test_cap_per_person(self) -> None:
        local = {"medical.aid_ratio": 0.70, "medical.year_cap": 5000}
        assert aid("medical", local=local, expenditures_12m={"medical": 10000})["amount"] == "5000.00"
        two = aid("medical", CHILD, local=local, expenditures_12m={"medical": 10000})
        assert result(two) == (True, None, ["household.members.a", "household.members.c"])
        assert aid("medical", CHILD, local=local, expenditures_12m={"medical": 7000})["amount"] == "4900.00"


class TestEducation:
    def test_without_a_student_nothing_is_asked(self) -> None:
        assert result(aid("education")) == (False, None, [])

    def test_categories_and_amounts_are_local(self) -> None:
        assert result(aid("education", STUDENT)) == (None, None, ["parameter:education.categories"])
        local: dict[str, Any] = {"education.categories": ["dibao"]}
        assert result(aid("education", STUDENT, local=local)) == (True, None, ["parameter:education.amount"])
        local["education.amount"] = {"primary": 500, "bachelor": 3000}
        pupil = person("p", "child", "2014-04-02", student="primary")
        assert result(aid("education", STUDENT, pupil, local=local)) == (True, "3500.00", [])
        assert aid("education", STUDENT, local={"education.categories": ["tekun"]})["eligible"] is False

    def test_a_level_that_the_table_does_not_hold_is_not_set(self) -> None:
        local = {"education.categories": ["dibao"], "education.amount": {"primary": 500}}
        assert result(aid("education", STUDENT, local=local)) == (True, None, ["parameter:education.amount"])


class TestHousing:
    HOME: ClassVar[dict[str, Any]] = {"assets": {"houses": [{"use": "residential", "area": 30}]}}
    HOMES_ALLOWED: ClassVar[dict[str, Any]] = {"dibao.residential_max": 1}

    def test_floor_area_per_head(self) -> None:
        local = {**self.HOMES_ALLOWED, "housing.area_pc_max": 15.01, "housing.amount": 260}
        assert result(aid("housing", CHILD, local=local, **self.HOME)) == (True, "260.00", [])
        assert aid("housing", CHILD, local={**local, "housing.area_pc_max": 15}, **self.HOME)["eligible"] is False
        assert aid("housing", wage=90000, local=local, **self.HOME)["eligible"] is False

    def test_limit_and_amount_are_local(self) -> None:
        assert result(aid("housing", local=self.HOMES_ALLOWED, **self.HOME)) == (None, None, ["parameter:housing.area_pc_max"])
        assert result(aid("housing", local={"housing.area_pc_max": 15})) == (True, None, ["parameter:housing.amount"])


class TestEmployment:
    @pytest.mark.parametrize(("wage", "eligible"), [(300, True), (900, True), (90000, False)])
    def test_a_member_out_of_work_in_a_category(self, wage: float, eligible: bool) -> None:
        idle = person("b", "spouse", employment="none")
        assert aid("employment", idle, wage=wage)["eligible"] is eligible
        assert aid("employment", wage=wage)["eligible"] is False

    def test_amount_for_each_of_them(self) -> None:
        idle = person("b", "spouse", employment="none")
        assert result(aid("employment", idle, local={"employment.amount": 150.5})) == (True, "150.50", [])
        assert result(aid("employment", idle)) == (True, None, ["parameter:employment.amount"])

    def test_whether_somebody_works_is_asked_for(self) -> None:
        assert aid("employment", person("b", "spouse", employment=None))["needs"] == ["household.members.b.employment"]


class TestDisaster:
    @pytest.mark.parametrize(
        ("loss", "told"),
        [(0, (False, None, [])), (1, (True, None, ["parameter:disaster.amount"])), (None, (None, None, ["household.expenditures_12m.disaster"]))],
    )
    def test_loss_opens_it(self, loss: int | None, told: tuple[Any, ...]) -> None:
        one = aid("disaster", wage=90000, expenditures_12m={"disaster": loss})
        assert (result(one), one["per"]) == (told, "once")


class TestDisabilitySubsidies:
    @pytest.mark.parametrize("name", ["disability_living", "disability_nursing"])
    def test_nobody_disabled_and_nothing_asked(self, name: str) -> None:
        assert result(aid(name)) == (False, None, [])

    def test_living_subsidy_by_category_or_disability(self) -> None:
        name = "disability_living"
        assert result(aid(name, applicant=MENTAL)) == (None, None, ["parameter:disability_living.groups"])
        local: dict[str, Any] = {"disability_living.groups": ["dibao", "intellectual:1"], "disability_living.amount": 195}
        deaf = {"disability": {"kind": "hearing", "grade": 2}}
        assert result(aid(name, applicant=deaf, local=local)) == (True, "195.00", [])
        assert aid(name, applicant=deaf, wage=90000, local=local)["eligible"] is False
        born = {"disability": {"kind": "intellectual", "grade": 1}}
        assert aid(name, applicant=born, wage=90000, local=local)["eligible"] is True

    def test_nursing_subsidy_by_grade(self) -> None:
        name = "disability_nursing"
        assert result(aid(name, applicant=MENTAL)) == (None, None, ["parameter:disability_nursing.disability"])
        local: dict[str, Any] = {"disability_nursing.disability": ["mental:1", "mental:2"], "disability_nursing.amount": {1: 260, 2: 240}}
        assert result(aid(name, applicant=MENTAL, wage=90000, local=local)) == (True, "240.00", [])
        assert aid(name, applicant={"disability": {"kind": "mental", "grade": 3}}, local=local)["eligible"] is False


def test_legal_aid_waits_for_a_rule_where_a_category_holds() -> None:
    assert result(aid("legal_aid")) == (None, None, ["parameter:legal_aid.categories"])
    assert result(aid("legal_aid", wage=90000)) == (False, None, [])
    assert aid("legal_aid", local={"legal_aid.categories": ["dibao"]})["eligible"] is True


def test_an_undecided_category_leaves_the_aid_undecided() -> None:
    one = aid("medical", assets={"deposits": 100})
    assert one["eligible"] is None and "parameter:dibao.deposit_months" in one["needs"]
