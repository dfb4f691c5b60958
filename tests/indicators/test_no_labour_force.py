"""无劳动力 as tables: the verdict, and who counts as able to work."""

import pyarrow.parquet as pq
import pytest
from tests.text_tables import Place, verdicts

from zhongfu.data.panel import traits

M = "2026-10"


def test_nobody_able_and_little_income(tmp_path):
    assert verdicts("no_labour_force", """
        case            members wage_fen pension_fen business_fen without_able_member
        poor_elders     2       0        199999      0            true
        at_the_limit    2       0        200000      0            true
        able            2       0        0           0            false
        able_no_wages   2       -        0           0            false
        income_unknown  2       -        0           0            true
        rich_anyway     1       0        300000      0            -
        open            2       0        0           0            -
    """, tmp_path, income_fen_per_person=100000) == {
        "poor_elders": True, "at_the_limit": False, "able": False, "able_no_wages": False, "income_unknown": None,
        "rich_anyway": False, "open": None,
    }


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    made.deliver("disability_certificates", "2026-08", """
        certificate kind grade
        severe      肢体 二级
        mild        肢体 三级
        mental3     精神 三级
        mental4     智力 四级
    """)
    made.deliver("student_records", "2026-09", "record id_no stage mode\nR1 student 本科 全日制\nR2 evening 本科 非全日制")
    return made


def able(place, text):
    place.deliver("hukou_persons", M, text)
    rows = pq.read_table(traits.ensure(place.lake, place.parts, M, {})).to_pylist()
    return {row["household_id"]: (row["able_members"], row["able_unknown"], row["without_able_member"]) for row in rows}


AGES = """
    household_id id_no   birth
    fifteen      a       2010-11-01
    sixteen      b       2010-10-31
    fiftynine    c       1966-11-01
    sixty        d       1966-10-31
"""
CONDITIONS = """
    household_id id_no
    severe       severe
    mild         mild
    mental3      mental3
    mental4      mental4
    student      student
    evening      evening
    two          severe
    two          healthy
"""


def test_working_age(place):
    assert able(place, AGES) == {
        "fifteen": (0, 0, True), "sixteen": (1, 0, False), "fiftynine": (1, 0, False), "sixty": (0, 0, True)}


def test_certificates_and_school(place):
    assert able(place, CONDITIONS) == {
        "severe": (0, 0, True), "mild": (1, 0, False), "mental3": (0, 0, True), "mental4": (1, 0, False),
        "student": (0, 0, True), "evening": (1, 0, False), "two": (1, 0, False)}


def test_without_the_certificates_somebody_of_working_age_is_open_and_an_elder_is_not(place):
    place.withdraw("disability_certificates", "2026-08")
    assert able(place, "household_id id_no birth\nH1 anna 1990-01-01\nH2 bert 1940-01-01\nH3 student 2004-01-01") == {
        "H1": (0, 1, None), "H2": (0, 0, True), "H3": (0, 0, True)}
