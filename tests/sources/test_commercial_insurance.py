"""商业保险: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("baoxian_baodan_202511.xlsx", rows=2, total="21500.00") == [
        {
            "request": "CX2025110001",
            "insurer": "岭南人寿",
            "policy": "BD00000001",
            "kind": "养老型",
            "role": "投保人",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "premium_fen": 360000,
            "cash_value_fen": 2150000,
            "claims_fen": 0,
            "since": date(2018, 1, 1),
            "until": date(2038, 1, 1),
        },
        {
            "request": "CX2025110001",
            "insurer": "岭南人寿",
            "policy": "BD00000002",
            "kind": "保障型",
            "role": "被保险人",
            "name": "黄秀英",
            "id_no": 44_992_419_810_830_002,
            "premium_fen": 26000,
            "cash_value_fen": 0,
            "claims_fen": 180000,
            "since": date(2025, 2, 1),
        },
    ]
