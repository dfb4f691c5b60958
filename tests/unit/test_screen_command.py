"""筛查命令: `zhongfu screen` over a small place through the real commands: numbers that add up, lists, one household explained, suppositions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.database import temporary_home
from tests.unit.test_commands import Zhongfu

from zhongfu.data.lake import Lake
from zhongfu.data.roll import BITS, Registers
from zhongfu.data.roll.kept import OPEN, STANDINGS, Kept
from zhongfu.data.roll.screened import Question, ensure, law_key, supposed_roll
from zhongfu.data.roll.suppose import Supposition
from zhongfu.policy.decide import BUILT, decide
from zhongfu.policy.parameters import Law, law_folder
from zhongfu.policy.tables import LISTS, MEMBERS, case_of

MONTH = "2026-10"
SUPPOSED = ("household.assets.deposits=0", "household.obligors=none", "household.assessment=dibao")


@pytest.fixture(scope="module")
def zhongfu() -> Iterator[Zhongfu]:
    with temporary_home() as home:
        yield Zhongfu(home)


@pytest.fixture(scope="module")
def screened(zhongfu: Zhongfu, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The screen of a demonstration of 2,000 people, with its suppositions beside it."""
    folder = tmp_path_factory.mktemp("place") / "deliveries"
    zhongfu("synth", "--people", "2000", "--months", "3", "--seed", "5", "--out", str(folder))
    zhongfu("up", "--deliveries", str(folder), "--port", "0", "--no-browser", "--exit-after-ready")
    return zhongfu.json("screen", "--month", MONTH, *(f"--suppose={text}" for text in SUPPOSED))


@pytest.fixture(scope="module")
def source(zhongfu: Zhongfu, screened: dict[str, Any]) -> Registers:
    """The lake that the commands filled."""
    lake = zhongfu.home / "lake"
    parts = {feed.name: {month.name: next(month.iterdir()) for month in feed.iterdir()} for feed in (lake / "parts").iterdir()}
    return Registers(Lake(lake), parts)


def question(home: Path, *texts: str) -> Question:
    from zhongfu.data import months

    folders = (law_folder(), home / "law")
    supposed = tuple(Supposition.parse(text) for text in texts)
    return Question(MONTH, months.last_day(MONTH), Law.load(folders), law_key(folders), supposed)


def test_it_says_by_what_it_judges(screened: dict[str, Any]) -> None:
    assert (screened["month"], screened["as_of"], screened["basis"]) == (MONTH, "2026-10-31", "registers")
    assert "person to look at" in screened["basis_text"]["en"]
    assert "for a person to look at" in screened["standings"]["in_no_longer"]["en"]
    assert screened["demonstration"] is True
    assert screened["missing"] == []
    assert set(screened["programmes"]) == set(BUILT)
    assert screened["households"] > 600


def test_the_numbers_of_towns_and_counties_add_up(screened: dict[str, Any]) -> None:
    for numbers in (*screened["programmes"].values(), *screened["supposed"]["programmes"].values()):
        for standing in STANDINGS:
            if numbers[standing] is not None:
                assert sum(town[standing] for town in numbers["towns"].values()) == numbers[standing]
                assert sum(county[standing] for county in numbers["counties"].values()) == numbers[standing]
    dibao = screened["programmes"]["dibao"]
    assert {code[:6] for code in dibao["towns"]} == set(dibao["counties"]) == {"440104", "441424"}
    assert dibao["counties"]["441424"]["name"] == "五华县"


def test_the_register_is_only_believed_where_it_speaks(screened: dict[str, Any]) -> None:
    for name, numbers in screened["programmes"].items():
        told = {standing for standing in STANDINGS if numbers[standing] is not None}
        assert told == set(STANDINGS if name in BITS else OPEN), name
        if name in BITS:
            assert numbers["eligible"] == numbers["eligible_not_in"] + numbers["in_and_eligible"]
            assert numbers["in_undecidable"] <= numbers["undecidable"]


