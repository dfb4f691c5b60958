"""承包地与农业补贴: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("nongye_butie_202512.csv", rows=2, total="318.96") == [
        {
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "region": "441424103",
            "land_mu": 3.6,
            "let_mu": 1.2,
            "rent_fen": 72000,
            "kind": "耕地地力保护补贴",
            "amount_fen": 31896,
            "year": 2025.0,
        },
        {
            "name": "曾阿婆",
            "id_no": 44_992_419_480_228_002,
            "region": "441424103",
            "land_mu": 1.5,
            "rent_fen": 0,
            "kind": "无",
            "amount_fen": 0,
            "year": 2025.0,
        },
    ]
