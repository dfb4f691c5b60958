"""评分定级: points add up to a score and a level, and every finding shows the numbers behind it."""

import json
from pathlib import Path

import pytest
from tests.text_tables import Place

from zhongfu.data import indicators
from zhongfu.data.indicator_page import page
from zhongfu.data.thresholds import LEVELS, Level, Settings, SettingsInvalid, load_settings, shipped

M = "2026-10"
SHIPPED = load_settings()


@pytest.fixture
def place(tmp_path):
    """Two households: Anna lost her wage and her mother died; Bert's wage is as it was."""
    made = Place(tmp_path)
    for month, wage in {"2026-07": 400000, "2026-08": 400000, "2026-09": 400000, M: 0}.items():
        number = month.replace("-", "")
        made.deliver("hukou_persons", month, "household_id id_no cancel_reason cancel_date\nH1 anna - -\nH1 zoe 死亡 2026-10-20\nH2 bert - -")
        made.deliver("social_insurance_payments", month, f"id_no pay_month base_fen\nanna {number} {wage}\nbert {number} 500000")
        made.deliver("pensions", month, "id_no pay_month amount_fen")
        made.deliver("business_income_tax", month, "id_no period income_fen")
        made.deliver("medical_settlements", month, "id_no total_fen self_paid_fen")
        made.deliver("assistance_register", month, "programme head_id amount_fen")
    for source in ("disability_certificates", "real_estate", "vehicles", "market_entities"):
        made.deliver(source, "2026-05", "certificate grade" if source.startswith("disab") else "id_no")
    made.deliver("student_records", "2026-09", "id_no")
    return made


def fired(findings):
    return {(finding["household_id"], finding["indicator"]): finding for finding in findings}


def test_points_of_what_fired_make_the_score_and_the_level(place):
    scores, findings = place.score(M, SHIPPED.with_lines({"441424": 90000}))
    assert set(fired(findings)) == {("H1", "income_drop"), ("H1", "death_in_household"), ("H1", "low_income_no_aid")}
    points = sum(SHIPPED.points[name] for name in ("income_drop", "death_in_household", "low_income_no_aid"))
    assert (scores["H1"]["score"], scores["H1"]["members"], scores["H1"]["region"]) == (points, 1, "441424100")
    expected = next(level.name for level in SHIPPED.levels if points >= level.score)
    assert (scores["H1"]["level"], scores["H2"]["level"], scores["H2"]["score"]) == (expected, "green", 0)
    assert [finding["points"] for finding in findings] == [SHIPPED.points[finding["indicator"]] for finding in findings]


@pytest.mark.parametrize(("cut", "level"), [(70, "red"), (71, "orange"), (75, "orange")])
def test_cut_offs_are_inclusive(place, cut, level):
    levels = tuple(Level(name, {"red": cut, "orange": 60}.get(name, each.score), None, None, None)
                   for name, each in zip(LEVELS, SHIPPED.levels, strict=True))
    settings = Settings(points=dict.fromkeys(SHIPPED.points, 35), limits=SHIPPED.limits, levels=levels)
    scores, _ = place.score(M, settings)
    assert (scores["H1"]["score"], scores["H1"]["level"]) == (70, level)


def test_every_number_has_its_column_month_and_source(place):
    _, findings = place.score(M)
    evidence = json.loads(fired(findings)["H1", "income_drop"]["evidence"])
    assert {"column": "wage_fen", "month": M, "value": 0, "source": "social_insurance_payments", "source_month": M} in evidence
    before = [item["value"] for item in evidence if item["column"] == "wage_fen" and item["month"] != M]
    assert before == [400000, 400000, 400000]
    assert {item["month"] for item in evidence} == {"2026-07", "2026-08", "2026-09", M}
    declared = {column for column, _ in indicators.discover()["income_drop"].reads}
    assert {item["column"] for item in evidence} == declared
    assert json.loads(fired(findings)["H1", "income_drop"]["basis"]) == dict(SHIPPED.limits["income_drop"])


def test_a_state_tells_the_month_of_the_file_that_holds(place):
    _, findings = place.score(M, SHIPPED.with_lines({"441424": 90000}))
    finding = fired(findings)["H1", "low_income_no_aid"]
    months = {item["column"]: item["source_month"] for item in json.loads(finding["evidence"])}
    assert (months["vehicles"], months["wage_fen"]) == ("2026-05", M)
    basis = json.loads(finding["basis"])
    assert (basis["line_low_fen"], basis["in_programme"], basis["single_line"]) == (90000, None, True)


def test_unknown_is_listed_and_adds_nothing(place):
    scores, findings = place.score(M)
    assert json.loads(scores["H1"]["unknown"]) == ["low_income_no_aid"], "no standard of the place is known"
    assert ("H1", "low_income_no_aid") not in fired(findings)
    place.withdraw("social_insurance_payments", M)
    scores, findings = place.score(M)
    # Nobody can tell whether Anna lost her wage: no finding, no points, but said so.
    assert set(fired(findings)) == {("H1", "death_in_household")}
    assert json.loads(scores["H1"]["unknown"]) == ["income_drop", "low_income_no_aid"]
    assert scores["H1"]["score"] == SHIPPED.points["death_in_household"]


