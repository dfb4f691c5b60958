"""收入骤减: the household's known income per head fell far below that of the three months before."""

from zhongfu.data.indicators import Column, Indicator, Limits, Observed

_PARTS = ("wage_fen", "pension_fen", "business_fen")
_BEFORE = (1, 2, 3)


def _income(seen: Observed, back: int) -> Column:
    return seen.ago("wage_fen", back) + seen.ago("pension_fen", back) + seen.ago("business_fen", back)


def _fires(seen: Observed, limits: Limits) -> Column:
    """Compares per head, so that a member who moves out with his wage is no drop; multiplied out, never divided."""
    members, income = seen.now("members"), _income(seen, 0)
    earlier_members = seen.ago("members", 1) + seen.ago("members", 2) + seen.ago("members", 3)
    earlier_income = _income(seen, 1) + _income(seen, 2) + _income(seen, 3)
    now, earlier = income * earlier_members, earlier_income * members  # both × members × earlier_members
    steep = (earlier - now) * 100 >= earlier * limits["drop_percent"]
    large = earlier - now >= members * earlier_members * limits["drop_fen_per_person"]
    return steep & large


INDICATOR = Indicator(
    name="income_drop", zh="收入骤减", en="Income drop", dimension="income",
    formula="(mean income per person-month of the 3 months before − income per person now) is at least drop_percent of that"
    " mean and at least drop_fen_per_person; income = wage + pension + business, aid is not income",
    window="this month against the three months before, all four known",
    source="Guangdong and Tongling name 收入骤减 among their models (press); formula and limits are design defaults",
    reads=tuple((column, back) for back in (0, *_BEFORE) for column in ("members", *_PARTS)),
    fires=_fires,
    limits={"drop_percent": "least fall, in percent", "drop_fen_per_person": "least fall, in fen per person and month"},
)
