"""影响清单 What a change of policy/ or law/ does to a fixed population: who enters, who leaves, and what it costs where.

    .venv/bin/python tools/impact.py             # decide the population with this working tree and compare with the record
    .venv/bin/python tools/impact.py --record    # the same, and renew the record: do this in the commit that changes the rules

Exit status: 0 nothing changed (or the record was renewed), 1 the decisions are no longer those of the record.
The population is tests/policy/impact/population.parquet, the record decisions.parquet and summary.txt beside it: the summary shows
the effect of a commit in its diff.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as parquet

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from zhongfu.policy.decide import BUILT, decide  # noqa: E402
from zhongfu.policy.declarations import DECLARED  # noqa: E402
from zhongfu.policy.lawbook.documents import read_document  # noqa: E402
from zhongfu.policy.lawbook.lawfile import Value  # noqa: E402
from zhongfu.policy.parameters import Law, Setting  # noqa: E402
from zhongfu.policy.tables import case_of  # noqa: E402
from zhongfu.policy.values import read_value, yuan  # noqa: E402

FOLDER = ROOT / "tests" / "policy" / "impact"
POPULATION, DECISIONS, SUMMARY = FOLDER / "population.parquet", FOLDER / "decisions.parquet", FOLDER / "summary.txt"
LISTED = 8
ANSWERS = {True: "yes", False: "no", None: "undecided"}


class Decided(NamedTuple):
    """What was decided about one household and one programme; the amount is fen, or None."""

    household: str
    place: str
    as_of: str
    programme: str
    eligible: bool | None
    amount: int | None


@dataclass
class Filled(Law):
    """The law, and invented values where it leaves a parameter unset (`values.yml`), so that the rules can be seen at work."""

    today: Law = field(default_factory=Law)
    invented: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, folders: Sequence[Path] | None = None) -> Filled:
        """The law of the working tree with the invented values below it."""
        law = Law.load(folders)
        raw = read_document((FOLDER / "values.yml").read_text("utf-8")).content
        invented = {place: {name: read_value(one, DECLARED[name].kind) for name, one in values.items()} for place, values in raw.items()}
        values = dict(law.values)
        for place, each in invented.items():
            for name, one in each.items():
                values[name] = [*values.get(name, ()), invented_value(name, one, place, date.min)]
        return cls(values=values, instruments=law.instruments, sources=law.sources, places=law.places, today=law, invented=invented)

    def look_up(self, name: str, setting: Setting, own: Mapping[str, Any] = {}) -> Value | None:
        """The law's own value; where it has none, the invented one of the nearest place."""
        found = self.today.look_up(name, setting, {**self._inputs(name, setting), **own})
        if found is not None and found.value is not None:
            return found
        for place in sorted(self.invented, key=len, reverse=True):
            if setting.place.startswith(place) and name in self.invented[place]:
                return invented_value(name, self.invented[place][name], place, setting.as_of)
        return found

    def _inputs(self, name: str, setting: Setting) -> dict[str, Any]:
        """What the law derives this value from, so far as it is invented."""
        names = {one for values in self.invented.values() for one in values if one != name and self.today.rests_on(name, {one})}
        found = {one: self.look_up(one, setting) for one in names}
        return {one: value.value for one, value in found.items() if value is not None}


def invented_value(name: str, value: Any, place: str, since: date) -> Value:
    return Value(
        name=name, value=value, place=place, residence="both", since=since, until=None, cites=(), source="",
        demonstration=True, rank=0, file="", line=0,
    )  # fmt: skip


def decided(law: Law, population: pa.Table) -> list[Decided]:
    """Every programme's decision on every household, as the slow evaluator finds it."""
    found = []
    for row, household in enumerate(population["household_id"].to_pylist()):
        case = case_of(population, row)
        for name, one in decide(case, law).programmes.items():
            found.append(Decided(household, case.place, case.as_of.isoformat(), name, one.eligible, one.amount))
    return found


def recorded() -> list[Decided]:
    """The decisions of the record; none where there is no record yet."""
    return [Decided(**row) for row in parquet.read_table(DECISIONS).to_pylist()] if DECISIONS.exists() else []


