"""家庭成员死亡 as a table: one death within twelve months; events are never unknown."""

from tests.text_tables import verdicts


def test_one_is_enough(tmp_path):
    assert verdicts("death_in_household", """
        case members deaths_12m
        none 3       0
        one  3       1
        two  1       2
    """, tmp_path, deaths=1) == {"none": False, "one": True, "two": True}


def test_the_limit_is_a_parameter(tmp_path):
    assert verdicts("death_in_household", "case members deaths_12m\none 3 1\ntwo 1 2", tmp_path, deaths=2) == {"one": False, "two": True}
