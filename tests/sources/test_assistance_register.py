"""社会救助在保名册: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("minzheng_zaibao_202511.xlsx", rows=1, total="600.00") == [
        {
            "grant": "SZ1",
            "programme": "低保",
            "head_name": "陈福",
            "head_id": 44_010_419_500_115_004,
            "region": "440104001",
            "insured_count": 1.0,
            "amount_fen": 60000,
            "since": 202501,
        }
    ]
