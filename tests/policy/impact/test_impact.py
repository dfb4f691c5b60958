"""影响清单测试: the fixed population is decided as the record says, and a change of the law shows in the list."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pyarrow.compute as pc
import pyarrow.parquet as parquet
import pytest

from zhongfu.policy.parameters import law_folder
from zhongfu.policy.screen import screen_table

ROOT = Path(__file__).resolve().parents[3]
RENEW = "Decisions changed. If that is meant, renew the record in the same commit: .venv/bin/python tools/impact.py --record"


def loaded(path: Path) -> ModuleType:
    """A script as a module."""
    specification = importlib.util.spec_from_file_location(f"script_{path.stem}", path)
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module


impact = loaded(ROOT / "tools" / "impact.py")


@pytest.fixture(scope="module")
def now() -> list[impact.Decided]:
    return impact.found_now()


def test_the_decisions_are_those_of_the_record(now: list[impact.Decided]) -> None:
    told = "\n".join(impact.told(list(impact.changes(impact.recorded(), now))))
    assert not told, f"\n{told}\n{RENEW}"
    assert impact.SUMMARY.read_text("utf-8") == impact.summary(now), RENEW


def test_the_population_is_drawn_from_its_seed() -> None:
    drawn = loaded(ROOT / "tests" / "policy" / "impact" / "population.py").population()
    assert drawn.equals(parquet.read_table(impact.POPULATION))


def test_every_kind_of_answer_occurs(now: list[impact.Decided]) -> None:
    """A population in which nobody takes a programme would show no change of it."""
    for programme in impact.BUILT:
        assert {one.eligible for one in now if one.programme == programme} == {True, False, None} or programme in ("disaster", "disability_nursing")
    assert len({one.place for one in now}) >= 6


def test_the_screen_decides_them_as_the_slow_evaluator_does(now: list[impact.Decided]) -> None:
    population, law = parquet.read_table(impact.POPULATION), impact.Filled.read()
    expected = {(one.household, one.programme): (one.eligible, one.amount) for one in now}
    found = {}
    for day in population["as_of"].unique().to_pylist():
        households = population.filter(pc.equal(population["as_of"], day))
        for programme, answered in screen_table(households, law, day).programmes.items():
            amounts = [int(fen) if known else None for fen, known in zip(answered.amount, answered.amount_known, strict=True)]
            eligible = [{1: True, 0: False, -1: None}[one] for one in answered.eligible.tolist()]
            ids = households["household_id"].to_pylist()
            found |= {(one, programme): answer for one, answer in zip(ids, zip(eligible, amounts, strict=True), strict=True)}
    assert {key: (answer, expected[key]) for key, answer in found.items() if answer != expected[key]} == {}
    assert len(found) == len(expected)


def test_a_higher_standard_is_told_as_who_enters_and_what_it_costs(now: list[impact.Decided], tmp_path: Path) -> None:
    folder = tmp_path / "law"
    shutil.copytree(law_folder(), folder)
    file = folder / "cn" / "gd" / "guangzhou" / "guangzhou.yml"
    text = file.read_text("utf-8")
    assert "{value: 1238, since: 2023-01-01" in text
    file.write_text(text.replace("{value: 1238, since: 2023-01-01", "{value: 1338, since: 2023-01-01", 1), encoding="utf-8")
    changed = list(impact.changes(now, impact.found_now([folder])))
    lines = [line for line in impact.told(changed) if line.startswith("dibao 440106 2023-12-01: ")]
    assert len(lines) == 1 and "no → yes: " in lines[0] and "cost +" in lines[0]
    assert {(one.place, one.as_of) for _, one in changed if one.programme == "dibao"} == {("440106", "2023-12-01")}
    entering = [now for was, now in changed if now.programme == "dibao" and was is not None and (was.eligible, now.eligible) == (False, True)]
    assert f"no → yes: {len(entering)}" in lines[0]


def test_nothing_changed_is_exit_0_and_a_change_is_exit_1(now: list[impact.Decided], capsys: pytest.CaptureFixture[str]) -> None:
    assert impact.compared(now, now) == 0
    assert capsys.readouterr().out.startswith("0 decisions about 0 of ")
    assert impact.compared(now, [one._replace(eligible=None, amount=None) for one in now]) == 1
    assert "yes → undecided" in capsys.readouterr().out
