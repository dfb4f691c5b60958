"""户月表: who counts in which household, and who of them died (deliveries README, section 4)."""

import pytest
from tests.text_tables import Place, person

M = "2026-10"


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def members(place, month=M):
    return {household: row["members"] for household, row in place.panel(month).items()}


def test_no_register_at_all_gives_no_households(place):
    place.deliver("pensions", M, "id_no pay_month amount_fen\nanna 202610 1000")
    assert place.panel(M) == {}


def test_a_cancelled_entry_does_not_count(place):
    place.deliver("hukou_persons", M, """
        household_id id_no cancel_reason cancel_date
        H1           anna  -             -
        H1           bert  迁出          2026-09-01
        H2           carl  参军          2026-09-01
    """)
    assert members(place) == {"H1": 1}


def test_a_state_holds_until_the_next_one_but_not_before_the_first(place):
    place.deliver("hukou_persons", "2026-03", "household_id id_no\nH1 anna")
    place.deliver("hukou_persons", "2026-06", "household_id id_no\nH1 anna\nH1 bert")
    assert [members(place, month) for month in ("2026-02", "2026-03", "2026-05", "2026-06", M)] == [
        {}, {"H1": 1}, {"H1": 1}, {"H1": 2}, {"H1": 2}]


def test_a_doubled_entry_counts_in_the_smallest_household_number_as_text(place):
    place.deliver("hukou_persons", M, """
        household_id id_no birth
        H9           anna  2020-01-01
        H10          anna  1950-01-01
        H9           bert  1980-01-01
    """)
    assert members(place) == {"H10": 1, "H9": 1}
    assert place.panel(M)["H10"]["elders"] == 1, "the birth date is that of the row where the person counts"


def test_a_cancelled_entry_in_a_smaller_household_does_not_catch_the_person(place):
    place.deliver("hukou_persons", M, """
        household_id id_no cancel_reason cancel_date
        H1           anna  分户          2026-09-30
        H2           anna  -             -
    """)
    assert members(place) == {"H2": 1}


@pytest.mark.parametrize(("died_on", "counts"), [("2026-10-31", False), ("2026-11-01", True)])
def test_who_died_by_the_last_day_does_not_count(place, died_on, counts):
    place.deliver("hukou_persons", M, "household_id id_no\nH1 anna\nH1 bert")
    place.deliver("deaths", "2026-12", f"id_no died_on\nbert {died_on}")
    assert members(place) == {"H1": 2 if counts else 1}


def test_the_earliest_of_several_funeral_dates_holds(place):
    place.deliver("hukou_persons", M, "household_id id_no\nH1 anna\nH1 bert")
    place.deliver("deaths", "2026-11", "id_no died_on\nbert 2026-11-02")
    place.deliver("deaths", "2026-12", "id_no died_on\nbert 2026-10-30")
    assert members(place) == {"H1": 1}


def test_the_police_date_counts_only_without_a_funeral(place):
    """The funeral house says November, the police had cancelled in September: in October the person still counts ... elsewhere."""
    place.deliver("hukou_persons", M, """
        household_id id_no cancel_reason cancel_date
        H1           anna  死亡          2026-09-01
        H2           anna  -             -
        H2           bert  -             -
    """)
    assert members(place) == {"H2": 1}
    place.deliver("deaths", "2026-11", "id_no died_on\nanna 2026-11-02")
    assert members(place) == {"H2": 2}


def test_a_death_that_only_a_later_register_tells(place):
    place.deliver("hukou_persons", "2026-08", "household_id id_no\nH1 anna\nH1 bert")
    place.deliver("hukou_persons", M, "household_id id_no cancel_reason cancel_date\nH1 anna - -\nH1 bert 死亡 2026-08-15")
    assert members(place, "2026-08") == {"H1": 1}


def test_the_earliest_police_date_of_all_registers_holds(place):
    place.deliver("hukou_persons", "2026-08", "household_id id_no cancel_reason cancel_date\nH1 bert 死亡 2026-07-15\nH1 anna - -")
    place.deliver("hukou_persons", M, "household_id id_no cancel_reason cancel_date\nH1 bert 死亡 2026-08-15\nH1 anna - -")
    place.deliver("hukou_persons", "2026-07", "household_id id_no\nH1 bert\nH1 anna")
    assert members(place, "2026-07") == {"H1": 1}


