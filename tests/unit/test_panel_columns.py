"""户月表: each column counts the rows it should, is 0 when its source is known, and empty when it is not."""

import io

import pytest
from tests.text_tables import Place, person

from zhongfu.data import panel

M = "2026-10"
TWO = "household_id id_no\nH1 anna\nH1 bert\nH2 carl"


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    made.deliver("hukou_persons", M, TWO)
    return made


def column(place, name, month=M):
    return {household: row[name] for household, row in place.panel(month).items()}


def test_every_column_is_there_in_the_agreed_order(place):
    names = (
        "household_id, month, region, members, minors, elders, income_fen, wage_fen, pension_fen, business_fen, aid_fen,"
        " medical_total_fen, medical_self_paid_fen, medical_self_paid_12m_fen, severe_disabled, students, deaths_12m,"
        " births_12m, houses, vehicles, businesses, insured_members, in_programme"
    )
    assert ", ".join(panel.COLUMNS) == names
    assert list(next(iter(place.panel(M).values()))) == list(panel.COLUMNS)
    assert set(panel.SOURCES) == set(panel.COLUMNS)


def test_what_no_source_said_is_unknown_never_zero(place):
    row = place.panel(M)["H1"]
    known = {"household_id", "month", "region", "members", "minors", "elders", "deaths_12m", "births_12m"}
    assert {name for name, value in row.items() if value is not None} == known


def test_a_known_source_without_rows_says_zero(place):
    headers = {
        "social_insurance_payments": "id_no pay_month base_fen", "pensions": "id_no pay_month amount_fen",
        "business_income_tax": "id_no period income_fen", "medical_settlements": "id_no total_fen self_paid_fen",
        "medical_enrolments": "id_no", "disability_certificates": "certificate grade", "student_records": "id_no",
        "real_estate": "unit id_no", "vehicles": "plate id_no", "market_entities": "uscc id_no",
        "assistance_register": "head_id amount_fen",
    }
    for source, header in headers.items():
        place.deliver(source, M, header)
    row = place.panel(M)["H1"]
    assert row["in_programme"] is None
    assert {name: value for name, value in row.items() if name not in ("household_id", "month", "region", "in_programme")} == {
        **dict.fromkeys(panel.COLUMNS[5:-1], 0), "members": 2, "minors": 0}


def test_wages_are_the_paid_bases_of_the_month(place):
    place.deliver("social_insurance_payments", M, """
        id_no pay_month base_fen status
        anna  202610    500000   正常
        anna  202610    300000   正常
        bert  202609    400000   补缴
        bert  202610    400000   欠费
        bert  202610    400000   暂停
        bert  202609    700000   正常
        gone  202610    900000   正常
    """)
    assert column(place, "wage_fen") == {"H1": 800000, "H2": 0}


def test_pensions_paid_and_paid_late(place):
    place.deliver("pensions", M, """
        id_no kind     pay_month amount_fen status
        anna  企业养老 202610    100000     正常
        anna  居民养老 202610    20000      补发
        bert  遗属待遇 202610    50000      暂停
        bert  遗属待遇 202609    50000      补发
    """)
    assert column(place, "pension_fen") == {"H1": 120000, "H2": 0}
    assert place.persons(M)[person("anna")]["basic_pension_fen"] == 20000


def test_income_is_unknown_as_long_as_one_part_is(place):
    place.deliver("social_insurance_payments", M, "id_no pay_month base_fen\nanna 202610 500000")
    place.deliver("pensions", M, "id_no pay_month amount_fen\nbert 202610 100000")
    assert column(place, "income_fen") == {"H1": None, "H2": None}
    place.deliver("business_income_tax", M, "id_no period income_fen\nanna 202610 250000\nanna 202609 1")
    assert column(place, "income_fen") == {"H1": 850000, "H2": 0}


def test_a_monthly_file_of_another_month_says_nothing_of_this_one(place):
    place.deliver("pensions", "2026-09", "id_no pay_month amount_fen\nanna 202610 100000")
    assert column(place, "pension_fen") == {"H1": None, "H2": None}


