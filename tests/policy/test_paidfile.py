"""发放记录测试: what was paid is read to the fen, month by month; every mistake is named by its place and never by its value."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhongfu.policy.redecision.paidfile import PaidInvalid, month_number, read_paid
from zhongfu.policy.values import ValueProblem


def written(folder: Path, text: str) -> Path:
    path = folder / "paid.yml"
    path.write_text(text, "utf-8")
    return path


def refused(path: Path) -> list[tuple[str, str]]:
    """What is said of a file that cannot be used, and the error says all of it."""
    with pytest.raises(PaidInvalid) as mistake:
        read_paid(path)
    assert str(mistake.value) == "\n".join(f"{zh} / {en}" for zh, en in mistake.value.lines)
    return mistake.value.lines


def test_months_run_on_from_year_to_year() -> None:
    assert month_number("2024-01") - month_number("2023-12") == 1
    assert month_number("2026-03") == 2026 * 12 + 2


@pytest.mark.parametrize("text", ["2024-13", "2024-00", "2024-3", "24-03", "1899-12", "2024-03-01", "2024-03\n", ""])
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(ValueProblem):
        month_number(text)


def test_nothing_paid_is_zero_and_what_is_not_said_is_unknown(tmp_path: Path) -> None:
    path = written(tmp_path, "programme: dibao\npaid:\n  2026-03: 900.05\n  2026-04: 0\n  2026-05: null\n")
    assert read_paid(path) == ("dibao", {month_number("2026-03"): 90_005, month_number("2026-04"): 0})


def test_a_file_need_not_name_the_programme(tmp_path: Path) -> None:
    assert read_paid(written(tmp_path, "paid: {}\n")) == (None, {})


@pytest.mark.parametrize("text", ["paid: 5", "programme: dibao", "- paid", "", "paid: {}\nwhat: 1"])
def test_a_file_of_another_shape_is_refused(text: str, tmp_path: Path) -> None:
    assert refused(written(tmp_path, text)) == [("paid.yml: 应为 programme 和 paid 两项", "paid.yml: expected the keys programme and paid")]


def test_every_mistake_is_told_at_once_by_its_place(tmp_path: Path) -> None:
    lines = refused(written(tmp_path, "paid: {2024-13: 5, 2024-03: -77, 2024-04: 8.001, 2024-05: 9}"))
    assert [en.partition(": ")[2].partition(":")[0] for _, en in lines] == ["paid.2024-13", "paid.2024-03", "paid.2024-04"]
    assert lines[0] == ("paid.yml: paid.2024-13: 月份应写作 2026-03 的样子", "paid.yml: paid.2024-13: a month is written as 2026-03")
    assert not [text for line in lines for text in line if "77" in text or "8.001" in text]


def test_what_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    zh, en = refused(written(tmp_path, "programme: dibao\npaid:\n  2026-03: 1\n  2026-03: 2\n"))[0]
    assert zh.startswith("paid.yml:4: ") and en.startswith("paid.yml:4: ")


def test_a_file_that_is_not_there_or_is_no_text_cannot_be_read(tmp_path: Path) -> None:
    said = [("paid.yml: 文件无法读取", "paid.yml: the file cannot be read")]
    assert refused(tmp_path / "paid.yml") == said
    (tmp_path / "paid.yml").write_bytes(b"\xff\xfe\x00paid")
    assert refused(tmp_path / "paid.yml") == said
