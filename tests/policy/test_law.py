"""政策文件测试: what ships is sound, and every kind of broken policy file is refused with file and line."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from zhongfu.policy.decide import BUILT
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import Parameter, named_rules, walk
from zhongfu.policy.lawbook.places import may_set
from zhongfu.policy.parameters import Law, LawInvalid, Setting, law_folder
from zhongfu.policy.reference.unset import unset
from zhongfu.policy.values import read_value

GOOD = """\
place: "4401"
name: {zh: 广州市, en: Guangzhou}
parameters:
  dibao.standard:
    - {value: 1120, since: 2021-01-01, cites: [a], source: "N:gz2021"}
"""
NATION = 'place: ""\ninstruments: {n: {zh: 国, en: n, kind: source}}\n'
PROVINCE = 'place: "44"\ninstruments: {p: {zh: 省, en: p, kind: source}}\n'
CITY = 'place: "4401"\nname: {zh: 广州市, en: Guangzhou}\ninstruments: {a: {zh: 市, en: a, kind: source}}\n'
COUNTY = 'place: "440106"\ninstruments: {k: {zh: 县, en: k, kind: source}}\n'


def law_of(folder: Path, text: str) -> Law:
    """The law of this one file beside four that name an instrument each."""
    for name, other in {"0n": NATION, "0p": PROVINCE, "0a": CITY, "0k": COUNTY}.items():
        (folder / f"{name}.yml").write_text(other, "utf-8")
    (folder / "place.yml").write_text(text, "utf-8")
    return Law.load([folder])


def setting(day: str, place: str = "440106", residence: str | None = "urban") -> Setting:
    return Setting(place, residence, date.fromisoformat(day))


def test_every_value_that_ships_has_a_citation_and_a_source() -> None:
    law = Law.load()
    for values in law.values.values():
        for value in values:
            assert value.cites and value.source[1:2] == ":" and not value.demonstration, (value.file, value.line)


def test_every_place_that_ships_has_a_name_and_every_article_that_a_rule_cites_has_a_title() -> None:
    law = Law.load()
    assert {value.place for values in law.values.values() for value in values} <= set(law.places)
    for rule in named_rules(list(BUILT.values())).values():
        for article in rule.articles:
            assert law.title(article, "zh") and law.title(article, "en"), article


@pytest.mark.parametrize(
    ("name", "place", "day", "residence", "value"),
    [
        ("dibao.standard", "442000", "2020-06-01", "urban", 110_000),
        ("tekun.current_standard", "440106", "2021-08-01", "urban", 179_200),  # as published
        ("tekun.current_standard", "440106", "2023-08-01", "rural", 198_100),  # as published
        ("dibao.provincial_minimum", "440507", "2023-08-01", "rural", 60_000),
        ("dibao.provincial_minimum", "441424", "2023-08-01", "rural", None),  # the class of Meizhou was not read
        ("dibao.provincial_minimum", "320102", "2023-08-01", "urban", None),  # a share of what nobody here has published
        ("edge.multiple", "330206", "2022-06-01", "urban", Fraction(3, 2)),
        ("edge.deposit_months", "330206", "2022-06-01", "urban", 72),
        ("edge.deposit_months", "120101", "2022-06-01", "urban", 36),
        ("temporary.expense_months_max", "310101", "2025-01-01", "urban", 3),
        ("temporary.expense_months_max", "620102", "2022-01-01", "rural", None),
        ("temporary.expense_months_max", "440304", "2022-01-01", "urban", 12),
        ("income.disability_deduction_month", "430405", "2022-01-01", "urban", 0),
        ("dibao_single.household_multiple", "430405", "2022-01-01", "urban", 2),
        ("dibao.addon_stacking", "211402", "2022-01-01", "urban", "highest"),
        ("place.disposable_income_pc_year", "419001", "2023-05-01", "urban", 3_390_200),
        ("rigid.ratio", "420106", "2025-05-01", "urban", None),
    ],
)
def test_what_places_set(name: str, place: str, day: str, residence: str, value: object) -> None:
    found = Law.load().look_up(name, setting(day, place, residence))
    assert (found.value if found else None) == value


# The national texts of the two subsidies were not read, so no article can be named.
WITHOUT_ARTICLE = {"disability_living", "disability_nursing"}


def test_every_parameter_a_rule_reads_is_declared_and_every_rule_of_a_programme_has_an_article_and_labels() -> None:
    for rule in named_rules(list(BUILT.values())).values():
        for node in walk(rule):
            assert not node.name or (node.zh and node.en), node.name
            if isinstance(node, Parameter) and not node.parameter.startswith("instrument."):
                assert node.parameter in DECLARED
            if node.name.endswith((".eligible", ".amount", ".starts")):
                assert node.articles or node.name.partition(".")[0] in WITHOUT_ARTICLE, node.name


def test_a_yearly_standard_is_never_carried_forward(tmp_path: Path) -> None:
    law = law_of(tmp_path, GOOD)
    found = law.look_up("dibao.standard", setting("2021-12-31"))
    assert found is not None and found.value == 112_000 and found.confidence == "press"
    assert law.look_up("dibao.standard", setting("2022-01-01")) is None


def test_a_rule_holds_until_it_is_replaced_and_the_nearest_place_wins() -> None:
    law = Law.load()
    assert law.look_up("dibao.start_offset_months", setting("2025-06-10", "500103")).value == 0  # type: ignore[union-attr]
    assert law.look_up("dibao.start_offset_months", setting("2025-06-10")).value == 1  # type: ignore[union-attr]
    assert law.look_up("income.basic_pension_exempt", setting("2026-01-01")) is None
    rural = law.look_up("tekun.current_standard", setting("2023-06-01", "440113", "rural"))
    urban = law.look_up("tekun.current_standard", setting("2023-06-01", "440113", "urban"))
    assert rural is not None and urban is not None and (rural.value, urban.value) == (251_200, 198_100)


def test_a_value_for_one_residence_needs_the_residence(tmp_path: Path) -> None:
    law = law_of(tmp_path, GOOD.replace("since", "residence: rural, since"))
    assert law.look_up("dibao.standard", setting("2021-05-01", residence=None)) is None
    assert law.look_up("dibao.standard", setting("2021-05-01", residence="rural")) is not None


def test_a_null_of_a_near_place_hides_the_value_of_a_wide_one() -> None:
    found = Law.load().look_up("income.job_uptake_months", setting("2023-06-01", "330106"))
    assert found is not None and found.value is None


def test_an_overlay_may_mark_demonstration_values(tmp_path: Path) -> None:
    (tmp_path / "demo.yml").write_text(
        'place: "440106"\nparameters:\n  dibao.standard:\n'
        "    - {value: 1300, since: 2099-01-01, cites: [演示值], demonstration: true}\n", "utf-8"
    )  # fmt: skip
    found = Law.load([law_folder(), tmp_path]).look_up("dibao.standard", setting("2099-10-31", "440106"))
    assert found is not None and found.demonstration and found.confidence == "demonstration"


def test_instruments_are_in_force_between_their_days() -> None:
    law = Law.load()
    assert not law.is_in_force("57", date(2021, 6, 30)) and law.is_in_force("57", date(2021, 7, 1))
    assert not law.is_in_force("GD26", date(2031, 1, 1)) and not law.is_in_force("no such", date(2025, 1, 1))
    assert law.place_name("4401", "zh") == "广州市" and law.place_name("4401", "en") == "Guangzhou"
    assert law.place_name("99", "zh") == "99"


ENTRY = 'place: "4401"\nparameters:\n  dibao.standard:\n    - '
BROKEN = {
    "no citation": (ENTRY + '{value: 1, since: 2021-01-01, source: "N:x"}', 4, "citation"),
    "empty citation": (ENTRY + '{value: 1, since: 2021-01-01, cites: [], source: "N:x"}', 4, "citation"),
    "no source": (ENTRY + "{value: 1, since: 2021-01-01, cites: [a]}", 4, "source"),
    "no first day": (ENTRY + '{value: 1, cites: [a], source: "N:x"}', 4, "dates"),
    "impossible day": (ENTRY + '{value: 1, since: 2021-02-30, cites: [a], source: "N:x"}', 4, "dates"),
    "last before first": (ENTRY + '{value: 1, since: 2021-02-01, until: 2021-01-01, cites: [a], source: "N:x"}', 4, "before"),
    "over the year's end": (ENTRY + '{value: 1, since: 2021-02-01, until: 2022-01-01, cites: [a], source: "N:x"}', 4, "yearly"),
    "money as text": (ENTRY + '{value: "1", since: 2021-02-01, cites: [a], source: "N:x"}', 4, "number"),
    "three decimals": (ENTRY + '{value: 1.005, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "two decimals"),
    "none where there is no such thing": (ENTRY + '{value: none, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "number"),
    "a word that no rule knows": (
        'place: "4401"\nparameters:\n  dibao.addon_groups:\n    - {value: [students], since: 2021-02-01, cites: [a], source: "N:x"}', 4, "student",
    ),
    "negative": (ENTRY + '{value: -1, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "negative"),
    "unknown key": (ENTRY + '{value: 1, from: 2, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "from"),
    "unknown residence": (ENTRY + '{value: 1, residence: sea, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "residence"),
    "no value": (ENTRY + '{since: 2021-02-01, cites: [a], source: "N:x"}', 4, "value"),
    "unknown parameter": ('place: "44"\nparameters:\n  dibao.standrad: []\n', 3, "unknown parameter"),
    "not a list": ('place: "44"\nparameters:\n  dibao.standard: 5\n', 3, "list"),
    "place is a number": ("place: 44\nparameters: {}\n", 1, "place"),
    "unknown key of the file": ('place: "44"\nparamters: {}\nparameters: {}\n', 2, "paramters"),
    "unknown key, near another": (ENTRY + '{vaule: 1, value: 1, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "is value meant"),
    "residence misspelt": (ENTRY + '{value: 1, residence: urbn, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "is urban meant"),
    "parameter misspelt": ('place: "44"\nparameters:\n  dibao.standrad: []\n', 3, "is dibao.standard meant"),
    "value and formula": (ENTRY + '{value: 1, formula: "2", since: 2021-02-01, cites: [a], source: "N:x"}', 4, "not both"),
    "an entry that is no mapping": (ENTRY + "1", 4, "value"),
    "no formula": (ENTRY + '{formula: "1 +", since: 2021-02-01, cites: [a], source: "N:x"}', 4, "missing in the formula"),
    "formula of a text": (
        'place: ""\nparameters:\n  dibao.comparator:\n    - {formula: "1", since: 2021-02-01, cites: [n], source: "N:x"}', 4, "is not a number",
    ),
    "unknown rounding": (ENTRY + '{formula: "1", rounding: up, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "rounding"),
    "rounding of a ratio": (
        'place: "44"\nparameters:\n  rigid.ratio:\n    - {formula: "0.5", rounding: yuan_ceil, since: 2021-02-01, cites: [p], source: "N:x"}',
        4, "amounts only",
    ),
    "nobody names the citation": (ENTRY + '{value: 1, since: 2021-02-01, cites: [zzz Art.3], source: "N:x"}', 4, "zzz"),
    "citation misspelt": (
        'place: "4401"\ninstruments: {GZ2021: {zh: a, en: b, kind: source}}\nparameters:\n  dibao.standard:\n'
        '    - {value: 1, since: 2021-02-01, cites: [GZ2012], source: "N:x"}', 5, "is GZ2021 meant",
    ),
    "a level that may not set it": (
        'place: "440106"\nparameters:\n  dibao.standard:\n    - {value: 1, since: 2021-02-01, cites: [k], source: "N:x"}',
        4, "this level (the county) may not set dibao.standard: that is for the province or the prefecture-level city",
    ),
    "a province with a rule of the nation": (
        'place: "44"\nparameters:\n  dibao.comparator:\n    - {value: "<=", since: 2021-02-01, cites: [n], source: "N:x"}', 4, "for the nation",
    ),
    "a town": (
        'place: "440106003"\nparameters:\n  temporary.property:\n    - {value: none, since: 2021-02-01, cites: [n], source: "N:x"}', 4, "a town or village",
    ),
    "Hong Kong with a mainland parameter": (
        'place: "81"\nparameters:\n  dibao.standard:\n    - {value: 1, since: 2021-02-01, cites: [n], source: "N:x"}', 4, "(Hong Kong) may not",
    ),
    "the nation with one of Macao": (
        'place: ""\nparameters:\n  macao_grant.comparator:\n    - {value: "<", since: 2021-02-01, cites: [n], source: "N:x"}', 4, "that is for Macao",
    ),
    "no such province": ('place: "99"\nparameters: {}\n', 1, "a province that exists"),
    "five digits": ('place: "44010"\nparameters: {}\n', 1, "digits"),
    "another name for the place": ('place: "4401"\nname: {zh: 穗, en: Sui}\nparameters: {}\n', 2, "another name"),
    "half a name": ('place: "4401"\nname: {zh: 广州}\nparameters: {}\n', 2, "zh and en"),
    "unknown key of a name": ('place: "4401"\nname: {zh: 广州市, en: Guangzhou, fr: Canton}\nparameters: {}\n', 2, "fr"),
    "parameters as a list": ('place: "4401"\nparameters: [1]\n', 2, "mapping"),
    "instrument without a day": ('place: "44"\ninstruments:\n  A: {zh: a, en: b}\n', 3, "instrument"),
    "instrument without a name": ('place: "44"\ninstruments:\n  A: {since: 2021-01-01}\n', 3, "instrument"),
    "instrument of no kind": ('place: "44"\ninstruments:\n  A: {zh: a, en: b, kind: rumour, since: 2021-01-01}\n', 3, "kind"),
    "instrument with an unknown key": ('place: "44"\ninstruments:\n  A: {zh: a, en: b, till: 2022-01-01, since: 2021-01-01}\n', 3, "till"),
    "instrument that is no mapping": ('place: "44"\ninstruments:\n  A: 2021\n', 3, "mapping"),
    "instrument with another title": ('place: "44"\ninstruments:\n  a: {zh: 另一个, en: another, kind: source}\n', 3, "another title"),
    "instrument with other days": ('place: "44"\ninstruments:\n  a: {zh: 市, en: a, since: 2020-01-01}\n', 3, "other days"),
    "a rule twice from the same day": (
        'place: "4401"\nparameters:\n  dibao.deposit_months:\n    - {value: 12, since: 2021-01-01, cites: [a], source: "N:x"}\n'
        '    - {value: 24, since: 2021-01-01, cites: [a], source: "N:x"}\n', 5, "overlap",
    ),
    "a rule that begins on the last day of the one before": (
        'place: "4401"\nparameters:\n  dibao.deposit_months:\n    - {value: 12, since: 2021-01-01, until: 2021-06-30, cites: [a], source: "N:x"}\n'
        '    - {value: 24, since: 2021-06-30, cites: [a], source: "N:x"}\n', 5, "overlap",
    ),
    "above the province": (
        GOOD + '  dibao.provincial_maximum:\n    - {formula: "1000 + 0 * place.minimum_wage_month", since: 2021-01-01, cites: [p], source: "N:x"}\n',
        5, "above the provincial maximum",
    ),
    "a standard that falls": (
        'place: "4401"\nparameters:\n  dibao.standard:\n    - {value: 900, since: 2022-01-01, cites: [a], source: "N:x"}\n'
        '    - {value: 899.99, since: 2023-01-01, cites: [a], source: "N:x"}\n'
        '  dibao.standard_may_fall:\n    - {value: false, since: 2023-01-01, cites: [p], source: "N:x"}\n', 5, "below that of 2022",
    ),
    "fewer months than the province allows": (
        'place: "4401"\nparameters:\n  income.job_uptake_months:\n    - {value: 3, since: 2021-01-01, cites: [a], source: "N:x"}\n'
        '  income.job_uptake_months_least:\n    - {value: 6, since: 2021-01-01, cites: [p], source: "N:x"}\n', 4, "least number",
    ),
    "no YAML": ('place: "44"\nparameters: {a: [1\n', 3, "YAML"),
    "a key twice": ('place: "44"\nplace: "45"\nparameters: {}\n', 2, "twice"),
    "out of order": (
        GOOD + '    - {value: 1000, since: 2020-01-01, cites: [a], source: "N:x"}\n', 6, "order",
    ),
    "overlap": (
        GOOD + '    - {value: 1000, since: 2021-06-01, cites: [a], source: "N:x"}\n', 6, "overlap those in",
    ),
    "below the province": (
        GOOD + '  dibao.provincial_minimum:\n    - {value: 1165, since: 2021-01-01, cites: [p], source: "N:x"}\n', 5, "minimum",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_file_and_line(name: str, tmp_path: Path) -> None:
    text, line, word = BROKEN[name]
    with pytest.raises(LawInvalid) as refused:
        law_of(tmp_path, text)
    problem = refused.value.problems[0]
    assert (problem.line, Path(problem.file).name) == (line, "place.yml") and word in problem.en and problem.zh
    assert f"place.yml:{line}: " in str(refused.value)


TEKUN = """\
place: "4401"
parameters:
  tekun.standard_ratio:
    - {value: 1.6, since: 2021-01-01, cites: [p], source: "N:x"}
  tekun.current_standard:
    - {formula: "tekun.standard_ratio * dibao.standard", rounding: yuan_ceil, since: 2022-01-01, cites: [a], source: "N:x"}
  dibao.standard:
    - {value: 1238, residence: urban, since: 2023-01-01, cites: [a], source: "N:x"}
