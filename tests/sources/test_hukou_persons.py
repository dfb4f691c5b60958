"""户籍人口快照: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("gongan_huji_202511.csv", rows=1) == [
        {
            "household_id": "4414240000001",
            "name": "张䶮",
            "id_no": 44_142_419_800_505_001,
            "relation": "户主",
            "sex": "男",
            "nation": "汉",
            "birth": date(1980, 5, 5),
            "address": "水寨路1号",
            "region": "441424100",
            "hukou_kind": "农村",
            "cancel_reason": "迁出",
            "cancel_date": date(2025, 11, 1),
        }
    ]
