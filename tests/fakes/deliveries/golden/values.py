"""取值样本 Cells that are wrong, look wrong, or would be run by a spreadsheet; lists and headers that do not fit the file."""

from __future__ import annotations

from collections.abc import Callable

from tests.fakes.deliveries.cells_in_question import ALSO_WITH_X, FULL_WIDTH, GOOD, LATE, WITH_X, WRONG
from tests.fakes.deliveries.folder import Cell
from tests.fakes.deliveries.golden.member import Golden, rows_of, with_cells
from tests.fakes.deliveries.place import identity

SETTLEMENTS, REGISTER, ASSISTANCE, DEATHS = "yibao_jiesuan", "gongan_huji", "minzheng_zaibao", "minzheng_binzang"
AMOUNT = "费用总额"


def _failing(stem: str, column: str, first: int, *cases: tuple[Cell, str], worth: float = 0.0) -> Golden:
    """Each cell in a row of its own with the code it fails with; `first` is the spreadsheet's row of the first."""
    made = with_cells(stem, column, *(cell for cell, _ in cases))
    made.extra = worth
    return Golden(made, problems={(first + n, column, code) for n, (_, code) in enumerate(cases)})


def identity_numbers() -> Golden:
    bad = (
        (WRONG, "id_checksum"), ("510202640229001", "id_format"), (LATE, "birth_in_future"), (GOOD[:17], "id_format"),
        ("44142419800230001X", "id_format"), ("4.41424E+17", "id_format"), ("44142419800505００１", "id_format"),
        ("无", "id_format"), ("000000000000000000", "id_format"),
    )  # fmt: skip
    return _failing(SETTLEMENTS, "身份证号", 2, *bad)


def identity_numbers_of_a_workbook() -> Golden:
    bad = (
        (WRONG, "id_checksum"),
        ("510202640229001", "id_format"),
        (LATE, "birth_in_future"),
        ("4.41E+17", "id_format"),
    )
    return _failing(ASSISTANCE, "户主身份证号", 3, *bad)


def identity_numbers_that_stand() -> Golden:
    """A small x, a full-width Ｘ, full-width digits, blanks and invisible signs, an old man of 130, an abolished county."""
    old = identity("44142418950101001")
    abolished = identity("44242419800101001")
    cells = (
        WITH_X[:17] + "x",
        ALSO_WITH_X[:17] + "Ｘ",
        FULL_WIDTH,
        f"\u00a0{GOOD[:6]}\u200b{GOOD[6:]}\u3000",
        old,
        abolished,
    )
    made = with_cells(SETTLEMENTS, "身份证号", *cells, count=len(cells))
    plain = [WITH_X, ALSO_WITH_X, ALSO_WITH_X, GOOD, old, abolished]
    return Golden(made, holds={"id_no": [int(each[:17]) for each in plain]})


def amounts() -> Golden:
    bad = (
        ("-5.00", "amount_negative"), ("1e309", "amount_invalid"), ("NaN", "amount_invalid"), ("inf", "amount_invalid"),
        ("-∞", "amount_invalid"), ("1e2", "amount_invalid"), ("0x10", "amount_invalid"), ("1_000", "amount_invalid"),
        ("12.345", "amount_invalid"), ("9" * 40, "amount_invalid"), ("五十", "amount_invalid"), ("¥5", "amount_invalid"),
    )  # fmt: skip
    golden = _failing(SETTLEMENTS, AMOUNT, 2, *bad)
    golden.sheet.total = 100.0 * len(bad) - 5.0
    return golden


def amounts_of_a_workbook() -> Golden:
    """Number cells that no bank could pay: beyond all bounds, below zero, a truth value; and texts that are no numbers."""
    bad: tuple[tuple[Cell, str], ...] = (
        (1e300, "amount_invalid"), (-600.0, "amount_negative"), ("约六百", "amount_invalid"), (True, "amount_invalid"),
        ("NaN", "amount_invalid"), ("1e309", "amount_invalid"),
    )  # fmt: skip
    golden = _failing(ASSISTANCE, "月保障金", 3, *bad)
    golden.sheet.total = 100.0 * len(bad) - 600.0
    return golden


def amounts_that_stand() -> Golden:
    cells = ("１２３.5", "\u00a0" + "7\u200b元", "0", "-0.00")
    made = with_cells(SETTLEMENTS, AMOUNT, *cells, count=len(cells))
    made.total = 130.5
    return Golden(made, holds={"total_fen": [12350, 700, 0, 0]})


def dates() -> Golden:
    """Nobody dies on the thirtieth of February."""
    bad = (
        "2025-02-30",
        "20250230",
        "2025/2/29",
        "2025-00-10",
        "0000-01-01",
        "二〇二五年一月",
        "45992",
        "2025-12-01T08:00",
    )
    return _failing(DEATHS, "死亡日期", 2, *((cell, "date_invalid") for cell in bad))


def births_to_come() -> Golden:
    bad = (("20260101", "birth_in_future"), ("99991231", "birth_in_future"), ("19800230", "date_invalid"))
    return _failing(REGISTER, "出生日期", 2, *bad)


def places() -> Golden:
    """A county in place of a town, an abolished county, a town of elsewhere, a name."""
    bad = ("441424", "442424100", "440104999", "110101001", "水寨镇")
    return _failing(REGISTER, "行政区划", 2, *((cell, "region_unknown") for cell in bad))


def codes() -> Golden:
    bad = ("急诊", "1", "门诊;住院", "门 诊")
    return _failing(SETTLEMENTS, "就诊类别", 2, *((cell, "code_unknown") for cell in bad))


def cells_left_empty() -> Golden:
    bad = ("", "\u3000", "\u200b\ufeff", "\t")
    return _failing(SETTLEMENTS, "姓名", 2, *((cell, "required_missing") for cell in bad))


