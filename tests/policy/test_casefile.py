"""案件文件测试: what may be left out, and one line with its path for every mistake."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.policy.language_case import a_case

from zhongfu.policy import casefile, facts
from zhongfu.policy.casefile import CaseInvalid
from zhongfu.policy.declarations import param
from zhongfu.policy.facts import RELATIONS, SCOPES, Field


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
        (member(special_disease_class=3), "household.members.a.special_disease_class: at most 2"),
        (member(hukou="12"), "household.members.a.hukou: no such region code (6, 9 or 12 digits)"),
        (member(relation="child"), "household.members: exactly one member is the applicant"),
        (member(relation=None), "household.members: exactly one member is the applicant"),
        (member(disabilty={}), "household.members.a.disabilty: unknown key; is disability meant?"),
        (member(away="abroad"), "household.members.a.away: expected one of imprisoned detox missing military none"),
        (member(away={"years": 3}), "household.members.a.away.years: unknown key"),
        (member(self_care={"eat": 1}), "household.members.a.self_care.eat: expected true or false"),
        (member(self_care={"sleep": True}), "household.members.a.self_care.sleep: unknown key"),
        (a_case(obligors=[{"capable": "yes"}]), "household.obligors.0.capable: expected true or false"),
        (a_case(obligors=[{"birth": "1850-13-01"}]), "household.obligors.0.birth: no such date, or not written as YYYY-MM-DD"),
        (a_case(event={"kind": "flood", "at": "420102"}), "household.event.kind: expected one of illness fire traffic violence other none"),
        (a_case(event={"at": "99"}), "household.event.at: no such region code (6, 9 or 12 digits)"),
        (a_case(event={"date": "2023-02-30"}), "household.event.date: no such date, or not written as YYYY-MM-DD"),
        (a_case(in_aid={"programme": "dibo"}), "household.in_aid.programme: expected one of"),
        (a_case(assessment={"category": "poor"}), "household.assessment.category: expected one of dibao edge rigid none"),
        (a_case(assets={"vehicles": [5]}), "household.assets.vehicles.0: expected a mapping"),
        (a_case(assets={"vehicles": [{"kind": "plane"}]}), "household.assets.vehicles.0.kind: expected one of car van"),
        (a_case(expenditures_12m={"medcal": 5}), "household.expenditures_12m.medcal: unknown key; is medical meant?"),
        (a_case(expenditures_12m={"medical": -5}), "household.expenditures_12m.medical: must not be negative"),
        ({**a_case(), "parameters": []}, "parameters: expected a mapping"),
        ({**a_case(), "household": []}, "household: expected a mapping"),
        ({**a_case(), "place": "4401"}, "place: no such region code (6, 9 or 12 digits)"),
        ({**a_case(), "place": "999999"}, "place: no such region code (6, 9 or 12 digits)"),
        ({**a_case(), "place": 440106}, "place: expected text (put codes of digits in quotes)"),
        ({**a_case(), "as_of": None}, "as_of: is required"),
        ({**a_case(), "as_of": "2025-13-01"}, "as_of: no such date, or not written as YYYY-MM-DD"),
        (a_case(parameters={"dibao.standrad": 1}), "parameters.dibao.standrad: unknown parameter; is dibao.standard meant?"),
        (a_case(parameters={"dibao.standard": "none"}), "parameters.dibao.standard: expected a number, without quotes"),
        (a_case(parameters={"dibao.addon_groups": ["students"]}), "parameters.dibao.addon_groups: expected one of elder minor student"),
        (a_case(parameters={"support.formula": "SUP-C"}), "parameters.support.formula: expected one of none SUP-A SUP-B"),
        (member(has_children="none"), "household.members.a.has_children: expected true or false"),
        (a_case(assets={"deposits": "none"}), "household.assets.deposits: expected a number, without quotes"),
        (a_case(parameters={"zzz": 1}), "parameters.zzz: unknown parameter"),
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
    found = problems(case)
    assert found[0].startswith(problem) and len(found) == 1


def test_all_mistakes_are_told_at_once_and_each_once() -> None:
    assert len(problems({**a_case(pets=1), "place": "1"})) == 2
    assert problems({}) == ["as_of: is required", "place: is required", "household: is required"]
    assert problems(member(relation="boss")) == ["household.members.a.relation: expected one of " + " ".join(RELATIONS)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"as_of: [1", "(line 1): not valid YAML"), (b"a: 1\na: 2", "(line 2): the key a stands twice"), (b"a: \x00", "(line 1): not valid YAML"),
        ("place: 广".encode("gb18030"), "(file): not UTF-8"), (b"[1]", "(file): expected a mapping"), (b"", "(file): expected a mapping"),
        (b"a: 2_0.5_x", "as_of: is required"), (b"a: !!int x", "(line 1): the value cannot be read"),
        (b"a: " + b"[" * 30 + b"]" * 30, "(line 1): nested too deeply"), (b"a: " + b"[" * 9000, "(line 1): nested too deeply"),
        (b"a: 1\nb: &a [1]\nc: *a", "(line 2): references"), (b"a: 1\nb: \x01", "(line 2): not valid YAML: a character"), (b"? [a, b]\n: 1", "(line 1): a key must be text"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_with_its_line_and_without_its_name(content: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "case.yml"
    path.write_bytes(content)
    found = problems(path)
    assert any(one.startswith(problem) for one in found) and "case.yml" not in str(found)
    assert problems(tmp_path / "missing.yml") == ["(file): the file cannot be read"]


def test_what_an_event_or_the_aid_received_does_not_say_is_unknown_and_none_where_there_is_none() -> None:
    quiet = casefile.read(a_case()).record.values
    assert (quiet["household.has_event"], quiet["household.event.kind"], quiet["household.event.province"]) == (False, "none", "none")
    struck = casefile.read(a_case(event={"at": "440106", "date": "2023-02-28"}, in_aid={"amount": 900})).record.values
    assert (struck["household.has_event"], struck["household.event.kind"], struck["household.event.province"]) == (True, None, "44")
    assert (struck["household.in_aid.programme"], struck["household.in_aid.amount"], struck["household.event.first_aid"]) == (None, 90_000, False)


def test_what_is_written_like_a_clock_is_no_number(tmp_path: Path) -> None:
    path = tmp_path / "case.yml"
    path.write_text('as_of: 2023-03-01\nplace: "420102"\nhousehold:\n  members: [{relation: applicant}]\n  assets: {deposits: 19:20:30.15}\n', "utf-8")
    assert problems(path) == ["household.assets.deposits: expected a number, without quotes"]


def test_amounts_by_size_are_a_list_or_a_mapping() -> None:
    for given, first in (([70_000, 90_000], (2, 7_000_000)), ({3: 80_000}, (3, 8_000_000))):
        assert casefile.read(a_case(parameters={"cssa.asset_limit_household": given})).parameters["cssa.asset_limit_household"][0] == first
    assert problems(a_case(parameters={"cssa.asset_limit_household": 5})) == ["parameters.cssa.asset_limit_household: expected a list"]
    assert casefile.read(a_case(parameters={"education.amount": 500})).parameters["education.amount"] == (("*", 50_000),)


def test_none_is_a_level_of_study_and_a_limit_that_there_is_not() -> None:
    case = casefile.read({**member(student="none"), "parameters": {"temporary.household_year_cap": "none", "support.formula": "none"}})
    assert case.members[0].values["student"] == 0
    assert case.parameters == {"temporary.household_year_cap": "none", "support.formula": "none"}


def test_a_parameter_that_is_null_is_as_good_as_absent() -> None:
    assert casefile.read(a_case(parameters={"dibao.standard": None})).parameters == {}


def test_what_nobody_declared_cannot_be_used() -> None:
    with pytest.raises(AttributeError, match="no fact 'shoe' is declared in scope 'member'"):
        _ = facts.member.shoe
    with pytest.raises(AttributeError, match=r"no parameter 'dibao.shoe' is declared"):
        _ = param.dibao.shoe
    assert (facts.member.path("hukou_province"), facts.member.path("hukou")) == ("hukou", "hukou")


def test_a_size_that_differs_from_the_members_is_no_mistake() -> None:
    assert casefile.read(a_case(size_declared=7)).record.values["household.size_declared"] == 7


def test_none_may_be_written_where_it_is_what_absence_means() -> None:
    person = casefile.read(member(away="none", child_benefit="none")).members[0].values
    assert (person["away"], person["child_benefit"], person["clergy_years"]) == ("none", "none", 0)


def test_facts_that_follow_from_others_are_made() -> None:
    case = casefile.read(a_case(
        income_12m=12_000, obligors=[{"judgment_amount": 300, "capable": False, "disability": {"kind": "mental", "grade": 2}}],
        members=[{"relation": "applicant", "away": {"clergy_years": 4}, "hukou": "440106003", "job_started": "2023-01-05"}],
    ))  # fmt: skip
    person, obligor = case.members[0].values, case.record.values["household.obligors"][0].values
    assert (person["away"], person["clergy_years"], person["hukou_province"], person["has_new_job"], person["position"]) == ("clergy", 4, "44", True, 0)
    assert (obligor["has_judgment"], obligor["capable"], obligor["disability"], obligor["disability_grade"]) == (True, "false", "mental:2", 2)
    assert case.record.values["household.has_income_12m"] and case.record.values["place_province"] == "42"


SAMPLES = {"text": "x", "bool": True, "date": "2020-01-01", "money": 1, "count": 1, "level": "primary", "area": 20}
WRITTEN = {"region": "440106", "disability": {"kind": "visual", "grade": 1}, "away": "detox", "capable": True}


def sample(field: Field) -> object:
    return WRITTEN[field.read] if field.read else field.choices[0] if field.choices else SAMPLES[field.kind]


@pytest.mark.parametrize("scope", SCOPES)
def test_every_declared_fact_has_its_key_in_the_case_file(scope: str) -> None:
    made = {field.key for field in SCOPES[scope].fields.values() if field.made or field.read in ("clergy_years", "disability_grade")}
    for field in SCOPES[scope].fields.values():
        entry: dict[str, Any] = {}
        *way, last = field.key.split(".")
        inner = entry
        for step in way:
            inner = inner.setdefault(step, {})
        inner[last] = sample(field) if field.key not in made else 1
        found = values_of(scope, entry) if field.key not in made else {}
        assert field.key in made or found[field.key] is not None, field.key


def values_of(scope: str, entry: dict[str, Any]) -> dict[str, Any]:
    """The values of one record of this scope that a case file holds."""
    if scope == "case":
        case = {"as_of": "2023-03-01", "place": "420102", **entry}
        case["household"] = {"members": [{"relation": "applicant"}], **entry.get("household", {})}
        return casefile.read(case).record.values
    if scope == "member":
        others = [] if entry.get("relation") == "applicant" else [{"relation": "applicant"}]
        return casefile.read(a_case(members=[entry, *others])).members[0].values
    if scope == "income":
        return casefile.read(a_case(members=[{"relation": "applicant", "incomes": [entry]}])).members[0].values["incomes"][0].values
    kinds = {"obligor": "obligors", "vehicle": "vehicles", "house": "houses", "business": "businesses"}
    household = {"obligors": [entry]} if scope == "obligor" else {"assets": {kinds[scope]: [entry]}}
    path = "household.obligors" if scope == "obligor" else f"household.assets.{kinds[scope]}"
    return casefile.read(a_case(**household)).record.values[path][0].values


def test_a_new_fact_is_one_line_of_facts(tmp_path: Path) -> None:
    """The policy alone in another folder, with one declaration more: the case file takes its key in its words."""
    package = Path(casefile.__file__).parents[1]
    shutil.copytree(package / "policy", tmp_path / "zhongfu" / "policy", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(package / "__init__.py", tmp_path / "zhongfu" / "__init__.py")
    written = tmp_path / "zhongfu" / "policy" / "facts.py"
    anchor = '    Field("has_children", "bool", "有子女", "has children"),\n'
    more = '    Field("carer", "text", "照料人", "who cares", choices=said("kin 亲属 Kin", "home 养老院 Home")),\n'
    written.write_text(written.read_text("utf-8").replace(anchor, anchor + more, 1), "utf-8")
    script = """
from zhongfu.policy import casefile, facts
from zhongfu.policy.facts import member
from zhongfu.policy.values import shown
def case(carer):
    return {"as_of": "2023-03-01", "place": "420102", "household": {"members": [{"relation": "applicant", "carer": carer}]}}
print(shown(casefile.read(case("home")).members[0].values["carer"], "text", "zh"), member.carer.zh)
try:
    casefile.read(case("zoo"))
except casefile.CaseInvalid as invalid:
    print(invalid)
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env={"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.stdout.splitlines() == ["养老院 照料人", "household.members.0.carer: 应为 kin home / expected one of kin home"], ran.stderr


def test_no_problem_repeats_a_value_of_the_file() -> None:
    assert "SECRET" not in str(problems(member(birth="SECRET", relation="SECRET", sex="SECRET", away="SECRET")))
