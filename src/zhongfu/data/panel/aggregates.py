"""按人汇总: each feed's part summed once per person, whatever household or month it is later asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from zhongfu.data.engine import Input, Table, compiled, known_sum, materialise, table


@dataclass(frozen=True, eq=False)
class Aggregate:
    """What a part of one source says per person: its raw table, the expression over it, the name of the result."""

    source: str
    raw: Table
    expression: Callable[[Table], Table]
    name: str

    def result(self, name: str = "") -> Table:
        """The unbound table that the aggregate's Parquet files hold."""
        return table(name or self.name, **self._columns)

    @cached_property
    def _columns(self) -> dict[str, str]:
        schema = self.expression(self.raw).schema()
        return {column: str(kind).removeprefix("!") for column, kind in schema.items()}

    def of(self, root: Path, part: Path, month: str) -> Path:
        """The aggregate of one part, computed once; `month` is the month of the part."""
        return materialise(self.sql, [Input(self.raw, (part,))], root, f"aggregates/{self.name}/{month}")

    @cached_property
    def sql(self) -> str:
        """Compiled once per process: it is the same for every part."""
        return compiled(self.expression(self.raw))


def _wages(rows: Table) -> Table:
    paid = rows.filter(rows.status == "正常")
    by_person = paid.group_by(person=paid.id_no, month=paid.pay_month)
    return by_person.agg(wage_fen=known_sum(paid.base_fen))


def _pensions(rows: Table) -> Table:
    paid = rows.filter(rows.status.isin(["正常", "补发"]))
    basic = (paid.kind == "居民养老").ifelse(paid.amount_fen, 0)
    by_person = paid.group_by(person=paid.id_no, month=paid.pay_month)
    return by_person.agg(pension_fen=known_sum(paid.amount_fen), basic_pension_fen=known_sum(basic))


def _business(rows: Table) -> Table:
    return rows.group_by(person=rows.id_no, month=rows.period).agg(business_fen=known_sum(rows.income_fen))


def _medical(rows: Table) -> Table:
    return rows.group_by(person=rows.id_no).agg(
        medical_total_fen=known_sum(rows.total_fen), medical_self_paid_fen=known_sum(rows.self_paid_fen)
    )


def _insured(rows: Table) -> Table:
    enrolled = rows.filter(rows.status == "正常")
    return enrolled.select(person=enrolled.id_no, insured=True).distinct()


KINDS = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")


def _disabled(rows: Table) -> Table:
    """Every valid certificate: which still run on a given day depends on the month asked for."""
    valid = rows.filter(rows.status == "有效")
    grade = valid.grade.cases(("一级", 1), ("二级", 2), ("三级", 3), ("四级", 4)).cast("int32")
    kind = valid.kind.cases(*[(each, place) for place, each in enumerate(KINDS)]).cast("int32")
    return valid.select(
        "person", "valid_to", disability_kind=valid.kind, disability_grade=grade, order=grade * 10 + kind
    ).distinct()


STAGES = ("幼儿园", "小学", "初中", "普通高中", "中等职业", "大专", "本科", "研究生")


def _students(rows: Table) -> Table:
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


def _aid(rows: Table) -> Table:
    """Per person on whom grants are registered: their sum, and the first programme of the order as a number."""
    rank = rows.programme.cases(("特困", 1), ("低保", 2), ("边缘", 3), ("刚性支出", 4)).cast("int64")
    ranked = rows.select(person=rows.head_id, amount_fen=rows.amount_fen, programme_rank=rank)
    return ranked.group_by("person").agg(
        aid_fen=known_sum(ranked.amount_fen), programme_rank=ranked.programme_rank.min()
    )


def _houses(rows: Table) -> Table:
    owned = rows.filter(rows["use"] == "住宅", rows.right_status == "现势")
    return owned.select(person=owned.id_no, thing=owned.unit).distinct()


def _vehicles(rows: Table) -> Table:
    owned = rows.filter(rows.status == "正常", rows.kind.notin(["摩托车", "残疾人机动轮椅车"]))
    return owned.select(person=owned.id_no, thing=owned.plate).distinct()


def _businesses(rows: Table) -> Table:
    alive = rows.filter(rows.status == "存续")
    return alive.select(person=alive.id_no, thing=alive.uscc).distinct()


def _cancelled_by_death(rows: Table) -> Table:
    gone = rows.filter(rows.cancel_reason == "死亡", rows.cancel_date.notnull())
    return gone.group_by(person=gone.id_no).agg(died_on=gone.cancel_date.min())


def _deaths(rows: Table) -> Table:
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
