"""银行存款: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("yinhang_cunkuan_202511.csv", rows=2, total="51203.45") == [
        {
            "request": "CX2025110001",
            "bank": "五华农村商业银行",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "account": "6217****0018",
            "account_kind": "I类",
            "deposit_kind": "活期",
            "currency": "CNY",
            "opened_on": date(2012, 3, 5),
            "as_of": date(2025, 11, 30),
            "balance_fen": 120345,
            "highest_fen": 2050000,
            "large_in_fen": 3000000,
            "large_out_fen": 2800000,
            "pledged": "否",
        },
        {
            "request": "CX2025110001",
            "bank": "五华农村商业银行",
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "account": "6217****0026",
            "account_kind": "I类",
            "deposit_kind": "定期",
            "currency": "HKD",
            "as_of": date(2025, 11, 30),
            "balance_fen": 5000000,
            "highest_fen": 5000000,
            "large_in_fen": 0,
            "large_out_fen": 0,
        },
    ]
