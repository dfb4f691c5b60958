"""判定命令: `zhongfu decide` as text, JSON and PDF, in Chinese and English, from one case file and without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml
from tests.unit.test_commands import Zhongfu

CASES = Path(__file__).parents[1] / "policy" / "cases"


def a_case(folder: Path, name: str = "difference-three-people-income-700", **changes: Any) -> str:
    """One of the cases of the policy tests as a file of its own."""
    file = folder / "case.yml"
    given = yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))["case"]
    file.write_text(yaml.safe_dump(given | changes, allow_unicode=True), encoding="utf-8")
    return str(file)


@pytest.fixture
def nowhere(tmp_path: Path) -> Zhongfu:
    """The program where nothing was installed."""
    return Zhongfu(tmp_path / "nowhere")


def test_the_json_has_sum_changes_and_remedies(nowhere: Zhongfu, tmp_path: Path) -> None:
    answer = nowhere.json("decide", a_case(tmp_path, decided_on="2026-11-20"))
    dibao = answer["programmes"]["dibao"]
    assert dibao["arithmetic"] == "(500.00 × 3) − 700.00 = 800.00 元"
    assert dibao["change"][0]["text"].startswith("家庭月收入达到 1,500.00 元")
    assert {one["id"]: one["until"] for one in answer["remedy"]}["reconsideration"] == "2027-01-19"
    assert "change" not in answer["programmes"]["cssa"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("最低生活保障 (dibao): 符合", "(500.00 × 3) − 700.00 = 800.00 元", "《社会救助暂行办法》第9条", "行政复议", "类别 category: 最低生活保障")),
        ("en", ("subsistence allowance (dibao): holds", "(500.00 × 3) − 700.00 = 800.00 yuan", "Order 649", "administrative reconsideration")),
    ],
)  # fmt: skip
def test_the_text_tells_result_sum_articles_changes_and_remedies(nowhere: Zhongfu, tmp_path: Path, lang: str, words: tuple[str, ...]) -> None:
    said = nowhere("decide", a_case(tmp_path), "--lang", lang).stdout
    assert [word for word in words if word not in said] == []
    assert said.index("(dibao)") < said.index("(edge)")


def test_the_pdf_is_written_beside_the_text_and_opens(nowhere: Zhongfu, tmp_path: Path) -> None:
    for lang, word in (("zh", "救助判定说明"), ("en", "Decision explained")):
        paper = tmp_path / f"{lang}.pdf"
        nowhere("decide", a_case(tmp_path), "--pdf", str(paper), "--lang", lang)
        assert word in pypdf.PdfReader(paper).pages[0].extract_text()


def test_a_pdf_that_cannot_be_written_or_printed_is_said(nowhere: Zhongfu, tmp_path: Path) -> None:
    said = nowhere("decide", a_case(tmp_path), "--pdf", str(tmp_path / "no" / "folder.pdf"), status=2).stderr
    assert "无法写入" in said and "cannot be written" in said
    members = [{"id": "김", "relation": "applicant", "birth": "1980-01-01", "incomes": []}]
    said = nowhere("decide", a_case(tmp_path, household={"members": members}), "--pdf", str(tmp_path / "x.pdf"), status=2).stderr
    assert "字体" in said and "font" in said and "김" not in said


def test_undecided_names_what_is_missing_in_words(nowhere: Zhongfu, tmp_path: Path) -> None:
    said = nowhere("decide", a_case(tmp_path, "deposits-unknown-undecided")).stdout
    assert "尚缺: 金融资产" in said
    assert "不能判定" in said.splitlines()[1]


def test_of_nobody_s_programme_the_category_is_none(nowhere: Zhongfu, tmp_path: Path) -> None:
    said = nowhere("decide", a_case(tmp_path, parameters={"dibao.standard": 1})).stdout
    assert "类别 category: 无" in said
