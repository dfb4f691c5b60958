"""卫健、医保与残联 Birth certificates, settlements of medical bills, enrolments and disability cards."""

from __future__ import annotations

from collections.abc import Iterable

from zhongfu.data.synthetic.departments.feed import Row, feed
from zhongfu.data.synthetic.happenings import Certificate
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.span import Span

DISABILITIES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
GRADES = ("一级", "二级", "三级", "四级")


@feed("births", "certificate child_name child_sex born_on mother_name mother_id father_name father_id hospital")
def births(lives: Lives, _span: Span, month: int) -> Iterable[Row]:
    for item in lives.births[month]:
        child, mother, father = item.child, item.mother, item.father
        parent = (father.name, father.id_no) if father is not None else (None, None)
        yield item.number, child.name, child.sex, child.birth, mother.name, mother.id_no, *parent, item.hospital


@feed(
    "medical_settlements",
    "settlement name id_no visit hospital settled_on total_fen fund_fen serious_fen aid_fen self_paid_fen",
)
def medical_settlements(lives: Lives, _span: Span, month: int) -> Iterable[Row]:
    for bill in lives.bills[month]:
        yield (
            bill.number, bill.person.name, bill.person.id_no, bill.visit, bill.hospital, bill.day,
            bill.total_fen, bill.fund_fen, bill.serious_fen, bill.aid_fen, bill.own_fen,
        )  # fmt: skip


@feed("medical_enrolments", "id_no insurance status county")
def medical_enrolments(lives: Lives, _span: Span, month: int) -> Iterable[Row]:
    for item in lives.enrolments:
        if item.since <= month:
            yield item.person.id_no, item.kind, item.state(month), item.county


def card_state(card: Certificate, span: Span, month: int) -> str:
    if month >= card.withdrawn:
        return "注销"
    return "有效" if card.valid_to >= span.last_day(month) else "过期"


@feed("disability_certificates", "name certificate kind grade issued_on valid_to status")
def disability_certificates(lives: Lives, span: Span, month: int) -> Iterable[Row]:
    for card in lives.certificates:
        if card.since <= month:
            number = f"{card.person.id_no}{card.kind}{card.grade}{card.suffix}"
            kind, grade = DISABILITIES[card.kind - 1], GRADES[card.grade - 1]
            yield card.person.name, number, kind, grade, card.issued, card.valid_to, card_state(card, span, month)
