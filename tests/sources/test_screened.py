"""筛查结果: what is supposed, what is kept and what of it is told, over little text tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.text_tables import Place

from zhongfu.data.roll import Registers, roll_table
from zhongfu.data.roll.kept import OPEN, STANDINGS, Kept
from zhongfu.data.roll.screened import Question, ensure, law_key
from zhongfu.data.roll.suppose import Supposition, SuppositionInvalid
from zhongfu.policy.parameters import Law, law_folder

M = "2026-10"
DEMONSTRATION = Path(__file__).parents[2] / "src" / "zhongfu" / "site" / "demonstration"
FOLDERS = (law_folder(), DEMONSTRATION)
POOR = ("household.assets.deposits=0", "household.obligors=none", "household.assessment=dibao", "household.assessment.income_pc_month=300")


@pytest.fixture(scope="module")
def law() -> Law:
    return Law.load(FOLDERS)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A poor household in aid (H1), a poor one that is not (H2), a rich one that is (H3), a rich one that is not (H4), in two towns."""
    made = Place(tmp_path)
    made.deliver("hukou_persons", M, """
        household_id id_no relation region    hukou_kind
        H1           anna  户主     441424100 农村
        H2           bert  户主     441424100 农村
        H3           carl  户主     441424101 农村
        H4           dora  户主     441424101 农村
    """)
    made.deliver("social_insurance_payments", M, "id_no pay_month base_fen\nbert 202610 10000\ncarl 202610 9000000\ndora 202610 9000000")
    made.deliver("pensions", M, "id_no pay_month amount_fen")
    made.deliver("business_income_tax", M, "id_no period income_fen")
    made.deliver("assistance_register", M, "programme head_id amount_fen insured_count\n低保 anna 10000 1\n低保 carl 10000 1")
    for source in ("real_estate", "vehicles", "market_entities", "disability_certificates", "student_records", "medical_settlements"):
        made.deliver(source, M, "")
    return made


def screen(place: Place, law: Law, *texts: str) -> Kept:
    supposed = tuple(Supposition.parse(text) for text in texts)
    return Kept(ensure(Registers(place.lake, place.parts), Question(M, date(2026, 10, 31), law, law_key(FOLDERS), supposed)))


def told(kept: Kept, programme: str = "dibao") -> dict[str, int]:
    """Numbers of a programme over all towns."""
    towns = kept.counts()[programme].values()
    return {standing: sum(town[standing] for town in towns) for standing in kept.standings(programme)}


def listed(kept: Kept, standing: str, **options: Any) -> list[str]:
    return [each.household_id for each in kept.listed("dibao", standing, **options)]


def test_each_household_stands_where_rules_and_register_put_it(place: Place, law: Law) -> None:
    kept = screen(place, law)
    assert told(kept) == {
        "eligible_not_in": 0, "in_and_eligible": 0, "in_no_longer": 1, "in_undecidable": 1, "eligible": 0, "undecidable": 2, "to_assess": 2}
    assert listed(kept, "in_no_longer") == ["H3"]
    assert listed(kept, "undecidable") == listed(kept, "to_assess") == ["H1", "H2"]
    supposed = screen(place, law, *POOR)
    assert (listed(supposed, "eligible_not_in"), listed(supposed, "in_and_eligible")) == (["H2"], ["H1"])
    first = supposed.listed("dibao", "eligible_not_in")[0]
    assert (first.amount, first.needs, first.inside) == (72000 - 30000, (), False)
    assert supposed.told["filled"] == {"household.assets.deposits": 4, "household.obligors": 4, "household.assessment.category": 4, "household.assessment.income_pc_month": 4}


def test_a_list_is_cut_by_region_and_goes_on_after_a_household(place: Place, law: Law) -> None:
    kept = screen(place, law)
    assert listed(kept, "undecidable", most=1) == ["H1"]
    assert listed(kept, "undecidable", after="H1") == ["H2"]
    assert listed(kept, "undecidable", region="441424101") == []
    assert listed(kept, "in_no_longer", region="4414") == ["H3"]
    assert {town: counted["undecidable"] for town, counted in kept.counts()["dibao"].items()} == {"441424100": 2, "441424101": 0}


