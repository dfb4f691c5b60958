"""筛查 Screened: the rules of every programme over a month's roll, kept as one Parquet file named by what it rests on.

One row per household: its town, the register's programmes, and for each programme whether the rules hold (1, 0 or -1 for undecided), the
amount, and which set of facts an undecided answer wants; beside them whether the gate to an assessment is passed. Names of sets and
suppositions stand in the file's metadata.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as parquet

import zhongfu
from zhongfu.data.lake import settle
from zhongfu.data.panel import persons
from zhongfu.data.panel.holding import every, held_from
from zhongfu.data.roll.suppose import Supposition
from zhongfu.data.roll.table import TOO_LARGE, Registers, roll_table
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.programmes.dibao import Assessment
from zhongfu.policy.screen import Answered, screen_table, truths

# What a roll reads beside the persons; of marriages every file counts.
STATES = ("real_estate", "vehicles", "market_entities", "assistance_register")
# Feeds without which a part of the facts is unknown for everybody.
FEEDS = (
    "social_insurance_payments", "pensions", "business_income_tax", "disability_certificates", "student_records", "medical_settlements",
    *STATES,
)  # fmt: skip
TOLD = b"zhongfu"


@dataclass(frozen=True)
class Question:
    """A screen that is asked for: the month, the law and by which digest it is known, and what is taken as given."""

    month: str
    as_of: date
    law: Law
    law_key: str
    supposed: tuple[Supposition, ...] = ()


def ensure(source: Registers, question: Question) -> Path:
    """The kept screen that answers this question, worked out only if none of the same registers, rules and law is there."""
    target = source.lake.root / "screened" / question.month / f"{_key(source, question)}.parquet"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = source.lake.scratch / f"{target.stem}-{os.getpid()}.parquet"
        parquet.write_table(answers(source, question), unfinished, compression="zstd", row_group_size=50_000)
        settle(unfinished, target)
    return target


def answers(source: Registers, question: Question) -> pa.Table:
    """The screen itself: sorted by household, as it is kept."""
    roll, filled = supposed_roll(source, question)
    screened = screen_table(roll, question.law, question.as_of)
    columns: dict[str, pa.Array] = {name: roll[name] for name in ("household_id", "region", "in_programmes")}
    columns["gate"] = pa.array(_gate(roll, question))
    sets: dict[tuple[str, ...], int] = {}
    for name, answered in screened.programmes.items():
        columns |= _columns(name, answered, sets)
    told = {
        "month": question.month, "as_of": question.as_of.isoformat(), "households": roll.num_rows,
        "too_large": int((roll.schema.metadata or {}).get(TOO_LARGE, b"0")), "filled": filled,
        "missing": missing(source, question.month), "demonstration": _demonstration(roll, question),
        "programmes": list(screened.programmes), "sets": list(sets),
    }  # fmt: skip
    return pa.table(columns).replace_schema_metadata({TOLD: json.dumps(told).encode()})


def supposed_roll(source: Registers, question: Question, only: Iterable[str] = ()) -> tuple[pa.Table, dict[str, int]]:
    """The roll with the suppositions filled in, and in how many households each fact was unknown."""
    roll = roll_table(source, question.month, question.as_of, tuple(only))
    metadata, filled = roll.schema.metadata, {}
    for supposition in question.supposed:
        roll, filled[supposition.fact] = supposition.fill(roll)
    return roll.replace_schema_metadata(metadata), filled


def missing(source: Registers, month: str) -> list[str]:
    """The feeds that did not arrive for the month: what they would say is unknown for everybody."""
    return [feed for feed in FEEDS if held_from(source.parts, feed, month) is None]


def law_key(folders: Iterable[Path]) -> str:
    """A digest of every policy file below these folders."""
    return _digest(path for folder in folders for path in sorted(Path(folder).rglob("*.yml")))


def _columns(name: str, answered: Answered, sets: dict[tuple[str, ...], int]) -> dict[str, pa.Array]:
    """The three columns of a programme; what is wanted is numbered alike for all of them."""
    paid = answered.amount_known & (answered.eligible == 1)
    number = np.array([sets.setdefault(wanted, len(sets)) for wanted in answered.need_sets], dtype=np.int32)
    return {
        name: pa.array(answered.eligible), f"{name}.amount": pa.array(answered.amount, mask=~paid),
        f"{name}.need": pa.array(number[answered.need_code]),
    }  # fmt: skip


def _gate(roll: pa.Table, question: Question) -> npt.NDArray[np.int8]:
    """Whether an assessment decides and the household is within the gate to it: 1, 0 or -1 for undecided."""
    told = truths(roll, question.law, question.as_of, [Assessment.required, Assessment.gate])
    required, within = told[Assessment.required.name], told[Assessment.gate.name]
    return np.where((required == 0) | (within == 0), 0, np.where((required == 1) & (within == 1), 1, -1)).astype(np.int8)


def _demonstration(roll: pa.Table, question: Question) -> bool:
    """Whether any value of the law that holds for these households is one of a demonstration."""
    places = roll.group_by(["place", "residence"]).aggregate([]).to_pylist()
    settings = [Setting(each["place"], each["residence"], question.as_of) for each in places]
    found = (question.law.look_up(name, setting) for setting in settings for name in question.law.values)
    return any(value is not None and value.demonstration for value in found)


def _key(source: Registers, question: Question) -> str:
    who = persons.ensure(source.lake, source.parts, question.month)
    told = [f"persons {who.stem}", f"law {question.law_key}", f"rules {_rules()}", f"day {question.as_of}"]
    held = [(feed, held_from(source.parts, feed, question.month)) for feed in STATES]
    told += [f"{feed} {source.parts[feed][month].name}" for feed, month in held if month]
    told += [f"marriages {path.name}" for path in every(source.parts, "marriages")]
    told += sorted(f"{each.fact}={each.value!r}" for each in question.supposed)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


@lru_cache
def _rules() -> str:
    """A digest of everything that judges: another rule is another file."""
    package = Path(zhongfu.__file__).parent
    return _digest(path for part in ("policy", "data/roll") for path in sorted((package / part).rglob("*.py")))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:32]
