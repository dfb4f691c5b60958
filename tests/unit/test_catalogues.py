"""语言目录 Every text of every page, and every label below the pages, stands in every catalogue."""

from __future__ import annotations

import re

import pytest

from zhongfu.portals import catalogues, languages
from zhongfu.portals.labels import labels
from zhongfu.portals.wording import WORDS

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return catalogues.texts()


@pytest.mark.parametrize("locale", catalogues.LOCALES)
def test_a_catalogue_holds_every_text_and_nothing_else(texts: dict[str, str], locale: str) -> None:
    held = {message.id for message in catalogues.read(locale) if message.id}
    assert sorted(set(texts) - held) == [], "make messages brings them in"
    assert sorted(held - set(texts)) == [], "make messages takes them out"


@pytest.mark.parametrize("locale", catalogues.LOCALES)
def test_no_translation_is_empty_or_loses_a_placeholder(locale: str) -> None:
    for message in catalogues.read(locale):
        if message.id:
            assert message.string, message.id
            assert sorted(PLACEHOLDER.findall(message.string)) == sorted(PLACEHOLDER.findall(message.id)), message.id


def test_english_is_english() -> None:
    chinese = [message.id for message in catalogues.read("en") if message.id and HAN.search(message.string)]
    assert chinese == []


def test_labels_below_the_pages_are_gathered(texts: dict[str, str]) -> None:
    assert {"低保标准", "金融资产", "收入骤减", "家庭收入低于低保标准"} <= set(labels())
    assert set(labels()) <= set(texts)


def test_words_for_codes_are_gathered(texts: dict[str, str]) -> None:
    assert {word for table in WORDS.values() for word in table.values()} <= set(texts)


def test_a_text_with_values_is_written_in_traditional_characters() -> None:
    assert languages.traditional("家庭月收入 1200.00 < 低保标准合计 2700.00 → 是") == "家庭月收入 1200.00 < 低保標準合計 2700.00 → 是"
