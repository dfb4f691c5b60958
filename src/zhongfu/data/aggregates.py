"""按人汇总: each feed's part summed once per person, whatever household or month it is later asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zhongfu.data import months
from zhongfu.data.engine import Column, Input, Table, known_sum, materialise, table

Rows = Callable[[Table, str], Table]


@dataclass(frozen=True)
class Aggregate:
    """What a part of one source says per person: raw table, expression (rows, month of the part), resulting table."""

    source: str
    raw: Table
    expression: Rows
    name: str

    def result(self) -> Table:
        """The unbound table that the aggregate's Parquet files hold."""
        schema = self.expression(self.raw, "2000-01").schema()
        return table(self.name, **{name: str(kind).removeprefix("!") for name, kind in schema.items()})

    def of(self, root: Path, part: Path, month: str) -> Path:
        """The aggregate of one part, computed once; `month` is the month of the part."""
        expression = self.expression(self.raw, month)
        return materialise(expression, [Input(self.raw, (part,))], root / "aggregates" / self.name / month)


def _per_person(rows: Table, person: Column, **sums: Column) -> Table:
    kept = rows.mutate(person=person, **sums)
    return kept.group_by("person").agg(**{name: known_sum(kept[name]) for name in sums})


def _wages(rows: Table, month: str) -> Table:
    paid = rows.filter(rows.pay_month == months.number(month), rows.status == "正常")
    return _per_person(paid, paid.id_no, wage_fen=paid.base_fen)


def _pensions(rows: Table, month: str) -> Table:
    paid = rows.filter(rows.pay_month == months.number(month), rows.status.isin(["正常", "补发"]))
    basic = (paid.kind == "居民养老").ifelse(paid.amount_fen, 0)
    return _per_person(paid, paid.id_no, pension_fen=paid.amount_fen, basic_pension_fen=basic)


def _business(rows: Table, month: str) -> Table:
    earned = rows.filter(rows.period == months.number(month))
    return _per_person(earned, earned.id_no, business_fen=earned.income_fen)


def _medical(rows: Table, month: str) -> Table:
    return _per_person(rows, rows.id_no, medical_total_fen=rows.total_fen, medical_self_paid_fen=rows.self_paid_fen)


def _insured(rows: Table, month: str) -> Table:
    enrolled = rows.filter(rows.status == "正常")
    return enrolled.select(person=enrolled.id_no, insured=True).distinct()


KINDS = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")


def _disabled(rows: Table, month: str) -> Table:
    """Every valid certificate: which still run on a given day depends on the month asked for."""
    valid = rows.filter(rows.status == "有效")
    grade = valid.grade.cases(("一级", 1), ("二级", 2), ("三级", 3), ("四级", 4)).cast("int32")
    kind = valid.kind.cases(*[(each, place) for place, each in enumerate(KINDS)]).cast("int32")
    return valid.select(
        "person", "valid_to", disability_kind=valid.kind, disability_grade=grade, order=grade * 10 + kind
    ).distinct()


STAGES = ("幼儿园", "小学", "初中", "普通高中", "中等职业", "大专", "本科", "研究生")


def _students(rows: Table, month: str) -> Table:
    """Per person the record that counts most: full-time before part-time, then the higher stage."""
    enrolled = rows.filter(rows.status == "在读")
    level = enrolled.stage.cases(*[(stage, place) for place, stage in enumerate(STAGES)]).cast("int64")
    full_time = enrolled["mode"] == "全日制"
    ranked = enrolled.select(person=enrolled.id_no, stage=enrolled.stage, order=level + full_time.ifelse(100, 0))
    by_person = ranked.group_by("person")
    return by_person.agg(
        student=ranked.order.notnull().any(), student_stage=ranked.stage.argmax(ranked.order),
        full_time=ranked.order.max() >= 100,
    )


def _aid(rows: Table, month: str) -> Table:
    """Per person on whom grants are registered: their sum, and the first programme of the order as a number."""
    rank = rows.programme.cases(("特困", 1), ("低保", 2), ("边缘", 3), ("刚性支出", 4)).cast("int64")
    ranked = rows.select(person=rows.head_id, amount_fen=rows.amount_fen, programme_rank=rank)
    return ranked.group_by("person").agg(
        aid_fen=known_sum(ranked.amount_fen), programme_rank=ranked.programme_rank.min()
    )


def _houses(rows: Table, month: str) -> Table:
    owned = rows.filter(rows["use"] == "住宅", rows.right_status == "现势")
    return owned.select(person=owned.id_no, thing=owned.unit).distinct()


def _vehicles(rows: Table, month: str) -> Table:
    owned = rows.filter(rows.status == "正常", rows.kind.notin(["摩托车", "残疾人机动轮椅车"]))
    return owned.select(person=owned.id_no, thing=owned.plate).distinct()


def _businesses(rows: Table, month: str) -> Table:
    alive = rows.filter(rows.status == "存续")
    return alive.select(person=alive.id_no, thing=alive.uscc).distinct()


def _cancelled_by_death(rows: Table, month: str) -> Table:
    gone = rows.filter(rows.cancel_reason == "死亡", rows.cancel_date.notnull())
    return gone.group_by(person=gone.id_no).agg(died_on=gone.cancel_date.min())


def _deaths(rows: Table, month: str) -> Table:
    return rows.group_by(person=rows.id_no).agg(died_on=rows.died_on.min())


WAGES = Aggregate("social_insurance_payments", table(
    "social_insurance_payments", id_no="int64", pay_month="int32", base_fen="int64", status="string"), _wages, "wages")
PENSIONS = Aggregate("pensions", table(
    "pensions", id_no="int64", kind="string", pay_month="int32", amount_fen="int64", status="string"),
    _pensions, "pensions_paid")
BUSINESS = Aggregate("business_income_tax", table(
    "business_income_tax", id_no="int64", period="int32", income_fen="int64"), _business, "business")
MEDICAL = Aggregate("medical_settlements", table(
    "medical_settlements", id_no="int64", total_fen="int64", self_paid_fen="int64"), _medical, "medical")
INSURED = Aggregate("medical_enrolments", table(
    "medical_enrolments", id_no="int64", status="string"), _insured, "insured")
DISABLED = Aggregate("disability_certificates", table(
    "disability_certificates", person="int64", kind="string", grade="string", valid_to="date", status="string"),
    _disabled, "disabled")
STUDENTS = Aggregate("student_records", table(
    "student_records", id_no="int64", stage="string", mode="string", status="string"), _students, "students")
AID = Aggregate("assistance_register", table(
    "assistance_register", programme="string", head_id="int64", amount_fen="int64"), _aid, "aid")
HOUSES = Aggregate("real_estate", table(
    "real_estate", unit="string", id_no="int64", use="string", right_status="string"), _houses, "houses")
VEHICLES = Aggregate("vehicles", table(
    "vehicles", plate="string", kind="string", id_no="int64", status="string"), _vehicles, "vehicles_owned")
BUSINESSES = Aggregate("market_entities", table(
    "market_entities", uscc="string", id_no="int64", status="string"), _businesses, "businesses")
CANCELLED = Aggregate("hukou_persons", table(
    "hukou_persons", id_no="int64", cancel_reason="string", cancel_date="date"), _cancelled_by_death, "cancelled")
DEATHS = Aggregate("deaths", table("deaths", id_no="int64", died_on="date"), _deaths, "deaths_registered")
