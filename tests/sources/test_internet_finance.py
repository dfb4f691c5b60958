"""互联网金融与支付: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("zhifu_yue_202511.txt", rows=2, total="2486.32") == [
        {
            "request": "CX2025110001",
            "platform": "岭南付",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "account": "138****0001",
            "kind": "支付账户",
            "balance_fen": 8632,
            "as_of": date(2025, 11, 30),
        },
        {
            "request": "CX2025110001",
            "platform": "岭南付",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "account": "138****0001",
            "kind": "货币基金",
            "balance_fen": 240000,
            "as_of": date(2025, 11, 30),
        },
    ]
