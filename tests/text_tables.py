"""小表格 Little text tables: rows written as text become Parquet parts, panels and verdicts of indicators as dicts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from zhongfu.data import indicators, panel, scoring
from zhongfu.data.engine import Input, compiled, rows, table
from zhongfu.data.lake import Lake
from zhongfu.data.panel import persons
from zhongfu.data.sources import discover
from zhongfu.data.thresholds import Settings, load_settings

TYPES = {"id": pa.int64(), "date": pa.date32(), "month": pa.int32(), "money": pa.int64(), "num": pa.float64()}
# What a table need not say: the value of a column that it does not name.
USUAL = {
    "hukou_persons": {"relation": "户主", "sex": "女", "birth": "1980-05-05", "region": "441424100", "hukou_kind": "农村"},
    "social_insurance_payments": {"status": "正常"},
    "pensions": {"status": "正常", "kind": "企业养老"},
    "medical_enrolments": {"status": "正常"},
    "disability_certificates": {"status": "有效", "valid_to": "2030-01-01", "kind": "肢体"},
    "student_records": {"status": "在读", "mode": "全日制", "stage": "小学"},
    "real_estate": {"use": "住宅", "right_status": "现势"},
    "vehicles": {"status": "正常", "kind": "小型轿车"},
    "market_entities": {"status": "存续", "role": "股东"},
    "assistance_register": {"programme": "低保"},
}


def lines(text: str) -> list[dict[str, str]]:
    """A table with a header line and blanks between cells; a cell `-` is empty."""
    header, *others = [line.split() for line in text.strip().splitlines() if line.strip()]
    return [dict(zip(header, cells, strict=True)) for cells in others]


def person(name: str) -> int:
    """A 17-digit number for a person of a test: a number stands for itself, a name for one of its own."""
    if name.isdigit():
        return int(name)
    return 44142419800505000 + sum(ord(letter) * 7**place for place, letter in enumerate(name)) % 999


@dataclass
class Place:
    """A lake of a test, with what was delivered to it."""

    root: Path
    parts: dict[str, dict[str, Path]] = field(default_factory=dict)
    versions: Any = field(default_factory=count)

    @property
    def lake(self) -> Lake:
        return Lake(self.root)

    def deliver(self, source: str, month: str, text: str) -> None:
        """A part of a source and month; an earlier one of the same month is replaced."""
        path = self.root / "parts" / source / month / f"{next(self.versions):06d}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(_part(source, text), path)
        self.parts.setdefault(source, {})[month] = path

    def withdraw(self, source: str, month: str) -> None:
        """As if that file had not come."""
        del self.parts[source][month]

    def panel(self, month: str) -> dict[str, dict[str, Any]]:
        """The panel of a month by household."""
        return _by(panel.ensure(self.lake, self.parts, month), "household_id")

    def persons(self, month: str) -> dict[int, dict[str, Any]]:
        """The persons of a month by their number."""
        return _by(persons.ensure(self.lake, self.parts, month), "id_no")

    def score(self, month: str, settings: Settings | None = None) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
        """Scores by household, and findings."""
        scored = scoring.ensure(self.lake, self.parts, month, settings or load_settings())
        return _by(scored.scores, "household_id"), pq.read_table(scored.findings).to_pylist()

    def computed(self) -> dict[str, int]:
        """Every computed file with its time of writing: what is the same afterwards was not computed again."""
        files = (path for path in self.root.rglob("*.parquet") if "parts" not in path.relative_to(self.root).parts)
        return {str(path): path.stat().st_mtime_ns for path in files}


def verdicts(name: str, text: str, folder: Path, **limits: int) -> dict[str, bool | None]:
    """The verdict of an indicator on each line of a table of observations; the column `case` names the line."""
    indicator = indicators.discover()[name]
    given = lines(text)
    columns = {key: _observed(key) for key in given[0] if key != "case"}
    seen = table("seen", case="string", **{key: kind for key, (kind, _) in columns.items()})
    data = {"case": [line["case"] for line in given]}
    data |= {key: [None if line[key] == "-" else read(line[key]) for line in given] for key, (_, read) in columns.items()}
    path = folder / "seen.parquet"
    pq.write_table(pa.table(data, schema=pa.schema([("case", pa.string()), *((key, _arrow(kind)) for key, (kind, _) in columns.items())])), path)
    chosen = {**load_settings().limits[name], **limits}
    judged = seen.select("case", verdict=indicator.judge(seen, chosen))
    return dict(rows(compiled(judged), [Input(seen, (path,))]))


def _observed(column: str) -> tuple[str, Any]:
    if column == "in_programme":
        return "string", str
    if column in ("without_able_member", "single_line"):
        return "boolean", lambda cell: {"true": True, "false": False}[cell]
    return "int64", int


def _arrow(kind: str) -> pa.DataType:
    return {"string": pa.string(), "boolean": pa.bool_(), "int64": pa.int64()}[kind]


def _by(path: Path, key: str) -> dict[Any, dict[str, Any]]:
    return {row[key]: row for row in pq.read_table(path).to_pylist()}


def _part(source: str, text: str) -> pa.Table:
    declared = {column.field: column.kind for column in discover()[source].columns if column.field}
    given = lines(text) if text.strip() else []
    unknown = {name for line in given for name in line} - set(declared)
    assert not unknown, f"{source} has no field {unknown}"
    filled = [dict.fromkeys(declared, "-") | USUAL.get(source, {}) | line for line in given]
    schema = [(name, TYPES.get(kind, pa.string())) for name, kind in declared.items()]
    data = {name: [_cell(line[name], kind) for line in filled] for name, kind in declared.items()}
    if "cert" in declared.values():
        schema.append(("person", pa.int64()))
        data["person"] = [person(line["certificate"]) for line in filled]
    data["row"] = list(range(2, len(filled) + 2))
    return pa.table(data, schema=pa.schema([*schema, ("row", pa.int32())]))


def _cell(cell: str, kind: str) -> Any:
    if cell == "-":
        return None
    readers = {"id": person, "date": dt.date.fromisoformat, "month": int, "money": int, "num": float}
    return readers.get(kind, str)(cell)
