"""银行文件 Bank file: an approved batch as the flat file that a bank takes (docs/reference/bank-file.md)."""

from __future__ import annotations

import csv
import hashlib
import io

from zhongfu.payments.models import Batch, Item

HEADER = ("批次号", "发放月份", "序号", "收款人姓名", "证件号码", "收款账号", "金额", "摘要")
PURPOSE = {"dibao": "最低生活保障金"}
# A spreadsheet runs a cell that begins so as a formula; full-width signs are taken for plain ones.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def content(batch: Batch) -> bytes:
    """The file's bytes: UTF-8 with BOM, CRLF, one line per item in the order of entry, and a last line with count and sum.

    The same items give the same bytes, whenever it is asked for. Accounts are empty while none is known.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADER)
    count = total = 0
    for item in Item.objects.filter(batch=batch).select_related("entitlement").order_by("pk"):
        count, total = count + 1, total + item.amount_fen
        writer.writerow(_line(batch, count, item))
    writer.writerow([batch.number, batch.month, "合计", count, "", "", amount(total), ""])
    return stream.getvalue().encode("utf-8-sig")


def _line(batch: Batch, number: int, item: Item) -> list[str]:
    purpose = PURPOSE.get(item.entitlement.programme, item.entitlement.programme)
    cells = [str(batch.number), batch.month, str(number), item.payee_name, item.payee_id_no, "", amount(item.amount_fen), purpose]
    return [harmless(cell) for cell in cells]


def harmless(cell: str) -> str:
    """The cell with an apostrophe before whatever a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def amount(fen: int) -> str:
    """Fen as yuan with two decimals."""
    return f"{fen // 100}.{fen % 100:02d}"


def digest(data: bytes) -> str:
    """SHA-256 of the file's bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()
