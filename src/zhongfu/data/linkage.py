"""身份标识: identity numbers after GB 11643, as eighteen characters for people and seventeen digits for machines.

The eighteenth character follows from the other seventeen, so an id is kept as a 17-digit integer, which fits a BIGINT.
Region codes are not judged: a person keeps the code of a county that has been abolished since.
"""

from datetime import date
from typing import Literal

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PERMITS = {"810000": "hk", "820000": "mo", "830000": "tw"}

Sex = Literal["male", "female"]


class InvalidId(ValueError):
    """Not an identity number; the message says which rule it breaks, never the number."""


def check_digit(digits: str) -> str:
    """The eighteenth character of seventeen digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]


def id_text(number: int) -> str:
    """The eighteen characters of a 17-digit number."""
    digits = f"{number:017d}"
    return digits + check_digit(digits)


def id_number(text: str) -> int:
    """The 17-digit number of eighteen characters; InvalidId when they are no identity number."""
    if len(text) != 18 or not (text[:17].isascii() and text[:17].isdigit()):
        raise InvalidId("身份号码应为 18 位，前 17 位是数字 / an identity number has 18 characters, the first 17 digits")
    if check_digit(text[:17]) != text[17].upper():
        raise InvalidId("身份号码的校验码不对 / the check character of the identity number is wrong")
    number = int(text[:17])
    birth(number)
    return number


def birth(number: int) -> date:
    """The birth date that an identity number tells; InvalidId when digits 7-14 are no calendar date."""
    digits = f"{number:017d}"
    try:
        return date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        raise InvalidId("身份号码第 7-14 位不是日期 / digits 7-14 of the identity number are no calendar date") from None


def sex(number: int) -> Sex:
    """The sex that an identity number tells: an odd seventeenth digit is male."""
    return "male" if number % 2 else "female"


def first_region(number: int) -> str:
    """Six-digit code of the place of first registration, which may have been abolished since."""
    return f"{number:017d}"[:6]


def permit_place(number: int) -> str | None:
    """"hk", "mo" or "tw" for a residence permit of Hong Kong, Macao or Taiwan residents, else None.

    Their holders are not in the register of households (港澳台居民居住证申领发放办法, 国办发〔2018〕81号).
    """
    return _PERMITS.get(first_region(number))
