"""任意顺序: the panel does not depend on the order of rows, of files, or of the parts that name them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.text_tables import Place

PEOPLE = [f"p{number}" for number in range(6)]
MONTHS = ("2026-08", "2026-09", "2026-10")
A = {"month": st.sampled_from(MONTHS), "person": st.sampled_from(PEOPLE)}
ENTRIES = st.lists(st.tuples(
    A["month"], st.sampled_from(["H1", "H10", "H2"]), A["person"],
    st.sampled_from(["- -", "死亡 2026-08-20", "死亡 2026-10-02", "迁出 2026-09-01", "死亡 -"])),
    max_size=14, unique_by=lambda entry: entry[:3])
DEATHS = st.lists(st.tuples(A["month"], A["person"], st.sampled_from(["2026-07-31", "2026-09-30", "2026-10-31"])), max_size=5)
COSTS = st.lists(st.tuples(A["month"], A["person"], st.integers(0, 10**12)), max_size=8)


def place_of(folder, entries, deaths, costs, order):
    """The same deliveries with files and rows in another order."""
    place = Place(folder)
    for month in sorted(MONTHS, reverse=order == "reversed"):
        _deliver(place, "hukou_persons", month, "household_id id_no cancel_reason cancel_date", _ordered(entries, month, order))
        _deliver(place, "deaths", month, "id_no died_on", _ordered(deaths, month, order))
        _deliver(place, "medical_settlements", month, "id_no self_paid_fen", _ordered(costs, month, order))
    return place


def _ordered(rows, month, order):
    chosen = [" ".join(str(cell) for cell in row[1:]) for row in rows if row[0] == month]
    return chosen[::-1] if order == "reversed" else chosen


def _deliver(place, source, month, header, rows):
    place.deliver(source, month, "\n".join([header, *rows]))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES, deaths=DEATHS, costs=COSTS)
def test_order_is_irrelevant(tmp_path_factory, entries, deaths, costs):
    told = [
        [place_of(tmp_path_factory.mktemp("place"), entries, deaths, costs, order).panel(month) for month in MONTHS]
        for order in ("as written", "reversed")
    ]
    assert told[0] == told[1]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES, deaths=DEATHS, costs=COSTS)
def test_the_panel_is_what_the_rules_say_one_by_one(tmp_path_factory, entries, deaths, costs):
    """The slow and obvious reading of the rules, person by person, for members, deaths and the medical year."""
    place = place_of(tmp_path_factory.mktemp("place"), entries, deaths, costs, "as written")
    for month, last in zip(MONTHS, ("2026-08-31", "2026-09-30", "2026-10-31"), strict=True):
        panel = place.panel(month)
        told = {key: (row["members"], row["deaths_12m"], row["medical_self_paid_12m_fen"]) for key, row in panel.items()}
        assert told == expected(entries, deaths, costs, month, last)


def expected(entries, deaths, costs, month, last):
    died = {}
    for _, who, day in deaths:
        died[who] = min(day, died.get(who, day))
    police = {}
    for _, _, who, reason in entries:
        if reason.startswith("死亡") and not reason.endswith("-"):
            day = reason.split()[1]
            police[who] = min(day, police.get(who, day))
    died = {**police, **died}
    now = [(household, who, reason.split()[0]) for at, household, who, reason in entries if at == month]
    home = {who: min(household for household, other, why in now if other == who and why == "-")
            for _, who, reason in now if reason == "-" and died.get(who, "9") > last}
    listed = {who: min(household for household, other, why in now if other == who and why in ("-", "死亡"))
              for _, who, reason in now if reason in ("-", "死亡") and died.get(who, "9") <= last}
    paid = {who: sum(fen for at, other, fen in costs if other == who and at <= month) for who in home}
    return {
        household: (
            list(home.values()).count(household), list(listed.values()).count(household),
            sum(paid[who] for who in home if home[who] == household))
        for household in set(home.values())
    }
