"""申报表 The case form: asked from what is needed, read back as a case file holds it."""

from __future__ import annotations

from typing import Any

import pytest

from zhongfu.portals.counter.questions import Faulty, answers, questions

NAMES = {"household.members.m2": "赖美云"}


@pytest.fixture(autouse=True)
def pages(installation: object) -> None:
    """The words of the form need Django's settings."""


def asked(*needs: str, declared: dict[str, Any] | None = None) -> list[tuple[str, str, str]]:
    return [(each.path, each.kind, each.value) for each in questions(needs, declared or {}, NAMES)]


def test_only_what_is_needed_or_was_declared_is_asked() -> None:
    assert asked("household.assets.deposits", "parameter:dibao.standard") == [("household.assets.deposits", "money", "")]
    assert asked(declared={"household.assets.deposits": 3000}) == [("household.assets.deposits", "money", "3000")]
    assert asked() == []


def test_a_members_question_names_the_person() -> None:
    (question,) = questions(["household.members.m2.work_capacity"], {}, NAMES)
    assert question.label.startswith("赖美云 · ")
    assert [code for code, _ in question.options] == ["full", "part", "none"]


def test_a_need_that_a_case_file_spells_longer_is_asked_as_the_file_spells_it() -> None:
    assert [path for path, _, _ in asked("household.assessment")] == ["household.assessment.category", "household.assessment.income_pc_month"]


def test_a_detail_of_an_obligor_is_asked_in_the_list_of_obligors() -> None:
    assert [path for path, _, _ in asked("household.obligors.0.monthly_income", "household.obligors")] == ["household.obligors"]


def test_an_empty_answer_declares_nothing() -> None:
    assert answers({"household.assets.deposits": " ", "household.members.m2.work_capacity": "", "csrfmiddlewaretoken": "x"}) == {}


@pytest.mark.parametrize(("written", "read"), [("0", 0), ("3,000", 3000), ("1200.50", 1200.5)])
def test_money_is_read_as_yuan(written: str, read: float) -> None:
    assert answers({"household.assets.deposits": written}) == {"household.assets.deposits": read}


@pytest.mark.parametrize("written", ["-1", "abc", "1.234", "NaN", "1e20"])
def test_money_that_cannot_be_read_is_told(written: str) -> None:
    with pytest.raises(Faulty, match="金融资产") as faulty:
        answers({"household.assets.deposits": written})
    assert written not in str(faulty.value).replace("1200.50", "")


def test_nobody_else_owes_support() -> None:
    assert answers({"household.obligors": "none"}) == {"household.obligors": []}


def test_obligors_are_read_one_by_one() -> None:
    form = {
        "household.obligors": "some", "household.obligors.0.relation": "child", "household.obligors.0.monthly_income": "5000",
        "household.obligors.0.household_size": "3", "household.obligors.0.capable": "true", "household.obligors.1.relation": "",
    }  # fmt: skip
    assert answers(form) == {"household.obligors": [{"relation": "child", "monthly_income": 5000, "household_size": 3, "capable": True}]}


@pytest.mark.parametrize("form", [{}, {"household.obligors.0.household_size": "3"}])
def test_obligors_that_are_there_must_be_named(form: dict[str, str]) -> None:
    with pytest.raises(Faulty):
        answers({"household.obligors": "some"} | form)


def test_incomes_are_declared_as_a_total() -> None:
    assert answers({"household.members.m2.incomes": "0"}) == {"household.members.m2.incomes": []}
    assert answers({"household.members.m2.incomes": "800"}) == {"household.members.m2.incomes": [{"kind": "other", "amount": 800}]}
