"""数据目录: every category has a feed, switching one off keeps its files out, and the page says what is declared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.sources.conftest import SAMPLES

from zhongfu.data.catalogue_page import INSTRUMENTS, page
from zhongfu.data.intake import DeliveryContext, judge, read_handover
from zhongfu.data.intake.raw import RawStore
from zhongfu.data.lake import Lake
from zhongfu.data.sources import discover
from zhongfu.data.sources.catalogue import CATEGORIES, SHIPPED, CatalogueInvalid, switched_off
from zhongfu.data.sources.layout import Source

SOURCES = discover().values()


def test_every_category_has_a_feed() -> None:
    assert sorted(CATEGORIES) == [f"{number:02d}" for number in range(1, 43)]
    assert {feed.category for feed in SOURCES} - {""} == set(CATEGORIES)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_basis_is_an_instrument_on_file(source: Source) -> None:
    assert {each.split()[0] for each in source.basis} <= set(INSTRUMENTS)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_key_never_rests_on_a_cell_that_may_be_empty(source: Source) -> None:
    assert [name for name in source.key if not source.column(name).required] == []


def test_all_categories_are_on_as_shipped_each_on_a_line_of_its_own() -> None:
    lines = [line for line in SHIPPED.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [line.split(":")[0].strip('"') for line in lines] == list(CATEGORIES)
    assert switched_off() == frozenset()


def test_a_later_file_overrides_single_lines(tmp_path: Path) -> None:
    place, office = tmp_path / "place.yml", tmp_path / "office.yml"
    place.write_text('"06": false\n"38": false\n')
    office.write_text('"38": true\n')
    assert switched_off(SHIPPED, place, tmp_path / "nobody.yml") == {"06", "38"}
    assert switched_off(SHIPPED, place, office) == {"06"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('"01": true\n"43": false\n', 2),
        ('"01": true\n\n"06": "no"\n', 3),
        ("- 06\n", 1),
        ('"06": [\n', 2),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "place.yml"
    file.write_text(text)
    with pytest.raises(CatalogueInvalid) as told:
        switched_off(file)
    assert told.value.line == line
    assert str(told.value).startswith(f"{file}:{line}: ")


def test_a_file_of_a_category_that_is_off_is_refused_and_not_kept(tmp_path: Path) -> None:
    delivery, file = tmp_path / "delivery", tmp_path / "delivery" / "churujing_cishu_202511.csv"
    delivery.mkdir()
    file.write_bytes((SAMPLES / file.name).read_bytes())
    context = DeliveryContext(
        Lake(tmp_path / "lake"),
        RawStore(tmp_path / "raw"),
        read_handover(delivery),
        lambda *_: None,
        off=frozenset({"06"}),
    )
    report = judge(file, delivery=context)
    assert (report.source, report.month, report.status) == ("border_crossings", "2025-11", "refused")
    assert [problem.code for problem in report.problems] == ["category_off"]
    assert "第06类数据“出入境”" in report.problems[0].message_zh
    assert "category 06 (border crossings) is switched off" in report.problems[0].message_en
    assert [path for path in (tmp_path / "raw").rglob("*") if path.is_file()] == []

    on = judge(file, delivery=replace(context, off=frozenset({"38"})))
    assert [problem.code for problem in on.problems] == ["not_listed"]


def test_the_reference_page_says_what_is_declared() -> None:
    written = (Path(__file__).parents[2] / "docs" / "reference" / "catalogue.md").read_text(encoding="utf-8")
    assert written == page(), "run: python -m zhongfu.data.catalogue_page > docs/reference/catalogue.md"