def test_undecided_households_are_counted_by_what_they_want(screened: dict[str, Any]) -> None:
    dibao = screened["programmes"]["dibao"]
    assert dibao["undecidable"] > 50
    assert dibao["needs"]["household.assets.deposits"] == dibao["undecidable"], "no register holds deposits"
    assert max(dibao["needs"].values()) <= dibao["undecidable"]


def test_guangdong_households_within_the_gate_are_to_assess(screened: dict[str, Any]) -> None:
    dibao = screened["programmes"]["dibao"]
    assert 0 < dibao["to_assess"] <= dibao["undecidable"]
    assert screened["programmes"]["cssa"]["to_assess"] == 0


def test_suppositions_stand_apart_and_say_what_they_filled(screened: dict[str, Any]) -> None:
    supposed = screened["supposed"]
    assert supposed["facts"]["household.assets.deposits"] == "0"
    assert supposed["filled"]["household.assets.deposits"] == screened["households"]
    assert "nobody has said" in supposed["text"]["en"]
    assert screened["programmes"]["dibao"]["eligible"] == 0
    assert supposed["programmes"]["dibao"]["eligible_not_in"] > 20
    assert supposed["programmes"]["dibao"]["in_and_eligible"] > 0
    assert supposed["programmes"]["dibao"]["in_no_longer"] >= screened["programmes"]["dibao"]["in_no_longer"]
    assert "household.assets.deposits" not in supposed["programmes"]["dibao"]["needs"]


def test_a_list_holds_number_town_amount_and_wanted_facts_and_nothing_else(zhongfu: Zhongfu, screened: dict[str, Any]) -> None:
    answer = zhongfu.json("screen", "--month", MONTH, "--programme", "dibao", "--list", "to_assess")
    rows = answer["list"]["rows"]
    assert set(answer["programmes"]) == {"dibao"}
    assert len(rows) == screened["programmes"]["dibao"]["to_assess"]
    assert {tuple(row) for row in rows} == {("household_id", "town", "town_name", "amount", "needs")}
    assert all("household.assessment" in row["needs"] for row in rows)
    town = rows[0]["town"]
    fewer = zhongfu.json("screen", "--month", MONTH, "--programme", "dibao", "--list", "to_assess", "--town", town)["list"]["rows"]
    assert fewer == [row for row in rows if row["town"] == town]


def test_a_list_under_suppositions_has_amounts_and_is_marked(zhongfu: Zhongfu, screened: dict[str, Any]) -> None:
    income = "household.assessment.income_pc_month=300"
    asked = ("screen", "--month", MONTH, "--programme", "dibao", "--list", "eligible_not_in", *(f"--suppose={text}" for text in (*SUPPOSED, income)))
    answer = zhongfu.json(*asked, "--limit", "7")
    assert answer["list"]["under_suppositions"] is True
    assert len(answer["list"]["rows"]) == 7
    assert any(row["amount"] for row in answer["list"]["rows"])
    said = zhongfu(*asked).stdout
    assert "假设 supposition" in said
    assert "待定" in said


@pytest.mark.parametrize("texts", [(), (*SUPPOSED, "household.assessment.income_pc_month=300", "household.members.employment=none")])
def test_every_class_is_explained_as_it_was_screened(zhongfu: Zhongfu, source: Registers, texts: tuple[str, ...]) -> None:
    """The slow evaluator over the same rows gives the same answer, the same amount and the same wants."""
    asked = question(zhongfu.home, *texts)
    kept = Kept(ensure(source, asked))
    chosen = {(programme, standing): kept.listed(programme, standing, most=3) for programme in kept.programmes for standing in kept.standings(programme)}
    numbers = sorted({each.household_id for found in chosen.values() for each in found} | {"".join(sample) for sample in _some(kept)})
    roll, _ = supposed_roll(source, asked, numbers)
    assert roll["household_id"].to_pylist() == numbers
    for row, number in enumerate(numbers):
        decision, found = decide(case_of(roll, row), asked.law), kept.of(number)
        assert found is not None
        for name, (eligible, amount, needs) in found.items():
            told = decision.programmes[name]
            assert {1: True, 0: False, -1: None}[eligible] is told.eligible, (number, name)
            assert amount == (told.amount if told.eligible else None), (number, name)
            assert set(needs) == {_by_list(need) for need in told.needs}, (number, name)
    assert {standing for (_, standing), found in chosen.items() if found} >= {"undecidable", "in_no_longer"}


