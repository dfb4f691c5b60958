"""无劳动力: nobody in the household is able to work, and its income per head is low."""

from zhongfu.data.indicators import Column, Indicator, Limits, Observed


def _fires(seen: Observed, limits: Limits) -> Column:
    income = seen.now("wage_fen") + seen.now("pension_fen") + seen.now("business_fen")
    low = income < seen.now("members") * limits["income_fen_per_person"]
    return seen.trait("without_able_member") & low


INDICATOR = Indicator(
    name="no_labour_force", zh="无劳动力", en="No labour force", dimension="labour",
    formula="no member is able to work (16 to 59 on the month's last day, no full-time student, no valid certificate of"
    " grade 1-2, nor 智力 or 精神 of grade 3), and income per person < income_fen_per_person",
    window="this month",
    source="who cannot work follows 民发〔2021〕43号 Art.5 in a simpler form, full-time students added; the income limit is a design default",
    reads=tuple((column, 0) for column in (
        "members", "minors", "elders", "severe_disabled", "students", "wage_fen", "pension_fen", "business_fen")),
    fires=_fires,
    limits={"income_fen_per_person": "income per person and month below which it counts, in fen"},
    traits=("without_able_member", "able_members", "able_unknown"),
)
