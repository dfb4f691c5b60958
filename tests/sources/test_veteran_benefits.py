"""优抚待遇: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("tuiyi_youfu_202511.csv", rows=2, total="4085.50") == [
        {
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "kind": "参战参试退役军人",
            "pay_month": 202511,
            "amount_fen": 96500,
        },
        {
            "name": "曾阿婆",
            "id_no": 44_992_419_480_228_002,
            "kind": "烈属",
            "pay_month": 202511,
            "amount_fen": 312050,
        },
    ]
