"""人生 Whatever the seed, the lives of a block make sense, and every feed keeps the promises of its layout."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhongfu.data import regions
from zhongfu.data.sources import discover as sources
from zhongfu.data.synthetic.block import PEOPLE, Block, blocks, simulate
from zhongfu.data.synthetic.departments import discover as feeds
from zhongfu.data.synthetic.identity import Numbers, check_character, credit_code, is_synthetic, plate_number
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.span import Span

SPAN = Span.ending("2026-10", 13)
LIVES = {"seed": st.integers(0, 10**6), "people": st.integers(1, 240)}


def lived(seed: int, people: int) -> Lives:
    return simulate(Block(0, people), SPAN, seed, Numbers())


FEW = settings(max_examples=12, deadline=None)


@FEW
@given(**LIVES)
def test_everybody_alive_lives_in_one_household(seed: int, people: int) -> None:
    lives = lived(seed, people)
    at_home = Counter(person for home in lives.households for person in home.people)
    present = {person for person in lives.people if person.died is None and not person.gone}
    assert set(at_home) == present
    assert set(at_home.values()) <= {1}
    assert all(person in person.home.people for person in present)


@FEW
@given(**LIVES)
def test_ids_are_unique_valid_and_say_birth_and_sex(seed: int, people: int) -> None:
    lives = lived(seed, people)
    assert len({person.id_no for person in lives.people}) == len(lives.people)
    for person in lives.people:
        assert is_synthetic(person.id_no)
        assert check_character(person.id_no[:17]) == person.id_no[17]
        assert person.id_no[6:14] == f"{person.birth:%Y%m%d}"
        assert (int(person.id_no[16]) % 2 == 1) == person.male


@FEW
@given(**LIVES)
def test_families_are_plausible(seed: int, people: int) -> None:
    lives = lived(seed, people)
    for person in lives.people:
        if person.died is None and person.spouse is not None:
            assert person.spouse.spouse is person
            assert person.spouse.male != person.male
        if person.mother is not None:
            assert 16 <= person.birth.year - person.mother.birth.year <= 50
    assert all(home.region in regions.towns() and home.number.startswith(home.county) for home in lives.households)


@FEW
@given(**LIVES)
def test_nothing_happens_to_the_dead(seed: int, people: int) -> None:
    lives = lived(seed, people)
    for bill in (bill for month in lives.bills for bill in month):
        assert bill.person.died is None or SPAN.index(bill.day) <= SPAN.index(bill.person.died)
        assert min(bill.fund_fen, bill.serious_fen, bill.aid_fen, bill.own_fen) >= 0
    for job in lives.jobs:
        assert job.person.died is None or job.until <= SPAN.index(job.person.died)
    for funeral in (funeral for month in lives.funerals for funeral in month):
        assert funeral.died == funeral.person.died <= funeral.cremated


@FEW
@given(**LIVES)
def test_every_feed_has_no_key_twice_and_only_declared_codes(seed: int, people: int) -> None:
    lives = lived(seed, people)
    for name, feed in feeds().items():
        source = sources()[name]
        fields = {column.name: feed.fields.index(str(column.field)) for column in source.consumed}
        for month in range(SPAN.count):
            rows = list(feed.rows(lives, SPAN, month))
            keys = Counter(tuple(row[fields[column]] for column in source.key) for row in rows)
            assert [key for key, count in keys.items() if count > 1] == [], (name, month)
            for column in source.consumed:
                found = {row[fields[column.name]] for row in rows}
                assert not (column.required and None in found), (name, column.name)
                assert not column.codes or found <= {*column.codes, None}, (name, column.name)


def test_blocks_add_up_and_never_give_a_number_twice() -> None:
    parts = blocks(2 * PEOPLE + 30)
    assert [part.people for part in parts] == [PEOPLE, PEOPLE, 30]
    numbers, span = Numbers(), Span.ending("2026-10", 1)
    lives = [simulate(part, span, 5, numbers) for part in parts[1:]]
    for name, feed in feeds().items():
        key = [feed.fields.index(str(sources()[name].column(column).field)) for column in sources()[name].key]
        keys = Counter(tuple(row[place] for place in key) for one in lives for row in feed.rows(one, span, 0))
        assert not [one for one, count in keys.items() if count > 1], name


def test_a_block_that_outgrows_its_numbers_says_so() -> None:
    lives = Lives(3, 1)
    assert [lives.serial("plate", 2), lives.serial("plate", 2)] == [6, 7]
    with pytest.raises(OverflowError, match="block 3"):
        lives.serial("plate", 2)


def test_invented_codes_check_and_belong_to_nobody() -> None:
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    code = credit_code("441424", 1234567)
    assert code[2:6] == "4499" and len(code) == 18
    assert sum(letters.index(letter) * 3**place for place, letter in enumerate(code[:17])) % 31 + letters.index(
        code[17]
    ) in (0, 31)
    assert plate_number("440104", 36**5 - 1) == "粤AIZZZZZ"


def test_full_days_of_birth_overflow_into_the_next_region() -> None:
    numbers, day = Numbers(), SPAN.first
    ids = [numbers.id_number(24, day, True) for _ in range(1200)]
    assert len(set(ids)) == 1200
    assert sorted({one[:6] for one in ids}) == ["449924", "449925", "449926"]
