"""低收入未纳入救助 as tables: the verdict, and which local standard applies."""

import pyarrow.parquet as pq
from tests.text_tables import Place, verdicts

from zhongfu.data.panel import traits

HEADER = (
    "case members wage_fen pension_fen business_fen line_low_fen line_high_fen single_line aid_fen in_programme"
    " houses vehicles businesses\n"
)
LIMITS = {"houses": 1, "vehicles": 0, "businesses": 0}
M = "2026-10"


def judged(folder, text):
    return verdicts("low_income_no_aid", HEADER + text, folder, **LIMITS)


def test_low_unaided_and_without_property(tmp_path):
    assert judged(tmp_path, """
        poor         2 150000 0 0     90000 90000 true 0      -     1 0 0
        at_the_line  2 180000 0 0     90000 90000 true 0      -     1 0 0
        one_below    2 179999 0 0     90000 90000 true 0      -     0 0 0
        aided        2 0      0 0     90000 90000 true 150000 dibao 1 0 0
        edge_counts  2 0      0 0     90000 90000 true 0      edge  1 0 0
        two_houses   2 0      0 0     90000 90000 true 0      -     2 0 0
        car          2 0      0 0     90000 90000 true 0      -     1 1 0
        company      2 0      0 0     90000 90000 true 0      -     1 0 1
    """) == {
        "poor": True, "at_the_line": False, "one_below": True, "aided": False, "edge_counts": False, "two_houses": False,
        "car": False, "company": False,
    }


def test_what_is_missing_leaves_it_open_unless_something_else_decides(tmp_path):
    assert judged(tmp_path, """
        no_standard       2 0 0 0      -     -     -    0 -     1 0 0
        no_standard_aided 2 0 0 0      -     -     -    9 dibao 1 0 0
        register_unknown  2 0 0 0      90000 90000 true - -     1 0 0
        register_rich     1 90000 0 0  90000 90000 true - -     1 0 0
        wages_unknown     2 - 0 0      90000 90000 true 0 -     1 0 0
        houses_unknown    2 0 0 0      90000 90000 true 0 -     - 0 0
        houses_unknown_car 2 0 0 0     90000 90000 true 0 -     - 1 0
        mixed_between     1 100000 0 0 90000 120000 -   0 -     1 0 0
        mixed_below       1 89999 0 0  90000 120000 -   0 -     1 0 0
        mixed_above       1 120000 0 0 90000 120000 -   0 -     1 0 0
    """) == {
        "no_standard": None, "no_standard_aided": False, "register_unknown": None, "register_rich": False,
        "wages_unknown": None, "houses_unknown": None, "houses_unknown_car": False, "mixed_between": None,
        "mixed_below": True, "mixed_above": False,
    }


def lines(place, standards):
    rows = pq.read_table(traits.ensure(place.lake, place.parts, M, standards)).to_pylist()
    return {row["household_id"]: (row["line_low_fen"], row["line_high_fen"], row["single_line"]) for row in rows}


def test_the_standard_of_the_nearest_place_and_residence(tmp_path):
    place = Place(tmp_path)
    place.deliver("hukou_persons", M, """
        household_id id_no region    hukou_kind
        rural        a     441424100 农村
        urban        b     441424100 城镇
        mixed        c     441424100 城镇
        mixed        d     441424100 农村
        other        e     440104001 城镇
    """)
    assert lines(place, {}) == dict.fromkeys(("rural", "urban", "mixed", "other"), (None, None, None))
    assert lines(place, {"441424": 90, "44": 50})["rural"] == (90, 90, True)
    assert lines(place, {"44": 50})["other"] == (50, 50, True)
    split = lines(place, {"441424/urban": 120, "441424/rural": 90})
    assert split == {"rural": (90, 90, True), "urban": (120, 120, True), "mixed": (90, 120, None), "other": (None, None, None)}
    assert lines(place, {"441424/rural": 90})["mixed"] == (None, None, None)
    assert lines(place, {"441424": 90, "441424/urban": 120})["mixed"] == (90, 120, None)
    assert lines(place, {"441424/urban": 80, "441424/rural": 90})["mixed"] == (80, 90, None)
