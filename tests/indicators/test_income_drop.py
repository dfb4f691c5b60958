"""收入骤减 as a table: half of the income per head, and at least 500 yuan."""

from tests.text_tables import verdicts

HEADER = (
    "case members wage_fen pension_fen business_fen members_ago1 wage_fen_ago1 pension_fen_ago1 business_fen_ago1"
    " members_ago2 wage_fen_ago2 pension_fen_ago2 business_fen_ago2 members_ago3 wage_fen_ago3 pension_fen_ago3 business_fen_ago3\n"
)
LIMITS = {"drop_percent": 50, "drop_fen_per_person": 50000}


def judged(folder, text):
    return verdicts("income_drop", HEADER + text, folder, **LIMITS)


def test_falls_and_near_falls(tmp_path):
    assert judged(tmp_path, """
        wage_lost        2 0      0     0 2 200000 0 0     2 200000 0 0     2 200000 0 0
        exactly_half     1 100000 0     0 1 200000 0 0     1 200000 0 0     1 200000 0 0
        one_fen_short    1 100001 0     0 1 200000 0 0     1 200000 0 0     1 200000 0 0
        steep_but_small  1 0      0     0 1 49999  0 0     1 49999  0 0     1 49999  0 0
        small_at_limit   1 0      0     0 1 50000  0 0     1 50000  0 0     1 50000  0 0
        never_any        1 0      0     0 1 0      0 0     1 0      0 0     1 0      0 0
        risen            1 900000 0     0 1 100000 0 0     1 100000 0 0     1 100000 0 0
        earner_moved_out 1 100000 0     0 2 100000 0 0     2 100000 0 0     2 100000 0 0
        other_income     1 0      200000 0 1 200000 0 0    1 200000 0 0     1 200000 0 0
        business_gone    1 0      0     0 1 0 0 300000     1 0 0 300000     1 0 0 300000
        uneven_before    1 100000 0     0 1 600000 0 0     1 0 0 0          1 0 0 0
    """) == {
        "wage_lost": True, "exactly_half": True, "one_fen_short": False, "steep_but_small": False, "small_at_limit": True,
        "never_any": False, "risen": False, "earner_moved_out": False, "other_income": False, "business_gone": True,
        "uneven_before": True,
    }


def test_unknown_is_never_a_fall(tmp_path):
    assert judged(tmp_path, """
        wages_not_delivered   1 -      0 0 1 200000 0 0 1 200000 0 0 1 200000 0 0
        pensions_not_before   1 0      0 0 1 200000 0 0 1 200000 - 0 1 200000 0 0
        new_household         1 0      0 0 - - - -      - - - -      - - - -
    """) == {"wages_not_delivered": None, "pensions_not_before": None, "new_household": None}
