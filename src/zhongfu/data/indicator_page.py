"""指标说明: the reference page of all indicators, written from their own declarations and the settings that ship."""

from zhongfu.data.indicators import DIMENSIONS, Indicator, discover
from zhongfu.data.panel import SOURCES
from zhongfu.data.thresholds import Settings, load_settings

_INTRO = """# Indicators 预警指标

Written by `python -m zhongfu.data.indicator_page`. Points and limits are design defaults from `law/cn/monitoring.yml`, not law; a home's
`law/monitoring.yml` replaces them. A verdict is true, false or unknown; unknown adds no points and is listed with the score.
"""


def page() -> str:
    """The page as Markdown, one section per indicator."""
    settings = load_settings()
    return "\n".join([_INTRO, *(_section(each, settings) for each in discover().values()), _levels(settings)])


def _section(indicator: Indicator, settings: Settings) -> str:
    limits = settings.limits[indicator.name]
    lines = [f"| `{name}` | {meaning} | {limits[name]} |" for name, meaning in indicator.limits.items()]
    return "\n".join([
        f"## {indicator.zh} {indicator.en} `{indicator.name}`", "",
        f"* Dimension: {DIMENSIONS[indicator.dimension]} `{indicator.dimension}`; points: {settings.points[indicator.name]}",
        f"* Formula: {indicator.formula}",
        f"* Window: {indicator.window}",
        f"* Where it comes from: {indicator.source}",
        f"* Evidence: {_evidence(indicator)}", "",
        "| limit | meaning | default |", "|---|---|---|", *lines, "",
    ])


def _evidence(indicator: Indicator) -> str:
    backs: dict[str, list[int]] = {}
    for column, back in indicator.reads:
        backs.setdefault(column, []).append(back)
    return "; ".join(f"`{column}` ({_when(months)}; {', '.join(SOURCES[column])})" for column, months in backs.items())


def _when(backs: list[int]) -> str:
    told = ["this month" if back == 0 else f"{back} before" for back in sorted(backs)]
    return ", ".join(told)


def _levels(settings: Settings) -> str:
    rows = [
        f"| {level.name} | {level.score} | {_days(level.contact)} | {_days(level.verify)} | {_days(level.close)} |"
        for level in settings.levels
    ]
    head = ["## Levels 预警等级", "", "Working days after the alert; – means no clock.", ""]
    return "\n".join([*head, "| level | score from | contact | verify | close |", "|---|---|---|---|---|", *rows, ""])


def _days(days: int | None) -> str:
    return "–" if days is None else str(days)


if __name__ == "__main__":
    print(page(), end="")
