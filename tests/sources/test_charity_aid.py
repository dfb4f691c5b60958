"""工会与慈善帮扶: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("gonghui_bangfu_202511.csv", rows=2, total="1000.00") == [
        {
            "record": "BF0001",
            "giver": "五华县总工会",
            "project": "困难职工帮扶",
            "kind": "生活",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "given_on": date(2025, 11, 12),
            "amount_fen": 100000,
        },
        {
            "record": "BF0002",
            "giver": "五华县慈善会",
            "project": "冬衣行动",
            "kind": "慰问",
            "name": "曾阿婆",
            "id_no": 44_992_419_480_228_002,
            "given_on": date(2025, 11, 20),
            "amount_fen": 0,
            "goods": "棉被2床",
        },
    ]
