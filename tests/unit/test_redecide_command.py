"""重新核定命令: `zhongfu redecide` on files: one document, one line per mistake, and a call that is unclear is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import casework
from tests.portals_site import Site

from zhongfu.site.cli import main

CASE = """as_of: 2023-12-15
decided_on: 2023-12-20
place: "421002"
residence: urban
parameters: {dibao.standard: 700}
household:
  members:
    - {id: a, relation: applicant, birth: 1985-03-02, sex: male, employment: employed, incomes: [{kind: wage, amount: WAGE}]}
    - {id: c, relation: child, birth: 2016-04-02, sex: male, incomes: []}
  obligors: []
  assets: {deposits: 0, vehicles: [], houses: [], businesses: []}
"""
MONTHS = ("--from", "2024-03", "--until", "2024-05")


class Desk:
    """A folder with case files, and the command run in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def file(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, "utf-8")
        return str(self.folder / name)

    def case(self, wage: int, name: str = "case.yml") -> str:
        return self.file(name, CASE.replace("WAGE", str(wage)))

    def run(self, *words: str) -> tuple[int, str, str]:
        status = main(["redecide", *words, "--home", str(self.folder / "home")])
        told = self.capsys.readouterr()
        return status, told.out, told.err

    def document(self, *words: str) -> dict[str, Any]:
        status, out, _ = self.run(*words, "--json")
        assert status == 0
        return json.loads(out)  # type: ignore[no-any-return]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_months_as_one_document(desk: Desk) -> None:
    """1,400 less 1,000 was decided, less 1,100 is due: 100 too much in each of three months."""
    told = desk.document(desk.case(1000), "--changed", desk.case(1100, "new.yml"), *MONTHS, "--reason", "fact_late_report")
    assert (told["overpaid"], told["underpaid"], told["proposal"]) == ("300.00", "0.00", True)
    assert [month["difference"] for month in told["months"]] == ["-100.00"] * 3
    assert told["reason"]["code"] == "fact_late_report"


def test_facts_of_single_months(desk: Desk) -> None:
    changed = ("--changed", desk.case(1250, "march.yml"), "--from", "2024-03", "--changed", desk.case(1000, "april.yml"), "--from", "2024-04")
    told = desk.document(desk.case(1000), *changed, "--until", "2024-05")
    assert [month["difference"] for month in told["months"]] == ["-250.00", "0.00", "0.00"]
    assert told["reason"]["code"] == "fact_corrected"


def test_a_law_folder_is_laid_over(desk: Desk) -> None:
    case = CASE.replace("WAGE", "1000").replace("parameters: {dibao.standard: 700}\n", "").replace('"421002"', '"440106"')
    case = case.replace("2016-04-02", "2020-04-02").replace("2023-12-20", "2023-11-20")
    (desk.folder / "law").mkdir()
    desk.file("law/x.yml", 'place: "4401"\nparameters:\n  dibao.standard:\n    - {value: 1300, since: 2024-01-01, cites: [57 Art.20], source: "F:x"}\n')
    told = desk.document(desk.file("gz.yml", case), "--law", str(desk.folder / "law"), "--from", "2024-01", "--until", "2024-02")
    assert (told["underpaid"], told["reason"]["code"]) == ("248.00", "law_changed")


def test_days_as_one_document_and_as_text(desk: Desk) -> None:
    days = ("--on", "2018-06-01", "--on", "2021-08-01")
    told = desk.document(desk.case(1000), *days)
    assert [day["programmes"]["edge"]["eligible"] for day in told["days"]] == [False, False]
    assert {one["name"] for one in told["changes"][0]["programmes"]["edge"]["because"]} >= {"57", "edge.multiple"}
    status, out, _ = desk.run(desk.case(1000), *days)
    assert (status, "2018-06-01 → 2021-08-01" in out) == (0, True)


