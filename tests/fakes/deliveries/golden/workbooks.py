"""工作簿样本 Workbooks as spreadsheet programs and their users leave them: numbers for ids, merged headers, formulas, macros."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from tests.fakes.deliveries.broken_files import dates_since_1904, rewritten
from tests.fakes.deliveries.cells_in_question import GOOD
from tests.fakes.deliveries.folder import Sheet
from tests.fakes.deliveries.golden.member import Golden, rows_of, with_cells

ASSISTANCE, SCHOOL, INSURED, SETTLEMENTS = "minzheng_zaibao", "jiaoyu_xueji", "renshe_shebao", "yibao_jiesuan"
SHEET = "xl/worksheets/sheet1.xml"


def edited(made: Sheet, change: Callable[[openpyxl.Workbook, Worksheet], None]) -> bytes:
    """The sheet's workbook after somebody worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(made.content()))
    change(book, book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def resheeted(made: Sheet, change: Callable[[bytes], bytes]) -> bytes:
    """The sheet's workbook with the XML of its sheet changed."""
    return rewritten(made.content(), lambda name, content: change(content) if name == SHEET else content)


def with_members(content: bytes, members: dict[str, bytes]) -> bytes:
    """A workbook with further members in its archive."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return out.getvalue()


def ids_as_numbers() -> Golden:
    """One of them is enough: what else the column holds went through the same hands."""
    made = with_cells(ASSISTANCE, "户主身份证号", 441424197001010000.0)
    return Golden(made, code="id_as_number", says=("户主身份证号", "户主身份证号"))


def all_ids_as_numbers() -> Golden:
    made = with_cells(INSURED, "证件号码", *(float(f"44142419700101{n}000") for n in range(6)), count=6)
    return Golden(made, code="id_as_number", says=("文本", "text"))


def ids_as_rounded_text() -> Golden:
    """Only some were spoilt before the column was made text."""
    made = with_cells(ASSISTANCE, "户主身份证号", "4.41424E+17", "441424197001010000")
    problems = {(3, "户主身份证号", "id_format"), (4, "户主身份证号", "id_checksum")}
    return Golden(made, problems=problems)


def dates_since_1900() -> Golden:
    days = [datetime(2022, 9, 1), datetime(2022, 9, 2, 23, 59, 59), datetime(1900, 3, 1)]  # noqa: DTZ001
    made = with_cells(SCHOOL, "入学日期", *days, count=3)
    return Golden(made, holds={"enrolled_on": ["2022-09-01", "2022-09-02", "1900-03-01"]})


def dates_since_1904_too() -> Golden:
    return Golden(rows_of(SCHOOL, 2), dates_since_1904(), holds={"enrolled_on": ["2022-09-01", "2022-09-02"]})


def dates_as_bare_numbers() -> Golden:
    """Day numbers without a date format: which calendar they count in, nobody can know."""
    made = with_cells(SCHOOL, "入学日期", 44805, 44806)
    return Golden(made, problems={(2, "入学日期", "date_invalid"), (3, "入学日期", "date_invalid")})


def header_cells_merged() -> Golden:
    made = rows_of(ASSISTANCE)
    content = edited(made, lambda book, page: page.merge_cells("C2:D2"))
    return Golden(made, content, code="header_mismatch", says=("户主身份证号", "户主身份证号"))


def header_over_two_rows() -> Golden:
    made = rows_of(ASSISTANCE)
    made.counted = 7

    def doubled(book: openpyxl.Workbook, page: Worksheet) -> None:
        page.insert_rows(2)
        page["A2"] = "户主情况"
        page.merge_cells("A2:H2")

    return Golden(made, edited(made, doubled), code="header_mismatch", says=("第2行", "row 2"))


def data_cells_merged() -> Golden:
    """Only the first cell of a merged range has content; the others are empty, and say so."""
    made = rows_of(ASSISTANCE)
    content = edited(made, lambda book, page: page.merge_cells("C3:C5"))
    return Golden(made, content, problems={(4, "户主姓名", "required_missing"), (5, "户主姓名", "required_missing")})


def hidden_rows_and_columns() -> Golden:
    """Hiding is for the eye: the rows are data all the same."""
    made = rows_of(ASSISTANCE, 3)

    def hide(book: openpyxl.Workbook, page: Worksheet) -> None:
        page.row_dimensions[4].hidden = True
        page.column_dimensions["C"].hidden = True
        page.auto_filter.ref = "A2:H5"

    return Golden(made, edited(made, hide), holds={"grant": ["SZ0000", "SZ0001", "SZ0002"], "head_name": ["孙三"] * 3})


def one_row_too_many() -> Golden:
    """1,048,577 rows: one more than any spreadsheet has."""
    made = rows_of(ASSISTANCE)
    row = b'<row r="1048577"><c r="A1048577" t="str"><v>x</v></c></row></sheetData>'
    content = resheeted(made, lambda xml: xml.replace(b"</sheetData>", row))
    return Golden(made, content, code="unreadable", says=("过大", "too large"))


def rows_only_claimed() -> Golden:
    """The sheet says that it is full to the last corner, and holds two rows."""
    made = rows_of(ASSISTANCE, 2)
    claim = b'<dimension ref="A1:XFD1048577"/>'
    content = resheeted(made, lambda xml: re.sub(rb'<dimension ref="[^"]*" ?/>', claim, xml))
    return Golden(made, content, holds={"grant": ["SZ0000", "SZ0001"]})


def compound(*streams: str) -> bytes:
    """An OLE file of three sectors with a table, a directory and nothing behind the names: enough to be recognised by."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack("<2I", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = [_entry("Root Entry", 5), *(_entry(name, 2) for name in streams)]
    return header + table + b"".join(entries).ljust(512, b"\0") + bytes(512)


def _entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
        + bytes(48)
    )


