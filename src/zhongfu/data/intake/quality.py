"""数据质量: what can be wrong with a row or a whole file, and how the report says it, in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Status = Literal["loaded", "unchanged", "refused"]

# The order is that of the bits in which the checks over whole columns report a cell.
CELL_CODES = (
    "required_missing",
    "id_format",
    "id_checksum",
    "birth_in_future",
    "date_invalid",
    "amount_invalid",
    "amount_negative",
    "code_unknown",
    "region_unknown",
)
ROW_CODES = (*CELL_CODES, "duplicate_row", "encoding_broken")
FILE_CODES = (
    "name_unknown",
    "category_off",
    "not_listed",
    "digest_mismatch",
    "row_count_mismatch",
    "control_total_mismatch",
    "unreadable",
    "header_mismatch",
    "id_as_number",
    "too_few_accepted",
)

_ROW_TEXTS = {
    "required_missing": (
        "必填项为空（公式没有结果也算空），请补填",
        "a required cell is empty (as is a formula without a result); fill it in",
    ),
    "id_format": (
        "身份证件号码格式不对（应为18位，第7至14位为出生日期），请按证件原件更正",
        "not an 18-character identity number with a calendar date in it; correct it from the document",
    ),
    "id_checksum": (
        "身份证件号码校验码不符，请按证件原件更正",
        "the check character does not fit; correct it from the document",
    ),
    "birth_in_future": (
        "出生日期晚于文件所属月份的最后一天，请核对更正",
        "the date of birth lies after the file's month; correct it",
    ),
    "date_invalid": (
        "日期或年月无法识别，请按20260131、2026-01-31、2026/1/31（年月按202601）填写",
        "not a date or month; write 20260131, 2026-01-31 or 2026/1/31 (a month: 202601)",
    ),
    "amount_invalid": (
        "金额无法识别，请填写以元为单位、至多两位小数的数字",
        "not an amount; write yuan with at most two decimals",
    ),
    "amount_negative": ("金额为负数，请核对更正", "the amount is below zero; correct it"),
    "code_unknown": ("不在规定的代码之内，请按布局说明填写", "not one of the layout's codes; use one of them"),
    "region_unknown": (
        "行政区划代码不存在，请按统计用区划代码填写",
        "no such region code; use the official code of the place",
    ),
    "duplicate_row": (
        "与前面已接收的行主键相同，请删除重复行",
        "its key repeats that of an earlier accepted row; remove the repetition",
    ),
    "encoding_broken": (
        "本行含有不符合文件编码的字节，请重新导出本行",
        "the row holds bytes that are not valid in the file's encoding; export it again",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a faulty cell or row (`row` is the spreadsheet's row number) or, with `row` None, a refused file.

    `said` holds the sentences of a refusal; a row's sentences follow from its code, so that a long list stays small.
    """

    row: int | None
    column: str | None
    code: str
    said: tuple[str, str] | None = None

    @property
    def message_zh(self) -> str:
        """Where, what and how to mend it, in Chinese; never the value itself."""
        if self.said:
            return self.said[0]
        return f"第{self.row}行{f'“{self.column}”' if self.column else ''}：{_ROW_TEXTS[self.code][0]}。"

    @property
    def message_en(self) -> str:
        """Where, what and how to mend it, in English; never the value itself."""
        if self.said:
            return self.said[1]
        return f"Row {self.row}{f', {self.column}' if self.column else ''}: {_ROW_TEXTS[self.code][1]}."

    def as_json(self) -> dict[str, Any]:
        """The problem as `ingest --json` shows it."""
        message = f"{self.message_zh} / {self.message_en}"
        return {"row": self.row, "column": self.column, "code": self.code, "message": message}


def refusal(code: str, zh: str, en: str, column: str | None = None) -> Problem:
    """The one problem of a refused file."""
    return Problem(None, column, code, (zh, en))


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one delivered file. `digest` is the SHA-256 of its bytes, the name under which it is kept raw."""

    path: str
    source: str | None
    month: str | None
    digest: str
    rows: int
    accepted: int
    status: Status
    problems: list[Problem] = field(default_factory=list)
    part: Path | None = None

    @property
    def rejected(self) -> int:
        """Rows that were not taken in though their file was."""
        return self.rows - self.accepted if self.status == "loaded" else 0

    def as_json(self) -> dict[str, Any]:
        """The file as `ingest --json` shows it."""
        return {
            "path": self.path,
            "source": self.source,
            "month": self.month,
            "rows": self.rows,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "status": self.status,
            "problems": [problem.as_json() for problem in self.problems],
        }


def summary(reports: list[FileReport]) -> dict[str, int]:
    """The closing counts of `ingest --json`."""
    return {
        "files": len(reports),
        "loaded": sum(report.status == "loaded" for report in reports),
        "refused": sum(report.status == "refused" for report in reports),
        "rows": sum(report.rows for report in reports),
        "accepted": sum(report.accepted for report in reports),
        "rejected": sum(report.rejected for report in reports),
    }
