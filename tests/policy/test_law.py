"""政策文件测试: what ships is sound, and every kind of broken policy file is refused with file and line."""

from datetime import date
from pathlib import Path

import pytest

from zhongfu.policy.decide import BUILT
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.language import Parameter, named_rules, walk
from zhongfu.policy.parameters import Law, LawInvalid, Setting, law_folder
from zhongfu.policy.values import read_value

GOOD = """\
place: "4401"
name: {zh: 广州市, en: Guangzhou}
parameters:
  dibao.standard:
    - {value: 1120, since: 2021-01-01, cites: [GZ2021], source: "N:gz2021"}
"""


def law_of(folder: Path, text: str) -> Law:
    (folder / "place.yml").write_text(text, "utf-8")
    return Law.load([folder])


def setting(day: str, place: str = "440106", residence: str | None = "urban") -> Setting:
    return Setting(place, residence, date.fromisoformat(day))


def test_every_value_that_ships_has_a_citation_and_a_source() -> None:
    law = Law.load()
    for values in law.values.values():
        for value in values:
            assert value.cites and value.source[1:2] == ":" and not value.demonstration, (value.file, value.line)


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
    "negative": (ENTRY + '{value: -1, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "negative"),
    "unknown key": (ENTRY + '{value: 1, from: 2, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "from"),
    "unknown residence": (ENTRY + '{value: 1, residence: sea, since: 2021-02-01, cites: [a], source: "N:x"}', 4, "residence"),
    "no value": (ENTRY + '{since: 2021-02-01, cites: [a], source: "N:x"}', 4, "value"),
    "unknown parameter": ('place: "44"\nparameters:\n  dibao.standrad: []\n', 3, "unknown parameter"),
    "not a list": ('place: "44"\nparameters:\n  dibao.standard: 5\n', 3, "list"),
    "place is a number": ("place: 44\nparameters: {}\n", 1, "place"),
    "unknown key of the file": ('place: "44"\nparamters: {}\nparameters: {}\n', 2, "paramters"),
    "instrument without a day": ('place: "44"\ninstruments:\n  A: {zh: a, en: b}\n', 3, "instrument"),
    "no YAML": ('place: "44"\nparameters: {a: [1\n', 3, "YAML"),
    "a key twice": ('place: "44"\nplace: "45"\nparameters: {}\n', 2, "twice"),
    "out of order": (
        GOOD + '    - {value: 1000, since: 2020-01-01, cites: [a], source: "N:x"}\n', 6, "order",
    ),
    "overlap": (
        GOOD + '    - {value: 1000, since: 2021-06-01, cites: [a], source: "N:x"}\n', 6, "overlap",
    ),
    "below the province": (
        GOOD + '  dibao.provincial_minimum:\n    - {value: 1165, since: 2021-01-01, cites: [a], source: "N:x"}\n', 5, "minimum",
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
