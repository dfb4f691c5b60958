"""交接单: the list that comes with each folder of deliveries, and says what its files must hold."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from zhongfu.data.intake.cells import fen, narrow, plain

LIST_NAME = "交接单.csv"
_LARGEST = 16 << 20
COLUMNS = ("文件名", "数据行数", "控制项目", "控制总额", "校验算法", "校验值")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list says of one file. A number that cannot be read is None, and then nothing can equal it."""

    name: str
    rows: int | None
    control: str
    total_fen: int | None
    algorithm: str
    digest: str


@dataclass(frozen=True, slots=True)
class Handover:
    """A folder's hand-over list; `fault` says (zh, en) why there is none, and `disputed` names listed twice differently."""

    files: dict[str, Listed] = field(default_factory=dict)
    fault: tuple[str, str] | None = None
    disputed: frozenset[str] = frozenset()

    def says_of(self, name: str) -> Listed | None:
        """What the list says of a file; None when it does not name it, or says two things."""
        return None if name in self.disputed else self.files.get(name)

    def absent(self, present: list[str]) -> list[tuple[str, str, str]]:
        """Listed files that are not in the folder: (name, sentence zh, sentence en), for those who watch the intake."""
        return [
            (
                name,
                f"交接单列有 {name}，但文件夹中没有该文件，请催送部门补送。",
                f"The hand-over list names {name}, but the folder does not hold it; ask the department for it.",
            )
            for name in self.files
            if name not in present
        ]


def read_handover(folder: Path) -> Handover:
    """Read a folder's list. A missing or unreadable one is no error here: it then lists no file and says why."""
    try:
        text = _bytes_of(folder / LIST_NAME).decode("utf-8-sig")
        rows = [[plain(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except FileNotFoundError:
        return _without("文件夹中没有交接单，请补送交接单", "the folder holds no hand-over list; send it")
    except (OSError, UnicodeDecodeError, csv.Error):
        return _without(
            "交接单无法读取（应为UTF-8编码的CSV），请重新导出交接单",
            "the hand-over list cannot be read (it must be CSV in UTF-8); export it again",
        )
    header = rows[0] if rows else []
    if sorted(header) != sorted(COLUMNS):
        return _without(
            "交接单的表头应为：" + "、".join(COLUMNS) + "，请更正",
            "the header of the hand-over list is not " + ", ".join(COLUMNS) + "; correct it",
        )
    entries = [_listed(dict(zip(header, row, strict=False))) for row in rows[1:] if any(row)]
    return Handover({entry.name: entry for entry in entries}, disputed=_disputed(entries))


def _bytes_of(path: Path) -> bytes:
    """The list's bytes; OSError for what is no file of a sensible size, which might never come to an end."""
    if path.exists() and not (path.is_file() and path.stat().st_size <= _LARGEST):
        raise OSError("no file of a sensible size")
    return path.read_bytes()


def _without(zh: str, en: str) -> Handover:
    return Handover(fault=(zh, en))


def _listed(row: dict[str, str]) -> Listed:
    rows, total = narrow(row.get("数据行数", "")), row.get("控制总额", "")
    return Listed(
        name=row.get("文件名", ""),
        rows=int(rows) if rows.isascii() and rows.isdigit() and len(rows) < 16 else None,
        control=row.get("控制项目", ""),
        total_fen=fen(total),
        algorithm=narrow(row.get("校验算法", "")).upper().replace("-", ""),
        digest=narrow(row.get("校验值", "")).lower(),
    )


def _disputed(entries: list[Listed]) -> frozenset[str]:
    """Names that stand in the list more than once with different particulars: which one holds cannot be known."""
    first: dict[str, Listed] = {}
    return frozenset(entry.name for entry in entries if first.setdefault(entry.name, entry) != entry)
