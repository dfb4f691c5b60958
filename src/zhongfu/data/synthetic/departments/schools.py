"""教育 Records of pupils and students, per term."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhongfu.data.synthetic.departments.feed import Row, feed
from zhongfu.data.synthetic.life import Study
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.names import SCHOOLS
from zhongfu.data.synthetic.span import Span

SCHOOL_NAMES = {
    "幼儿园": "中心幼儿园",
    "小学": "第一小学",
    "初中": "实验中学",
    "普通高中": "高级中学",
    "中等职业": "职业技术学校",
    "大专": "职业学院",
    "本科": "大学",
}


def school_year(day: date) -> date:
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)


@feed("student_records", "record name id_no school stage grade mode status enrolled_on")
def student_records(lives: Lives, span: Span, month: int) -> Iterable[Row]:
    begins = school_year(span.day(month))
    for study in lives.studies:
        row = record(study, begins, month)
        if row is not None:
            yield row


def record(study: Study, begins: date, month: int) -> Row | None:
    """The record in a school year; once more, as 毕业, in the year after the last stage."""
    now = study.stage(begins)
    before = study.stage(begins.replace(year=begins.year - 1))
    shown = now or before
    if shown is None or month >= study.left:
        return None
    stage, year = shown
    entered = begins.replace(year=begins.year - year + (1 if now else 0))
    status = "毕业" if now is None else "休学" if study.resting else "在读"
    mode = "非全日制" if study.part_time else "全日制"
    school = SCHOOLS[study.county] + SCHOOL_NAMES[stage]
    return study.number, study.person.name, study.person.id_no, school, stage, f"{year}年级", mode, status, entered
