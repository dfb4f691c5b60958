"""全部来源: what holds for every feed, whoever adds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.sources.conftest import SAMPLES

from zhongfu.data import sources
from zhongfu.data.sources import discover
from zhongfu.data.sources.layout import Source, ignored, text

SOURCES = discover().values()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_feed_has_a_sample_and_a_test_of_its_own(source: Source) -> None:
    assert list(SAMPLES.glob(f"{source.stem}_*.{source.extension}"))
    assert (Path(__file__).parent / f"test_{source.name}.py").is_file()


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_feed_names_each_field_once(source: Source) -> None:
    fields = [column.field for column in source.consumed]
    assert len(set(fields)) == len(fields)
    assert {"row", "person", "faults"}.isdisjoint(fields)


def test_every_file_is_a_feed_without_being_listed_anywhere() -> None:
    folder = Path(sources.__file__).parent
    assert len(discover()) == len(list(folder.glob("*/[!_]*.py"))) >= 16


def test_a_key_must_be_a_declared_column() -> None:
    with pytest.raises(ValueError, match="nobody"):
        Source(
            name="x", label="", provider="", stem="x", cadence="monthly",
            columns=(text("a", "a"), ignored("b")), key=("nobody",),
        )  # fmt: skip
