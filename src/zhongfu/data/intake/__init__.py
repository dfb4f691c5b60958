"""数据接收 Intake: delivered files are walked, recognised, kept, judged row by row, and loaded or refused.

Start with `judging.py`; a file is read by `delimited.py` or `workbook.py`, checked in columns by `scan.py` with the SQL of `checks.py`.
"""

from zhongfu.data.intake.handover import read_handover
from zhongfu.data.intake.judging import (
    DeliveryContext,
    Earlier,
    Folder,
    IntakeStopped,
    NoDeliveries,
    StoreFailed,
    judge,
    off_at,
    recognise,
    walk,
)

__all__ = [
    "DeliveryContext", "Earlier", "Folder", "IntakeStopped", "NoDeliveries", "StoreFailed", "judge", "off_at", "read_handover", "recognise", "walk",
]  # fmt: skip
