"""社保缴费: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("renshe_shebao_202511.xlsx", rows=1, total="4000.00") == [
        {
            "name": "张伟",
            "id_no": 44_142_419_800_505_001,
            "employer": "五华厂",
            "employer_uscc": "91441424TEST000001",
            "insurance": "企业职工基本养老保险",
            "pay_month": 202511,
            "base_fen": 400000,
            "personal_fen": 32000,
            "employer_fen": 64000,
            "status": "正常",
        }
    ]
