"""命令行的写法 The grammar of the command line: shared options on either side of the command, and help in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhongfu.site.cli import command_names, main, parser

CASE = """as_of: 2023-05-01
place: "440106"
residence: urban
household:
  members: [{relation: applicant, birth: 1980-03-02, incomes: []}]
"""


@pytest.mark.parametrize("words", [("--home", "H", "screen", "--month", "2026-10"), ("screen", "--month", "2026-10", "--home", "H")])
def test_a_home_is_named_before_the_command_or_behind_it(words: tuple[str, ...]) -> None:
    assert parser(["screen"]).parse_args(words).home == Path("H")


def test_the_home_behind_the_command_is_the_nearer() -> None:
    assert parser(["screen"]).parse_args(["--home", "A", "screen", "--month", "2026-10", "--home", "B"]).home == Path("B")


def test_json_before_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.yml"
    file.write_text(CASE, "utf-8")
    assert main(["--json", "--home", str(tmp_path), "decide", str(file)]) == 0
    assert "dibao" in json.loads(capsys.readouterr().out)["programmes"]


def test_a_home_named_like_a_command_is_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--home", "decide"])
    assert stopped.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


@pytest.mark.parametrize("name", command_names())
def test_every_command_says_in_chinese_and_english_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser([name]).parse_args([name, "--help"])
    told = capsys.readouterr().out.split("\n\n")[1]
    assert "\u4e00" <= told.strip()[0] <= "\u9fff"
    assert any(word.isascii() and word.isalpha() for word in told.split())
