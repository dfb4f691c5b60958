"""流浪救助与儿童福利: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from datetime import date

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("minzheng_jiuzhu_202511.txt", rows=2, total="1536.50") == [
        {
            "record": "JZ0001",
            "kind": "流浪乞讨救助",
            "given_on": date(2025, 11, 3),
            "amount_fen": 8650,
            "institution": "五华县救助管理站",
        },
        {
            "record": "ET0002",
            "kind": "孤儿基本生活费",
            "name": "林小满",
            "id_no": 44_992_420_140_601_002,
            "given_on": date(2025, 11, 10),
            "amount_fen": 145000,
        },
    ]
