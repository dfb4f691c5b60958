"""学籍: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("jiaoyu_xueji_202511.xlsx", rows=1) == [
        {
            "record": "G1",
            "name": "张小宝",
            "id_no": 44_142_420_150_901_003,
            "school": "水寨小学",
            "stage": "小学",
            "grade": "4年级",
            "mode": "全日制",
            "status": "在读",
            "enrolled_on": date(2022, 9, 1),
        }
    ]