"""


def test_a_derived_value_is_worked_out_where_it_is_looked_up_and_names_its_inputs(tmp_path: Path) -> None:
    law = law_of(tmp_path, TEKUN)
    found = law.look_up("tekun.current_standard", setting("2023-06-01"))
    assert found is not None and found.formula is not None and found.missing == () and found.confidence == "press"
    assert found.value == 198_100  # 1.6 x 1238 = 1980.80, rounded up to the yuan as published
    assert [(one.name, one.value, one.cites) for one in found.inputs] == [
        ("tekun.standard_ratio", Fraction(8, 5), ("p",)),
        ("dibao.standard", 123_800, ("a",)),
    ]
    assert law.wanted("tekun.current_standard", setting("2023-06-01")) == ()


def test_a_derived_value_is_unknown_where_an_input_is_and_asks_for_that_input(tmp_path: Path) -> None:
    law = law_of(tmp_path, TEKUN)
    for day, residence in (("2024-06-01", "urban"), ("2023-06-01", "rural"), ("2023-06-01", None)):
        found = law.look_up("tekun.current_standard", setting(day, residence=residence))
        assert found is not None and found.value is None and found.missing == ("dibao.standard",)
        assert law.wanted("tekun.current_standard", setting(day, residence=residence)) == ("dibao.standard",)
    assert law.wanted("tekun.current_standard", setting("2020-06-01")) == ("tekun.current_standard",)


def test_a_derived_value_takes_what_the_case_brings(tmp_path: Path) -> None:
    law = law_of(tmp_path, TEKUN)
    found = law.look_up("tekun.current_standard", setting("2024-06-01"), {"dibao.standard": 130_001})
    assert found is not None and found.value == 208_100 and [one.place for one in found.inputs] == ["4401", "case"]
    assert law.look_up("tekun.current_standard", setting("2024-06-01")).value is None  # type: ignore[union-attr]
    unrelated = law.look_up("tekun.current_standard", setting("2023-06-01"), {"edge.multiple": 2})
    assert unrelated is law.look_up("tekun.current_standard", setting("2023-06-01"))
    assert law.look_up("dibao.grace_months_max", setting("2023-06-01"), {"dibao.standard": 1}) is None
    assert law.look_up("tekun.current_standard", setting("2020-06-01"), {"dibao.standard": 1}) is None


def test_formulas_rest_on_formulas(tmp_path: Path) -> None:
    law = law_of(tmp_path, TEKUN.replace("{value: 1238, residence: urban", '{formula: "40% * place.minimum_wage_month"'))
    assert law.rests_on("tekun.current_standard", ["place.minimum_wage_month"]) and law.rests_on("dibao.standard", ["place.minimum_wage_month"])
    assert not law.rests_on("dibao.standard", ["tekun.standard_ratio"]) and not law.rests_on("edge.multiple", ["edge.multiple"])
    assert law.wanted("tekun.current_standard", setting("2025-06-01")) == ("place.minimum_wage_month",)  # a rule outlives the year
    found = law.look_up("tekun.current_standard", setting("2025-06-01"), {"place.minimum_wage_month": 200_000})
    assert found is not None and found.value == 128_000


def test_what_has_no_result_asks_for_its_inputs_and_for_itself_where_it_has_none(tmp_path: Path) -> None:
    law = law_of(tmp_path, TEKUN.replace("tekun.standard_ratio * dibao.standard", "dibao.standard - 5000"))
    assert law.wanted("tekun.current_standard", setting("2023-06-01")) == ("dibao.standard",)
    law = law_of(tmp_path, TEKUN.replace("tekun.standard_ratio * dibao.standard", "1 - 2"))
    assert law.wanted("tekun.current_standard", setting("2023-06-01")) == ("tekun.current_standard",)


def test_a_value_derived_from_a_demonstration_value_is_one(tmp_path: Path) -> None:
    law = law_of(tmp_path, "cites: [演示值], demonstration: true".join(TEKUN.rsplit('cites: [a], source: "N:x"', 1)))
    assert law.look_up("tekun.current_standard", setting("2023-06-01")).demonstration  # type: ignore[union-attr]


CIRCLE = """\
place: "{place}"
parameters:
  {name}:
    - {{formula: "2 * {reads}", since: {since}, residence: {residence}, cites: [n], source: "N:x"}}
