"""户籍变动: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("gongan_biandong_202511.csv", rows=3) == [
        {
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "change": "迁入",
            "changed_on": date(2025, 11, 15),
            "to_household": "4414240000101",
            "moved_from": "440104",
            "moved_to": "441424",
        },
        {
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "change": "分户",
            "changed_on": date(2025, 11, 20),
            "from_household": "4414240000101",
            "to_household": "4414240000102",
        },
        {
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "change": "更正",
            "changed_on": date(2025, 11, 28),
            "from_household": "4414240000103",
        },
    ]
