"""家庭成员死亡: somebody of the household died within the last twelve months."""

from zhongfu.data.indicators import Column, Indicator, Limits, Observed


def _fires(seen: Observed, limits: Limits) -> Column:
    return seen.now("deaths_12m") >= limits["deaths"]


INDICATOR = Indicator(
    name="death_in_household", zh="家庭成员死亡", en="Death in the household", dimension="population_age",
    formula="deaths of the twelve months >= deaths",
    window="twelve months ending with this month; the date of death counts, not the day it became known",
    source="Changzhou's published scenarios name the death of a member (press); the limit is a design default",
    reads=(("deaths_12m", 0), ("members", 0)),
    fires=_fires,
    limits={"deaths": "least number of deaths"},
)
