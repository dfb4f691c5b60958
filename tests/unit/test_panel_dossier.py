"""档案: the rows of one household, and only those."""

import pytest
from tests.text_tables import Place, person

from zhongfu.data.panel import dossier
from zhongfu.data.sources import discover

M = "2026-10"


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    made.deliver("hukou_persons", M, """
        household_id id_no cancel_reason cancel_date
        H1           anna  -             -
        H1           bert  死亡          2026-09-01
        H1           carl  -             -
        H0           carl  -             -
        H2           dora  -             -
    """)
    return made


def told(place, source, **more):
    entries = dossier.household(place.parts, M, "H1", **more)
    return [(entry.month, entry.row, entry.person) for entry in entries if entry.source == source]


def test_all_listed_persons_are_shown_with_their_entries(place):
    rows = told(place, "hukou_persons")
    assert [row[1] for row in rows] == [2, 3, 4, 5], "the doubled entry in the other household is shown too"


def test_money_only_of_those_who_count_here(place):
    place.deliver("pensions", M, "id_no pay_month amount_fen\nanna 202610 1\nbert 202610 2\ncarl 202610 3\ndora 202610 4")
    assert told(place, "pensions") == [(M, 2, person("anna"))]


def test_the_dead_by_the_funeral_house_do_not_count_though_listed(place):
    place.deliver("deaths", M, "id_no died_on\nanna 2026-10-03")
    place.deliver("pensions", M, "id_no pay_month amount_fen\nanna 202610 1")
    assert told(place, "pensions") == []
    assert told(place, "deaths") == [(M, 2, person("anna"))]


def test_states_come_from_the_file_that_holds_and_months_as_far_back_as_asked(place):
    for month in ("2026-02", "2026-08", "2026-11"):
        place.deliver("vehicles", month, "plate id_no\nA1 anna")
    for month in ("2026-08", "2026-09", M):
        place.deliver("medical_settlements", month, "id_no total_fen self_paid_fen\nanna 2 1")
    assert told(place, "vehicles") == [("2026-08", 2, person("anna"))]
    assert [month for month, _, _ in told(place, "medical_settlements")] == [M]
    assert [month for month, _, _ in told(place, "medical_settlements", span=2)] == ["2026-09", M]


def test_certificates_grants_and_couples_are_found_by_their_persons(place):
    place.deliver("disability_certificates", "2026-08", "certificate grade\nanna 一级\ndora 一级")
    place.deliver("assistance_register", M, "programme head_id amount_fen\n低保 anna 5")
    place.deliver("marriages", "2026-05", "certificate husband_id wife_id\nJ1 emil anna\nJ2 emil dora")
    assert told(place, "disability_certificates") == [("2026-08", 2, person("anna"))]
    assert told(place, "assistance_register") == [(M, 2, person("anna"))]
    assert told(place, "marriages") == [("2026-05", 2, person("anna"))]


def test_values_are_the_fields_of_the_source(place):
    place.deliver("pensions", M, "id_no pay_month amount_fen\nanna 202610 123")
    entry = next(entry for entry in dossier.household(place.parts, M, "H1") if entry.source == "pensions")
    assert entry.values["amount_fen"] == 123
    assert not {"row", "filename"} & set(entry.values)


def test_an_unknown_household_or_month_has_no_rows(place):
    assert dossier.household(place.parts, M, "H1' OR 1=1 --") == []
    assert dossier.household(place.parts, "2026-01", "H1") == []


def test_what_is_given_on_request_only_is_not_in_a_dossier() -> None:
    names = {source.name for source in dossier.shown()}
    assert "pensions" in names
    assert not names & {"bank_deposits", "securities", "border_crossings"}
    assert {"bank_deposits", "securities", "border_crossings"} <= set(discover())