def test_text_for_people(desk: Desk) -> None:
    paid = desk.file("paid.yml", "programme: dibao\npaid:\n  2024-03: 400\n  2024-04: 0\n")
    status, out, _ = desk.run(desk.case(1000), "--changed", desk.case(1100, "new.yml"), *MONTHS, "--paid", paid)
    assert status == 0
    assert "2024-03  已发 paid 400.00 · 应发 due 300.00 · -100.00  多发 too much" in out
    assert "2024-04  已发 paid 0.00 · 应发 due 300.00 · 300.00  少发 too little" in out
    assert "尚缺 needs: paid:2024-05" in out
    assert "少发 underpaid 300.00 · 多发 overpaid 100.00 · 不能认定 not said 1" in out
    assert "本身不构成欠款" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("paid: {2024-13: 5}", "paid.2024-13: 月份应写作"), ("paid: {2024-03: -5}", "paid.2024-03: 不能为负数"), ("paid: [", "paid.yml:1:"),
        ("paid: 5", "应为 programme 和 paid"), ("paid: {}\nwhat: 1", "应为 programme 和 paid"), ("programme: rigid\npaid: {}", "只有按月发放"),
    ],
)  # fmt: skip
def test_a_faulty_list_of_payments(desk: Desk, text: str, said: str) -> None:
    status, _, err = desk.run(desk.case(1000), *MONTHS, "--paid", desk.file("paid.yml", text))
    assert status in (1, 2)
    assert said in err


def test_a_list_of_payments_that_cannot_be_read(desk: Desk) -> None:
    assert desk.run(desk.case(1000), *MONTHS, "--paid", str(desk.folder / "none.yml"))[0] == 1
    (desk.folder / "bad.yml").write_bytes(b"\xff\xfe")
    assert desk.run(desk.case(1000), *MONTHS, "--paid", str(desk.folder / "bad.yml"))[0] == 1


def test_null_is_unknown_and_not_nothing(desk: Desk) -> None:
    told = desk.document(desk.case(1000), *MONTHS, "--paid", desk.file("paid.yml", "paid: {2024-03: null, 2024-04: 400}"))
    assert told["unknown_months"] == ["2024-03", "2024-05"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--until", "2024-05"), "--from 和 --until"), (("--from", "2024-05"), "--from 和 --until"),
        (("--from", "2024-05", "--until", "2024-04"), "--until 早于 --from"),
        ((*MONTHS, "--from", "2024-04", "--changed", "CASE"), "每个 --changed"), ((*MONTHS, "--law", "nowhere"), "找不到政策文件夹"),
        ((*MONTHS, "--changed", "nowhere.yml"), "找不到个案文件"),
    ],
)  # fmt: skip
def test_an_unclear_call(desk: Desk, words: tuple[str, ...], said: str) -> None:
    case = desk.case(1000)
    status, _, err = desk.run(case, *(case if word == "CASE" else word for word in words))
    assert status == 2
    assert said in err


@pytest.mark.parametrize("words", [(), ("--all",), ("--all", "--since", "2026-01", "CASE")])
def test_all_goes_with_its_month_and_without_a_file(desk: Desk, words: tuple[str, ...]) -> None:
    status, _, err = desk.run(*(desk.case(1000) if word == "CASE" else word for word in words))
    assert status == 2
    assert "--since" in err


def test_every_case_of_a_home(site: Site) -> None:
    """A standard that was entered late is found by the command, once."""
    casework.demonstration_values(site)
    casework.confirmed(site, casework.staff(site))
    casework.published(site, 760)
    try:
        command = [sys.executable, "-m", "zhongfu.site.cli", "redecide", "--all", "--since", "2026-01", "--home", str(site.home.root)]
        first = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True, timeout=120)
        again = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    finally:
        casework.values_as_before(site)
    counts = json.loads(first.stdout)
    assert (counts["since"], counts["cases"], counts["proposed"], counts["faulty"]) == ("2026-01", 1, 1, 0)
    assert "新提 0 条建议" in again.stdout


def test_a_faulty_case_file_names_each_place(desk: Desk) -> None:
    status, _, err = desk.run(desk.case(1000), *MONTHS, "--changed", desk.case(-5, "new.yml"))
    assert status == 1
    assert "new.yml: household.members.a.incomes.0.amount: 不能为负数" in err


@pytest.mark.parametrize("words", [("--on", "2024-02-30"), ("--from", "2024-3"), ("--reason", "because")])
def test_what_the_grammar_refuses(desk: Desk, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        desk.run(desk.case(1000), *words)
    assert left.value.code == 2
