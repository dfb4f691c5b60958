"""事由: why something is decided again, and whose doing it was: what a person needs before speaking of money with a family.

Which code fits is for a person to say; nothing here follows from the figures alone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Origin(StrEnum):
    """起因方: where the difference comes from."""

    AUTHORITY = "authority"
    HOUSEHOLD = "household"
    LAW = "law"
    OPEN = "open"


ORIGINS = {
    Origin.AUTHORITY: ("机关的差错", "an error of the authority"),
    Origin.HOUSEHOLD: ("家庭未及时报告变化", "a change that the household did not report in time"),
    Origin.LAW: ("规定或标准的变化", "a change of the law or of a standard"),
    Origin.OPEN: ("须由人查明", "for a person to find out"),
}


class Cause(NamedTuple):
    """One reason code with its label, whose doing it is, and the articles that speak of it."""

    zh: str
    en: str
    origin: Origin
    cites: tuple[str, ...] = ()


CAUSES = {
    "fact_corrected": Cause("事实更正", "a fact was wrong and is corrected", Origin.OPEN, ("57 Art.18",)),
    "fact_late_report": Cause("情况变化后迟报", "a change was reported late", Origin.HOUSEHOLD, ("57 Art.30", "T22")),
    "member_left": Cause("成员不再共同生活", "a member left the household", Origin.OPEN, ("57 Art.30",)),
    "member_died": Cause("成员死亡", "a member died", Origin.OPEN, ("T22",)),
    "member_joined": Cause("成员增加", "a member joined the household", Origin.OPEN, ("57 Art.30",)),
    "standard_published_late": Cause("标准公布或录入较晚", "a standard was published or entered late", Origin.LAW, ("649 Art.10",)),
    "law_changed": Cause("规定有追溯效力的变化", "the law changed with effect for the past", Origin.LAW),
    "wrong_parameter": Cause("政策参数录入有误", "a policy value was entered wrongly", Origin.AUTHORITY),
    "start_month": Cause("起发月份有误", "the first month was wrong", Origin.AUTHORITY, ("57 Art.21",)),
    "calculation_error": Cause("金额计算有误", "the amount was computed wrongly", Origin.AUTHORITY, ("649 Art.12",)),
}

# RV-05: a change that stayed unreported for longer than this many months (T22).
UNREPORTED_MONTHS = 3


class Advice(NamedTuple):
    """A sentence of information to the person who decides, with its article."""

    zh: str
    en: str
    cites: tuple[str, ...] = ()


_PROPOSAL = Advice(
    "这是交由人决定的建议，本身不构成欠款；系统不停发、不追款、不抵扣。",
    "This is a proposal for a person to decide on, in itself no debt: the system stops, reclaims and sets off nothing.",
)
_GROUNDS = Advice(
    "减发、停发须有法定事由和程序，并向家庭书面说明理由。", "Less or no aid needs its legal grounds and procedure, and reasons given to the family in writing.",
    ("57 Art.32", "649 Art.13"),
)  # fmt: skip
_UNREPORTED = Advice(
    "变化超过三个月未报告的，批评教育；已不符合条件的，按程序停止救助。",
    "A change unreported for more than three months: admonish; where the household no longer qualifies, stop aid by procedure.", ("T22",),
)  # fmt: skip
_DEATH = Advice("成员死亡后，应在三个月内核实并办结增发、减发或停发。", "After a member's death, check and settle the aid within three months.", ("T22",))
_OWN_ERROR = Advice(
    "多发出于机关的差错，不是家庭的过错；是否收回由人决定。",
    "The overpayment comes from an error of the authority, not from the household; whether any of it is recovered is for a person to decide.",
)
_NO_SET_OFF = Advice("不得以低保金抵扣欠款。", "Debts are not set off against dibao.", ("CQ",))


def advice(code: str, *, overpaid: bool, months: int, place: str) -> tuple[Advice, ...]:
    """What the deciding person is told beside the figures: `months` is how many were overpaid."""
    cause = CAUSES[code]
    told = [_PROPOSAL]
    if overpaid:
        told.append(_GROUNDS)
    if overpaid and cause.origin == Origin.HOUSEHOLD and months > UNREPORTED_MONTHS:
        told.append(_UNREPORTED)
    if overpaid and cause.origin == Origin.AUTHORITY:
        told.append(_OWN_ERROR)
    if code == "member_died":
        told.append(_DEATH)
    if overpaid and place.startswith("50"):
        told.append(_NO_SET_OFF)
    return tuple(told)
