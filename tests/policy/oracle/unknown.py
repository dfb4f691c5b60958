"""未知: arithmetic and logic in which unknown is a set of names; written out plainly, apart from the rule language."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any


class Missing(frozenset[str]):
    """What is not known, named by what would have to be asked."""

    __slots__ = ()


def names(*values: Any) -> Missing:
    """Everything that is missing from these values."""
    return Missing(name for value in values if isinstance(value, Missing) for name in value)


def unknown(value: Any) -> bool:
    return isinstance(value, Missing)


def both(*tests: Any) -> Any:
    """False as soon as one test fails; unknown where none fails and one is unknown."""
    if any(test is False for test in tests):
        return False
    return names(*tests) or True


def either(*tests: Any) -> Any:
    """True as soon as one test holds; unknown where none holds and one is unknown."""
    if any(test is True for test in tests):
        return True
    return names(*tests) or False


def negate(test: Any) -> Any:
    return test if unknown(test) else not test


def add(values: Iterable[Any]) -> Any:
    kept = list(values)
    return names(*kept) or sum(kept, Fraction(0))


def times(*factors: Any) -> Any:
    """A factor of 0 settles the product: its fellows are not asked for."""
    if any(not unknown(factor) and factor == 0 for factor in factors):
        return Fraction(0)
    if missing := names(*factors):
        return missing
    product = Fraction(1)
    for factor in factors:
        product *= factor
    return product


def less(first: Any, second: Any) -> Any:
    return names(first, second) or first - second


def at_least_zero(value: Any) -> Any:
    return value if unknown(value) else max(value, Fraction(0))


def highest(*values: Any) -> Any:
    return names(*values) or max(values)


def lowest(*values: Any) -> Any:
    return names(*values) or min(values)


_SAYS = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
}  # fmt: skip


def compare(first: Any, sign: Any, second: Any) -> Any:
    return names(first, sign, second) or _SAYS[sign](first, second)


def tie(first: Any, sign: Any, second: Any, downwards: bool) -> Any:
    """Only at equality is the sign asked for: "not above" (downwards) or "not below" settles the rest."""
    if missing := names(first, second):
        return missing
    if first == second:
        return sign if unknown(sign) else sign in ("<=", ">=")
    return (first < second) is downwards


def one_of(value: Any, options: Any) -> Any:
    if not unknown(options) and len(options) == 0:
        return False
    return names(value, options) or value in options


def choose(test: Any, then: Any, otherwise: Any) -> Any:
    if unknown(test):
        return then if not unknown(then) and not unknown(otherwise) and then == otherwise else names(test, then, otherwise)
    return then if test else otherwise


def rounded(amount: Any, how: Any) -> Any:
    """Exact fen, rounded once; a whole amount needs no rule."""
    if unknown(amount):
        return amount
    if amount == amount // 100 * 100:
        return int(amount)
    if unknown(how):
        return how
    if how == "fen_half_up":
        return int((2 * amount + 1) // 2)
    if how == "yuan_half_up":
        return int((2 * amount + 100) // 200) * 100
    assert how == "yuan_ceil"
    return -int(-amount // 100) * 100
