"""养老待遇发放: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("renshe_yanglao_202511.csv", rows=1, total="1500.50") == [
        {
            "name": "陈福",
            "id_no": 44_010_419_500_115_004,
            "kind": "居民养老",
            "pay_month": 202511,
            "amount_fen": 150050,
            "status": "正常",
        }
    ]
