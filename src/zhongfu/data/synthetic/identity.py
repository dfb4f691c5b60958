"""合成证件号码 Ids, codes and plates that check as real ones do and that no living person and no office can hold."""

from __future__ import annotations

from datetime import date

WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
CHECKS = "10X98765432"
CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODE_WEIGHTS = tuple(3**place % 31 for place in range(17))
# Prefecture 99 has never been assigned in Guangdong: an id with it was never issued to anybody.
UNASSIGNED = "4499"
COUNTY_ORIGIN = {"441424": 24, "440104": 4}
ELSEWHERE = 60
PER_REGION = 499


def check_character(digits: str) -> str:
    """The 18th character of an id (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return CHECKS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11]


def is_synthetic(id_no: str) -> bool:
    """Whether an id bears the mark that every id of a synthetic place bears."""
    return id_no.startswith(UNASSIGNED)


def credit_code(county: str, number: int) -> str:
    """A unified social credit code (GB 32100-2015) of the unassigned prefecture, right by both of its check characters."""
    organisation = f"H{number:07d}"
    body = f"91{UNASSIGNED}{county[-2:]}{organisation}{organisation_check(organisation)}"
    total = sum(weight * CODE_LETTERS.index(letter) for weight, letter in zip(CODE_WEIGHTS, body, strict=True))
    return body + CODE_LETTERS[(31 - total % 31) % 31]


def organisation_check(body: str) -> str:
    """The ninth character of an organisation code (GB 11714-1997)."""
    total = sum(weight * int(letter, 36) for weight, letter in zip((3, 7, 9, 10, 5, 8, 4, 2), body, strict=True))
    return "0X987654321"[total % 11]


def plate_number(county: str, number: int) -> str:
    """A number plate with the letter I, which no plate bears; the rest counts in base 36."""
    digits = ""
    for _ in range(5):
        number, digit = divmod(number, 36)
        digits = BASE_36[digit] + digits
    return f"粤{'M' if county == '441424' else 'A'}I{digits}"


class Numbers:
    """Gives every person of the place a number of their own: by region of first registration, day of birth and sex."""

    def __init__(self) -> None:
        self._given: dict[tuple[int, date, bool], int] = {}

    def id_number(self, origin: int, birth: date, male: bool) -> str:
        """An 18-character id; the 17th digit is odd for men; full regions overflow into the next number."""
        key = (origin, birth, male)
        given = self._given.get(key, 0)
        self._given[key] = given + 1
        region, order = divmod(given, PER_REGION)
        digits = f"{UNASSIGNED}{origin + region:02d}{birth:%Y%m%d}{order * 2 + (1 if male else 2):03d}"
        return digits + check_character(digits)
