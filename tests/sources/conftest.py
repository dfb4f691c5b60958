"""A year of deliveries of about 800 households, and what is true of them, unpacked and taken in once a session."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from tests.fakes.taking_in import TakenIn, empty_home

ARCHIVE = Path(__file__).parents[1] / "data" / "standard.tar.xz"


@pytest.fixture(scope="session")
def standard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds `standard/` and `truth-standard/`."""
    folder = tmp_path_factory.mktemp("deliveries")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="session")
def taken_in(standard: Path, tmp_path_factory: pytest.TempPathFactory) -> TakenIn:
    """The standard deliveries after all of them were judged."""
    home = empty_home(tmp_path_factory.mktemp("home"))
    home.take_in(standard / "standard")
    return home
