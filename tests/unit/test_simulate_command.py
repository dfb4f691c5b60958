"""测算命令测试: `zhongfu simulate` as people and scripts call it, over a file of households and over the registers of a month."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from tests.database import temporary_home
from tests.policy.test_rules import family, person
from tests.policy.test_simulate import ABOVE, POOR, UNTOLD, household

from zhongfu.policy import casefile
from zhongfu.policy.tables import case_table
from zhongfu.site.cli import main


@dataclass
class Said:
    """What a command said and how it ended."""

    stdout: str
    stderr: str


def zhongfu(home: Path, *words: str, status: int = 0) -> Said:
    """The command in this process: it needs no database where the households come from a file."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            ended: object = main([*words, "--home", str(home)])
        except SystemExit as left:  # argparse leaves by itself
            ended = left.code
    assert ended == status, out.getvalue() + err.getvalue()
    assert "Traceback" not in out.getvalue() + err.getvalue()
    return Said(out.getvalue(), err.getvalue())


def apart(home: Path, *words: str, status: int = 0) -> Said:
    """The command in a process of its own, as a person starts it: it brings up the database of the home."""
    line = [sys.executable, "-m", "zhongfu.site.cli", *words, "--home", str(home)]
    done = subprocess.run(line, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    return Said(done.stdout, done.stderr)


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is no home: a file of households needs none."""
    return tmp_path_factory.mktemp("nowhere")


@pytest.fixture(scope="module")
def households(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("households") / "households.parquet"
    parquet.write_table(case_table(casefile.read(case) for case in (POOR, ABOVE, UNTOLD)), file)
    return file


def simulated(home: Path, *words: str, run: Callable[..., Said] = zhongfu) -> dict:
    return json.loads(run(home, "simulate", *words, "--json").stdout)


class TestAFileOfHouseholds:
    def test_the_document(self, nowhere: Path, households: Path) -> None:
        found = simulated(nowhere, "--population", str(households), "--set", "dibao.standard=+5%")
        dibao = found["programmes"]["dibao"]
        assert (found["as_of"], found["households"], found["month"], found["demonstration"]) == ("2023-12-01", 3, None, False)
        assert (dibao["enters"], dibao["cost_difference_fen"], dibao["undecided_after"]) == (1, 10_180, 1)
        assert found["month_cost"]["cost_difference_fen"] == 10_180

    def test_the_tables(self, nowhere: Path, households: Path) -> None:
        shown = zhongfu(nowhere, "simulate", "--population", str(households), "--set", "dibao.standard=+5%").stdout
        for words in ("dibao.standard=+5%", "1238.00", "1299.90", "+101.80", "440106", "收入 income ×1", "临界落差"):
            assert words in shown

    def test_another_day_and_a_formula(self, nowhere: Path, households: Path) -> None:
        words = ("--population", str(households), "--as-of", "2026-12-01", "--set", "dibao.standard=50% of place.minimum_wage_month")
        found = simulated(nowhere, *words, "--given", "place.minimum_wage_month=3000", "--given", "dibao.assessment_required=false")
        standard = next(one for one in found["parameters"] if one["name"] == "dibao.standard")
        assert [(row["before"], row["after"]) for row in standard["values"]] == [(None, "1500.00")]
        assert found["programmes"]["dibao"]["becomes_decided"] == 2
        assert found["given"] == ["place.minimum_wage_month=3000", "dibao.assessment_required=false"]

    def test_an_unknown_fact_may_be_supposed(self, nowhere: Path, tmp_path: Path) -> None:
        file = tmp_path / "unknown.parquet"
        parquet.write_table(case_table([casefile.read(household(*family(wage=700), assets=None))]), file)
        words = ("--population", str(file), "--set", "dibao.standard=+5%")
        assert simulated(nowhere, *words)["programmes"]["dibao"]["before"] == 0
        supposed = ["household.assets.deposits=0", *(f"household.assets.{thing}=none" for thing in ("vehicles", "houses", "businesses"))]
        found = simulated(nowhere, *words, *(word for text in supposed for word in ("--suppose", text)))
        assert (found["programmes"]["dibao"]["before"], found["supposed"]) == (1, dict.fromkeys(supposed, 1))

    def test_what_lacks_is_unknown_and_what_is_more_is_left_alone(self, nowhere: Path, tmp_path: Path) -> None:
        file = tmp_path / "few.parquet"
        full = case_table([casefile.read(POOR)])
        parquet.write_table(full.select(["place", "residence", "household.members"]).append_column("note", pa.array(["x"])), file)
        found = simulated(nowhere, "--population", str(file), "--as-of", "2023-12-01", "--set", "dibao.standard=+5%")
        assert found["programmes"]["dibao"]["undecided_after"] == 1


class TestRefused:
    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--set", "dibao.standrad=+5%"], ["是否指 dibao.standard", "did you mean dibao.standard?"]),
            (["--set", "dibao.standard@9999=+5%"], ["没有地区 9999", "place 9999"]),
            (["--set", "dibao.standard@4402=+5%"], ["没有地区 4402"]),
            (["--set", "dibao.standard=many"], ["--set dibao.standard=many", "应为数字", "expected a number"]),
            (["--set", "dibao.standard=+5%", "--set", "dibao.standard=+3%"], ["矛盾", "contradicts"]),
            (["--set", "dibao.standard=1.1*dibao.standard"], ["绕回自身", "comes back to itself"]),
            (["--set", "dibao.standard=-99999"], ["低于零", "below zero"]),
            (["--set", "dibao.standard=+5%", "--given", "zzz=1"], ["--given zzz=1", "没有名为 zzz 的参数"]),
            (["--set", "dibao.standard=+5%", "--suppose", "household.assets.deposits=much"], ["--suppose", "household.assets.deposits"]),
            (["--set", "dibao.standard=+5%", "--as-of", "2023-13-01"], ["2026-10-31"]),
            (["--set", "dibao.standard=+5%", "--month", "2026-10"], ["--population"]),
            ([], ["--set"]),
        ],
    )  # fmt: skip
    def test_in_a_sentence(self, nowhere: Path, households: Path, words: list[str], said: list[str]) -> None:
        told = zhongfu(nowhere, "simulate", "--population", str(households), *words, status=2).stderr
        for word in said:
            assert word in told

    def test_without_households(self, nowhere: Path) -> None:
        assert "--population" in zhongfu(nowhere, "simulate", "--set", "dibao.standard=+5%", status=2).stderr

    def test_a_file_that_is_none(self, nowhere: Path, tmp_path: Path) -> None:
        (tmp_path / "text.parquet").write_text("no parquet", encoding="utf-8")
        for name in ("text.parquet", "missing.parquet"):
            assert name in zhongfu(nowhere, "simulate", "--population", str(tmp_path / name), "--set", "dibao.standard=+5%", status=2).stderr

    def test_a_column_of_another_type(self, nowhere: Path, tmp_path: Path) -> None:
        table = case_table([casefile.read(POOR)])
        at = table.column_names.index("household.assets.deposits")
        parquet.write_table(table.set_column(at, "household.assets.deposits", pa.array([1.5])), tmp_path / "floats.parquet")
        parquet.write_table(table.drop_columns(["household.members"]), tmp_path / "nobody.parquet")
        for name, column in (("floats.parquet", "household.assets.deposits"), ("nobody.parquet", "household.members")):
            told = zhongfu(nowhere, "simulate", "--population", str(tmp_path / name), "--set", "dibao.standard=+5%", status=2).stderr
            assert name in told and column in told

    def test_a_file_of_several_days(self, nowhere: Path, tmp_path: Path) -> None:
        cases = [casefile.read(POOR), casefile.read(POOR | {"as_of": "2021-06-01"})]
        parquet.write_table(case_table(cases), tmp_path / "days.parquet")
        words = ("simulate", "--population", str(tmp_path / "days.parquet"), "--set", "dibao.standard=+5%")
        assert "--as-of" in zhongfu(nowhere, *words, status=2).stderr
        zhongfu(nowhere, *words, "--as-of", "2023-12-01")


@pytest.fixture(scope="module")
def demonstration() -> Iterator[Path]:
    with temporary_home() as home:
        apart(home, "up", "--people", "600", "--port", "0", "--no-browser", "--exit-after-ready")
        yield home


GIVEN = ("--given", "dibao.assessment_required=false", "--suppose", "household.assets.deposits=0", "--suppose", "household.obligors=none")


class TestTheRegistersOfAMonth:
    def test_a_higher_standard_takes_more_in_and_costs_more(self, demonstration: Path) -> None:
        found = simulated(demonstration, "--month", "2026-10", "--set", "dibao.standard=+20%", *GIVEN, run=apart)
        assert (found["month"], found["as_of"], found["demonstration"]) == ("2026-10", "2026-10-31", True)
        assert found["programmes"]["dibao"]["after"] >= found["programmes"]["dibao"]["before"] > 0
        assert found["month_cost"]["cost_difference_fen"] > 0
        assert {one["place"] for one in found["counties"]} == {"441424", "440104"}
        assert sum(one["households"] for one in found["counties"]) == found["households"]

    def test_without_suppositions_the_answer_is_that_it_is_not_known(self, demonstration: Path) -> None:
        found = simulated(demonstration, "--month", "2026-10", "--set", "dibao.standard=+20%", run=apart)
        dibao = found["programmes"]["dibao"]
        assert dibao["before"] == dibao["after"] == 0 and dibao["undecided_after"] > 0
        assert "household.assets.deposits" in dibao["needs"]

    def test_a_month_without_registers(self, demonstration: Path) -> None:
        assert "2020-01" in apart(demonstration, "simulate", "--month", "2020-01", "--set", "dibao.standard=+5%", status=2).stderr


def test_the_slow_evaluator_explains_any_household_of_the_answer() -> None:
    """A household that enters can be decided by the reformed law with every reason."""
    from zhongfu.policy.decide import decide
    from zhongfu.policy.parameters import Law
    from zhongfu.policy.reform.reform import read_reform

    law = Law.load()
    after = decide(casefile.read(household(person("a", "applicant", wage=1260))), read_reform(["dibao.standard=+5%"], law).over(law))
    told = str(after.as_json()["programmes"]["dibao"]["reasons"])
    assert "1299.90" in told and "dibao.standard=+5%" in told
