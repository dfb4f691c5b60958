"""社会组织任职: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("minzheng_shezu_202511.xlsx", rows=2) == [
        {
            "uscc": "91449924H00000012X",
            "organisation": "五华县互助协会",
            "kind": "社会团体",
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "post": "理事",
            "since": date(2022, 5, 1),
            "paid": "否",
        },
        {
            "uscc": "91449904H00000020R",
            "organisation": "越秀助老服务中心",
            "kind": "民办非企业单位",
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "post": "其他",
            "since": date(2024, 1, 15),
            "paid": "是",
        },
    ]
