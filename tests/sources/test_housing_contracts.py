"""房屋网签备案: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("zhujian_wangqian_202511.csv", rows=3, total="1300480.00") == [
        {
            "contract": "WQ20250001",
            "kind": "存量房买卖",
            "role": "卖方",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "area": 88.6,
            "price_fen": 65000000,
            "filed_on": date(2025, 11, 9),
            "address": "水寨镇新华街3号",
            "status": "有效",
        },
        {
            "contract": "WQ20250001",
            "kind": "存量房买卖",
            "role": "买方",
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "area": 88.6,
            "price_fen": 65000000,
            "filed_on": date(2025, 11, 9),
            "address": "水寨镇新华街3号",
            "status": "有效",
        },
        {
            "contract": "ZL20250002",
            "kind": "租赁",
            "role": "承租方",
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "area": 30.0,
            "price_fen": 48000,
            "filed_on": date(2025, 11, 21),
            "status": "撤销",
        },
    ]
