"""A year of deliveries of about 800 households, and what is true of them, unpacked and taken in once a session."""

from __future__ import annotations

import hashlib
import tarfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.fakes.taking_in import TakenIn, empty_home

from zhongfu.data.intake import recognise

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


SAMPLES = Path(__file__).parent / "samples"


class Sample:
    """Takes in one file of `samples/` as a delivery of its own, its hand-over list made up for it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def fields(self, file_name: str, *, rows: int, total: str = "") -> list[dict[str, object]]:
        """The rows of the part that a sample becomes, by field; what is NULL is left out, and so is the row number."""
        delivery = self._root / "delivery"
        delivery.mkdir()
        content = (SAMPLES / file_name).read_bytes()
        (delivery / file_name).write_bytes(content)
        recognised = recognise(file_name)
        assert recognised is not None, "no feed has a file of this name"
        control = recognised[0].control or ""
        line = [file_name, str(rows), control, total, "SHA-256", hashlib.sha256(content).hexdigest()]
        text = "文件名,数据行数,控制项目,控制总额,校验算法,校验值\r\n" + ",".join(line) + "\r\n"
        (delivery / "交接单.csv").write_text(text, encoding="utf-8-sig", newline="")
        (report,) = empty_home(self._root).take_in(delivery)
        assert [problem.message_en for problem in report.problems] == []
        assert report.part is not None
        table = pq.read_table(report.part, partitioning=None).to_pylist()
        return [{name: value for name, value in row.items() if value is not None and name != "row"} for row in table]


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """A place to take a sample in."""
    return Sample(tmp_path)
