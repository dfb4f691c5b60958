"""身份标识: GB 11643 numbers, as text and as numbers."""

import datetime as dt

import pytest

from zhongfu.data import linkage

VALID = ["11010519491231002X", "810000199001010019", "820000198506150022", "830000197808080039"]


@pytest.mark.parametrize("text", VALID)
def test_there_and_back(text):
    assert linkage.id_text(linkage.id_number(text)) == text


def test_a_small_x_is_read():
    assert linkage.id_text(linkage.id_number("11010519491231002x")) == "11010519491231002X"


@pytest.mark.parametrize(("text", "said"), [
    ("110105194912310021", "校验码"),
    ("11010519491231002", "18"),
    ("1101051949123100２X", "数字"),
    ("A1010519491231002X", "数字"),
    ("11010519491331002" + linkage.check_digit("11010519491331002"), "日期"),
])
def test_what_is_no_id_is_refused_without_telling_the_number(text, said):
    with pytest.raises(linkage.InvalidId, match=said) as refused:
        linkage.id_number(text)
    assert text[:10] not in str(refused.value)


def test_birth_sex_and_first_region():
    number = linkage.id_number("11010519491231002X")
    assert (linkage.birth(number), linkage.sex(number), linkage.first_region(number)) == (dt.date(1949, 12, 31), "female", "110105")
    assert linkage.sex(linkage.id_number("810000199001010019")) == "male"


def test_residence_permits_are_known():
    assert [linkage.permit_place(linkage.id_number(text)) for text in VALID] == [None, "hk", "mo", "tw"]


def test_a_leading_zero_is_kept():
    assert len(linkage.id_text(1010519491231002)) == 18
