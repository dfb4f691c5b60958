"""两种实现的差异: the answers of the rules beside those of the oracle, one household at a time."""

from typing import Any

from tests.policy.oracle.answer import answer
from tests.policy.oracle.unknown import unknown

from zhongfu.policy import casefile
from zhongfu.policy.decide import decide
from zhongfu.policy.parameters import Law


def known(value: Any) -> Any:
    return None if unknown(value) else value


def differences(made: dict[str, Any], law: Law, with_needs: bool = False) -> list[str]:
    """What the rules and the oracle say differently of this household."""
    case = casefile.read(made)
    rules, plain = decide(case, law), answer(case, law)
    found = []
    if rules.members_counted != plain.members:
        found.append(f"members: rules {rules.members_counted}, oracle {plain.members}")
    for name, mine in plain.programmes.items():
        theirs = rules.programmes[name]
        for part in ("eligible", "amount", "starts", "until"):
            ours = known(getattr(mine, part))
            if getattr(theirs, part) != ours:
                found.append(f"{name}.{part}: rules {getattr(theirs, part)}, oracle {ours}")
        if with_needs and not found and set(theirs.needs) != set(mine.needs):
            found.append(f"{name}.needs: rules only {sorted(set(theirs.needs) - mine.needs)}, oracle only {sorted(mine.needs - set(theirs.needs))}")
    if rules.category != plain.category:
        found.append(f"category: rules {rules.category}, oracle {plain.category}")
    return found
