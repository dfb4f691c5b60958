"""法律援助: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("sifa_yuanzhu_202511.csv", rows=2) == [
        {
            "case_no": "(2025)五援字1号",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "kind": "劳动报酬",
            "accepted_on": date(2025, 11, 5),
            "status": "办理中",
        },
        {
            "case_no": "(2025)五援字2号",
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "kind": "婚姻家庭",
            "accepted_on": date(2025, 11, 19),
            "status": "不予援助",
        },
    ]
