"""重新核定的性质: whatever household it is: nothing changed, nothing differs; a month is what that month's own facts and day give."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generative.policy_cases import households
from tests.policy.test_redecide import LAW, again, earning, number

from zhongfu.policy import casefile
from zhongfu.policy.decide import decide
from zhongfu.policy.parameters import Law
from zhongfu.policy.redecision.redecide import MONTHLY, Matter, Version

AGAIN = Law.load()
# Each example decides some two dozen times.
some = settings(max_examples=settings.default.max_examples // 4)


@some
@given(households())
def test_where_nothing_changed_nothing_differs(household: dict[str, Any]) -> None:
    """The same facts brought again, and the same law read again: no month of any programme differs, and no reason is given."""
    for programme in MONTHLY:
        same = Matter(casefile.read(household), LAW, programme, (Version(number("2023-12"), casefile.read(household)),), AGAIN)
        told = again(same, "2023-12", "2024-02")
        assert (told.underpaid, told.overpaid) == (0, 0)
        assert all(month.because == () and month.kind in ("none", "unknown") for month in told.months)


@some
@given(households(), households())
def test_a_month_is_what_an_application_on_its_first_day_would_get(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Any household that turns out to be any other one: due is what `decide` says of the other, once the first month has come."""
    for household in (before, after):
        for member in household["household"]["members"]:
            member.pop("job_started")  # grace rests on the months before; it has its own case above
            for income in member["incomes"] or ():
                income["yearly"] = False
    for programme in MONTHLY:
        matter = Matter(casefile.read(before), LAW, programme, (Version(number("2023-12"), casefile.read(after)),))
        for month in again(matter, "2023-12", "2024-01").months:
            day = "2023-12-01" if month.month == number("2023-12") else "2024-01-01"
            direct = decide(casefile.read(after | {"as_of": day, "decided_on": "2023-12-01"}), LAW).programmes[programme]
            begun = direct.starts is not None and month.month >= direct.starts
            assert month.due == (0 if direct.eligible is False else direct.amount if begun else None if direct.starts is None else 0)
            assert month.answer.eligible is direct.eligible


@some
@given(st.integers(0, 5), st.integers(0, 1399))
def test_what_was_earned_in_one_month_changes_that_month_alone(offset: int, wage: int) -> None:
    """Against averaging: the other months keep their amount, whatever one month's wage turns out to be."""
    first = number("2024-01") + offset
    versions = (Version(first, earning(wage)), Version(first + 1, earning(1000)))
    months = again(Matter(earning(1000), LAW, versions=versions), "2024-01", "2024-06").months
    assert [month.difference for month in months] == [(1000 - wage) * 100 if month.month == first else 0 for month in months]
