"""机动车: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("jiaoguan_jidongche_202511.csv", rows=1) == [
        {
            "plate": "粤M00001",
            "kind": "小型轿车",
            "use_kind": "非营运",
            "name": "张伟",
            "id_no": 44_142_419_800_505_001,
            "registered_on": date(2019, 5, 1),
            "status": "正常",
        }
    ]
