"""新增重度残疾 as a table: more severely disabled members than three months ago."""

from tests.text_tables import verdicts


def test_only_more_than_before(tmp_path):
    assert verdicts("new_severe_disability", """
        case      members severe_disabled severe_disabled_ago3
        new       3       1               0
        same      3       1               1
        one_more  3       2               1
        fewer     3       1               2
        none      3       0               0
    """, tmp_path, persons=1) == {"new": True, "same": False, "one_more": True, "fewer": False, "none": False}


def test_unknown_before_is_not_new_and_none_now_is_certain(tmp_path):
    assert verdicts("new_severe_disability", """
        case             members severe_disabled severe_disabled_ago3
        unknown_before   3       1               -
        unknown_now      3       -               0
        none_now         3       0               -
    """, tmp_path, persons=1) == {"unknown_before": None, "unknown_now": None, "none_now": False}
