"""防返贫监测: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("nongye_fangfanpin_202511.xlsx", rows=2) == [
        {
            "household": "FP4414240001",
            "name": "曾䶮",
            "id_no": 44_992_419_690_105_001,
            "region": "441424103",
            "kind": "突发严重困难户",
            "since": 202508,
            "risk": "因病",
            "removed": "否",
        },
        {
            "household": "FP4414240002",
            "name": "曾阿婆",
            "id_no": 44_992_419_480_228_002,
            "region": "441424103",
            "kind": "边缘易致贫户",
            "since": 202203,
            "risk": "缺劳动力",
            "removed": "是",
            "removed_in": 202506,
        },
    ]
