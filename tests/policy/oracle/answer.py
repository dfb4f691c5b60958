"""判定: every programme's answer on one case, by the plain reading of the documents."""

from dataclasses import dataclass
from typing import Any

from tests.policy.oracle import aids, rungs, special
from tests.policy.oracle.rungs import Answer
from tests.policy.oracle.unknown import unknown
from tests.policy.oracle.world import NONE, World

from zhongfu.policy.parameters import Law
from zhongfu.policy.records import Case

RUNGS = ("tekun", "dibao", "dibao_single", "edge", "rigid")


@dataclass
class Answers:
    """All programmes, the number of members and the category."""

    members: Any
    category: str | None
    programmes: dict[str, Answer]


def answer(case: Case, law: Law) -> Answers:
    world = World(case, law)
    tekun = rungs.tekun(world)
    dibao = rungs.dibao(world, tekun.eligible)
    single = rungs.dibao_single(world, tekun.eligible, dibao.eligible)
    edge = rungs.edge(world, tekun.eligible, dibao.eligible)
    rigid = rungs.rigid(world, tekun.eligible, dibao.eligible, edge.eligible)
    programmes = {"tekun": tekun, "dibao": dibao, "dibao_single": single, "edge": edge, "rigid": rigid}
    programmes |= special.special(world, programmes)
    programmes |= {"temporary": aids.temporary(elsewhere(world)), "cssa": special.cssa(world), "macao_grant": aids.macao_grant(world)}
    return Answers(None if unknown(world.size) else int(world.size), category(programmes), programmes)


def elsewhere(world: World) -> World:
    """Emergency aid looks its parameters up where the emergency was."""
    at = world.case.record.values["household.event.at"]
    return world if at in (None, NONE) else World(world.case, world.law, at)


def category(programmes: dict[str, Answer]) -> str | None:
    for rung in RUNGS:
        if unknown(programmes[rung].eligible):
            return None
        if programmes[rung].eligible:
            return rung
    return "none"
