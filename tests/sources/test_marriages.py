"""婚姻登记: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("minzheng_hunyin_202511.csv", rows=1) == [
        {
            "certificate": "J441424-1",
            "kind": "结婚",
            "registered_on": date(2025, 11, 11),
            "husband_name": "张伟",
            "husband_id": 44_142_419_800_505_001,
            "wife_name": "李娜",
            "wife_id": 44_142_419_820_303_002,
            "county": "441424",
        }
    ]