def test_medical_year_takes_the_loaded_months_of_its_window(place):
    for month, paid in {"2025-10": 1, "2025-11": 20, "2026-05": 300, "2026-11": 4000}.items():
        place.deliver("medical_settlements", month, f"id_no total_fen self_paid_fen\nanna 90000 {paid}\nanna 90000 {paid}")
    row = place.panel(M)["H1"]
    assert (row["medical_total_fen"], row["medical_self_paid_fen"], row["medical_self_paid_12m_fen"]) == (None, None, 640)
    assert column(place, "medical_self_paid_12m_fen") == {"H1": 640, "H2": 0}


def test_medical_year_is_unknown_when_no_month_of_it_is_loaded(place):
    place.deliver("medical_settlements", "2025-10", "id_no total_fen self_paid_fen\nanna 5 5")
    assert column(place, "medical_self_paid_12m_fen") == {"H1": None, "H2": None}


def test_medical_year_follows_the_person_into_another_household(place):
    place.deliver("hukou_persons", "2026-03", "household_id id_no\nH7 anna")
    place.deliver("medical_settlements", "2026-03", "id_no total_fen self_paid_fen\nanna 9 7\ngone 9 9")
    assert column(place, "medical_self_paid_12m_fen") == {"H1": 7, "H2": 0}


def test_severe_disability_needs_a_running_certificate_of_grade_one_or_two(place):
    place.deliver("hukou_persons", M, "household_id id_no\n" + "\n".join(f"H{n} p{n}" for n in range(1, 8)))
    place.deliver("disability_certificates", "2026-08", """
        certificate kind grade valid_to   status
        p1          肢体 一级  2026-10-31 有效
        p2          肢体 二级  2030-01-01 有效
        p3          肢体 二级  2026-10-30 有效
        p4          肢体 三级  2030-01-01 有效
        p5          肢体 一级  2030-01-01 冻结
        p6          肢体 三级  2030-01-01 有效
        p6          精神 一级  2030-01-01 有效
        p6          视力 二级  2030-01-01 有效
    """)
    assert column(place, "severe_disabled") == {"H1": 1, "H2": 1, "H3": 0, "H4": 0, "H5": 0, "H6": 1, "H7": 0}
    gravest = place.persons(M)[person("p6")]
    assert (gravest["disabled"], gravest["disability_kind"], gravest["disability_grade"]) == (True, "精神", 1)
    healthy = place.persons(M)[person("p7")]
    assert (healthy["disabled"], healthy["disability_kind"], healthy["disability_grade"]) == (False, None, None)


def test_a_certificate_expires_between_two_deliveries(place):
    place.deliver("hukou_persons", "2026-09", TWO)
    place.deliver("disability_certificates", "2026-08", "certificate grade valid_to\nanna 一级 2026-09-30")
    assert column(place, "severe_disabled", "2026-09")["H1"] == 1
    assert column(place, "severe_disabled")["H1"] == 0


def test_students_are_full_time_and_enrolled(place):
    place.deliver("student_records", "2026-09", """
        record id_no stage 	mode     status
        R1     anna  本科   全日制   在读
        R2     anna  研究生 非全日制 在读
        R3     bert  本科   非全日制 在读
        R4     carl  小学   全日制   休学
    """)
    assert column(place, "students") == {"H1": 1, "H2": 0}
    people = place.persons(M)
    told = {name: (people[person(name)]["student"], people[person(name)]["student_stage"], people[person(name)]["full_time"])
            for name in ("anna", "bert", "carl")}
    assert told == {"anna": (True, "本科", True), "bert": (True, "本科", False), "carl": (False, None, False)}


def test_insured_members_are_persons_not_enrolments(place):
    place.deliver("medical_enrolments", "2026-09", """
        id_no insurance status county
        anna  职工      正常   441424
        anna  居民      正常   440104
        bert  居民      终止   441424
    """)
    assert column(place, "insured_members") == {"H1": 1, "H2": 0}


