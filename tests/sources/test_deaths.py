"""殡葬火化: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("minzheng_binzang_202511.csv", rows=1) == [
        {
            "certificate": "H1",
            "name": "陈福",
            "id_no": 44_010_419_500_115_004,
            "died_on": date(2025, 11, 30),
            "funeral_house": "越秀殡仪馆",
            "county": "440104",
        }
    ]
