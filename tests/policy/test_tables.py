"""案卷表测试: a case goes into a row and comes back the same, and what a table lacks is unknown."""

from datetime import date

import pyarrow as pa
from tests.policy.language_case import a_case

from zhongfu.policy import casefile
from zhongfu.policy.decide import decide
from zhongfu.policy.parameters import Law
from zhongfu.policy.tables import case_of, case_rows, case_schema, case_table

FULL = a_case(
    members=[
        {"id": "a", "relation": "applicant", "birth": "1980-03-02", "incomes": [{"kind": "wage", "amount": 800}]},
        {"id": "b", "relation": "child", "disability": {"kind": "mental", "grade": 2}},
    ],
    assets={"deposits": 500, "vehicles": [], "houses": [{"use": "residential"}]},
    obligors=[],
)


def test_a_row_is_the_case_that_was_put_in() -> None:
    case = casefile.read(FULL)
    table = case_table([casefile.read(a_case()), case])
    assert table.schema == case_schema()
    assert case_of(table, 1).record.values["household.assets.vehicles"] == [] and case_of(table, 0).members[0].values["disability"] == "none"
    assert case_rows([case_of(table, 1)]) == case_rows([case])


def test_a_case_of_a_row_is_decided_like_the_case_itself() -> None:
    case, law = casefile.read(FULL), Law.load()
    found, expected = decide(case_of(case_table([case]), 0), law), decide(case, law)
    assert {name: (one.eligible, one.amount) for name, one in found.programmes.items()} == {
        name: (one.eligible, one.amount) for name, one in expected.programmes.items()
    }


def test_what_a_table_lacks_is_unknown_and_what_it_carries_besides_is_left() -> None:
    case = case_of(pa.table({"place": ["440106"], "household_id": ["h1"]}), 0, date(2023, 3, 1))
    assert case.as_of == date(2023, 3, 1) and case.place == "440106" and case.residence is None
    assert case.record.values["household.members"] is None and "household_id" not in case.record.values


def test_things_and_members_are_named_by_their_number() -> None:
    case = case_of(case_table([casefile.read(FULL)]), 0)
    assert [member.path for member in case.members] == ["household.members.0", "household.members.1"]
    assert case.record.values["household.assets.houses"][0].path == "household.assets.houses.0"
    assert case.members[0].values["incomes"][0].path == "household.members.0.incomes.0"
