"""公积金缴存: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("gongjijin_jiaocun_202511.csv", rows=1, total="4000.00") == [
        {
            "name": "张伟",
            "id_no": 44_142_419_800_505_001,
            "employer": "五华厂",
            "base_fen": 400000,
            "personal_fen": 20000,
            "employer_fen": 20000,
            "balance_fen": 202550,
            "month": 202511,
            "status": "正常",
        }
    ]
