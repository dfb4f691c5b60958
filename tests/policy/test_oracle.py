"""两种实现: the rules give the answers of a second implementation that was written from the documents alone."""

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
import yaml
from tests.policy.oracle.differ import differences
from tests.policy.oracle.households import case, facts_of

from zhongfu.policy.parameters import Law

LAW = Law.load()
CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
SEEDS = 100_000 if SOAK else 2_000


def of_seeds(first: int, last: int) -> list[str]:
    """What differs in the households of these numbers."""
    return [f"household {seed}: {difference}" for seed in range(first, last) for difference in differences(case(seed), LAW)]


def test_random_households() -> None:
    """Households at the edges, half of them with gaps: not one answer differs."""
    if not SOAK:
        assert of_seeds(0, SEEDS) == []
        return
    step = 2_500
    with ProcessPoolExecutor(2) as both:
        found = both.map(of_seeds, range(0, SEEDS, step), range(step, SEEDS + step, step))
        assert [difference for part in found for difference in part] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """The oracle answers the cases as the rules do."""
    assert differences(yaml.safe_load(path.read_text("utf-8"))["case"], LAW) == []


def test_households_reach_what_they_aim_at() -> None:
    """The same number is always the same household, and many have gaps."""
    assert case(7) == case(7) != case(8)
    gaps = sum(any(holder[key] is None for holder, key in facts_of(case(seed)["household"])) for seed in range(50))
    assert gaps > 40
