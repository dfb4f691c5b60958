"""监测参数: a broken settings file of a home stops the start with file and line, before anything runs."""

import datetime as dt

import pytest

from zhongfu.data.thresholds import load_settings, shipped
from zhongfu.site.home import Home
from zhongfu.site.law import law_of
from zhongfu.site.problem import Problem


def home_with(folder, text):
    home = Home.create(folder / "home", kind="production", at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    (home.law / "monitoring.yml").write_text(text, encoding="utf-8")
    return home


def test_a_broken_threshold_stops_the_start_with_file_and_line(tmp_path):
    with pytest.raises(Problem) as stopped:
        law_of(home_with(tmp_path, "indicators:\n  income_drop:\n    points: viel\n"))
    assert "monitoring.yml:3: " in str(stopped.value)


def test_a_homes_own_threshold_is_accepted(tmp_path):
    home = home_with(tmp_path, "indicators:\n  income_drop:\n    points: 5\n")
    law_of(home)
    assert load_settings([shipped(), home.law / "monitoring.yml"]).points["income_drop"] == 5
