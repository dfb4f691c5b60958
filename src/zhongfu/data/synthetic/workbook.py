"""工作簿 Excel workbooks written by hand: stored, undated, the same bytes on every machine, and without holding a sheet in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

EPOCH = date(1899, 12, 30)
WRITTEN = (1980, 1, 1, 0, 0, 0)
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    f'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{KINDS}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{KINDS}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
    f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{NAMESPACE}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def letters(place: int) -> str:
    """The column name of a place counted from zero."""
    return letters(place // 26 - 1) + chr(65 + place % 26) if place > 25 else chr(65 + place)


def text_cell(reference: str, text: str) -> str:
    return (
        f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text if text.isalnum() else escape(text)}</t></is></c>'
        if text
        else ""
    )


def number_cell(reference: str, number: str) -> str:
    return f'<c r="{reference}"><v>{number}</v></c>'


def day_cell(reference: str, day: date) -> str:
    return f'<c r="{reference}" s="1"><v>{(day - EPOCH).days}</v></c>'


def sheet_row(row: int, cells: Iterable[str]) -> str:
    return f'<row r="{row}">{"".join(cells)}</row>\n'


def sheet_head() -> str:
    return f'{HEAD}<worksheet xmlns="{NAMESPACE}"><sheetData>\n'


def sheet_tail(merged: Sequence[str]) -> str:
    """The end of a sheet; `merged` are ranges such as A1:K1."""
    ranges = "".join(f'<mergeCell ref="{cells}"/>' for cells in merged)
    return (
        "</sheetData>" + (f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else "") + "</worksheet>"
    )


def pack(sheet: Path, workbook: Path) -> None:
    """Puts a finished sheet into a workbook. Stored, not deflated: compressed bytes depend on the zlib at hand."""
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_STORED) as archive:
        for name, content in PARTS.items():
            archive.writestr(entry(name), (HEAD + content).encode())
        with sheet.open("rb") as body, archive.open(entry("xl/worksheets/sheet1.xml"), "w") as part:
            while chunk := body.read(1 << 20):
                part.write(chunk)


def entry(name: str) -> zipfile.ZipInfo:
    """An archive entry with a fixed date and system, so that nothing of the machine shows."""
    info = zipfile.ZipInfo(name, WRITTEN)
    info.create_system, info.external_attr = 0, 0
    return info
