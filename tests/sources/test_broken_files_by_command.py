"""坏文件与命令 Broken files through `zhongfu ingest` itself: status 1, a report of every cell in two languages, and nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.database import temporary_home
from tests.fakes.deliveries.folder import MonthFolder
from tests.fakes.deliveries.golden.archives import shared_texts_a_thousandfold
from tests.fakes.deliveries.golden.encodings import two_encodings_in_one_file, utf8_for_gb18030
from tests.fakes.deliveries.golden.member import Golden
from tests.fakes.deliveries.golden.values import identity_numbers, ten_thousand_columns
from tests.fakes.deliveries.golden.workbooks import all_ids_as_numbers
from tests.fakes.deliveries.place import first_month, panel, second_month

# An encoding, a bomb, ruined ids and a header, each in a feed of its own.
REFUSED = (utf8_for_gb18030, shared_texts_a_thousandfold, all_ids_as_numbers, ten_thousand_columns)


class Zhongfu:
    """The program in a home of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __call__(self, *words: str, status: int) -> str:
        line = [sys.executable, "-m", "zhongfu.site.cli", *words, "--home", str(self._home)]
        done = subprocess.run(line, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        return done.stdout

    def ingest(self, folder: Path, *, status: int) -> list[dict]:
        return json.loads(self("ingest", str(folder), "--json", status=status))["files"]

    def panel(self) -> str:
        return self("panel", "--month", "2025-12", status=0)


@pytest.fixture(scope="module")
def zhongfu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zhongfu]:
    """The program after two good months."""
    deliveries = tmp_path_factory.mktemp("good")
    for folder in (first_month(), second_month()):
        folder.write(deliveries)
    with temporary_home() as home:
        program = Zhongfu(home)
        assert {file["status"] for file in program.ingest(deliveries, status=0)} == {"loaded"}
        yield program


def _folder(root: Path, *files: Golden) -> Path:
    folder = MonthFolder("202512")
    for golden in files:
        folder.sheets[golden.delivered_name] = golden.sheet
        if golden.content is not None:
            folder.contents[golden.delivered_name] = golden.content
        folder.listed_as(golden.delivered_name, **golden.listed)
    folder.write(root)
    return root


def test_refused_files_end_with_status_1_and_leave_what_was_there(zhongfu: Zhongfu, tmp_path: Path) -> None:
    before = zhongfu.panel()
    assert before == panel("2025-12")
    golden = [build() for build in REFUSED]
    files = {Path(file["path"]).name: file for file in zhongfu.ingest(_folder(tmp_path, *golden), status=1)}
    for each in golden:
        (problem,) = files[each.delivered_name]["problems"]
        zh, _, en = problem["message"].partition(" / ")
        assert problem["code"] == each.code
        assert each.says[0] in zh
        assert each.says[1] in en
    assert zhongfu.panel() == before


def test_rejected_rows_end_with_status_1_and_name_row_column_and_reason(zhongfu: Zhongfu, tmp_path: Path) -> None:
    for build in (identity_numbers, two_encodings_in_one_file):
        golden = build()
        (file,) = zhongfu.ingest(_folder(tmp_path / build.__name__, golden), status=1)
        assert file["status"] == "loaded"
        assert {(p["row"], p["column"], p["code"]) for p in file["problems"]} == golden.problems
        for problem in file["problems"]:
            zh, _, en = problem["message"].partition(" / ")
            assert f"第{problem['row']}行" in zh
            assert f"Row {problem['row']}" in en


def test_without_json_the_report_reads_the_same(zhongfu: Zhongfu, tmp_path: Path) -> None:
    said = zhongfu("ingest", str(_folder(tmp_path / "d", all_ids_as_numbers())), status=1)
    assert "“证件号码”列存为数字" in said
    assert "export it again as text" in said
