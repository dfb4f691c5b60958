"""公式测试: what a formula gives, what it asks for where an input is unknown, and what is no formula."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongfu.policy.lawbook.formula import MOST_LETTERS, Formula, FormulaProblem


@dataclass(frozen=True)
class Given:
    """A known input, or one that is unknown for want of others."""

    value: Any
    missing: tuple[str, ...] = ()


INPUTS = {
    "dibao.standard": Given(123_800),  # fen
    "tekun.standard_ratio": Given(Fraction(8, 5)),
    "edge.multiple": Given(Fraction(3, 2)),
    "dibao.addon_amount": Given(0),
    "income.accounting_months": Given(6),
    "place.minimum_wage_month": Given(None),
    "dibao.standard_urban": Given(None, ("place.disposable_income_pc_year",)),
    "dibao.floor_ratio": Given("none"),
}


def derived(text: str, kind: str = "money") -> int | Fraction | None:
    return Formula.parse(text).derived(kind, INPUTS.get)


def missing(text: str) -> tuple[str, ...]:
    return Formula.parse(text).missing(INPUTS.get)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("tekun.standard_ratio * dibao.standard", 198_080),  # 1.6 x 1238 = 1980.80
        ("160% * dibao.standard", 198_080),
        ("edge.multiple*dibao.standard", 185_700),
        ("dibao.standard + 10", 124_800),  # plain numbers are yuan beside amounts
        ("dibao.standard - 2 * 100.5 - 37", 100_000),
        ("dibao.standard / 3", 41_267),  # 412.666... yuan, rounded once at the end
        ("dibao.standard / 3 * 3", 123_800),
        ("max(dibao.standard, 1300, 5)", 130_000),
        ("min(dibao.standard, 1300)", 123_800),
        ("(1 + 2) * 2", 600),
        ("1 + 2 * 2", 500),
        ("8 / 4 / 2", 100),
        ("0.004", 0),
        ("0.005", 1),
        ("0.015", 2),
    ],
)
def test_amounts_count_in_yuan_and_end_in_whole_fen(text: str, fen: int) -> None:
    assert derived(text) == fen


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [("1 / 3", "ratio", Fraction(1, 3)), ("3 / 3", "ratio", 1), ("income.accounting_months * 2", "months", 12), ("2.5", "count", 3), ("13.333", "area", 1333)],
)  # fmt: skip
def test_the_result_has_the_kind_of_the_parameter_it_is_for(text: str, kind: str, value: int | Fraction) -> None:
    found = derived(text, kind)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "rounding", "fen"),
    [
        ("1.6 * dibao.standard", "yuan_ceil", 198_100), ("1.6 * dibao.standard", "yuan_half_up", 198_100), ("1.6 * dibao.standard", "fen_half_up", 198_080),
        ("dibao.standard / 3", "yuan_ceil", 41_300), ("1238.49", "yuan_half_up", 123_800), ("1238.50", "yuan_half_up", 123_900), ("1238", "yuan_ceil", 123_800),
    ],
)  # fmt: skip
def test_an_amount_is_rounded_as_the_place_says(text: str, rounding: str, fen: int) -> None:
    assert Formula.parse(text).derived("money", INPUTS.get, rounding) == fen


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("0.35 * place.consumption_pc_month", ("place.consumption_pc_month",)),  # no value at all
        ("place.minimum_wage_month * place.consumption_pc_month", ("place.minimum_wage_month", "place.consumption_pc_month")),
        ("dibao.standard_urban + 1", ("place.disposable_income_pc_year",)),  # derived itself: its own inputs are asked for
        ("dibao.floor_ratio * dibao.standard", ("dibao.floor_ratio",)),  # "there is none" is no number
        ("max(dibao.standard, place.minimum_wage_month)", ("place.minimum_wage_month",)),
        ("dibao.standard / dibao.addon_amount", ("dibao.addon_amount",)),  # nothing is divided by 0
        ("dibao.standard / (income.accounting_months - 6)", ("income.accounting_months",)),
        ("place.minimum_wage_month + place.minimum_wage_month", ("place.minimum_wage_month",)),
        ("1 / place.minimum_wage_month", ("place.minimum_wage_month",)),
    ],
)
def test_what_is_unknown_names_the_inputs_that_are_wanted(text: str, names: tuple[str, ...]) -> None:
    assert derived(text) is None and missing(text) == names


def test_nothing_is_wanted_where_it_cannot_matter() -> None:
    assert derived("0 * place.minimum_wage_month") == derived("place.minimum_wage_month * dibao.addon_amount") == 0
    assert missing("0 * place.minimum_wage_month") == missing("dibao.standard") == ()


def test_there_is_no_value_below_zero() -> None:
    assert derived("dibao.standard - 2000") is None and derived("max(0, dibao.standard - 2000)") == 0


def test_the_names_stand_in_order_and_once() -> None:
    formula = Formula.parse(" max(edge.multiple, 2) * dibao.standard / edge.multiple ")
    assert formula.names == ("edge.multiple", "dibao.standard") and formula.text == "max(edge.multiple, 2) * dibao.standard / edge.multiple"
    assert formula.told({"edge.multiple": "倍数", "dibao.standard": "标准"}.__getitem__) == "max(倍数, 2) × 标准 ÷ 倍数"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("1" * (MOST_LETTERS + 1), "longer"),
        ("(" * MOST_LETTERS, "number or a parameter"),
        ("1 +", "number or a parameter"),
        ("* 2", "number or a parameter"),
        ("-1", "number or a parameter"),
        ("1 2", "end before “2”"),
        ("(1", "not closed"),
        ("1)", "end before “)”"),
        ("max 1", "needs brackets"),
        ("max(1, 2", "not closed"),
        ("1 / 0", "divides by zero"),
        ("dibao.standrad * 2", "unknown parameter dibao.standrad"),
        ("dibao.comparator * 2", "dibao.comparator is not a number"),
        ("2 × 3", "character 3"),
        ("__import__('os')", "character 1"),
        ("1.2.3", "character 4"),
        ("1 ** 2", "number or a parameter"),
        ("maximum(1)", "character 1"),
    ],
)
def test_what_is_no_formula_is_refused_in_both_languages(text: str, said: str) -> None:
    with pytest.raises(FormulaProblem) as refused:
        Formula.parse(text)
    assert said in refused.value.en and refused.value.zh and str(refused.value) == f"{refused.value.zh} / {refused.value.en}"


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**6))
def test_a_formula_is_exact(first: int, second: int, divisor: int) -> None:
    formula = Formula.parse(f"({first} + {second} * dibao.standard) / {divisor}")
    assert formula.value(INPUTS.get) == (first + second * Fraction(1238)) / Fraction(divisor)