def test_a_death_entry_without_a_date_ends_only_its_own_entry(place):
    place.deliver("hukou_persons", M, """
        household_id id_no cancel_reason cancel_date
        H1           anna  死亡          -
        H2           anna  -             -
    """)
    assert members(place) == {"H2": 1}


@pytest.mark.parametrize(("month", "birth", "minor"), [
    ("2026-10", "2008-10-31", False),  # the birthday on the last day counts as reached
    ("2026-10", "2008-11-01", True),
    ("2026-02", "2008-02-28", False),
    ("2026-02", "2008-02-29", True),   # completes the year on 1 March
    ("2026-03", "2008-02-29", False),
    ("2028-02", "2010-02-28", False),
    ("2028-02", "2010-03-01", True),
])
def test_minors_by_month_end_age(place, month, birth, minor):
    place.deliver("hukou_persons", month, f"household_id id_no birth\nH1 anna {birth}")
    assert place.panel(month)["H1"]["minors"] == int(minor)


@pytest.mark.parametrize(("month", "birth", "elder"), [
    ("2026-10", "1966-10-31", True),
    ("2026-10", "1966-11-01", False),
    ("2028-02", "1968-02-29", True),
    ("2029-02", "1968-02-29", True),
    ("2027-02", "1967-02-28", True),
    ("2024-02", "1964-02-29", True),
    ("2026-02", "1966-03-01", False),
])
def test_elders_by_month_end_age(place, month, birth, elder):
    place.deliver("hukou_persons", month, f"household_id id_no birth\nH1 anna {birth}")
    assert place.panel(month)["H1"]["elders"] == int(elder)


def test_deaths_stay_with_the_household_that_lists_them(place):
    place.deliver("hukou_persons", M, """
        household_id id_no cancel_reason cancel_date
        H1           anna  -             -
        H1           bert  死亡          2026-09-01
        H1           carl  -             -
        H1           dora  迁出          2026-09-01
        H2           emil  -             -
        H3           fred  -             -
        H0           fred  死亡          2026-09-01
        H3           gina  -             -
    """)
    place.deliver("deaths", M, "id_no died_on\ncarl 2025-11-01\ndora 2026-09-02\nemil 2026-10-31\nfred 2026-08-01\nnobody 2026-08-01")
    rows = place.panel(M)
    assert {key: row["deaths_12m"] for key, row in rows.items()} == {"H1": 2, "H3": 0}, (
        "bert and carl for H1; dora moved; emil's household has no row; fred belongs to H0, the smallest, which has none")


@pytest.mark.parametrize(("died_on", "counted"), [("2025-10-31", 0), ("2025-11-01", 1), ("2026-10-31", 1), ("2026-11-01", 0)])
def test_the_twelve_months_of_deaths(place, died_on, counted):
    place.deliver("hukou_persons", M, "household_id id_no\nH1 anna\nH1 bert")
    place.deliver("deaths", "2026-12", f"id_no died_on\nbert {died_on}")
    assert place.panel(M)["H1"]["deaths_12m"] == counted


def test_births_go_to_the_mother_else_the_father(place):
    place.deliver("hukou_persons", M, """
        household_id id_no cancel_reason cancel_date
        H1           anna  -             -
        H2           bert  -             -
        H3           carl  迁出          2026-09-01
    """)
    place.deliver("births", M, """
        certificate born_on    mother_id father_id
        B1          2026-10-01 anna      bert
        B2          2025-11-01 carl      bert
        B3          2026-01-01 carl      -
        B4          2025-10-31 anna      -
        B5          2026-11-01 anna      -
        B6          2026-10-02 anna      -
    """)
    place.deliver("births", "2026-12", "certificate born_on mother_id father_id\nB1 2026-10-01 anna bert")
    assert {key: row["births_12m"] for key, row in place.panel(M).items()} == {"H1": 2, "H2": 1}


def test_events_are_never_unknown(place):
    place.deliver("hukou_persons", M, "household_id id_no\nH1 anna")
    row = place.panel(M)["H1"]
    assert (row["deaths_12m"], row["births_12m"]) == (0, 0)


def test_residence_permits_of_hong_kong_count_where_they_are_registered_only(place):
    place.deliver("hukou_persons", M, "household_id id_no\nH1 anna")
    place.deliver("social_insurance_payments", M, "id_no pay_month base_fen\n81000019900101001 202610 500000")
    assert place.panel(M)["H1"]["wage_fen"] == 0
    assert person("81000019900101001") == 81000019900101001
