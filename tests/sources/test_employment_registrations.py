"""就业登记: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("renshe_jiuye_202511.csv", rows=2) == [
        {
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "status": "单位就业",
            "employer": "五华诚信建筑公司",
            "employed_on": date(2023, 3, 1),
        },
        {
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "status": "登记失业",
            "employed_on": date(2019, 6, 1),
            "ended_on": date(2025, 9, 30),
            "unemployed_on": date(2025, 10, 9),
            "hard_to_place": "是",
        },
    ]
