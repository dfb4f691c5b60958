"""不动产登记: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("ziran_budongchan_202511.csv", rows=1) == [
        {
            "unit": "U1",
            "certificate": "C1",
            "name": "张伟",
            "id_no": 44_142_419_800_505_001,
            "share": "50%",
            "use": "住宅",
            "area": 88.5,
            "address": "水寨路1号",
            "county": "441424",
            "registered_on": date(2015, 1, 1),
            "right_status": "现势",
        }
    ]
