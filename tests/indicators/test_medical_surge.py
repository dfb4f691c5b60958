"""医疗支出骤增 as a table: over the line of the programme, with at least 30 percent in the last three months."""

from tests.text_tables import verdicts

HEADER = (
    "case medical_self_paid_12m_fen medical_self_paid_fen medical_self_paid_fen_ago1 medical_self_paid_fen_ago2"
    " in_programme aid_fen\n"
)
LIMITS = {
    "recent_percent": 30, "tekun_fen": 100000, "dibao_fen": 500000, "edge_fen": 1000000, "rigid_fen": 1000000, "ordinary_fen": 1500000,
}


def judged(folder, text):
    return verdicts("medical_surge", HEADER + text, folder, **LIMITS)


def test_each_programme_has_its_line(tmp_path):
    assert judged(tmp_path, """
        ordinary_at_line   1500000 1500000 0 0 -     0
        ordinary_below     1499999 1499999 0 0 -     0
        edge_at_line       1000000 1000000 0 0 edge  0
        rigid_below        999999  999999  0 0 rigid 0
        dibao_at_line      500000  500000  0 0 dibao 9
        dibao_below        499999  499999  0 0 dibao 9
        tekun_at_line      100000  100000  0 0 tekun 9
        tekun_below        99999   99999   0 0 tekun 9
        nothing_spent      0       0       0 0 tekun 9
    """) == {
        "ordinary_at_line": True, "ordinary_below": False, "edge_at_line": True, "rigid_below": False, "dibao_at_line": True,
        "dibao_below": False, "tekun_at_line": True, "tekun_below": False, "nothing_spent": False,
    }


def test_it_must_still_be_growing(tmp_path):
    assert judged(tmp_path, """
        thirty_percent 2000000 0 300000 300000 - 0
        fading         2000000 0 300000 299999 - 0
    """) == {"thirty_percent": True, "fading": False}


def test_unknown_stays_unknown_unless_every_line_agrees(tmp_path):
    assert judged(tmp_path, """
        register_unknown_between 800000  800000 0 0 - -
        register_unknown_above   1500000 1500000 0 0 - -
        register_unknown_below   99999   99999 0 0 - -
        year_unknown             -       0 0 0 - 0
        month_unknown            1500000 - 0 0 - 0
        month_unknown_below_line 99999   - 0 0 - 0
    """) == {
        "register_unknown_between": None, "register_unknown_above": True, "register_unknown_below": False,
        "year_unknown": None, "month_unknown": None, "month_unknown_below_line": False,
    }
