"""水电燃气通信: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("gongyong_yongliang_202511.csv", rows=2, total="112.53") == [
        {
            "kind": "电",
            "account": "0301****21",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "address": "水寨镇新华街3号",
            "month": 202511,
            "quantity": 186.0,
            "amount_fen": 11253,
        },
        {
            "kind": "水",
            "account": "02****77",
            "month": 202511,
            "quantity": 0.0,
            "amount_fen": 0,
            "months_without_use": 4.0,
        },
    ]
