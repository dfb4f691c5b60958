"""法院执行与失信: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("fayuan_zhixing_202511.txt", rows=2, total="96000.00") == [
        {
            "case_no": "(2025)粤1424执1号",
            "role": "被执行人",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "amount_fen": 4800000,
            "status": "执行中",
            "filed_on": date(2025, 11, 4),
        },
        {
            "case_no": "(2025)粤1424执1号",
            "role": "申请执行人",
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "amount_fen": 4800000,
            "status": "执行中",
            "filed_on": date(2025, 11, 4),
        },
    ]
