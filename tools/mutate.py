"""规则变异 Mutants of the rule trees: every rule is changed a little, and some case must notice.

Ordinary mutation tools change the text of functions, but a rule is an expression that is built once. So the built trees are
changed in place, one node at a time: a comparator, a constant, a parameter for its sibling, a condition dropped, two branches
exchanged, a rounding. Each mutant answers the cases of `tests/policy/cases` and a fixed sample of the seeded households of the
second implementation; one that answers them all as before has survived. A survivor must be explained, or a case added.

    python tools/mutate.py                 every mutant; prints the survivors that nobody has explained
    python tools/mutate.py --sample 200    as many, drawn by --seed
    python tools/mutate.py --only dibao.   those of the rules whose name begins so
"""

from __future__ import annotations

import argparse
import fnmatch
import re
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import yaml  # noqa: E402
from tests.policy.oracle import households  # noqa: E402

from zhongfu.policy import casefile  # noqa: E402
from zhongfu.policy import language as lang  # noqa: E402
from zhongfu.policy.decide import BUILT, decide  # noqa: E402
from zhongfu.policy.declarations import DECLARED  # noqa: E402
from zhongfu.policy.facts import SCOPES  # noqa: E402
from zhongfu.policy.parameters import Law  # noqa: E402
from zhongfu.policy.reasons import below  # noqa: E402

CASES = ROOT / "tests" / "policy" / "cases"
EXPLAINED = ROOT / "tests" / "policy" / "mutation" / "explained.yml"
ASKED = ("eligible", "amount", "starts", "until")
HOUSEHOLDS = 200
OF_A_RUNG = re.compile(r"(dibao|edge|rigid|tekun)_assets")
OF_A_RUNG_PARAMETER = re.compile(r"\b(dibao|edge|rigid|tekun)\.(?!standard)")
OTHER_SIGN = {"<": ("<=", ">"), "<=": ("<", ">"), ">": (">=", "<"), ">=": (">", "<")}
OTHER_WORD = {"all": "any", "any": "all", "greatest": "least", "least": "greatest", "+": "-", "-": "+", "*": "+"}


@dataclass(frozen=True)
class Mutant:
    """One small change: what it says, the rules it stands in, and the attributes of nodes that are set to something else.

    The property tests of the four rungs come from one function, so that one change of it changes all four.
    """

    name: str
    rules: list[str]
    sites: list[tuple[lang.Expression, str, Any]]


# -- what may be changed -----------------------------------------------------------------------------------------------------


def roots() -> list[lang.Expression]:
    """The rules that are asked for, of every programme."""
    return [programme.rules[rule] for programme in BUILT.values() for rule in ASKED if rule in programme.rules]


def owned() -> Iterator[tuple[str, str, lang.Expression]]:
    """Every node once, with the rule it stands in and its way down from there."""
    waiting = [("", "", root) for root in roots()]
    seen: set[int] = set()
    while waiting:
        rule, way, node = waiting.pop(0)
        rule, way = (node.name, "") if node.name else (rule, way)
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield rule, way, node
        waiting += [(rule, f"{way}.{number}".strip("."), part) for number, part in enumerate(node.parts())]


def mutants() -> list[Mutant]:
    """All of them, each under a name of its own."""
    found: dict[str, Mutant] = {}
    for rule, way, node in owned():
        for change, attribute, value in changes(node):
            name = f"{rule}: {change} at {way or 'the top'}"
            name = OF_A_RUNG.sub("X_assets", OF_A_RUNG_PARAMETER.sub("X.", name)) if "_assets" in rule else name
            mutant = found.setdefault(name, Mutant(name, [], []))
            mutant.rules.append(rule)
            mutant.sites.append((node, attribute, value))
    return list(found.values())


def changes(node: lang.Expression) -> Iterator[tuple[str, str, Any]]:
    """What may be changed in this node: words for it, the attribute, the new value."""
    for kind, change in CHANGES.items():
        if isinstance(node, kind):
            yield from change(node)


