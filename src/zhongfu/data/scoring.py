"""评分定级: indicators over every household of a month become findings with evidence, a score and one of five levels."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ibis

from zhongfu.data import months, panel
from zhongfu.data.engine import Column, Input, Table, compiled, left_joined, materialise, table
from zhongfu.data.indicators import Indicator, column_name, discover
from zhongfu.data.lake import Lake, Parts
from zhongfu.data.panel import PANEL, SOURCES, traits
from zhongfu.data.panel.holding import held_from
from zhongfu.data.panel.traits import TRAITS
from zhongfu.data.thresholds import Settings, load_settings

__all__ = ["FINDINGS", "SCORES", "Scored", "ensure", "load_settings"]

SCORES = table(
    "scores", household_id="string", region="string", members="int64", score="int64", level="string", unknown="string",
)
FINDINGS = table(
    "findings", household_id="string", indicator="string", dimension="string", points="int64", evidence="string",
    basis="string",
)
_TEXTS = frozenset({"in_programme"})


@dataclass(frozen=True)
class Scored:
    """Parquet files of a scored month, and a key that changes when either does."""

    scores: Path
    findings: Path
    key: str


def ensure(lake: Lake, parts: Parts, month: str, settings: Settings) -> Scored:
    """Score every household of a month; computed only when a part, an earlier month or a setting has changed.

    Scores: columns of SCORES, `unknown` a JSON list of the indicators that could not be judged. Findings: columns of FINDINGS,
    one row per household and indicator that fired; `evidence` is a JSON list of {column, month, value, source,
    source_month}, `basis` a JSON object of thresholds, traits and texts that the judgement used.
    """
    watch = _Watch(parts, month, settings, tuple(discover().values()))
    observed = materialise(compiled(watch.judged()), _inputs(lake, parts, month, settings), lake.root, f"observed/{month}")
    seen = table("observed", **{name: str(kind) for name, kind in watch.judged().schema().items()})
    scores = materialise(compiled(watch.scores(seen)), [Input(seen, (observed,))], lake.root, f"scores/{month}")
    findings = materialise(compiled(watch.findings(seen)), [Input(seen, (observed,))], lake.root, f"findings/{month}")
    key = hashlib.sha256(f"{scores.stem} {findings.stem}".encode()).hexdigest()[:32]
    return Scored(scores, findings, key)


def _inputs(lake: Lake, parts: Parts, month: str, settings: Settings) -> list[Input]:
    back = range(max(indicator.months_back for indicator in discover().values()) + 1)
    panels = [Input(_panel(each), (panel.ensure(lake, parts, months.shift(month, -each)),)) for each in back]
    return [*panels, Input(TRAITS, (traits.ensure(lake, parts, month, settings.lines),))]


def _panel(back: int) -> Table:
    return table(column_name("panel", back), **{name: str(kind) for name, kind in PANEL.schema().items()})


@dataclass(frozen=True)
class _Watch:
    """One month under observation with its indicators and settings."""

    parts: Parts
    month: str
    settings: Settings
    indicators: Sequence[Indicator]

    def judged(self) -> Table:
        """This month's households with every number that some indicator reads, and the verdict of each (or unknown)."""
        others = [(TRAITS, "household_id")]
        for back, columns in sorted(_read(self.indicators).items()):
            if back:
                earlier = _panel(back)
                others.append((earlier.select(
                    "household_id", **{column_name(column, back): earlier[column] for column in sorted(columns)}), "household_id"))
        seen = left_joined(PANEL, "household_id", others)
        seen = seen.select(*(name for name in seen.columns if not name.startswith("household_id_")))
        limits = self.settings.limits
        return seen.mutate(**{_verdict(each): each.judge(seen, limits[each.name]) for each in self.indicators})

    def scores(self, seen: Table) -> Table:
        points = {_verdict(each): self.settings.points[each.name] for each in self.indicators}
        # An unknown judgement adds nothing and is listed: it is not the same as one that does not hold.
        score = sum((seen[name].fill_null(False).ifelse(points[name], 0) for name in points), ibis.literal(0, "int64"))
        unknown = _json_list({each.name: seen[_verdict(each)].isnull() for each in self.indicators})
        scored = seen.select("household_id", "region", "members", score=score, unknown=unknown)
        return scored.mutate(level=self._level(scored.score)).select(*SCORES.columns).order_by("household_id")

    def findings(self, seen: Table) -> Table:
        found = [
            seen.filter(seen[_verdict(each)]).select(
                "household_id", indicator=ibis.literal(each.name), dimension=ibis.literal(each.dimension),
                points=ibis.literal(self.settings.points[each.name], "int64"),
                evidence=self._evidence(each, seen), basis=self._basis(each, seen))
            for each in self.indicators
        ]
        return ibis.union(*found).order_by("household_id", "indicator")

    def _level(self, score: Column) -> Column:
        steps = [(score >= level.score, level.name) for level in self.settings.levels]
        return ibis.cases(*steps[:-1], else_=steps[-1][1])

    def _evidence(self, indicator: Indicator, seen: Table) -> Column:
        reads = [(column, back) for column, back in indicator.reads if column not in _TEXTS]
        items = [self._item(column, back, seen) for column, back in sorted(reads, key=lambda read: read[1])]
        return _joined(["[", *_between(items, ", "), "]"])

    def _item(self, column: str, back: int, seen: Table) -> Column:
        """One number with where it comes from; `source_month` is the month of the file that holds it."""
        month, source = months.shift(self.month, -back), SOURCES[column][0]
        start = json.dumps({"column": column, "month": month}, ensure_ascii=False)[:-1] + ', "value": '
        held = json.dumps({"source": source, "source_month": held_from(self.parts, source, month)}, ensure_ascii=False)
        return _joined([start, _number(seen[column_name(column, back)]), ", " + held[1:]])

    def _basis(self, indicator: Indicator, seen: Table) -> Column:
        limits = {name: ibis.literal(str(value)) for name, value in self.settings.limits[indicator.name].items()}
        counted = {name: _number(seen[name]) for name in indicator.traits}
        texts = {column: _text(seen[column]) for column, back in indicator.reads if column in _TEXTS and not back}
        items = [_joined([json.dumps(name) + ": ", value]) for name, value in (limits | counted | texts).items()]
        return _joined(["{", *_between(items, ", "), "}"])


def _verdict(indicator: Indicator) -> str:
    return f"fires_{indicator.name}"


def _read(indicators: Sequence[Indicator]) -> Mapping[int, set[str]]:
    read: dict[int, set[str]] = {}
    for indicator in indicators:
        for column, back in indicator.reads:
            read.setdefault(back, set()).add(column)
    return read


def _number(column: Column) -> Column:
    return column.cast("string").fill_null("null")


def _text(column: Column) -> Column:
    return _joined(['"', column, '"']).fill_null("null")


def _json_list(present: Mapping[str, Column]) -> Column:
    """JSON list of the names whose column is true."""
    names = _joined([flag.ifelse(f', "{name}"', "") for name, flag in present.items()])
    return _joined(["[", names.substr(2), "]"])


def _between(items: Sequence[Column], separator: str) -> list[Column]:
    return [piece for item in items for piece in (separator, item)][1:]


def _joined(pieces: Sequence[Column]) -> Column:
    """Texts one after the other; unknown when any is."""
    text = ibis.literal("")
    for piece in pieces:
        text = text + piece
    return text
