"""个人所得税: a sample of the feed, and the fields that it becomes."""

from __future__ import annotations

from tests.sources.conftest import Sample


def test_rows_become_fields(sample: Sample) -> None:
    assert sample.fields("shuiwu_geshui_202511.txt", rows=2, total="6100.55") == [
        {
            "withholder": "五华诚信建筑公司",
            "withholder_uscc": "91449924H00000012X",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "kind": "工资薪金",
            "period": 202510,
            "gross_fen": 520000,
            "taxable_fen": 20000,
            "tax_fen": 600,
        },
        {
            "withholder": "越秀助老服务中心",
            "withholder_uscc": "91449904H00000020R",
            "name": "林大海",
            "id_no": 44_992_419_780_312_001,
            "kind": "劳务报酬",
            "period": 202510,
            "gross_fen": 90055,
            "taxable_fen": 72044,
            "tax_fen": 0,
        },
    ]
