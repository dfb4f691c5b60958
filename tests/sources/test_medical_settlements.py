"""医疗费用结算: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("yibao_jiesuan_202511.csv", rows=1, total="1300.00") == [
        {
            "settlement": "JS1",
            "name": "李娜",
            "id_no": 44_142_419_820_303_002,
            "visit": "门诊",
            "hospital": "水寨医院",
            "settled_on": date(2025, 11, 3),
            "total_fen": 130000,
            "fund_fen": 120000,
            "serious_fen": 0,
            "aid_fen": 0,
            "self_paid_fen": 10000,
        }
    ]
