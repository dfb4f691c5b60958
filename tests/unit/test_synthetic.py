"""合成地区 A synthetic place is the same for the same seed, looks like departments' files, and says what is true."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from zhongfu.data import regions
from zhongfu.data.intake.handover import LIST_NAME, read_handover
from zhongfu.data.sources import discover as sources
from zhongfu.data.synthetic import Mishaps, Order, PlaceRefused, Span, SpanInvalid, Summary, fulfil, make
from zhongfu.data.synthetic.departments import discover as feeds
from zhongfu.data.synthetic.identity import COUNTY_ORIGIN, is_synthetic
from zhongfu.data.synthetic.papers import hexadecimal

MONTHS = ("2026-08", "2026-09", "2026-10")
ID = re.compile(r"(?<![0-9A-Z])[0-9]{17}[0-9X](?![0-9])")
# Of every byte of the place below, and its truth; a change of the generator changes it, another machine does not.
SHA_256 = "59c95038cb1fe68a7b0cf1bd60828aaa286fcdd085f269e895d6badd1acee5d4"


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in files(folder):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    return make(people=700, months=MONTHS, seed=20261031, out=tmp_path_factory.mktemp("synthetic") / "place")


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(made: Summary, tmp_path: Path) -> None:
    again = make(people=700, months=MONTHS, seed=20261031, out=tmp_path / "again")
    other = make(people=700, months=MONTHS, seed=20261030, out=tmp_path / "other")
    assert fingerprint(again.folder) == fingerprint(made.folder) == SHA_256
    assert fingerprint(other.folder) != fingerprint(made.folder)


def test_every_source_delivers_when_it_is_due(made: Summary) -> None:
    assert set(feeds()) <= set(sources())
    for month in MONTHS:
        due = {
            source.file_name(month)
            for name, source in sources().items()
            if name in feeds()
            if month == MONTHS[0] or int(month[5:]) in source.due
        }
        assert {path.name for path in (made.folder / month.replace("-", "")).iterdir()} == due | {LIST_NAME}


def test_the_lists_say_what_the_files_hold(made: Summary) -> None:
    listed = 0
    for month in MONTHS:
        folder = made.folder / month.replace("-", "")
        for name, line in read_handover(folder).files.items():
            algorithm = "SM3" if line.algorithm == "SM3" else "SHA-256"
            assert line.digest == hexadecimal(folder / name, algorithm).lower()
            listed += line.rows or 0
    assert listed == made.rows


def test_workbooks_have_their_title_rows_and_date_cells(made: Summary) -> None:
    insurance = sheet(made.folder / "202608" / "renshe_shebao_202608.xlsx")
    assert insurance[2] == list(sources()["social_insurance_payments"].header)
    assert insurance[-1][0] == "合计"
    assert abs(sum(row[7] for row in insurance[3:-1] if isinstance(row[7], float)) - insurance[-1][7]) < 1000
    assert type(sheet(made.folder / "202608" / "jiaoyu_xueji_202608.xlsx")[1][8]).__name__ == "date"


def sheet(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_every_id_bears_the_synthetic_mark_and_checks(made: Summary) -> None:
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    text = (made.folder / "202610" / "gongan_huji_202610.csv").read_bytes().decode("gb18030", "replace")
    found = set(ID.findall(text))
    wrong = [
        one
        for one in found
        if "10X98765432"[sum(w * int(d) for w, d in zip(weights, one, strict=False)) % 11] != one[17]
    ]
    assert len(found) > 650
    assert [one for one in found if not is_synthetic(one)] == []
    assert len(wrong) <= made.rejects


def test_towns_are_real_and_lie_in_two_counties(made: Summary) -> None:
    panel = table(made.folder / "truth" / "panel_2026-10.csv")
    towns = Counter(row["region"] for row in panel)
    assert set(towns) <= set(regions.towns())
    assert {town[:6] for town in towns} == set(COUNTY_ORIGIN)


def test_the_place_has_the_people_asked_for(made: Summary) -> None:
    first = table(made.folder / "truth" / "panel_2026-08.csv")
    assert made.people == 700
    assert 690 <= sum(int(row["members"]) for row in first) <= 706


def test_a_few_households_lose_their_earner_in_the_last_month_and_are_not_in_aid(made: Summary) -> None:
    lives = {
        row["household_id"]: row for row in table(made.folder / "truth" / "lives.csv") if row["since"] == "2026-10"
    }
    before = {row["household_id"]: row for row in table(made.folder / "truth" / "panel_2026-09.csv")}
    now = {row["household_id"]: row for row in table(made.folder / "truth" / "panel_2026-10.csv")}
    struck = [number for number, row in lives.items() if row["causes"] == "death_of_earner+illness"]
    assert len(struck) == 2
    for number in struck:
        assert int(now[number]["income_fen"]) * 2 < int(before[number]["income_fen"])
        assert int(lives[number]["income_fen"]) < int(lives[number]["line_fen"])
        assert int(now[number]["deaths_12m"]) > int(before[number]["deaths_12m"])
        assert int(now[number]["medical_self_paid_fen"]) > 1_000_000
        assert now[number]["in_programme"] == ""


def test_planted_rows_cover_every_row_code(tmp_path: Path) -> None:
    fulfil(Order(900, Span.of(["2026-02"]), 3, Mishaps(faulty=0.08)), tmp_path / "place")
    codes = {row["code"] for row in table(tmp_path / "place" / "truth" / "rejects.csv")}
    assert codes == {
        "id_format", "id_checksum", "birth_in_future", "date_invalid", "amount_invalid", "amount_negative", "duplicate_row",
        "required_missing", "region_unknown", "code_unknown", "encoding_broken",
    }  # fmt: skip


def test_progress_ends_with_everybody_done(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    make(
        people=2500,
        months=["2026-10"],
        seed=1,
        out=tmp_path / "place",
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(2000, 2500), (2500, 2500)]


@pytest.mark.parametrize("months", [[], ["2026-13"], ["2026-10", "2026-12"], ["2026-10", "2026-09"], ["October"]])
def test_months_that_do_not_follow_each_other_are_refused(months: list[str], tmp_path: Path) -> None:
    with pytest.raises(SpanInvalid, match=r"月.* / .*month"):
        make(people=10, months=months, seed=1, out=tmp_path / "place")


@pytest.mark.parametrize("count", [0, -1, 61])
def test_too_few_or_too_many_months_are_refused(count: int) -> None:
    with pytest.raises(SpanInvalid, match="between 1 and 60"):
        Span.ending("2026-10", count)


@pytest.mark.parametrize("people", [0, -5, 2_500_001])
def test_too_few_or_too_many_people_are_refused(people: int, tmp_path: Path) -> None:
    with pytest.raises(PlaceRefused, match="between 1 and"):
        make(people=people, months=["2026-10"], seed=1, out=tmp_path / "place")


def test_a_folder_with_content_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept", encoding="utf-8")
    with pytest.raises(PlaceRefused, match="not empty"):
        make(people=10, months=["2026-10"], seed=1, out=tmp_path)
    assert files(tmp_path) == [tmp_path / "kept"]


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(people=10, months=["2026-10"], seed=1, out=tmp_path / "place", progress=interrupt)
    assert list(tmp_path.iterdir()) == []
