"""内容寻址: nothing is computed twice, and what changed is computed again."""

import pytest
from tests.text_tables import Place

M = "2026-10"


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    for month in ("2026-09", M):
        made.deliver("hukou_persons", month, "household_id id_no\nH1 anna\nH1 bert\nH2 carl")
        made.deliver("pensions", month, f"id_no pay_month amount_fen\nanna {month.replace('-', '')} 1000")
    made.deliver("deaths", M, "id_no died_on\nzoe 2026-10-02")
    return made


def test_a_second_run_computes_nothing(place):
    place.score(M)
    first = place.computed()
    place.score(M)
    place.panel(M)
    assert place.computed() == first


def test_a_replaced_part_changes_what_reads_it_and_nothing_else(place):
    place.score(M)
    first = place.computed()
    place.deliver("pensions", M, "id_no pay_month amount_fen\nanna 202610 2000")
    assert place.panel(M)["H1"]["pension_fen"] == 2000
    assert set(place.computed()) > set(first), "earlier results stay: the lake only gains files"
    new = {path.removeprefix(f"{place.root}/").rpartition("/")[0] for path in set(place.computed()) - set(first)}
    assert new == {f"aggregates/pensions_paid/{M}", f"persons/{M}", f"panel/{M}"}


def test_a_correction_taken_back_finds_the_earlier_result_again(place):
    before, version = place.panel(M), dict(place.parts["pensions"])
    place.deliver("pensions", M, "id_no pay_month amount_fen\nanna 202610 2000")
    place.panel(M)
    known = place.computed()
    place.parts["pensions"] = version
    assert place.panel(M) == before
    assert place.computed() == known


def test_a_later_register_that_tells_nothing_new_leaves_earlier_months_standing(place):
    place.panel("2026-09")
    known = {path: when for path, when in place.computed().items() if "/panel/2026-09/" in path}
    place.deliver("hukou_persons", "2026-11", "household_id id_no\nH1 anna")
    place.deliver("deaths", "2026-11", "id_no died_on\ncarl 2026-11-20")
    place.panel("2026-09")
    assert {path: when for path, when in place.computed().items() if "/panel/2026-09/" in path} == known


def test_a_death_told_late_changes_the_month_it_happened_in(place):
    assert "H2" in place.panel("2026-09")
    place.deliver("deaths", "2026-11", "id_no died_on\ncarl 2026-09-20")
    assert "H2" not in place.panel("2026-09")


def test_a_broken_computation_leaves_no_file_under_a_final_name(place):
    broken = place.root / "parts" / "pensions" / M / "broken.parquet"
    broken.write_bytes(b"PAR1 this is no parquet")
    place.parts["pensions"][M] = broken
    before = set(place.computed())
    with pytest.raises(Exception, match="broken"):
        place.panel(M)
    assert {path for path in set(place.computed()) - before if "/aggregates/pensions" in path} == set()
    assert list((place.root / "scratch").iterdir()) == []
