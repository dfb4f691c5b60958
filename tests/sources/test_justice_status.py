"""服刑与矫正: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("sifa_fuxing_202511.csv", rows=2) == [
        {
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "kind": "社区矫正",
            "since": date(2025, 5, 6),
            "until": date(2026, 5, 5),
            "place": "水寨司法所",
        },
        {
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "kind": "服刑",
            "since": date(2024, 2, 1),
        },
    ]
