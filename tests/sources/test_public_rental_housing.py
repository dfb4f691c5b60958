"""公租房与租赁补贴: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("zhujian_gongzufang_202511.csv", rows=2, total="320.00") == [
        {
            "name": "曾阿婆",
            "id_no": 44_992_419_480_228_002,
            "kind": "实物配租",
            "area": 36.5,
            "rent_fen": 6000,
            "subsidy_fen": 0,
            "since": date(2021, 4, 1),
        },
        {
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "kind": "租赁补贴",
            "rent_fen": 0,
            "subsidy_fen": 32000,
            "since": date(2025, 1, 1),
            "until": date(2025, 12, 31),
        },
    ]
