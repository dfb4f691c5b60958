"""文书 Papers: printed whole with the bundled font, rare characters too, or not at all."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pypdf
import pytest

from zhongfu.cases.papers import PaperFailed, drawable, printed

AT = datetime(2026, 11, 2, 9, 0, 1, 250_000, tzinfo=ZoneInfo("Asia/Shanghai"))


def content(**changes: Any) -> dict[str, Any]:
    letter = {
        "title": "最低生活保障审核确认决定书", "office": "五华县民政局", "number": "〔2026〕00001号", "addressee": "罗䶮",
        "demonstration": False, "opening": ["现将结果告知如下。"], "result": [["决定", "确认给予最低生活保障"]],
        "reasons": [{"text": "家庭收入低于低保标准", "cites": "649 Art.9", "sums": ["2,155.03 < 2,160.00 → 是"]}],
        "facts": [["金融资产", "3,000.00", "申请人申报", "2026-11-02"]], "rights": ["可以依法申请行政复议。"], "dated": "2026年11月2日",
    }  # fmt: skip
    return letter | changes


def text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).replace(" ", "")


def test_rare_names_are_printed() -> None:
    assert "罗䶮𠮷" in text(printed("letter.typ", content(addressee="罗䶮𠮷"), at=AT))


def test_a_demonstration_says_so_on_every_page() -> None:
    many = [{"text": f"理由{number}", "cites": "", "sums": ["1 + 1 = 2"] * 3} for number in range(40)]
    pages = pypdf.PdfReader(io.BytesIO(printed("letter.typ", content(demonstration=True, reasons=many), at=AT))).pages
    assert len(pages) > 1
    assert all("演示值" in page.extract_text() for page in pages)
    assert "演示值" not in text(printed("letter.typ", content(), at=AT))


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert printed("letter.typ", content(), at=AT) == printed("letter.typ", content(), at=AT)


def test_a_character_without_a_glyph_stops_the_letter_and_is_not_told() -> None:
    assert not drawable("김")
    with pytest.raises(PaperFailed, match="字体没有的字") as failed:
        printed("letter.typ", content(addressee="김"), at=AT)
    assert "김" not in str(failed.value)


def test_words_of_the_text_never_become_typesetting() -> None:
    assert "#panic()" in text(printed("letter.typ", content(opening=["#panic() *x*"]), at=AT))


def test_every_template_is_a_kind_of_paper() -> None:
    from zhongfu.cases.papers import kinds

    assert "letter" in kinds()
