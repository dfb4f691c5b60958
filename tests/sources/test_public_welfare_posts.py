"""公益性岗位与岗位介绍: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("renshe_gangwei_202511.xlsx", rows=2, total="1850.00") == [
        {
            "kind": "在岗",
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "post": "乡村保洁员",
            "on": date(2025, 11, 15),
            "subsidy_fen": 185000,
        },
        {
            "kind": "介绍",
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "post": "护林员",
            "on": date(2025, 11, 18),
            "subsidy_fen": 0,
            "refused": "是",
            "reason": "照顾卧床老人",
        },
    ]
