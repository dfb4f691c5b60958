"""高校在读: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("jiaoyu_gaoxiao_202511.xlsx", rows=2) == [
        {
            "school": "嘉应学院",
            "record": "2024010001",
            "name": "黄志远",
            "id_no": 44_992_420_051_010_001,
            "level": "本科",
            "mode": "全日制",
            "status": "在读",
            "enrolled_on": date(2024, 9, 1),
            "graduates_on": date(2028, 6, 30),
            "fee_fen": 551000,
            "loan_fen": 800000,
            "grant_fen": 330000,
        },
        {
            "school": "广东开放大学",
            "record": "K20230007",
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "level": "专科",
            "mode": "非全日制",
            "status": "休学",
            "enrolled_on": date(2023, 3, 1),
            "fee_fen": 210000,
            "loan_fen": 0,
            "grant_fen": 0,
        },
    ]
