"""压缩样本 Workbooks and texts made to burst a machine or to write where they should not."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
from collections.abc import Callable

from tests.fakes.deliveries.broken_files import rewritten
from tests.fakes.deliveries.folder import Sheet
from tests.fakes.deliveries.golden.member import Golden, rows_of
from tests.fakes.deliveries.golden.workbooks import ASSISTANCE, SETTLEMENTS, SHEET, resheeted, with_members

MEGABYTE = 1 << 20


def _packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _refused(content: bytes, *says: str) -> Golden:
    return Golden(rows_of(ASSISTANCE), content, code="unreadable", says=(says[0], says[1]))


def shared_texts_a_thousandfold() -> Golden:
    """The blanks stand in the texts that all sheets share, where no row number gives them away."""
    texts = b"<sst>" + b" " * (60 * MEGABYTE) + b"</sst>"
    return _refused(with_members(rows_of(ASSISTANCE).content(), {"xl/sharedStrings2.xml": texts}), "过大", "too large")


def workbook_in_a_zip() -> Golden:
    return _refused(_packed({"minzheng_zaibao_202512.xlsx": rows_of(ASSISTANCE).content()}), ".xlsx", ".xlsx")


def zips_in_zips_beside_the_data() -> Golden:
    """Never opened, since nothing asks for them: the workbook is as good as any."""
    inner = _packed({"blanks": b" " * (8 * MEGABYTE)})
    for _ in range(5):
        inner = _packed({f"{n}.zip": inner for n in range(8)})
    made = rows_of(ASSISTANCE, 2)
    return Golden(made, with_members(made.content(), {"xl/media/1.zip": inner}), holds={"grant": ["SZ0000", "SZ0001"]})


def names_that_climb_out() -> Golden:
    names = ["../../../../tmp/众扶", "xl/../../escaped.xml"]
    return _refused(with_members(rows_of(ASSISTANCE).content(), dict.fromkeys(names, b"x")), "路径", "path")


def sizes_that_lie() -> Golden:
    """The directory of the archive says ten bytes, and there are forty million."""
    made = rows_of(ASSISTANCE)
    content = bytearray(
        resheeted(made, lambda xml: xml.replace(b"<sheetData>", b" " * (40 * MEGABYTE) + b"<sheetData>"))
    )
    entry = content.rindex(SHEET.encode()) - 46
    assert content[entry : entry + 4] == b"PK\x01\x02"
    content[entry + 24 : entry + 28] = struct.pack("<I", 10)
    return _refused(bytes(content), ".xlsx", ".xlsx")


def relations_that_lie() -> Golden:
    """The same in the member that says where the sheets are."""
    made = rows_of(ASSISTANCE)
    blanks = b" " * (40 * MEGABYTE) + b"</Relationships>"
    out, name = io.BytesIO(), "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(made.content())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            read = old.read(each)
            new.writestr(each, read.replace(b"</Relationships>", blanks) if each == name else read)
    content = bytearray(out.getvalue())
    entry = content.rindex(name.encode()) - 46
    content[entry + 24 : entry + 28] = struct.pack("<I", 10)
    return _refused(bytes(content), ".xlsx", ".xlsx")


def rows_that_never_close() -> Golden:
    """Half a million times `<row`, none of them closed: a careless search goes through the rest from each of them."""
    content = resheeted(rows_of(ASSISTANCE), lambda xml: xml.replace(b"</sheetData>", b"<row " * 500_000))
    return _refused(content, ".xlsx", ".xlsx")


def _sharing(rows: int, text: bytes) -> tuple[Sheet, bytes]:
    """A register whose names are all one shared text; its other texts stand in the cells."""
    made = rows_of(ASSISTANCE, rows)
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + text + b"</t></si></sst>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    relation = (
        b'<Relationship Id="rId99" Target="sharedStrings.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    )

    def share(name: str, content: bytes) -> bytes:
        if name == SHEET:
            return re.sub(rb'<c r="(C[0-9]+)" t="inlineStr">(?=<is><t>[^<]*</t></is></c>).*?</c>', _shared_cell, content)
        content = content.replace(b"</Types>", override) if name == "[Content_Types].xml" else content
        return content.replace(b"</Relationships>", relation) if name.endswith("workbook.xml.rels") else content

    return made, with_members(rewritten(made.content(), share), {"xl/sharedStrings.xml": shared})


def _shared_cell(cell: re.Match[bytes]) -> bytes:
    is_header = cell[1] == b"C2"
    return cell[0] if is_header else b'<c r="' + cell[1] + b"\" t='s'><v>0</v></c>"


def one_text_in_every_cell() -> Golden:
    """Eight megabytes that three hundred cells share: twenty kilobytes as they come, gigabytes as they are read."""
    made, content = _sharing(300, b"a" * (8 * MEGABYTE))
    return Golden(made, content, code="unreadable", says=("过大", "too large"))


def a_name_that_cells_share() -> Golden:
    made, content = _sharing(3, "孙四".encode())
    return Golden(made, content, holds={"head_name": ["孙四"] * 3})


def entity_from_a_file() -> Golden:
    """XML that asks for a file of this machine."""
    doctype = b'<!DOCTYPE x [<!ENTITY leak SYSTEM "file:///etc/passwd">]>'
    row = b'<row r="9"><c r="A9" t="str"><v>&leak;</v></c></row></sheetData>'
    made = rows_of(ASSISTANCE)
    content = resheeted(
        made,
        lambda xml: re.sub(rb"(<\?xml[^>]*\?>)?", lambda m: m.group() + doctype, xml, count=1).replace(
            b"</sheetData>", row
        ),
    )
    return _refused(content, ".xlsx", ".xlsx")


def text_packed_by_gzip() -> Golden:
    made = rows_of(SETTLEMENTS)
    return Golden(made, gzip.compress(made.content(), mtime=0), code="unreadable", says=("UTF-8", "UTF-8"))


def line_without_end() -> Golden:
    made = rows_of(SETTLEMENTS)
    made.counted = 0
    content = ",".join(made.header).encode() + b"\n" + b"a" * (18 * MEGABYTE)
    return Golden(made, content, code="unreadable", says=("换行", "line ends"))


ARCHIVES: dict[str, Callable[[], Golden]] = {
    build.__name__: build
    for build in (
        shared_texts_a_thousandfold, workbook_in_a_zip, zips_in_zips_beside_the_data, names_that_climb_out, sizes_that_lie,
        relations_that_lie, one_text_in_every_cell, a_name_that_cells_share, entity_from_a_file, rows_that_never_close, text_packed_by_gzip, line_without_end,
    )
}  # fmt: skip