def test_houses_are_units_and_count_in_each_owning_household(place):
    place.deliver("real_estate", "2026-08", """
        unit id_no use  right_status
        U1   anna  住宅 现势
        U1   bert  住宅 现势
        U1   carl  住宅 现势
        U2   anna  商业 现势
        U3   anna  住宅 历史
        U4   bert  住宅 现势
    """)
    assert column(place, "houses") == {"H1": 2, "H2": 1}


def test_vehicles_without_motorcycles_and_wheelchairs(place):
    place.deliver("vehicles", "2026-08", """
        plate id_no kind               status
        A1    anna  小型轿车           正常
        A2    anna  摩托车             正常
        A3    bert  残疾人机动轮椅车   正常
        A4    bert  重型货车           报废
        A5    carl  重型货车           正常
    """)
    assert column(place, "vehicles") == {"H1": 1, "H2": 1}


def test_businesses_are_different_entities_whatever_the_role(place):
    place.deliver("market_entities", "2026-08", """
        uscc role       id_no status
        E1   法定代表人 anna  存续
        E1   股东       anna  存续
        E1   股东       bert  存续
        E2   股东       bert  注销
        E3   经营者     bert  存续
    """)
    assert column(place, "businesses") == {"H1": 2, "H2": 0}


def test_aid_adds_up_and_the_gravest_programme_names_the_household(place):
    place.deliver("assistance_register", M, """
        grant programme head_id amount_fen
        G1    低保      anna    120000
        G2    特困      bert    90000
        G3    边缘      carl    0
        G4    低保      gone    50000
    """)
    assert column(place, "aid_fen") == {"H1": 210000, "H2": 0}
    assert column(place, "in_programme") == {"H1": "tekun", "H2": "edge"}


@pytest.mark.parametrize(("programme", "told"), [("特困", "tekun"), ("低保", "dibao"), ("边缘", "edge"), ("刚性支出", "rigid")])
def test_programmes_by_name(place, programme, told):
    place.deliver("assistance_register", M, f"programme head_id amount_fen\n{programme} anna 0")
    assert column(place, "in_programme") == {"H1": told, "H2": None}


def test_the_register_is_monthly_so_last_months_grants_are_unknown_now(place):
    place.deliver("assistance_register", "2026-09", "programme head_id amount_fen\n低保 anna 5")
    assert column(place, "aid_fen") == {"H1": None, "H2": None}


def test_rows_of_the_dead_count_nowhere(place):
    place.deliver("deaths", M, "id_no died_on\nbert 2026-10-10")
    place.deliver("pensions", M, "id_no pay_month amount_fen\nanna 202610 1\nbert 202610 100000")
    place.deliver("assistance_register", M, "programme head_id amount_fen\n低保 bert 5")
    row = place.panel(M)["H1"]
    assert (row["members"], row["pension_fen"], row["aid_fen"], row["in_programme"]) == (1, 1, 0, None)


def test_sums_beyond_32_bits_stay_whole_fen(place):
    place.deliver("medical_settlements", M, "id_no total_fen self_paid_fen\n" + "anna 900000000000001 900000000000001\n" * 3)
    assert column(place, "medical_total_fen")["H1"] == 2700000000000003


def test_csv_has_one_line_per_household_sorted_as_text_and_empty_for_unknown(place):
    place.deliver("hukou_persons", M, "household_id id_no\nH9 anna\nH10 bert\nh1 carl")
    text = io.StringIO()
    assert panel.write_csv(panel.ensure(place.lake, place.parts, M), text) == 3
    lines = text.getvalue().split("\n")
    assert lines[0] == ",".join(panel.COLUMNS)
    assert [line.split(",")[0] for line in lines[1:]] == ["H10", "H9", "h1", ""]
    assert lines[1] == "H10,2026-10,441424100,1,0,0,,,,,,,,,,,0,0,,,,,"
