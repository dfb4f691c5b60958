"""政策文件互查: what no single file shows: two names for a place, a citation that nobody names, values that overlap, circles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.lawbook.lawfile import Instrument, LawFile, Problem, Value
from zhongfu.policy.lawbook.places import NATION, authority_name, level_name, level_of, may_set, suggestion

_TOWN, _COUNTY = 9, 6


def code_of(cite: str) -> str:
    """The short name of the instrument that a citation such as ``57 Art.8`` names."""
    return cite.partition(" Art.")[0]


def files(read: Sequence[LawFile], towns: Collection[str] = ()) -> list[Problem]:
    """What is wrong between files: names of places, instruments, citations, and who may set what."""
    instruments = _instruments(read)
    problems = [*_named_twice(read), *_unknown_towns(read, towns), *_instruments_twice(instruments)]
    issued = {short: {one.place for one in named} for short, named in instruments.items()}
    for value in (value for found in read for value in found.values if not value.demonstration):
        problems += [*_unknown_citation(value, issued), *_not_theirs(value, issued)]
    return problems


def values(by_name: Mapping[str, Sequence[Value]]) -> list[Problem]:
    """What is wrong between values: two for the same time, and formulas in a circle."""
    return [*_overlapping(by_name), *_circles(by_name)]


def _named_twice(read: Iterable[LawFile]) -> Iterator[Problem]:
    first: dict[str, LawFile] = {}
    for found in (found for found in read if found.names != ("", "")):
        known = first.setdefault(found.place, found)
        if known.names != found.names:
            yield Problem(
                found.path, found.named, f"地区 {found.place} 在 {known.path}:{known.named} 另有名称",
                f"the place {found.place} has another name in {known.path}:{known.named}",
            )  # fmt: skip


def _unknown_towns(read: Iterable[LawFile], towns: Collection[str]) -> Iterator[Problem]:
    """Only counties whose towns are all on file can say that there is no such town."""
    counties = {town[:_COUNTY] for town in towns}
    for found in read:
        if len(found.place) >= _TOWN and found.place[:_COUNTY] in counties and found.place[:_TOWN] not in towns:
            yield Problem(found.path, found.line, f"没有代码为 {found.place} 的乡镇", f"there is no town with the code {found.place}")


def _instruments(read: Iterable[LawFile]) -> dict[str, list[Instrument]]:
    named: dict[str, list[Instrument]] = {}
    for found in read:
        for instrument in found.instruments:
            named.setdefault(instrument.short, []).append(instrument)
    return named


def _instruments_twice(instruments: Mapping[str, list[Instrument]]) -> Iterator[Problem]:
    """The same short name for two things; the files of a home may give an instrument other days, not another title."""
    for short, named in instruments.items():
        for one in named[1:]:
            first = named[0]
            other_days = one.rank == first.rank and (one.since, one.until) != (first.since, first.until)
            if (one.zh, one.en) != (first.zh, first.en) or other_days:
                yield Problem(
                    one.file, one.line, f"{short} 在 {first.file}:{first.line} 另有名称或起止日期",
                    f"{short} has another title or other days in {first.file}:{first.line}",
                )  # fmt: skip


def _unknown_citation(value: Value, issued: Mapping[str, set[str]]) -> Iterator[Problem]:
    for short in dict.fromkeys(map(code_of, value.cites)):
        if short not in issued:
            zh, en = suggestion(short, issued)
            yield Problem(
                value.file, value.line, f"依据 {short} 没有名称,请在 instruments 写明{zh}",
                f"nothing says what {short} is: name it under instruments{en}",
            )  # fmt: skip


def _not_theirs(value: Value, issued: Mapping[str, set[str]]) -> Iterator[Problem]:
    """A place sets what its level may set, or repeats what a place above it has set for it (and names that instrument)."""
    authority = DECLARED[value.name].authority
    above = {place for cite in value.cites for place in issued.get(code_of(cite), ()) if place != NATION and value.place.startswith(place)}
    if any(may_set(place, authority) for place in (value.place, *above)):
        return
    level, zh, en = level_of(value.place), authority_name(authority, "zh"), authority_name(authority, "en")
    yield Problem(
        value.file, value.line, f"{level_name(level, 'zh')}无权设定 {value.name},应由{zh}设定",
        f"this level ({level_name(level, 'en')}) may not set {value.name}: that is for {en}",
    )  # fmt: skip


def _overlapping(by_name: Mapping[str, Sequence[Value]]) -> Iterator[Problem]:
    """A rule holds until a later one of the same place replaces it; what has a last day must be over by then."""
    for written in by_name.values():
        rows = sorted(written, key=lambda value: (_row(value), value.since, value.file, value.line))
        for _, row in groupby(rows, key=_row):
            for earlier, later in pairwise(row):
                if later.since == earlier.since or (earlier.until is not None and later.since <= earlier.until):
                    yield Problem(
                        later.file, later.line, f"起止日期与 {earlier.file}:{earlier.line} 重叠",
                        f"the days overlap those in {earlier.file}:{earlier.line}",
                    )  # fmt: skip


def _row(value: Value) -> tuple[str, str, int]:
    return value.place, value.residence, value.rank


def _circles(by_name: Mapping[str, Sequence[Value]]) -> Iterator[Problem]:
    """Formulas that would need their own result; each step is told at its own line."""
    told: set[tuple[str, int]] = set()
    for written in by_name.values():
        for value in written:
            for step, following in _circle_from(value, by_name):
                if (step.file, step.line) not in told:
                    told.add((step.file, step.line))
                    yield Problem(
                        step.file, step.line, f"公式循环: {step.name} 取决于 {following.name}({following.file}:{following.line})",
                        f"formulas in a circle: {step.name} needs {following.name} ({following.file}:{following.line})",
                    )  # fmt: skip


def _circle_from(start: Value, by_name: Mapping[str, Sequence[Value]]) -> list[tuple[Value, Value]]:
    """The steps by which this value comes back to itself, empty where it does not."""
    waiting: list[tuple[Value, ...]] = [(start,)] if start.formula else []
    while waiting:
        path = waiting.pop()
        for name in path[-1].formula.names if path[-1].formula else ():
            for following in by_name.get(name, ()):
                if following is start:
                    return list(pairwise((*path, start)))
                if following.formula and following not in path and all(_meet(following, one) for one in path):
                    waiting.append((*path, following))
    return []


def _meet(one: Value, other: Value) -> bool:
    """Whether both can hold for the same place, residence and day."""
    nested = one.place.startswith(other.place) or other.place.startswith(one.place)
    same_residence = "both" in (one.residence, other.residence) or one.residence == other.residence
    return nested and same_residence and max(one.since, other.since) <= min(one.until or date.max, other.until or date.max)
