"""坏文件 Files that departments and accidents produce: workbooks that lie about themselves, text that is no text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime

import openpyxl
from tests.fakes.deliveries.folder import Sheet, sheet
from tests.fakes.deliveries.place import WEI

Edit = Callable[[str, bytes], bytes | None]


def register(rows: int = 2) -> Sheet:
    """The assistance register of a month, as good as it comes."""
    lines = "\n".join(f"SZ{n} 低保 陈福 {WEI} 440104001 1 600 202501" for n in range(rows))
    return sheet("minzheng_zaibao", "202512", lines)


def settlements(rows: int = 3) -> Sheet:
    """Settlements of a month, as good as they come."""
    lines = "\n".join(f"JS{n} 李娜 {WEI} 门诊 水寨医院 2025-12-03 10.00 5.00 0.00 0.00 5.00" for n in range(rows))
    return sheet("yibao_jiesuan", "202512", lines)


def rewritten(workbook: bytes, edit: Edit) -> bytes:
    """A workbook with each member edited, or left out where the edit gives None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = edit(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def _sheet_edit(change: Callable[[bytes], bytes]) -> bytes:
    is_sheet = "xl/worksheets/sheet1.xml"
    return rewritten(register().content(), lambda name, content: change(content) if name == is_sheet else content)


def bomb() -> bytes:
    """A sheet that unpacks to a thousand times its size."""
    blanks = b"<!--" + b" " * 80_000_000 + b"-->"
    return _sheet_edit(lambda content: content.replace(b"<sheetData>", blanks + b"<sheetData>"))


def far_cell() -> bytes:
    """One cell in the last corner of the grid, which a reader of grids would have to fill up to there."""
    row = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    return _sheet_edit(lambda content: content.replace(b"</sheetData>", row))


def many_members() -> bytes:
    out = io.BytesIO(register().content())
    with zipfile.ZipFile(out, "a") as archive:
        for n in range(3_000):
            archive.writestr(f"xl/media/{n}", b"")
    return out.getvalue()


def entities() -> bytes:
    """XML whose entities would multiply without end."""
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "lol">{layers}]>'.encode()
    return _sheet_edit(lambda content: re.sub(rb"(<\?xml[^>]*\?>)?", lambda m: m.group() + doctype, content, count=1).replace(
        b"</sheetData>", b'<row r="9"><c r="A9" t="str"><v>&a11;</v></c></row></sheetData>'
    ))  # fmt: skip


def checksum_broken() -> bytes:
    content = bytearray(register().content())
    at = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[at] ^= 0xFF
    return bytes(content)


def no_sheet() -> bytes:
    return rewritten(register().content(), lambda name, content: None if "sheet1.xml" in name else content)


def open_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return out.getvalue()


BROKEN_WORKBOOKS: dict[str, Callable[[], bytes]] = {
    each.__name__: each for each in (bomb, far_cell, many_members, entities, checksum_broken, no_sheet, open_document)
} | {
    "empty": lambda: b"",
    "old_xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    "half": lambda: register().content()[:2500],
    "web_page": lambda: "<html><table><tr><td>救助证号</td></tr></table></html>".encode(),
}


def dates_since_1904() -> bytes:
    """A school register whose dates count from 1904, one of them a date cell with a time of day."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    page = book.active
    page.append(["学籍号", "姓名", "身份证件号", "学校名称", "学段", "年级", "就读方式", "学籍状态", "入学日期"])
    # A workbook's dates have no time zone.
    days = [datetime(2022, 9, 1), datetime(2022, 9, 2, 8, 30)]  # noqa: DTZ001
    for n, day in enumerate(days, 1):
        page.append([f"G{n}", "张小宝", WEI, "水寨小学", "小学", "", "全日制", "在读", day])
    page.row_dimensions[3].hidden = True
    book.create_sheet("说明").append(["不是数据"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BROKEN_TEXTS: dict[str, tuple[bytes, str]] = {
    "only a line end": (b"\n", "header_mismatch"),
    "nothing": (b"", "header_mismatch"),
    "zeros": (bytes(5000), "header_mismatch"),
    "old line ends": (settlements().content().replace(b"\n", b"\r"), "unreadable"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + bytes(100), "unreadable"),
    "utf-16": (settlements().content().decode().encode("utf-16"), "unreadable"),
    "big5": ("結算流水號,姓名\n".encode("big5"), "unreadable"),
    "gbk": (settlements().content().decode().encode("gbk"), "unreadable"),
    "line break in a cell": (settlements().content().replace("水寨医院".encode(), b'"a\nb"', 1), "row_count_mismatch"),
    "semicolons": (settlements().content().replace(b",", b";"), "header_mismatch"),
}
