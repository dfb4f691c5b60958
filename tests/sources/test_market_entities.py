"""市场主体: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_a_row_becomes_fields(sample: Sample) -> None:
    assert sample.fields("shijian_zhuti_202511.csv", rows=1) == [
        {
            "uscc": "92441424TEST000002",
            "entity_name": "李娜小店",
            "entity_kind": "个体工商户",
            "capital_wan": 0.5,
            "role": "经营者",
            "name": "李娜",
            "id_no": 44_142_419_820_303_002,
            "founded_on": date(2018, 1, 1),
            "employees": 1.0,
            "status": "存续",
        }
    ]
