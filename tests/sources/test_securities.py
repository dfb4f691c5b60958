"""证券与基金: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("zhengquan_chiyou_202511.csv", rows=2, total="3250.18") == [
        {
            "request": "CX2025110001",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "account": "A12****01",
            "kind": "基金",
            "security": "510000",
            "value_fen": 325018,
            "cash_fen": 0,
            "as_of": date(2025, 11, 28),
        },
        {
            "request": "CX2025110001",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "account": "A12****01",
            "kind": "资金账户",
            "security": "-",
            "value_fen": 0,
            "cash_fen": 1207,
            "as_of": date(2025, 11, 28),
        },
    ]
