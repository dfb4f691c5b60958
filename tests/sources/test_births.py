"""出生医学证明: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("weijian_chusheng_202511.csv", rows=1) == [
        {
            "certificate": "B1",
            "child_sex": "女",
            "born_on": date(2025, 11, 9),
            "mother_name": "李娜",
            "mother_id": 44_142_419_820_303_002,
            "father_name": "张伟",
            "father_id": 44_142_419_800_505_001,
            "hospital": "水寨医院",
        }
    ]
