"""残疾人证: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("canlian_chizheng_202511.csv", rows=1) == [
        {
            "name": "李娜",
            "certificate": "44142419820303002642",
            "kind": "肢体",
            "grade": "二级",
            "issued_on": date(2020, 1, 1),
            "valid_to": date(2030, 1, 1),
            "status": "有效",
            "person": 44_142_419_820_303_002,
        }
    ]
