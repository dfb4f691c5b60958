"""判定: every built programme's decision on one case, with its reasons and what is still needed."""

from __future__ import annotations

from zhongfu.policy.decision import RUNGS, Decision, ProgrammeDecision
from zhongfu.policy.evaluate import Evaluator
from zhongfu.policy.language import Programme
from zhongfu.policy.parameters import Law
from zhongfu.policy.programmes.cssa import Cssa
from zhongfu.policy.programmes.dibao import Dibao
from zhongfu.policy.programmes.dibao_single import DibaoSingle
from zhongfu.policy.programmes.disability_living import DisabilityLiving
from zhongfu.policy.programmes.disability_nursing import DisabilityNursing
from zhongfu.policy.programmes.disaster import Disaster
from zhongfu.policy.programmes.edge import Edge
from zhongfu.policy.programmes.education import Education
from zhongfu.policy.programmes.employment import Employment
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.housing import Housing
from zhongfu.policy.programmes.legal_aid import LegalAid
from zhongfu.policy.programmes.macao_grant import MacaoGrant
from zhongfu.policy.programmes.medical import Medical
from zhongfu.policy.programmes.rigid import Rigid
from zhongfu.policy.programmes.tekun import Tekun
from zhongfu.policy.programmes.temporary import Temporary
from zhongfu.policy.records import Case
from zhongfu.policy.values import NONE

__all__ = ["BUILT", "RUNGS", "Decision", "ProgrammeDecision", "decide"]

BUILT: dict[str, type[Programme]] = {
    "tekun": Tekun,
    "dibao": Dibao,
    "dibao_single": DibaoSingle,
    "edge": Edge,
    "rigid": Rigid,
    "temporary": Temporary,
    "medical": Medical,
    "education": Education,
    "housing": Housing,
    "employment": Employment,
    "disaster": Disaster,
    "disability_living": DisabilityLiving,
    "disability_nursing": DisabilityNursing,
    "legal_aid": LegalAid,
    "cssa": Cssa,
    "macao_grant": MacaoGrant,
}
PER = {"temporary": "once", "disaster": "once", "medical": "year", "education": "year"}
# What else a person wants to know where the programme holds; nothing is asked for on its account.
ALSO_TOLD = ("until", "small")


def decide(case: Case, law: Law) -> Decision:
    """Decide every built programme on this case by the rules of its day of application."""
    evaluator = Evaluator(case, law)
    emergency = case.record.values["household.event.at"]
    there = evaluator if emergency in (None, NONE) else Evaluator(case, law, place=emergency)
    programmes = {name: _decide(there if name == "temporary" else evaluator, name, programme) for name, programme in BUILT.items()}
    return Decision(case, law, evaluator.answer(Household.size).value, programmes)


def _decide(evaluator: Evaluator, name: str, programme: type[Programme]) -> ProgrammeDecision:
    """Amount, first and last month are asked only where the programme holds; what they lack is needed too."""
    eligible = evaluator.explain(programme.rules["eligible"])
    rules = [rule for rule in ("amount", "starts", *ALSO_TOLD) if rule in programme.rules and eligible.value is True]
    rest = {rule: evaluator.explain(programme.rules[rule]) for rule in rules}
    asking = [eligible, *(reason for rule, reason in rest.items() if rule != "small")]
    told = tuple(reason for rule, reason in rest.items() if rule not in ALSO_TOLD or reason.value is not None)
    values = {rule: reason.value for rule, reason in rest.items()}
    return ProgrammeDecision(
        name, eligible.value, values.get("amount"), values.get("starts"), values.get("until"),
        tuple(dict.fromkeys(need for reason in asking for need in reason.missing)), (eligible, *told), PER.get(name, "month"),
    )  # fmt: skip
