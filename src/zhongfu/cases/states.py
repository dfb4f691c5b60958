"""办理环节 States: the whole state machine of a case in one table; nothing outside it changes a case's status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zhongfu.audit.refusal import Refused
from zhongfu.cases.models import Case
from zhongfu.people.access import require
from zhongfu.people.models import Posting, User

S, R = Case.Status, Posting.Role


@dataclass(frozen=True)
class Step:
    """A step that a person takes: in which status it is possible, which one follows, and whose step it is."""

    at: tuple[str, ...]
    to: str
    role: str


# Every way to an adverse status is a person's step; no programme and no job takes one.
STEPS = {
    "declare": Step((S.ACCEPTED,), S.ACCEPTED, R.CLERK),
    "propose": Step((S.ACCEPTED,), S.PROPOSED, R.CLERK),
    "withdraw": Step((S.ACCEPTED, S.PROPOSED), S.WITHDRAWN, R.CLERK),
    "return": Step((S.PROPOSED,), S.ACCEPTED, R.CONFIRMER),
    "confirm": Step((S.PROPOSED,), S.CONFIRMED, R.CONFIRMER),
    "refuse": Step((S.PROPOSED,), S.REFUSED, R.CONFIRMER),
}


def begin(step: str, case: Case, *, by: User, at: datetime) -> Case:
    """The case, locked until the transaction ends, with the status that the step leads to (not yet saved).

    Raises NotPermitted for another role or region, Refused when the case is in another status by now.
    """
    taken = STEPS[step]
    require(by, {taken.role}, region=case.region, at=at)
    held = Case.objects.select_for_update().get(pk=case.pk)
    if held.status not in taken.at:
        raise Refused(
            f"案件现为“{held.get_status_display()}”，不能办理此步。请刷新后查看。",
            f"The case is {held.status} by now, so this step is not possible. Look at it again.",
        )
    held.status = taken.to
    return held