def repeated_rows() -> Golden:
    made = rows_of(SETTLEMENTS)
    for row in (0, 3):
        repeated = made.rows[row]
        assert isinstance(repeated, list)
        made.rows.append(list(repeated))
    return Golden(made, problems={(8, "结算流水号", "duplicate_row"), (9, "结算流水号", "duplicate_row")})


def one_person_in_two_households() -> Golden:
    """What marriages and splits leave behind; which of the two counts is decided later."""
    return Golden(rows_of(REGISTER, 2), holds={"household_id": ["880000", "880001"], "id_no": [int(GOOD[:17])] * 2})


def cells_that_a_spreadsheet_would_run() -> Golden:
    """Kept as the text they are; blanks around them go, as around every cell."""
    cells = (
        "=1+1", "+1", "-1+1", "@SUM(A1)", "=cmd|'/C calc'!A0", "\t=1+1", "＝1+1", "＋1", "－1", "＠SUM(A1)",
        '"=HYPERLINK(""http://x"",""y"")"',
    )  # fmt: skip
    kept = [cell.strip().strip('"').replace('""', '"') for cell in cells]
    return Golden(with_cells(SETTLEMENTS, "医疗机构", *cells, count=len(cells)), holds={"hospital": list(kept)})


def return_before_a_formula() -> Golden:
    """A carriage return inside a cell is a line break, which no cell may hold."""
    made = with_cells(SETTLEMENTS, "医疗机构", '"\r=1+1"', count=4)
    return Golden(made, code="unreadable", says=("第2行", "row 2"))


def old_line_end_between_two_rows() -> Golden:
    """Two rows on what looks like one line: the second must not be lost without a word."""
    made = rows_of(SETTLEMENTS)
    content = made.content().split(b"\n")
    content[2:4] = [content[2] + b"\r" + content[3]]
    made.counted = 5
    made.extra = -100.0
    return Golden(made, b"\n".join(content), code="unreadable", says=("第3行", "row 3"))


def formulas_for_amounts() -> Golden:
    bad = (("=1+1", "amount_invalid"), ("+5", "amount_invalid"), ("@1", "amount_invalid"), ("－5", "amount_invalid"))
    return _failing(SETTLEMENTS, AMOUNT, 2, *bad)


def wrong_control_total() -> Golden:
    return Golden(
        rows_of(SETTLEMENTS), listed={"total": "600.01"}, code="control_total_mismatch", says=(AMOUNT, AMOUNT)
    )


def wrong_row_count() -> Golden:
    return Golden(rows_of(SETTLEMENTS), listed={"rows": "5"}, code="row_count_mismatch", says=("6行", "6 data rows"))


def wrong_sha256() -> Golden:
    return Golden(rows_of(SETTLEMENTS), listed={"digest": "0" * 64}, code="digest_mismatch", says=("校验值", "digest"))


def wrong_sm3() -> Golden:
    return Golden(rows_of(REGISTER), listed={"digest": "0" * 64}, code="digest_mismatch", says=("校验值", "digest"))


def digest_by_an_unknown_rule() -> Golden:
    listed: dict[str, str | None] = {"algorithm": "CRC32", "digest": "0" * 8}
    return Golden(rows_of(SETTLEMENTS), listed=listed, code="digest_mismatch", says=("SM3", "SM3"))


def column_renamed() -> Golden:
    made = rows_of(SETTLEMENTS)
    made.header[made.header.index("姓名")] = "患者姓名"
    return Golden(made, code="header_mismatch", says=("姓名", "姓名"))


def columns_permuted() -> Golden:
    made = rows_of(SETTLEMENTS, 2)
    for row in (made.header, *made.rows):
        assert isinstance(row, list)
        row.append(row.pop(0))
    return Golden(made, holds={"settlement": ["JS0000", "JS0001"]})


def columns_too_many() -> Golden:
    made = rows_of(SETTLEMENTS)
    made.header += ["备注", "联系电话"]
    for row in made.rows:
        assert isinstance(row, list)
        row += ["", "13800000000"]
    return Golden(made, code="header_mismatch", says=("2列", "2 columns"))


def column_twice() -> Golden:
    made = rows_of(SETTLEMENTS)
    for row in (made.header, *made.rows):
        assert isinstance(row, list)
        row.append(row[1])
    return Golden(made, code="header_mismatch", says=("重复", "repeated"))


def two_hundred_columns() -> Golden:
    made = rows_of(SETTLEMENTS)
    for row in (made.header, *made.rows):
        assert isinstance(row, list)
        row += [f"列{n}" for n in range(200)]
    return Golden(made, code="header_mismatch", says=("200列", "200 columns"))


def ten_thousand_columns() -> Golden:
    made = rows_of(SETTLEMENTS)
    for row in (made.header, *made.rows):
        assert isinstance(row, list)
        row += [f"列{n}" for n in range(10_000)]
    return Golden(made, code="header_mismatch", says=("10000列", "10000 columns"))


VALUES: dict[str, Callable[[], Golden]] = {
    build.__name__: build
    for build in (
        identity_numbers, identity_numbers_of_a_workbook, identity_numbers_that_stand, amounts, amounts_of_a_workbook,
        amounts_that_stand, dates, births_to_come, places, codes, cells_left_empty, repeated_rows,
        one_person_in_two_households, cells_that_a_spreadsheet_would_run, return_before_a_formula,
        old_line_end_between_two_rows, formulas_for_amounts,
        wrong_control_total, wrong_row_count, wrong_sha256, wrong_sm3, digest_by_an_unknown_rule, column_renamed,
        columns_permuted, columns_too_many, column_twice, two_hundred_columns, ten_thousand_columns,
    )
}  # fmt: skip
