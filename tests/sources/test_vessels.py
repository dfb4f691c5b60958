"""船舶: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("haishi_chuanbo_202511.xlsx", rows=3) == [
        {
            "ship_name": "粤华渔00001",
            "registration": "CB440001",
            "kind": "渔船",
            "tonnage": 12.5,
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "share": "50%",
            "status": "在册",
        },
        {
            "ship_name": "粤华渔00001",
            "registration": "CB440001",
            "kind": "渔船",
            "tonnage": 12.5,
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "share": "50%",
            "status": "在册",
        },
        {
            "ship_name": "五华自用8",
            "registration": "CB440002",
            "kind": "乡镇自用船",
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "status": "停航",
        },
    ]
