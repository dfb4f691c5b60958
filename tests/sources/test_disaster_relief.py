"""受灾救助: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("yingji_shouzai_202511.xlsx", rows=2, total="5000.00") == [
        {
            "event": "ZH20250007",
            "kind": "台风",
            "happened_on": date(2025, 11, 2),
            "region": "441424103",
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "damage": "严重损坏",
            "loss_fen": 2300000,
            "aid_fen": 500000,
        },
        {
            "event": "ZH20250007",
            "kind": "台风",
            "happened_on": date(2025, 11, 2),
            "region": "441424104",
            "name": "曾阿婆",
            "id_no": 44_992_419_480_228_002,
            "damage": "无",
            "loss_fen": 60000,
            "aid_fen": 0,
        },
    ]