def _constant(node: lang.Constant) -> Iterator[tuple[str, str, Any]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{not value} for {value}", "value", not value
    elif isinstance(value, int):
        yield f"{value + 1} for {value}", "value", value + 1
        yield f"{value - 1} for {value}", "value", value - 1
    elif isinstance(value, str) and value in OTHER_SIGN:
        yield from ((f"{other} for {value}", "value", other) for other in OTHER_SIGN[value])
    elif isinstance(value, tuple):
        yield from ((f"without {one}", "value", tuple(other for other in value if other != one)) for one in value)
    elif isinstance(value, str) and value != "==":
        yield f"another text for {value}", "value", "another text"


def _parameter(node: lang.Parameter) -> Iterator[tuple[str, str, Any]]:
    name = node.parameter
    if name.startswith("instrument."):
        other = "instrument.RX" if name != "instrument.RX" else "instrument.57"
        yield f"{other} for {name}", "parameter", other
        return
    siblings = [other for other, declared in DECLARED.items() if declared.kind == DECLARED[name].kind and other != name]
    near = sorted(siblings, key=lambda other: (other.split(".")[0] != name.split(".")[0], other.split(".")[-1] != name.split(".")[-1], other))
    yield from ((f"{other} for {name}", "parameter", other) for other in near[:2])


def _fact(node: lang.Fact) -> Iterator[tuple[str, str, Any]]:
    fields = SCOPES["member" if node.scope == "subject" else node.scope].fields.values()
    siblings = [field.key for field in fields if field.kind == node.kind and field.key != node.key]
    yield from ((f"the fact {other} for {node.key}", "key", other) for other in siblings[:1])


def _several(attribute: str) -> Callable[[Any], Iterator[tuple[str, str, Any]]]:
    """The other word, and each operand left out."""

    def change(node: Any) -> Iterator[tuple[str, str, Any]]:
        word = "operator" if isinstance(node, lang.Arithmetic) else "which"
        old = getattr(node, word)
        yield f"{OTHER_WORD[old]} for {old}", word, OTHER_WORD[old]
        parts = getattr(node, attribute)
        if len(parts) > 1 and not isinstance(node, lang.Arithmetic):
            for number in range(len(parts)):
                yield f"{old} without its part {number}", attribute, parts[:number] + parts[number + 1 :]

    return change


def _when(node: lang.When) -> Iterator[tuple[str, str, Any]]:
    yield "the condition denied", "condition", lang.Negation(node.condition)
    if node.otherwise is not None:
        yield "the first branch always", "condition", lang.Constant(True)
        yield "the second branch always", "condition", lang.Constant(False)


def _over(node: lang.Over) -> Iterator[tuple[str, str, Any]]:
    if node.which in ("any", "all"):
        yield f"{OTHER_WORD[node.which]} of the records", "which", OTHER_WORD[node.which]
    if node.where is not None:
        yield "no filter", "where", None


CHANGES: dict[type, Callable[[Any], Iterator[tuple[str, str, Any]]]] = {
    lang.Constant: _constant,
    lang.Parameter: _parameter,
    lang.Fact: _fact,
    lang.Arithmetic: _several("operands"),
    lang.Extreme: _several("operands"),
    lang.Logic: _several("conditions"),
    lang.When: _when,
    lang.Over: _over,
    lang.Negation: lambda node: iter([("not denied", "condition", lang.Negation(node.condition))]),
    lang.Membership: lambda node: iter([("in no list", "options", lang.Constant(()))]),
    lang.Rounded: lambda node: iter(
        (f"rounded by {mode}", "mode", lang.Constant(mode)) for mode in ("fen_half_up", "yuan_half_up", "yuan_ceil")
        if not (isinstance(node.mode, lang.Constant) and node.mode.value == mode)
    ),
    lang.Share: lambda node: iter([("undivided", "heads", lang.Constant(1))]),
}  # fmt: skip


# -- what must notice ----------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class Witness:
    """One case with the answer it had before anything was changed, and the rules that were read for it."""

    name: str
    case: Any
    expected: Any
    rules: frozenset[str]


@cache
def law() -> Law:
    return Law.load()


def answer(case: Any) -> Any:
    """What counts of an answer: not its wording, nor what else would have to be asked."""
    decision = decide(case, law())
    told = {name: (one.eligible, one.amount, one.starts, one.until) for name, one in decision.programmes.items()}
    return decision.members_counted, decision.category, told, decision


def needed(expect: dict[str, Any], decision: Any) -> list[Any]:
    """The expectations of a case file on `needs`, as they come out: a list is all that may be asked for."""
    found = []
    for path, wanted in expect.items():
        if path.endswith(".needs"):
            needs = decision.programmes[path.split(".")[1]].needs
            found.append(sorted(needs) if isinstance(wanted, list) else set((wanted or {}).get("contains", ())) <= set(needs))
    return found


@cache
def witnesses() -> tuple[Witness, ...]:
    """The cases of the folder, then the seeded households."""
    made: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
    for path in sorted(CASES.glob("*.yml")):
        content = yaml.safe_load(path.read_text("utf-8"))
        made.append((path.stem, content["case"], content["expect"]))
    made += [(f"household {seed}", households.case(seed), {}) for seed in range(HOUSEHOLDS)]
    return tuple(_witness(name, casefile.read(content), expect) for name, content, expect in made)


def _witness(name: str, case: Any, expect: dict[str, Any]) -> Witness:
    *told, decision = answer(case)
    asked = {root.name for root in roots()}  # read even where the answer is that it does not apply, which no reason tells
    read = frozenset(reason.rule.name for reason in below(decision.reasons)) | asked
    return Witness(name, (case, expect), (told, needed(expect, decision)), read)


def notices(witness: Witness) -> bool:
    """Whether this case has another answer now; a rule that breaks down is noticed too."""
    case, expect = witness.case
    try:
        *told, decision = answer(case)
        return (told, needed(expect, decision)) != witness.expected
    except Exception:
        return True


# -- changing and looking --------------------------------------------------------------------------------------------------------


@cache
def parents() -> dict[int, list[lang.Expression]]:
    """Which nodes stand directly above each node."""
    above: dict[int, list[lang.Expression]] = {}
    for programme in BUILT.values():
        for rule in programme.rules.values():
            for node in lang.walk(rule):
                for part in node.parts():
                    if all(node is not known for known in above.setdefault(id(part), [])):
                        above[id(part)].append(node)
    return above


def forget(node: lang.Expression) -> None:
    """What was prepared for this node and everything above it is prepared again."""
    waiting, seen = [node], set()
    while waiting:
        one = waiting.pop()
        if id(one) not in seen:
            seen.add(id(one))
            vars(one).pop("step", None)
            waiting += parents().get(id(one), [])


def readers(node: lang.Expression) -> set[str]:
    """The rules that a node stands in; a nameless one may stand in several."""
    return {node.name} if node.name else set().union(*(readers(above) for above in parents().get(id(node), [])))


noticed_by: dict[str, list[Witness]] = {}  # who noticed other mutants of the same rule is asked first


def survives(mutant: Mutant) -> bool:
    """Change, ask the cases that read the rule, change back."""
    rules = set(mutant.rules).union(*(readers(node) for node, _, _ in mutant.sites))
    first = noticed_by.setdefault(mutant.rules[0], [])
    rest = [witness for witness in witnesses() if witness not in first and not rules.isdisjoint(witness.rules)]
    before = [vars(node)[attribute] for node, attribute, _ in mutant.sites]
    for node, attribute, value in mutant.sites:
        vars(node)[attribute] = value
        forget(node)
    try:
        for witness in [*first, *rest]:
            if notices(witness):
                if witness not in first:
                    first.append(witness)
                return False
        return True
    finally:
        for (node, attribute, _), value in zip(mutant.sites, before, strict=True):
            vars(node)[attribute] = value
            forget(node)


def survivors_of(names: list[str]) -> list[str]:
    """The names of those that nobody noticed; mutants are found by name, so that another process can be asked."""
    known = by_name()
    return [name for name in names if survives(known[name])]


@cache
def by_name() -> dict[str, Mutant]:
    witnesses()  # answered before anything is changed
    return {mutant.name: mutant for mutant in mutants()}


def explanations() -> dict[str, str]:
    """Patterns of names with the reason why such a mutant changes nothing that can be noticed."""
    if not EXPLAINED.exists():
        return {}
    listed = yaml.safe_load(EXPLAINED.read_text("utf-8")) or []
    return {pattern: entry["because"] for entry in listed for pattern in entry["mutants"]}


def explained(name: str, reasons: dict[str, str]) -> str:
    """The reason that is given for this survivor, or nothing."""
    return next((reason for pattern, reason in reasons.items() if name == pattern or fnmatch.fnmatchcase(name, pattern)), "")


def drawn(sample: int, seed: int, only: str = "") -> list[str]:
    names = sorted(name for name in by_name() if name.startswith(only))
    return Random(seed).sample(names, min(sample, len(names))) if sample else names


def main() -> int:
    parser = argparse.ArgumentParser(description="Mutants of the rule trees.")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    began, names = time.monotonic(), drawn(given.sample, given.seed, given.only)
    parts = [names[number :: given.processes * 8] for number in range(given.processes * 8)]
    with ProcessPoolExecutor(given.processes) as pool:
        found = sorted(name for part in pool.map(survivors_of, parts) for name in part)
    reasons = explanations()
    unexplained = [name for name in found if not explained(name, reasons)]
    print(f"{len(names)} mutants, {len(names) - len(found)} noticed, {len(found) - len(unexplained)} explained, "
          f"{len(unexplained)} not explained, {time.monotonic() - began:.0f} s")  # fmt: skip
    print("\n".join(unexplained))
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
