"""临时救助测试: emergencies at the place where they happen, aid for expenditure, the caps, and what is asked for."""

from typing import Any

import pytest
from tests.policy.test_rules import CHILD, answer, family, person

SPENT = {"medical": 60000, "education": 0, "rehabilitation": 0, "disaster": 0, "accident": 0, "living": 0}
GUANGZHOU = {"dibao.standard": 1238, "temporary.property": "edge", "place.disposable_income_pc_year": 76000}
FIRE = {"kind": "fire", "at": "440106", "date": "2023-11-30"}


def temporary(*more: dict[str, Any], place: str = "440106", **facts: Any) -> dict[str, Any]:
    facts.setdefault("parameters", GUANGZHOU)
    facts.setdefault("expenditures_12m", {**SPENT, "medical": 0} if "event" in facts else SPENT)
    return answer(family(*more), place=place, **facts)["programmes"]["temporary"]  # type: ignore[no-any-return]


class TestExpenseAid:
    def test_up_to_twelve_months_for_each_person(self) -> None:
        one = temporary()
        assert (one["eligible"], one["amount"], one["per"], one["starts"]) == (True, "14856.00", "once", None)

    def test_never_more_than_was_spent(self) -> None:
        assert temporary(expenditures_12m={**SPENT, "medical": 5000.5})["amount"] == "5000.50"

    @pytest.mark.parametrize(("received", "left"), [(0, "50000.00"), (20000, "30000.00"), (50000, "0.00"), (60000, "0.00")])
    def test_the_cap_of_the_year_less_what_was_received(self, received: int, left: str) -> None:
        more = [person("b", "spouse"), CHILD, person("d", "child", "2019-01-09")]
        assert temporary(*more, temporary_aid_this_year=received)["amount"] == left

    @pytest.mark.parametrize("kind", ["medical", "education", "rehabilitation", "disaster", "accident"])
    def test_each_item_counts(self, kind: str) -> None:
        assert temporary(expenditures_12m={**SPENT, "medical": 0, kind: 900})["amount"] == "900.00"

    def test_living_costs_do_not_count(self) -> None:
        assert temporary(expenditures_12m={**SPENT, "medical": 0, "living": 900})["eligible"] is False

    def test_one_known_item_is_enough_where_the_rest_cannot_matter(self) -> None:
        one = temporary(expenditures_12m={"medical": 60000})
        assert (one["eligible"], one["amount"], one["needs"]) == (True, "14856.00", [])

    def test_spending_that_may_matter_is_asked_for(self) -> None:
        one = temporary(expenditures_12m={**SPENT, "medical": 3000, "education": None})
        assert (one["eligible"], one["amount"], one["needs"]) == (True, None, ["household.expenditures_12m.education"])

    def test_income_at_or_above_disposable_income_fails(self) -> None:
        assert temporary(parameters={**GUANGZHOU, "place.disposable_income_pc_year": 12000})["eligible"] is False
        assert temporary(parameters={**GUANGZHOU, "place.disposable_income_pc_year": 12000.01})["eligible"] is True
        assert temporary(income_12m=76000)["eligible"] is False

    def test_property_by_the_edge_limits_or_not_at_all(self) -> None:
        rich = {"deposits": 24 * 1238 + 1}
        unset = {key: value for key, value in GUANGZHOU.items() if key != "temporary.property"}
        assert temporary(assets=rich)["eligible"] is False
        assert temporary(assets=rich, parameters={**GUANGZHOU, "temporary.property": "none"})["eligible"] is True
        assert temporary(assets=rich, parameters=unset)["needs"] == ["parameter:temporary.property"]
        assert temporary(parameters=unset)["eligible"] is True

    def test_a_place_that_set_nothing_is_asked_for_its_months(self) -> None:
        one = temporary(place="421002", parameters={**GUANGZHOU, "temporary.property": "none"})
        assert (one["eligible"], one["amount"]) == (True, None)
        assert set(one["needs"]) == {"parameter:temporary.expense_months_max", "parameter:temporary.expense_capped_by_actual"}

    def test_shenzhen_street_office_decides_small_aid(self) -> None:
        """Two people, two months of the standard each."""
        local = {"temporary.expense_months_max": 2, "temporary.expense_capped_by_actual": True}
        one = temporary(CHILD, place="440305", parameters={**GUANGZHOU, "dibao.standard": 1000, **local})
        assert one["amount"] == "4000.00"
        assert {reason["rule"]: reason["value"] for reason in one["reasons"]}["temporary.small"] is True


class TestEmergencyAid:
    def test_three_months_of_the_standard(self) -> None:
        one = temporary(CHILD, event=FIRE)
        assert (one["eligible"], one["amount"]) == (True, "7428.00")

    def test_paid_at_once_up_to_two_months_and_the_later_grant_is_less_that(self) -> None:
        assert temporary(event={**FIRE, "first_aid": True})["amount"] == "2476.00"
        advanced = {"programme": "temporary", "since": "2023-11-30", "amount": 2476}
        assert temporary(event=FIRE, in_aid=advanced, temporary_aid_this_year=2476)["amount"] == "1238.00"

    def test_what_holds_where_it_happens_counts(self) -> None:
        """Applies in Hubei, met with the fire in Guangzhou: 1238 and three months are Guangzhou's."""
        one = temporary(place="421002", event=FIRE, parameters={"dibao.standard": None})
        assert (one["eligible"], one["amount"]) == (True, "3714.00")
        elsewhere = temporary(event={**FIRE, "at": "421002"}, parameters={"dibao.standard": None})
        assert elsewhere["eligible"] is True
        assert set(elsewhere["needs"]) == {"parameter:temporary.emergency_months_max", "parameter:dibao.standard"}

    def test_registration_and_income_do_not_matter(self) -> None:
        one = answer(
            [person("a", "applicant", wage=90000, hukou="650102")], place="440106", event=FIRE, assets={"deposits": 10**7},
            parameters=GUANGZHOU,
        )  # fmt: skip
        assert one["programmes"]["temporary"]["eligible"] is True
        assert one["programmes"]["dibao"]["eligible"] is False

    def test_without_its_place_nobody_can_say_what_holds(self) -> None:
        assert temporary(event={"kind": "fire"})["needs"] == ["household.event.at"]

    def test_a_place_may_ask_for_registration(self) -> None:
        local = {**GUANGZHOU, "temporary.emergency_residence_test": True}
        stranger = [person("a", "applicant", wage=0, hukou="650102")]
        one = answer(stranger, place="440106", event=FIRE, parameters=local, expenditures_12m=SPENT)
        assert one["programmes"]["temporary"]["eligible"] is False
        assert temporary(event=FIRE, parameters=local)["eligible"] is True


@pytest.mark.parametrize("place", ["810000", "820000"])
def test_hong_kong_and_macao_have_aid_of_their_own(place: str) -> None:
    assert temporary(place=place)["eligible"] is False
    assert temporary(place=place, event=FIRE)["eligible"] is False
    assert temporary(event={**FIRE, "at": place})["eligible"] is False


def test_before_order_649_there_is_none() -> None:
    assert temporary(day="2014-04-30")["eligible"] is False