def test_what_undecided_households_want_is_counted_by_town(place: Place, law: Law) -> None:
    wanted = [each for each in screen(place, law).wanted() if each.programme == "dibao"]
    assert {(each.region, each.fact): each.households for each in wanted} == {
        ("441424100", "household.assets.deposits"): 2, ("441424100", "household.assessment"): 2}


def test_without_the_register_nobody_is_said_to_be_in_or_not(place: Place, law: Law) -> None:
    place.withdraw("assistance_register", M)
    kept = screen(place, law)
    assert kept.told["missing"] == ["assistance_register"]
    assert kept.standings("dibao") == kept.standings("temporary") == OPEN
    assert kept.listed("dibao", "undecidable")[0].inside is None


def test_of_a_programme_that_the_register_does_not_hold_only_who_qualifies_is_told(place: Place, law: Law) -> None:
    kept = screen(place, law)
    assert kept.standings("temporary") == OPEN
    assert kept.standings("dibao_single") == STANDINGS


def test_income_is_unknown_while_a_register_of_it_is_missing(place: Place, law: Law) -> None:
    place.withdraw("pensions", M)
    kept = screen(place, law)
    assert kept.told["missing"] == ["pensions"]
    assert told(kept)["undecidable"] == 4, "not even those with a high wage are said to be over the line"
    assert "household.members.incomes" in kept.listed("dibao", "undecidable")[0].needs
    assert told(kept)["to_assess"] == 0, "whether the gate is passed is not known"


def test_who_wants_more_than_an_assessment_is_still_to_assess(place: Place, law: Law) -> None:
    place.deliver("hukou_persons", M, "household_id id_no relation birth\nH1 anna 户主 1950-01-01\nH2 bert 户主 1980-01-01")
    kept = screen(place, law)
    assert "household.obligors" in kept.listed("dibao", "undecidable")[0].needs, "an elder may be in tekun"
    assert listed(kept, "to_assess") == ["H1", "H2"]


def test_one_household_is_told_as_it_was_screened(place: Place, law: Law) -> None:
    kept = screen(place, law)
    found = kept.of("H3")
    assert found is not None
    assert found["dibao"] == (0, None, ())
    assert kept.of("H9") is None


def test_the_same_question_is_answered_once_and_another_law_is_another_file(place: Place, law: Law) -> None:
    first = screen(place, law)
    written = first.path.stat().st_mtime_ns
    assert screen(place, law).path == first.path
    assert first.path.stat().st_mtime_ns == written
    other = Question(M, date(2026, 10, 31), law, "another law")
    assert ensure(Registers(place.lake, place.parts), other) != first.path
    place.deliver("vehicles", M, "plate id_no use_kind\nA1 bert 非营运")
    assert screen(place, law).path != first.path
    assert listed(screen(place, law), "undecidable") == ["H1"], "a private car settles it"


