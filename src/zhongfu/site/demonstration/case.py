"""演示个案 The demonstration's first case: an alert made a case, with what only the family can say, up to the township's proposal.

It runs as a program of its own, because only the application's role may write a case:
`python -m zhongfu.site.demonstration.case MONTH`. What it declares is invented, like everything in a demonstration.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from zhongfu.site.database import Cluster

# What the family is asked first of all, whatever else the rules need.
FIRST = {"household.assets.deposits": 3000, "household.obligors": []}
# Path of a fact → what the invented family says. A household that would have to say anything else is passed over.
ANSWERS: tuple[tuple[str, Any], ...] = (
    (r"household\.assessment(\.category)?", "dibao"),
    (r"household\.assessment\.income_pc_month", 300),
    (r"household\.members\.\w+\.incomes", []),
    (r"household\.members\.\w+\.employment", "none"),
    (r"household\.members\.\w+\.serious_illness", False),
    (r"household\.members\.\w+\.self_care\.\w+", True),
)
TRIED = 40


def first_case(*, month: str, cluster: Cluster) -> None:
    """Make the first case of a demonstration in the role of the application; once."""
    environment = os.environ | {"ZHONGFU_DB_ROLE": "app", "ZHONGFU_ROLE_URL": cluster.url("app")}
    subprocess.run([sys.executable, "-m", __name__, month], env=environment, check=True, stdin=subprocess.DEVNULL)


def main(month: str) -> None:
    """Try the gravest alerts of the clerk's region until one family qualifies."""
    import django

    django.setup()
    from django.db import transaction

    from zhongfu.cases.models import Case
    from zhongfu.monitoring.models import Alert
    from zhongfu.people import access
    from zhongfu.people.models import User
    from zhongfu.site.runtime import now

    clerk, at = User.objects.get(username="clerk"), now()
    with transaction.atomic():
        access.scope(access.posting(clerk, access.day(at)))
        if Case.objects.exists():
            return
        # The gravest is left for whoever opens the demonstration.
        open_alerts = Alert.objects.filter(month=month, status=Alert.Status.OPEN).order_by("severity", "-score", "pk")[1:TRIED]
        next((alert for alert in open_alerts if _proposed(alert, clerk, at)), None)


def _proposed(alert: Any, clerk: Any, at: datetime) -> bool:
    """Whether this alert became a proposed case; otherwise nothing of the attempt is kept."""
    from django.db import transaction

    from zhongfu.audit.refusal import Refused
    from zhongfu.cases import actions
    from zhongfu.monitoring.actions import open_case

    try:
        with transaction.atomic():
            case = open_case(alert=alert, by=clerk, at=at)
            case = actions.declare(case=case, facts=FIRST, by=clerk, at=at)
            while facts := answered(case.decision["programmes"]["dibao"]["needs"], case.declared):
                case = actions.declare(case=case, facts=facts, by=clerk, at=at)
            actions.propose(case=case, opinion="经入户了解，情况属实，拟同意。", by=clerk, at=at)
    except Refused:
        return False
    return True


def answered(needs: Iterable[str], declared: dict[str, Any]) -> dict[str, Any]:
    """What the invented family says to what is still needed: {path: value}; empty when nothing more can be said."""
    found: dict[str, Any] = {}
    for path in needs:
        spelled = ("household.assessment.category", "household.assessment.income_pc_month") if path == "household.assessment" else (path,)
        for each in spelled:
            value = next((value for pattern, value in ANSWERS if re.fullmatch(pattern, each)), None)
            if value is not None and each not in declared:
                found[each] = value
    return found


if __name__ == "__main__":
    main(sys.argv[1])
