"""医保参保: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("yibao_canbao_202511.csv", rows=1) == [
        {
            "id_no": 44_142_419_800_505_001,
            "insurance": "职工",
            "status": "正常",
            "county": "441424",
        }
    ]
