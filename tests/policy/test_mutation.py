"""规则变异: a seeded sample of the mutants of the rule trees; each is noticed by a case, or explained."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"


@pytest.fixture(scope="module")
def mutate() -> ModuleType:
    """The tool, which is no package."""
    import sys

    spec = importlib.util.spec_from_file_location("mutate", ROOT / "tools" / "mutate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutate"] = module
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def test_every_mutant_is_noticed_or_explained(mutate: ModuleType) -> None:
    names = mutate.drawn(0 if SOAK else 30, seed=11)
    reasons = mutate.explanations()
    assert mutate.survivors_of([name for name in names if not mutate.explained(name, reasons)]) == []


def test_an_explanation_names_mutants_that_exist(mutate: ModuleType) -> None:
    """A pattern that fits no mutant explains nothing any more."""
    names = list(mutate.by_name())
    assert [pattern for pattern in mutate.explanations() if not any(mutate.explained(name, {pattern: "x"}) for name in names)] == []


def test_a_mutant_is_undone(mutate: ModuleType) -> None:
    """After a change everything answers as before."""
    mutant = next(one for one in mutate.by_name().values() if one.name.startswith("dibao.line: "))
    assert not mutate.survives(mutant)
    assert not any(mutate.notices(witness) for witness in mutate.witnesses()[:50])
