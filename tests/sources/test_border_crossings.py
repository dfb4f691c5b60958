"""出入境次数: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("churujing_cishu_202511.csv", rows=2) == [
        {
            "request": "CX2025110001",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "trips": 3.0,
            "trips_hong_kong_macao": 3.0,
            "last_exit_on": date(2025, 10, 2),
            "purpose": "探亲",
        },
        {
            "request": "CX2025110001",
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "trips": 0.0,
        },
    ]