def test_the_first_month_of_a_place_has_no_before(place):
    scores, findings = place.score("2026-07")
    assert "income_drop" in json.loads(scores["H1"]["unknown"])
    assert [finding for finding in findings if finding["indicator"] == "income_drop"] == []


def test_a_month_without_any_delivery_scores_nobody(place):
    assert place.score("2025-01") == ({}, [])


def test_a_changed_threshold_is_another_result_and_back_again_the_same(place):
    scores, _ = place.score(M)
    known = place.computed()
    gentle = Settings({**SHIPPED.points, "death_in_household": 1}, SHIPPED.limits, SHIPPED.levels)
    changed, _ = place.score(M, gentle)
    assert changed["H1"]["score"] == scores["H1"]["score"] - SHIPPED.points["death_in_household"] + 1
    after = place.computed()
    assert {path.removeprefix(f"{place.root}/").split("/")[0] for path in set(after) - set(known)} == {"scores", "findings"}
    assert place.score(M)[0] == scores
    assert place.computed() == after


def test_the_first_six_indicators_are_there_and_each_is_documented():
    found = indicators.discover()
    assert set(found) >= {
        "income_drop", "medical_surge", "death_in_household", "new_severe_disability", "no_labour_force", "low_income_no_aid"}
    assert len({each.dimension for each in found.values()}) >= 6
    assert all(each.zh and each.en and each.formula and each.window and each.source and each.reads for each in found.values())


def test_an_indicator_cannot_read_what_its_evidence_would_not_show():
    seen = indicators.Observed(table=None, readable=frozenset({"wage_fen"}))
    with pytest.raises(KeyError, match="pension_fen_ago1"):
        seen.ago("pension_fen", 1)


def overlay(folder, text):
    path = folder / "monitoring.yml"
    path.write_text(text, encoding="utf-8")
    return [shipped(), path]


def test_a_place_replaces_single_values(tmp_path):
    settings = load_settings(overlay(tmp_path, "indicators:\n  income_drop: {points: 7}\nlevels:\n  red: {score: 90, close: null}\n"))
    assert (settings.points["income_drop"], settings.points["medical_surge"]) == (7, SHIPPED.points["medical_surge"])
    assert settings.limits == SHIPPED.limits
    red = SHIPPED.level("red")
    assert settings.level("red") == Level("red", 90, red.contact, red.verify, None)


def test_a_place_without_a_file_of_its_own_has_the_defaults(tmp_path):
    assert load_settings([shipped(), tmp_path / "monitoring.yml"]) == SHIPPED


@pytest.mark.parametrize(("text", "line", "zh", "en"), [
    ("indicators:\n  income_drop:\n    points: many\n", 3, "整数", "whole number"),
    ("indicators:\n  income_drop:\n    points: -1\n", 3, "整数", "whole number"),
    ("indicators:\n  income_drop:\n    points: 1.5\n", 3, "整数", "whole number"),
    ("indicators:\n  income_drop:\n    points: true\n", 3, "整数", "whole number"),
    ("indicators:\n  income_drop:\n    points:\n", 3, "整数", "whole number"),
    ("indicators:\n\n  income_dorp: {points: 1}\n", 3, "不认识", "unknown setting"),
    ("levels:\n  purple: {score: 1}\n", 2, "不认识", "unknown setting"),
    ("levels:\n  orange: {score: 75}\n", 2, "起始分", "must be above"),
    ("levels:\n  green: {score: 1}\n", 2, "应为 0", "must be 0"),
    ("levels:\n  red: {score: 1, score: 2}\n", 2, "重复", "twice"),
    ("indicators: [1, 2\n", 2, "YAML", "YAML"),
    ("- 1\n", 1, "不认识", "unknown setting"),
    ("", 1, "不认识", "unknown setting"),
])
def test_a_mistake_gives_file_and_line_in_both_languages(tmp_path, text, line, zh, en):
    with pytest.raises(SettingsInvalid) as refused:
        load_settings(overlay(tmp_path, text))
    said = str(refused.value).splitlines()[0]
    assert f"monitoring.yml:{line}: " in said
    assert zh in said
    assert en in said


def test_all_mistakes_are_told_at_once(tmp_path):
    with pytest.raises(SettingsInvalid) as refused:
        load_settings(overlay(tmp_path, "indicators:\n  income_drop: {points: a}\nlevels:\n  pink: {score: 1}\n"))
    assert [mistake.line for mistake in refused.value.mistakes] == [2, 4]


def test_a_file_alone_must_say_everything(tmp_path):
    path = overlay(tmp_path, "levels:\n  red: {score: 90}\n")[1]
    with pytest.raises(SettingsInvalid, match=r"缺少设置项 indicators\.income_drop\.points"):
        load_settings([path])


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    path = tmp_path / "monitoring.yml"
    path.write_bytes("# 监测".encode("gbk"))
    with pytest.raises(SettingsInvalid, match="UTF-8"):
        load_settings([shipped(), path])


def test_the_reference_page_is_the_one_that_the_indicators_write():
    written = (Path(__file__).parents[2] / "docs" / "reference" / "indicators.md").read_text(encoding="utf-8")
    assert written == page(), "run: python -m zhongfu.data.indicator_page > docs/reference/indicators.md"
