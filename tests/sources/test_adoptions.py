"""收养登记: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("minzheng_shouyang_202511.csv", rows=2) == [
        {
            "certificate": "(2025)五民收字1号",
            "kind": "成立",
            "child_name": "林小满",
            "child_id": 44_992_420_140_601_002,
            "parent_name": "林大海",
            "parent_id": 44_992_419_780_312_001,
            "registered_on": date(2025, 11, 6),
            "county": "441424",
        },
        {
            "certificate": "(2025)五民收字1号",
            "kind": "成立",
            "child_name": "林小满",
            "child_id": 44_992_420_140_601_002,
            "parent_name": "黄秀英",
            "parent_id": 44_992_419_810_830_002,
            "registered_on": date(2025, 11, 6),
            "county": "441424",
        },
    ]
