"""案件文件测试: what may be left out, and one line with its path for every mistake."""

from pathlib import Path
from typing import Any

import pytest
from tests.policy.language_case import a_case

from zhongfu.policy import casefile
from zhongfu.policy.casefile import CaseInvalid


def member(**changes: Any) -> dict[str, Any]:
    return a_case(members=[{"id": "a", "relation": "applicant", "birth": "1980-03-02", **changes}])


def problems(case: Any) -> list[str]:
    with pytest.raises(CaseInvalid) as refused:
        casefile.read(case)
    return [f"{problem.path}: {problem.en}" for problem in refused.value.problems]


def test_what_may_be_left_out_has_the_value_given_to_its_absence() -> None:
    case = casefile.read(a_case(obligors=[{}]))
    person, obligor = case.members[0].values, case.record.values["household.obligors"][0].values
    assert (person["away"], person["disability"], person["serious_illness"], person["hukou"]) == ("none", "none", False, "420102")
    assert (person["lives_together"], person["full_time"], person["refused_jobs"], person["student"]) == (True, True, 0, 0)
    assert (person["marital"], person["has_children"], person["employment"], person["incomes"]) == (None, None, None, None)
    assert (obligor["capable"], obligor["supports"], obligor["civil_capacity"], obligor["birth"]) == ("derive", 1, "full", None)
    assert case.record.values["household.in_aid.programme"] == "none"
    assert case.record.values["decided_on"] == case.as_of
    assert case.record.values["household.assets.deposits"] is None


def test_null_reads_as_absent() -> None:
    person = casefile.read(member(away=None, disability=None, incomes=None, refused_jobs=None)).members[0].values
    assert (person["away"], person["disability"], person["incomes"], person["refused_jobs"]) == ("none", "none", None, 0)


def test_a_disability_without_its_grade_is_unknown_not_none() -> None:
    person = casefile.read(member(disability={"kind": "mental"})).members[0].values
    assert person["disability"] is None and person["disability_grade"] is None


def test_money_is_read_to_the_fen(tmp_path: Path) -> None:
    path = tmp_path / "case.yml"
    path.write_text(
        'as_of: 2023-03-01\nplace: "420102"\nhousehold:\n  members: [{relation: applicant}]\n  assets: {deposits: 89136.01}\n',
        "utf-8",
    )
    assert casefile.read(path).record.values["household.assets.deposits"] == 8_913_601


@pytest.mark.parametrize(
    ("case", "problem"),
    [
        (a_case(pets=[]), "household.pets: unknown key"),
        ({**a_case(), "when": 1}, "when: unknown key"),
        (member(shoe=1), "household.members.a.shoe: unknown key"),
        (member(birth="1980-02-30"), "household.members.a.birth: no such date, or not written as YYYY-MM-DD"),
        (member(birth="2023-03-02"), "household.members.a.birth: born after the day of application"),
        (member(birth=1980), "household.members.a.birth: no such date, or not written as YYYY-MM-DD"),
        (member(lives_together="yes"), "household.members.a.lives_together: expected true or false"),
        (member(refused_jobs=True), "household.members.a.refused_jobs: expected a number, without quotes"),
        (member(refused_jobs=-1), "household.members.a.refused_jobs: must not be negative"),
        (member(refused_jobs=1.5), "household.members.a.refused_jobs: expected a whole number"),
        (member(incomes=[{"kind": "wage", "amount": False}]), "household.members.a.incomes.0.amount: expected a number, without quotes"),
        (member(incomes={}), "household.members.a.incomes: expected a list"),
        (member(disability={"kind": "mental", "grade": 5}), "household.members.a.disability.grade: expected one of 1 2 3 4"),
        (member(disability="mental"), "household.members.a.disability: expected a mapping"),
        (member(special_disease_class=3), "household.members.a.special_disease_class: expected 1 or 2"),
        (member(hukou="12"), "household.members.a.hukou: no such region code (6, 9 or 12 digits)"),
        (member(relation="boss"), "household.members: exactly one member is the applicant"),
        ({**a_case(), "place": "999999"}, "place: no such region code (6, 9 or 12 digits)"),
        ({**a_case(), "place": 440106}, "place: expected text (put codes of digits in quotes)"),
        ({**a_case(), "as_of": None}, "as_of: is required"),
        ({**a_case(), "as_of": "2025-13-01"}, "as_of: no such date, or not written as YYYY-MM-DD"),
        (a_case(parameters={"dibao.standrad": 1}), "parameters.dibao.standrad: unknown parameter"),
        (a_case(parameters={"dibao.standard": "x"}), "parameters.dibao.standard: expected a number, without quotes"),
        (a_case(members=[]), "household.members: at least one member is required"),
        (a_case(members=[{"relation": "applicant"}] + [{"relation": "child"}] * 39), "household.members: at most 30 members"),
        (a_case(members=[{"id": "a", "relation": "applicant"}, {"id": "a"}]), "household.members.1.id: the id stands twice"),
        (a_case(size_declared=-3), "household.size_declared: must not be negative"),
        (a_case(assets=[]), "household.assets: expected a mapping"),
        ({"as_of": "2023-03-01", "place": "420102"}, "household: is required"),
    ],
)  # fmt: skip
def test_each_mistake_is_one_line_with_its_path(case: Any, problem: str) -> None:
    assert problem in problems(case)


def test_all_mistakes_are_told_at_once() -> None:
    assert len(problems({**a_case(pets=1), "place": "1"})) == 2


@pytest.mark.parametrize(("content", "place"), [(b"as_of: [1", "case.yml:1"), ("place: 广".encode("gb18030"), "case.yml"), (b"a: 1\na: 2", "case.yml:2"), (b"[1]", "(file)")])
def test_a_file_that_cannot_be_read_is_told_with_its_line(content: bytes, place: str, tmp_path: Path) -> None:
    path = tmp_path / "case.yml"
    path.write_bytes(content)
    assert problems(path)[0].startswith(place)
    assert problems(tmp_path / "missing.yml")


def test_no_problem_repeats_a_value_of_the_file() -> None:
    assert "SECRET" not in str(problems(member(birth="SECRET", relation="SECRET", sex="SECRET", away="SECRET")))
