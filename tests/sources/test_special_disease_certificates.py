"""门特与重病认定: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("yibao_mente_202511.csv", rows=2) == [
        {
            "certificate": "MT0001",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "disease": "慢性肾功能不全（透析）",
            "kind": "门诊特定病种",
            "hospital": "五华县人民医院",
            "since": date(2025, 7, 1),
            "until": date(2026, 6, 30),
            "status": "有效",
        },
        {
            "certificate": "MT0002",
            "name": "曾阿婆",
            "id_no": 44_992_419_480_228_002,
            "disease": "高血压",
            "kind": "门诊慢性病",
            "since": date(2019, 3, 1),
            "status": "终止",
        },
    ]