def old_workbook_renamed() -> Golden:
    return Golden(rows_of(ASSISTANCE), compound("Workbook"), code="unreadable", says=(".xls", ".xls"))


def old_wps_workbook_renamed() -> Golden:
    return Golden(rows_of(ASSISTANCE), compound("Workbook", "WpsCustomData"), code="unreadable", says=(".et", ".et"))


def workbook_under_password() -> Golden:
    content = compound("EncryptionInfo", "EncryptedPackage")
    return Golden(rows_of(ASSISTANCE), content, code="unreadable", says=("密码", "password"))


def named_xls() -> Golden:
    name = "minzheng_zaibao_202512.xls"
    return Golden(rows_of(ASSISTANCE), compound("Workbook"), name, "name_unknown", (".xlsx", ".xlsx"))


def named_et() -> Golden:
    name = "minzheng_zaibao_202512.et"
    return Golden(rows_of(ASSISTANCE), compound("Workbook"), name, "name_unknown", (".xlsx", ".xlsx"))


def text_named_xlsx() -> Golden:
    made = rows_of(SETTLEMENTS)
    return Golden(rows_of(ASSISTANCE), made.content(), code="unreadable", says=(".xlsx", ".xlsx"))


def workbook_named_csv() -> Golden:
    return Golden(rows_of(SETTLEMENTS), rows_of(ASSISTANCE).content(), code="unreadable", says=("工作簿", "workbook"))


def picture_named_xlsx() -> Golden:
    content = b"\x89PNG\r\n\x1a\n" + bytes(3000)
    return Golden(rows_of(ASSISTANCE), content, code="unreadable", says=(".xlsx", ".xlsx"))


def macros_inside() -> Golden:
    """An .xlsm under the name of an .xlsx: its data is read, its program never run."""
    made = rows_of(ASSISTANCE, 2)
    types = (b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
    old = b"vnd.openxmlformats-officedocument."

    def enable(name: str, content: bytes) -> bytes:
        return content.replace(old + types[0], b"vnd." + types[1]) if name == "[Content_Types].xml" else content

    content = with_members(rewritten(made.content(), enable), {"xl/vbaProject.bin": compound("VBA", "dir")})
    return Golden(made, content, holds={"grant": ["SZ0000", "SZ0001"]})


def _cell(at: str, inside: str) -> Callable[[bytes], bytes]:
    """Replace the content of one cell's element, and its type with it."""
    return lambda xml: re.sub(rb'<c r="%s"[^>]*>.*?</c>' % at.encode(), inside.encode(), xml)


def formulas_with_results() -> Golden:
    made = rows_of(ASSISTANCE, 2)

    def change(xml: bytes) -> bytes:
        xml = _cell("G3", '<c r="G3"><f>50*2</f><v>100</v></c>')(xml)
        return _cell("D4", f'<c r="D4" t="str"><f>A1&amp;""</f><v>{GOOD}</v></c>')(xml)

    return Golden(
        made, resheeted(made, change), holds={"amount_fen": [10_000, 10_000], "head_id": [int(GOOD[:17])] * 2}
    )


def formulas_without_results() -> Golden:
    """Written by a program that does not calculate: there is nothing to read."""
    made = rows_of(ASSISTANCE)
    made.total = 500.0
    content = edited(made, lambda book, page: page.cell(3, 7, "=50*2"))
    return Golden(made, content, problems={(3, "月保障金", "required_missing")})


def formula_that_failed() -> Golden:
    """An error is no result."""
    made = rows_of(ASSISTANCE)
    made.total = 500.0
    content = resheeted(made, _cell("G3", '<c r="G3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'))
    return Golden(made, content, problems={(3, "月保障金", "required_missing")})


def links_to_elsewhere() -> Golden:
    """Another workbook and a program are named as sources; neither is ever asked, the stored value is read."""
    made = rows_of(ASSISTANCE, 2)
    link = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    )
    content = resheeted(made, _cell("C3", '<c r="C3" t="str"><f>[1]表!A1</f><v>孙四</v></c>'))
    content = with_members(content, {"xl/externalLinks/externalLink1.xml": link})
    return Golden(made, content, holds={"head_name": ["孙四", "孙三"]})


def zero_written_out() -> Golden:
    """The way in which a workbook can spell NUL."""
    made = rows_of(ASSISTANCE)
    content = resheeted(made, _cell("C4", '<c r="C4" t="str"><v>孙_x0000_三</v></c>'))
    return Golden(made, content, problems={(4, None, "encoding_broken")})


def cells_that_a_spreadsheet_would_run_in_a_workbook() -> Golden:
    cells = ["'=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1+1", "＝1+1", "＋1", "－1", "＠SUM(A1)"]
    made = with_cells(SCHOOL, "学校名称", *cells, count=len(cells))
    return Golden(made, holds={"school": [cell.strip() for cell in cells]})


WORKBOOKS: dict[str, Callable[[], Golden]] = {
    build.__name__: build
    for build in (
        ids_as_numbers, all_ids_as_numbers, ids_as_rounded_text, dates_since_1900, dates_since_1904_too,
        dates_as_bare_numbers, header_cells_merged, header_over_two_rows, data_cells_merged, hidden_rows_and_columns,
        one_row_too_many, rows_only_claimed, old_workbook_renamed, old_wps_workbook_renamed, workbook_under_password,
        named_xls, named_et, text_named_xlsx, workbook_named_csv, picture_named_xlsx, macros_inside,
        formulas_with_results, formulas_without_results, formula_that_failed, links_to_elsewhere, zero_written_out,
        cells_that_a_spreadsheet_would_run_in_a_workbook,
    )
}  # fmt: skip
