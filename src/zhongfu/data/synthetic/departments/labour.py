"""人社与公积金 Social insurance by job and month, pensions paid, and the housing fund."""

from __future__ import annotations

from collections.abc import Iterable

from zhongfu.data.synthetic.departments.feed import Row, feed
from zhongfu.data.synthetic.life import Job, Pension
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.span import Span

INSURANCE = "企业职工基本养老保险"


def contribution(job: Job, pay_month: int, status: str) -> Row:
    """One line: 8 % from the employee, 16 % from the employer."""
    person, base = job.person, job.base_fen
    return (
        person.name,
        person.id_no,
        job.employer,
        job.code,
        INSURANCE,
        pay_month,
        base,
        base * 8 // 100,
        base * 16 // 100,
        status,
    )


@feed(
    "social_insurance_payments",
    "name id_no employer employer_uscc insurance pay_month base_fen personal_fen employer_fen status",
)
def social_insurance_payments(lives: Lives, span: Span, month: int) -> Iterable[Row]:
    for job in lives.jobs:
        if job.since <= month < job.until:
            yield contribution(job, span.number(month), "欠费" if month in job.owed else "正常")
            if month in job.paid_up:
                yield contribution(job, span.number(job.paid_up[month]), "补缴")
        elif month == job.until and job.since < job.until:
            yield contribution(job, span.number(month), "暂停")


def instalments(pension: Pension, month: int) -> Iterable[tuple[int, str]]:
    """What is paid in a month: (fen, status)."""
    if pension.since <= month < pension.until:
        yield pension.amount(month), "正常"
        if month == pension.raised:
            yield pension.back_fen, "补发"


@feed("pensions", "name id_no kind pay_month amount_fen status")
def pensions(lives: Lives, span: Span, month: int) -> Iterable[Row]:
    for pension in lives.pensions:
        for amount, status in instalments(pension, month):
            yield pension.person.name, pension.person.id_no, pension.kind, span.number(month), amount, status


@feed("housing_fund", "name id_no employer base_fen personal_fen employer_fen balance_fen month status")
def housing_fund(lives: Lives, span: Span, month: int) -> Iterable[Row]:
    for job in lives.jobs:
        if job.fund and job.since < job.until and job.since <= month <= job.until:
            share = job.base_fen // 20 if month < job.until else 0
            balance = job.balance_fen + job.base_fen // 10 * (min(month, job.until) - max(job.since, -1))
            status = "正常" if month < job.until else "封存"
            yield (
                job.person.name,
                job.person.id_no,
                job.employer,
                job.base_fen,
                share,
                share,
                balance,
                span.number(month),
                status,
            )
