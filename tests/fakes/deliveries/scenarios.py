"""情形 Folders for each way a delivery can go, with the statuses and the panels that must come of it, all stated by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.deliveries.folder import MonthFolder, Sheet, sheet
from tests.fakes.deliveries.place import CHEN, WEI, first_month, identity, panel, second_month

SETTLED = "yibao_jiesuan_202512.csv"
INSURED = "renshe_shebao_202512.xlsx"
NO_MEDICAL = {"medical_total_fen": "", "medical_self_paid_fen": "", "medical_self_paid_12m_fen": "0|15005"}
NO_WAGE = {"wage_fen": "", "income_fen": ""}


@dataclass
class Scenario:
    """Folders to take in, what becomes of files that are not simply loaded, the rows that fail, and the panels."""

    folders: list[MonthFolder]
    statuses: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    problems: set[tuple[str, int, str]] = field(default_factory=set)
    panels: dict[str, str] = field(default_factory=dict)


def _two_months() -> Scenario:
    return Scenario([first_month(), second_month()], panels={"2025-11": panel("2025-11"), "2025-12": panel("2025-12")})


def _refused(code: str, name: str = SETTLED, **lost: str) -> tuple[Scenario, Sheet, MonthFolder]:
    """The two months, with one file of the second refused and its columns therefore unknown."""
    scenario = _two_months()
    folder = scenario.folders[1]
    scenario.statuses[f"202512/{name}"] = ("refused", code)
    scenario.panels["2025-12"] = panel("2025-12", **(lost or NO_MEDICAL))
    return scenario, folder.sheets[name], folder


def all_well() -> Scenario:
    return _two_months()


def name_unknown() -> Scenario:
    scenario, settled, folder = _refused("name_unknown", SETTLED)
    del folder.sheets[SETTLED], scenario.statuses[f"202512/{SETTLED}"]
    folder.sheets["yibao_jiesuan_12月.csv"] = settled
    scenario.statuses["202512/yibao_jiesuan_12月.csv"] = ("refused", "name_unknown")
    return scenario


def not_listed() -> Scenario:
    scenario, _, folder = _refused("not_listed")
    folder.listed_as(SETTLED, left_out="yes")
    return scenario


def no_list_at_all() -> Scenario:
    scenario = _two_months()
    folder = scenario.folders[1]
    folder.has_list = False
    scenario.statuses = {f"202512/{name}": ("refused", "not_listed") for name in folder.sheets}
    # Snapshots of November stand; everything monthly is unknown.
    scenario.panels["2025-12"] = panel(
        "2025-12", pension_fen="", business_fen="", aid_fen="", in_programme="", **NO_WAGE, **NO_MEDICAL
    )
    return scenario


def digest_mismatch() -> Scenario:
    scenario, _, folder = _refused("digest_mismatch")
    folder.listed_as(SETTLED, digest="0" * 64)
    return scenario


def cut_off_in_transfer() -> Scenario:
    scenario, settled, folder = _refused("digest_mismatch")
    whole = settled.content()
    folder.contents[SETTLED] = whole[:-9]
    folder.listed_as(SETTLED, digest=_sha256(whole))
    return scenario


def digest_sm3_mismatch_keeps_the_older_snapshot() -> Scenario:
    scenario, _, folder = _refused("digest_mismatch", "gongan_huji_202512.csv", members="1|3")
    folder.listed_as("gongan_huji_202512.csv", digest="f" * 64)
    return scenario


def row_count_mismatch() -> Scenario:
    scenario, _, folder = _refused("row_count_mismatch")
    folder.listed_as(SETTLED, rows="2")
    return scenario


def control_total_mismatch() -> Scenario:
    scenario, _, folder = _refused("control_total_mismatch")
    folder.listed_as(SETTLED, total="10.01")
    return scenario


def workbook_named_csv() -> Scenario:
    scenario, _, folder = _refused("unreadable")
    folder.contents[SETTLED] = folder.sheets[INSURED].content()
    return scenario


def csv_named_workbook() -> Scenario:
    scenario, _, folder = _refused("unreadable", INSURED, **NO_WAGE)
    folder.contents[INSURED] = "序号,姓名\n1,张伟\n".encode()
    return scenario


def half_a_workbook() -> Scenario:
    scenario, insured, folder = _refused("unreadable", INSURED, **NO_WAGE)
    folder.contents[INSURED] = insured.content()[:3000]
    return scenario


def workbook_with_password() -> Scenario:
    scenario, _, folder = _refused("unreadable", INSURED, **NO_WAGE)
    folder.contents[INSURED] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
    return scenario


def another_encoding() -> Scenario:
    scenario, settled, _ = _refused("unreadable")
    settled.encoding = "gbk"
    return scenario


def utf16() -> Scenario:
    scenario, settled, folder = _refused("unreadable")
    folder.contents[SETTLED] = settled.content().decode().encode("utf-16")
    return scenario


def row_of_another_length() -> Scenario:
    scenario, settled, _ = _refused("unreadable")
    settled.rows.append(f"JS9,张伟,{WEI},药店,,2025-12-05,1,234.00,0,0,0,0".encode())
    settled.total = 11
    return scenario


def unclosed_quote() -> Scenario:
    scenario, settled, _ = _refused("unreadable")
    settled.rows.append(f'JS9,"张伟,{WEI},药店,,2025-12-05,1.00,0,0,0,0'.encode())
    settled.total = 11
    return scenario


def column_missing() -> Scenario:
    scenario, settled, _ = _refused("header_mismatch")
    at = settled.header.index("医疗机构")
    for row in [settled.header, *settled.rows]:
        assert isinstance(row, list)
        del row[at]
    return scenario


def column_nobody_declared() -> Scenario:
    scenario, settled, _ = _refused("header_mismatch")
    settled.header.append("备注")
    for row in settled.rows:
        assert isinstance(row, list)
        row.append("x")
    return scenario


def control_column_renamed() -> Scenario:
    scenario, settled, _ = _refused("header_mismatch")
    settled.header[settled.header.index("费用总额")] = "总费用"
    return scenario


def empty_file() -> Scenario:
    scenario, settled, folder = _refused("header_mismatch", "minzheng_hunyin_202512.csv", members="1|3")
    folder.contents[settled.name] = b""
    return scenario


def id_as_number() -> Scenario:
    scenario, insured, _ = _refused("id_as_number", INSURED, **NO_WAGE)
    insured.set(0, "证件号码", float(WEI[:17] + "0"))
    return scenario


def too_few_accepted() -> Scenario:
    scenario, settled, _ = _refused("too_few_accepted")
    for i in range(2):
        settled.rows.append(_settlement(f"JS8{i}", 就诊类别="急诊"))
    return scenario


def exactly_half_accepted() -> Scenario:
    scenario = _two_months()
    settled = scenario.folders[1].sheets[SETTLED]
    settled.rows.append(_settlement("JS8", 就诊类别="急诊"))
    scenario.problems = {(f"202512/{SETTLED}", 3, "code_unknown")}
    return scenario


def columns_in_another_order() -> Scenario:
    scenario = _two_months()
    for name in (SETTLED, INSURED):
        bent = scenario.folders[1].sheets[name]
        bent.header.reverse()
        for row in bent.rows:
            assert isinstance(row, list)
            row.reverse()
    return scenario


def same_bytes_again() -> Scenario:
    scenario = _two_months()
    january = MonthFolder("202601")
    january.add(second_month().sheets[SETTLED])
    scenario.folders.append(january)
    scenario.statuses[f"202601/{SETTLED}"] = ("unchanged", None)
    return scenario


def same_bytes_for_another_month() -> Scenario:
    scenario = _two_months()
    january = MonthFolder("202601")
    enrolled = second_month().sheets["yibao_canbao_202512.csv"]
    enrolled.month = "202601"
    january.add(enrolled)
    scenario.folders.append(january)
    return scenario


def correction_of_an_older_month() -> Scenario:
    scenario = _two_months()
    corrected = first_month().sheets["yibao_jiesuan_202511.csv"]
    corrected.set(0, "费用总额", "400.00")
    corrected.set(0, "个人自付", "200.00")
    january = MonthFolder("202601")
    january.add(corrected)
    scenario.folders.append(january)
    changed = {"medical_total_fen": "0|60010", "medical_self_paid_fen": "0|25005"}
    scenario.panels["2025-11"] = panel("2025-11", medical_self_paid_12m_fen="0|25005", **changed)
    scenario.panels["2025-12"] = panel("2025-12", medical_self_paid_12m_fen="0|25205")
    return scenario


def refused_first_and_mended_later() -> Scenario:
    scenario, _, folder = _refused("row_count_mismatch")
    folder.listed_as(SETTLED, rows="7")
    january = MonthFolder("202601")
    january.add(second_month().sheets[SETTLED])
    scenario.folders.append(january)
    scenario.panels["2025-12"] = panel("2025-12")
    return scenario


def a_month_missing() -> Scenario:
    scenario = _two_months()
    del scenario.folders[1].sheets["renshe_yanglao_202512.csv"]
    scenario.panels["2025-12"] = panel("2025-12", pension_fen="", income_fen="")
    return scenario


def quarterly_missing_at_the_start() -> Scenario:
    scenario = _two_months()
    late = scenario.folders[0].sheets.pop("canlian_chizheng_202511.csv")
    del scenario.folders[0].sheets["jiaoguan_jidongche_202511.csv"]
    late.month = "202512"
    scenario.folders[1].add(late)
    scenario.panels["2025-11"] = panel("2025-11", severe_disabled="", vehicles="")
    scenario.panels["2025-12"] = panel("2025-12", vehicles="")
    return scenario


def nothing_happened() -> Scenario:
    scenario = _two_months()
    scenario.folders[1].sheets[SETTLED].rows.clear()
    scenario.folders[1].sheets["minzheng_zaibao_202512.xlsx"].rows.clear()
    scenario.panels["2025-12"] = panel(
        "2025-12",
        medical_total_fen="0",
        medical_self_paid_fen="0",
        medical_self_paid_12m_fen="0|15005",
        aid_fen="0",
        in_programme="",
    )
    return scenario


def death_known_to_the_funeral_house_only() -> Scenario:
    scenario = _two_months()
    rows = f"H1 陈福 {CHEN} 2025-12-30 2025-12-31 五华殡仪馆 440104"
    scenario.folders[1].add(sheet("minzheng_binzang", "202512", rows))
    # The household of one has nobody left who counts.
    head, _, second = panel("2025-12").splitlines(keepends=True)
    scenario.panels["2025-12"] = head + second
    return scenario


def _settlement(number: str, **cells: str) -> list[object]:
    row = sheet("yibao_jiesuan", "202512", f"{number} 孙三 {identity('44142419900101777')} 药店 - 2025-12-05 1 0 0 0 1")
    for column, cell in cells.items():
        row.set(0, column, cell)
    first = row.rows[0]
    assert isinstance(first, list)
    return first


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


SCENARIOS: dict[str, Callable[[], Scenario]] = {
    build.__name__: build
    for build in (
        all_well, name_unknown, not_listed, no_list_at_all, digest_mismatch, cut_off_in_transfer,
        digest_sm3_mismatch_keeps_the_older_snapshot, row_count_mismatch, control_total_mismatch, workbook_named_csv,
        csv_named_workbook, half_a_workbook, workbook_with_password, another_encoding, utf16, row_of_another_length,
        unclosed_quote, column_missing, column_nobody_declared, control_column_renamed, empty_file, id_as_number,
        too_few_accepted, exactly_half_accepted, columns_in_another_order, same_bytes_again,
        same_bytes_for_another_month, correction_of_an_older_month, refused_first_and_mended_later, a_month_missing,
        quarterly_missing_at_the_start, nothing_happened, death_known_to_the_funeral_house_only,
    )
}  # fmt: skip
