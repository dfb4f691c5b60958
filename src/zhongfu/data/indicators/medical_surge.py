"""医疗支出骤增: self-paid medical costs of twelve months are over the line of the household's group, and still growing."""

from zhongfu.data.indicators import Column, Indicator, Limits, Observed

_GROUPS = ("tekun", "dibao", "edge", "rigid", "ordinary")


def _fires(seen: Observed, limits: Limits) -> Column:
    year = seen.now("medical_self_paid_12m_fen")
    recent = sum((seen.ago("medical_self_paid_fen", back) for back in (1, 2)), seen.now("medical_self_paid_fen"))
    return _over_line(seen, year, limits) & (recent * 100 >= year * limits["recent_percent"])


def _over_line(seen: Observed, year: Column, limits: Limits) -> Column:
    """Where the register is unknown, only what holds for every line is known."""
    lines = {group: limits[f"{group}_fen"] for group in _GROUPS}
    line = seen.now("in_programme").cases(*[(group, lines[group]) for group in _GROUPS[:-1]], else_=lines["ordinary"])
    register = seen.now("aid_fen") >= 0  # true, or unknown together with the register
    whatever = (year >= max(lines.values())) | ((year >= min(lines.values())) & register)
    return register.ifelse(year >= line, whatever)


INDICATOR = Indicator(
    name="medical_surge", zh="医疗支出骤增", en="Medical self-paid surge", dimension="expenditure",
    formula="self-paid costs of the twelve months >= the line of the household's programme (ordinary: in none), and those of"
    " the last three months are at least recent_percent of them",
    window="twelve months for the line (those loaded), this month and the two before for the growth",
    source="the lines by group are those that Tongling used in 2025 (press); recent_percent is a design default",
    reads=(
        ("medical_self_paid_12m_fen", 0), ("medical_self_paid_fen", 0), ("medical_self_paid_fen", 1),
        ("medical_self_paid_fen", 2), ("in_programme", 0), ("aid_fen", 0),
    ),
    fires=_fires,
    limits={
        "recent_percent": "least share of the last three months, in percent",
        **{f"{group}_fen": f"line of twelve months for {group}, in fen" for group in _GROUPS},
    },
)
