"""新增重度残疾: more members hold a certificate of grade one or two than three months ago."""

from zhongfu.data.indicators import Column, Indicator, Limits, Observed


def _fires(seen: Observed, limits: Limits) -> Column:
    now = seen.now("severe_disabled")
    risen = now - seen.ago("severe_disabled", 3) >= limits["persons"]
    return (now >= limits["persons"]) & risen  # nobody severely disabled now: false, whatever was before


INDICATOR = Indicator(
    name="new_severe_disability", zh="新增重度残疾", en="New severe disability", dimension="health_disability",
    formula="severely disabled members now − three months ago >= persons (valid certificates of grade 1-2)",
    window="this month against three months ago, since certificates arrive every quarter",
    source="Changzhou's published scenarios name new disability (press); the limit is a design default",
    reads=(("severe_disabled", 0), ("severe_disabled", 3), ("members", 0)),
    fires=_fires,
    limits={"persons": "least number of persons more"},
)
