"""居住证: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("gongan_juzhuzheng_202511.csv", rows=2) == [
        {
            "permit": "JZ202500001",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "issued_on": date(2025, 1, 8),
            "valid_to": date(2026, 1, 7),
            "address": "水寨镇新华街3号",
            "region": "441424100",
            "reason": "务工",
            "status": "有效",
        },
        {
            "permit": "JZ202300002",
            "name": "黄志远",
            "id_no": 44_992_420_051_010_001,
            "issued_on": date(2023, 9, 10),
            "valid_to": date(2024, 9, 9),
            "region": "440104010",
            "reason": "就学",
            "status": "注销",
        },
    ]