def _some(kept: Kept) -> list[tuple[str]]:
    """Households of no class at all, too."""
    import duckdb

    return duckdb.execute("SELECT household_id FROM read_parquet(?) USING SAMPLE 20 ROWS (reservoir, 3)", [str(kept.path)]).fetchall()


def _by_list(need: str) -> str:
    """A decision names one of a list (`household.members.2.incomes`), a screen the list; of things the list alone."""
    things = next((path for path in LISTS["case"] if path != MEMBERS and need.startswith(f"{path}.")), None)
    return things or ".".join(part for part in need.split(".") if not part.isdigit())


def test_one_household_is_explained_with_files_and_days(zhongfu: Zhongfu, screened: dict[str, Any]) -> None:
    row = zhongfu.json("screen", "--month", MONTH, "--programme", "dibao", "--list", "to_assess", "--limit", "1")["list"]["rows"][0]
    told = zhongfu.json("screen", "--month", MONTH, "--explain", row["household_id"])
    assert told["screened"]["dibao"] == {"eligible": None, "amount": None, "needs": row["needs"]}
    assert told["decision"]["programmes"]["dibao"]["eligible"] is None
    assert told["decision"]["programmes"]["dibao"]["reasons"]
    said = zhongfu("screen", "--month", MONTH, "--explain", row["household_id"], "--lang", "en", "--programme", "dibao").stdout
    assert "by what the registers report" in said
    assert "dibao.eligible" in said
    assert "rigid.eligible = " not in said


def test_nothing_is_screened_twice(zhongfu: Zhongfu, screened: dict[str, Any]) -> None:
    files = sorted((zhongfu.home / "lake" / "screened").rglob("*.parquet"))
    before = {path: path.stat().st_mtime_ns for path in files}
    events = zhongfu.json("audit", "verify")
    again = zhongfu.json("screen", "--month", MONTH)
    assert again == {name: value for name, value in screened.items() if name != "supposed"}
    assert {path: path.stat().st_mtime_ns for path in sorted((zhongfu.home / "lake" / "screened").rglob("*.parquet"))} == before
    assert zhongfu.json("audit", "verify") == events


@pytest.mark.parametrize(("words", "said"), [
    (("--month", "2020-01"), "2020-01"), (("--month", "2031-01"), "2031-01"), (("--month", "October"), "2026-10"),
    (("--month", MONTH, "--programme", "food"), "no programme food"), (("--month", MONTH, "--list", "undecidable"), "--programme"),
    (("--month", MONTH, "--programme", "dibao", "--list", "rich"), "no list rich"), (("--month", MONTH, "--explain", "H0"), "no household H0"),
    (("--month", MONTH, "--programme", "temporary", "--list", "in_no_longer"), "temporary"),
    (("--month", MONTH, "--programme", "dibao", "--list", "eligible", "--town", "999999"), "no region 999999"),
    (("--month", MONTH, "--suppose", "household.luck=1"), "no such fact"), (("--month", MONTH, "--suppose", "household.assets.deposits"), "FACT=VALUE"),
    (("--month", MONTH, "--suppose", "household.assets.deposits=much"), "expected a number"),
    (("--month", MONTH, "--suppose", "household.obligors=2"), "supposed to be none"),
    (("--month", MONTH, "--suppose", "residence=sea"), "urban rural"), (("--month", MONTH, "--programme", "dibao", "--list", "eligible", "--limit", "0"), "above 0"),
])  # fmt: skip
def test_what_cannot_be_asked_is_said_in_both_languages(zhongfu: Zhongfu, screened: dict[str, Any], words: tuple[str, ...], said: str) -> None:
    done = zhongfu("screen", *words, status=2)
    assert said in done.stderr
    assert any("一" <= letter <= "鿿" for letter in done.stderr)
