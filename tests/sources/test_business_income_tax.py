"""经营所得: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("shuiwu_jingying_202511.txt", rows=1, total="800.25") == [
        {
            "taxpayer": "92441424TEST000002",
            "name": "李娜",
            "id_no": 44_142_419_820_303_002,
            "period": 202511,
            "revenue_fen": 200000,
            "cost_fen": 119975,
            "income_fen": 80025,
            "tax_fen": 400,
        }
    ]