def changes(before: Sequence[Decided], after: Sequence[Decided]) -> Iterator[tuple[Decided | None, Decided]]:
    """Pairs of decisions that differ; a programme that the record does not know has no decision before."""
    known = {(one.household, one.programme): one for one in before}
    for one in after:
        was = known.get((one.household, one.programme))
        if was is None or (was.eligible, was.amount) != (one.eligible, one.amount):
            yield was, one


def summary(decisions: Sequence[Decided]) -> str:
    """Counts and costs by programme, place and day, as lines that a diff can show."""
    groups: dict[tuple[str, str, str], Counter[str]] = {}
    for one in decisions:
        counts = groups.setdefault((one.programme, one.place, one.as_of), Counter())
        counts[ANSWERS[one.eligible]] += 1
        counts["fen"] += one.amount or 0
        counts["not known"] += one.eligible is True and one.amount is None and "amount" in BUILT[one.programme].rules
    lines = ["programme            place   as of       eligible  undecided  not eligible             cost  amount not known"]
    for (programme, place, day), counts in sorted(groups.items(), key=lambda pair: (list(BUILT).index(pair[0][0]), pair[0])):
        if not counts["yes"] + counts["undecided"]:
            continue  # nobody there takes it: a programme of another place or time
        lines.append(
            f"{programme:<20} {place}  {day} {counts['yes']:>9} {counts['undecided']:>10} {counts['no']:>13} {yuan(counts['fen']):>16} {counts['not known']:>17}"
        )
    return "\n".join(lines) + "\n"


def told(changed: Sequence[tuple[Decided | None, Decided]]) -> Iterator[str]:
    """The change list: by programme, place and day who enters, who leaves, whose answer or amount differs, and the cost."""
    groups: dict[tuple[str, str, str], list[tuple[Decided | None, Decided]]] = {}
    for was, now in changed:
        groups.setdefault((now.programme, now.place, now.as_of), []).append((was, now))
    for (programme, place, day), pairs in groups.items():
        moves = Counter(f"{ANSWERS[was.eligible] if was else 'new'} → {ANSWERS[now.eligible]}" for was, now in pairs if was is None or was.eligible != now.eligible)
        cost = sum((now.amount or 0) - ((was.amount or 0) if was else 0) for was, now in pairs)
        amounts = sum(was is not None and was.eligible == now.eligible for was, now in pairs)
        parts = [f"{move}: {number}" for move, number in sorted(moves.items())] + ([f"other amount: {amounts}"] if amounts else [])
        listed = ", ".join(now.household for _, now in pairs[:LISTED]) + (" …" if len(pairs) > LISTED else "")
        yield f"{programme} {place} {day}: {'; '.join(parts)}; cost {'+' if cost >= 0 else ''}{yuan(cost)}   ({listed})"


def record(decisions: Sequence[Decided]) -> None:
    """Renew the record."""
    columns = {name: [getattr(one, name) for one in decisions] for name in Decided._fields}
    kinds = {"eligible": pa.bool_(), "amount": pa.int64()}
    table = pa.table({name: pa.array(values, kinds.get(name, pa.string())) for name, values in columns.items()})
    parquet.write_table(table, DECISIONS, compression="zstd", compression_level=19)
    SUMMARY.write_text(summary(decisions), encoding="utf-8")


def found_now(folders: Sequence[Path] | None = None) -> list[Decided]:
    """The decisions of this working tree."""
    return decided(Filled.read(folders), parquet.read_table(POPULATION))


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="what a change of policy/ or law/ does to a fixed population")
    parser.add_argument("--record", action="store_true", help="renew the record")
    parser.add_argument("--law", type=Path, action="append", help="folder of values instead of law/, may be given several times")
    arguments = parser.parse_args(words)
    after = found_now(arguments.law)
    status = compared(recorded(), after)
    if arguments.record:
        record(after)
    return 0 if arguments.record else status


def compared(before: Sequence[Decided], after: Sequence[Decided]) -> int:
    """Print the change list; 0 where nothing changed, else 1."""
    changed = list(changes(before, after))
    for line in told(changed):
        print(line)
    households = len({now.household for _, now in changed})
    print(f"{len(changed)} decisions about {households} of {len({one.household for one in after})} households changed")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