def test_the_law_is_known_by_what_its_files_say(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("x: 1")
    before = law_key([tmp_path])
    (tmp_path / "a.yml").write_text("x: 2")
    assert law_key([tmp_path]) != before


def test_a_demonstration_value_is_said_to_be_one(place: Place, law: Law) -> None:
    assert screen(place, law).told["demonstration"] is True
    real = Law.load([law_folder()])
    asked = Question(M, date(2026, 10, 31), real, law_key([law_folder()]))
    assert Kept(ensure(Registers(place.lake, place.parts), asked)).told["demonstration"] is False


@pytest.mark.parametrize(("text", "fact", "value"), [
    ("household.assets.deposits=0", "household.assets.deposits", 0), ("household.assets.deposits = 1200.50", "household.assets.deposits", 120050),
    ("household.obligors=none", "household.obligors", ()), ("household.members.incomes=none", "household.members.incomes", ()),
    ("household.assessment=edge", "household.assessment.category", "edge"), ("residence=urban", "residence", "urban"),
    ("household.members.has_children=false", "household.members.has_children", False), ("household.members.marital=widowed", "household.members.marital", "widowed"),
    ("household.members.student=bachelor", "household.members.student", 7), ("household.assets.vehicles.value=20000", "household.assets.vehicles.value", 2_000_000),
])  # fmt: skip
def test_a_supposition_reads_as_a_case_file_does(text: str, fact: str, value: object) -> None:
    assert Supposition.parse(text) == Supposition(fact, value)


@pytest.mark.parametrize("text", [
    "household.assets.deposits", "deposits=0", "as_of=2026-01-01", "household.members.hukou=44", "household.members=none", "household.obligors=1",
    "household.assets.deposits=-1", "household.assets.deposits=none of it", "household.members.has_children=perhaps", "household.members.marital=happy", "=1",
])  # fmt: skip
def test_what_cannot_be_supposed_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(SuppositionInvalid) as refused:
        Supposition.parse(text)
    assert refused.value.zh
    assert refused.value.en


def filled(place: Place, text: str) -> tuple[list[dict[str, Any]], int]:
    table, households = Supposition.parse(text).fill(roll_table(Registers(place.lake, place.parts), M))
    return table.to_pylist(), households


def test_only_what_is_unknown_is_filled(place: Place) -> None:
    place.deliver("marriages", M, "certificate kind registered_on husband_id wife_id\nM1 离婚 2026-10-03 carl dora")
    rows, households = filled(place, "household.members.marital=widowed")
    assert households == 2
    assert [row["household.members"][0]["marital"] for row in rows] == ["widowed", "widowed", "divorced", "divorced"]


def test_a_fact_of_members_that_no_register_tells(place: Place) -> None:
    place.deliver("hukou_persons", M, "household_id id_no relation\nH1 anna 户主\nH1 bert 配偶\nH2 carl 户主")
    rows, households = filled(place, "household.members.has_children=false")
    assert households == 2
    assert [[member["has_children"] for member in row["household.members"]] for row in rows] == [[False, False], [False]]


def test_an_unknown_list_becomes_empty_and_a_known_one_stays(place: Place) -> None:
    assert [row["household.obligors"] for row in filled(place, "household.obligors=none")[0]] == [[]] * 4
    place.withdraw("pensions", M)
    rows, households = filled(place, "household.members.incomes=none")
    assert households == 4
    assert [row["household.members"][0]["incomes"] for row in rows] == [[]] * 4
    place.deliver("vehicles", M, "plate id_no\nA1 anna")
    rows, households = filled(place, "household.assets.vehicles=none")
    assert (len(rows[0]["household.assets.vehicles"]), households) == (1, 0)


def test_a_fact_of_things_is_filled_where_there_are_things(place: Place) -> None:
    place.deliver("vehicles", M, "plate id_no\nA1 anna\nA2 carl\nA3 carl")
    rows, households = filled(place, "household.assets.vehicles.sole_livelihood=true")
    assert households == 2
    assert [[one["sole_livelihood"] for one in row["household.assets.vehicles"]] for row in rows] == [[True], [], [True, True], []]
    place.withdraw("vehicles", M)
    rows, households = filled(place, "household.assets.vehicles.sole_livelihood=true")
    assert households == 0
    assert "household.assets.vehicles" not in rows[0], "nobody says how many there are"


def test_a_residence_that_is_unknown(place: Place) -> None:
    place.deliver("hukou_persons", M, "household_id id_no hukou_kind\nH1 anna 城镇\nH1 bert 农村\nH2 carl 城镇")
    rows, households = filled(place, "residence=rural")
    assert ([row["residence"] for row in rows], households) == (["rural", "urban"], 1)
