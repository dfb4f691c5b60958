"""低收入未纳入: known income is below the local standard, there is little property, and no programme helps."""

from zhongfu.data.indicators import Column, Indicator, Limits, Observed


def _fires(seen: Observed, limits: Limits) -> Column:
    return _below_line(seen) & _in_no_programme(seen) & _little_property(seen, limits)


def _below_line(seen: Observed) -> Column:
    """Below the standard of the place; with urban and rural members under two standards, known only outside both."""
    income = seen.now("wage_fen") + seen.now("pension_fen") + seen.now("business_fen")
    below_lower = income < seen.now("members") * seen.trait("line_low_fen")
    below_higher = income < seen.now("members") * seen.trait("line_high_fen")
    single = seen.trait("single_line")  # true, or unknown
    return single.ifelse(below_lower, below_lower | (below_higher & single))


def _in_no_programme(seen: Observed) -> Column:
    register = seen.now("aid_fen") >= 0  # true, or unknown together with the register
    return register & seen.now("in_programme").isnull()


def _little_property(seen: Observed, limits: Limits) -> Column:
    owned = [seen.now(name) <= limits[name] for name in ("houses", "vehicles", "businesses")]
    return owned[0] & owned[1] & owned[2]


INDICATOR = Indicator(
    name="low_income_no_aid", zh="低收入未纳入救助", en="Low income with no aid", dimension="assets",
    formula="wage + pension + business < dibao standard × members, in no programme of the register, and houses, vehicles and"
    " businesses at most the limits; without a standard of the place it is unknown",
    window="this month; property as the newest quarterly registers say",
    source="社会救助暂行办法 (国务院令第649号) Art.9 for the income test; the property limits are design defaults",
    reads=tuple((column, 0) for column in (
        "members", "wage_fen", "pension_fen", "business_fen", "aid_fen", "in_programme", "houses", "vehicles", "businesses")),
    fires=_fires,
    limits={"houses": "most dwellings", "vehicles": "most vehicles", "businesses": "most businesses"},
    traits=("line_low_fen", "line_high_fen", "single_line"),
)