"""


def circle(folder: Path, *steps: tuple[str, str, str, str, str]) -> list[str]:
    for number, (place, name, reads, since, residence) in enumerate(steps):
        text = CIRCLE.format(place=place, name=name, reads=reads, since=since, residence=residence)
        (folder / f"{number}.yml").write_text(text, "utf-8")
    try:
        law_of(folder, NATION.replace("{n:", "{m:"))
    except LawInvalid as refused:
        return [f"{Path(problem.file).name}:{problem.line} {problem.en}" for problem in refused.problems]
    return []


def test_formulas_in_a_circle_are_refused_with_file_and_line_of_each_step(tmp_path: Path) -> None:
    problems = circle(
        tmp_path,
        ("44", "dibao.standard", "tekun.current_standard", "2021-01-01", "both"),
        ("4401", "tekun.current_standard", "place.disposable_income_pc_year", "2022-01-01", "urban"),
        ("4401", "place.disposable_income_pc_year", "dibao.standard", "2020-01-01", "both"),
        ("4401", "edge.multiple", "dibao.standard", "2020-01-01", "both"),  # reads the circle, and is not in it
    )
    assert [problem.partition(" (")[0] for problem in problems] == [
        "0.yml:4 formulas in a circle: dibao.standard needs tekun.current_standard",
        "1.yml:4 formulas in a circle: tekun.current_standard needs place.disposable_income_pc_year",
        "2.yml:4 formulas in a circle: place.disposable_income_pc_year needs dibao.standard",
    ]
    assert problems[0].endswith("1.yml:4)") and problems[2].endswith("0.yml:4)")


def test_a_formula_that_reads_itself_is_a_circle(tmp_path: Path) -> None:
    assert len(circle(tmp_path, ("44", "dibao.standard", "dibao.standard", "2021-01-01", "both"))) == 1


def test_formulas_that_meet_on_one_day_are_a_circle(tmp_path: Path) -> None:
    first = ("44", "dibao.standard", "tekun.current_standard", "2021-01-01", "both")
    assert len(circle(tmp_path, first, ("44", "tekun.current_standard", "dibao.standard", "2020-01-01, until: 2021-01-01", "both"))) == 2


@pytest.mark.parametrize(
    ("place", "since", "residence"),
    [("33", "2021-01-01", "both"), ("44", "2021-01-01", "rural"), ("44", "2020-01-01, until: 2020-12-31", "both")],
)
def test_formulas_that_never_meet_are_no_circle(place: str, since: str, residence: str, tmp_path: Path) -> None:
    first = ("44", "dibao.standard", "tekun.current_standard", "2021-01-01", "urban")
    assert circle(tmp_path, first, (place, "tekun.current_standard", "dibao.standard", since, residence)) == []


def test_a_town_that_is_not_among_all_towns_of_its_county_is_refused(tmp_path: Path) -> None:
    towns = {"441424100", "441424101"}
    for place, there in (("441424100", True), ("441424100201", True), ("441424999", False), ("440106003", True), ("441424", True)):
        (tmp_path / "town.yml").write_text(f'place: "{place}"\nparameters: {{}}\n', "utf-8")
        if there:
            Law.load([tmp_path], towns=towns)
        else:
            with pytest.raises(LawInvalid, match=r"town.yml:1: .* there is no town"):
                Law.load([tmp_path], towns=towns)


def test_a_home_may_end_an_instrument_and_nothing_else_about_it(tmp_path: Path) -> None:
    text = 'place: ""\ninstruments:\n  "649": {{zh: {zh}, en: Interim Measures for Social Assistance (Order 649), since: 2014-05-01, until: 2027-06-30}}\n'
    (tmp_path / "ended.yml").write_text(text.format(zh="社会救助暂行办法(国务院令第649号)"), "utf-8")
    law = Law.load([law_folder(), tmp_path])
    assert law.is_in_force("649", date(2027, 6, 30)) and not law.is_in_force("649", date(2027, 7, 1))
    (tmp_path / "ended.yml").write_text(text.format(zh="别的办法"), "utf-8")
    with pytest.raises(LawInvalid, match=r"ended.yml:3: .* another title"):
        Law.load([law_folder(), tmp_path])


def test_what_is_only_cited_has_a_title_and_is_never_in_force() -> None:
    law = Law.load()
    assert law.title("GD2023", "zh") and law.title("57 Art.8", "en").startswith("Measures") and law.title("no such", "zh") == ""
    assert not law.is_in_force("GD2023", date(2023, 6, 1)) and "GD2023" not in law.instruments


def test_the_levels_that_may_set_a_parameter_are_known_for_each() -> None:
    assert {letter for declared in DECLARED.values() for letter in declared.authority} <= set("NPCKHM")
    assert all(may_set("", declared.authority) for declared in DECLARED.values() if declared.authority not in "HM")
    assert may_set("50", "C") and may_set("440106", "PK") and not may_set("440106", "PC") and not may_set("4401", "P")
    assert may_set("81", "H") and may_set("8101", "H") and not may_set("81", "M") and not may_set("44", "H") and not may_set("81", "N")


HOW_TO = law_folder().parent / "docs" / "how-to"


def written_in(page: str) -> str:
    """The first law file that a how-to page shows."""
    return (HOW_TO / page).read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]


def test_next_years_standard_is_one_line_of_the_page_laid_over_the_law(tmp_path: Path) -> None:
    page = written_in("add-a-standard.md")
    next_year = '    - {value: 1290.50, since: 2024-01-01, cites: [GZ2023], source: "N:notice of the city"}\n'
    (tmp_path / "guangzhou.yml").write_text(page + next_year, "utf-8")
    law = Law.load([law_folder(), tmp_path])
    found = [law.look_up("dibao.standard", setting(day)) for day in ("2023-12-31", "2024-12-31", "2025-01-01")]
    assert [one and one.value for one in found] == [123_800, 129_050, None]
    (tmp_path / "guangzhou.yml").write_text(page + next_year.replace("2024-01-01", "2023-07-01"), "utf-8")
    with pytest.raises(LawInvalid, match=r"guangzhou.yml:9: .* the days overlap those in .*guangzhou.yml:8"):
        Law.load([law_folder(), tmp_path])


def test_a_new_place_is_the_file_of_the_page_and_nothing_else(tmp_path: Path) -> None:
    page = written_in("add-a-place.md")
    (tmp_path / "wuhan.yml").write_text(page, "utf-8")
    with pytest.raises(LawInvalid) as refused:  # as it stands on the page: nothing was filled in
        Law.load([law_folder(), tmp_path])
    assert [(problem.line, problem.en.partition(":")[0]) for problem in refused.value.problems] == [
        (4, "days of the instrument"), (7, "dibao.standard"), (7, "dates (since, until)"),
    ]  # fmt: skip
    (tmp_path / "wuhan.yml").write_text(page.replace("20XX", "2026").replace("as published", "900"), "utf-8")
    law = Law.load([law_folder(), tmp_path])
    assert law.look_up("dibao.standard", setting("2026-05-01", "420106")).value == 90_000  # type: ignore[union-attr]
    assert law.look_up("dibao.standard", setting("2026-05-01", "420106", "rural")) is None
    assert (law.place_name("4201", "zh"), law.title("WH2026 Art.3", "en"), law.is_in_force("WH2026", date(2026, 1, 1))) == (
        "武汉市", "as the document is named", True,
    )  # fmt: skip


def test_what_is_unset_is_listed_place_by_place(tmp_path: Path) -> None:
    gaps = {(gap.name, gap.place): gap for gap in unset(Law.load(), date(2023, 6, 1))}
    assert ("dibao.standard", "4401") not in gaps and gaps["dibao.standard", "4413"].wanted == ("dibao.standard",)
    assert gaps["dibao.provincial_minimum", "32"].wanted == ("place.consumption_pc_month",)
    assert ("dibao.provincial_minimum", "44") not in gaps, "its cities stand for the province"
    assert gaps["temporary.expense_months_max", "62"].residence == "rural"
    assert ("income.basic_pension_exempt", "") not in gaps  # until the end of 2025
    assert ("income.basic_pension_exempt", "") in {(gap.name, gap.place) for gap in unset(Law.load(), date(2026, 6, 1))}
    assert [place for name, place in gaps if name == "cssa.elder_age"] == ["81"] and ("dibao.standard", "81") not in gaps
    gap = gaps["dibao.standard", "4413"]
    assert gap.source("zh") == "省级、设区的市级公布的当年标准" and gap.source("en").startswith("the figure of the year published by the province or")
    assert gaps["rigid.ratio", "4202"].source("en") == "a rule published by the province or the prefecture-level city"


def test_a_file_in_another_encoding_and_one_that_is_no_policy_file(tmp_path: Path) -> None:
    (tmp_path / "other.yml").write_text("thresholds: {a: 1}\n", "utf-8")
    assert Law.load([tmp_path]).values == {}
    (tmp_path / "gbk.yml").write_bytes("name: 广州".encode("gb18030"))
    with pytest.raises(LawInvalid, match="UTF-8"):
        Law.load([tmp_path])


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(True, "money"), (1.5, "count"), ("x", "bool"), ("x", "list"), ("x", "level"), ("=", "comparator"), ("x", "moneys"), (1e30, "money"), (float("inf"), "ratio"), ("", "text")],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_refused(raw: object, kind: str) -> None:
    with pytest.raises(ValueError, match=" / "):
        read_value(raw, kind)
