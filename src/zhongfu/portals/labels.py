"""标签: the labels that the layers below give to their rules, facts, parameters and indicators, for the catalogues."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhongfu.data import indicators
from zhongfu.policy import declarations, facts
from zhongfu.policy.language import Expression
from zhongfu.policy.programmes import PROGRAMMES


@dataclass(frozen=True)
class Label:
    """A Chinese text's English form as the code has it ("" where it has none), and where it stands."""

    en: str
    where: str


def labels() -> dict[str, Label]:
    """Every label below the pages: {Chinese: Label}."""
    found: dict[str, Label] = {}
    for zh, en, where in (*_indicators(), *_facts(), *_parameters(), *_rules()):
        if zh:
            found.setdefault(zh, Label(en, where))
    return found


def _indicators() -> Iterator[tuple[str, str, str]]:
    for indicator in indicators.discover().values():
        yield indicator.zh, indicator.en, "data/indicators"
    for dimension, zh in indicators.DIMENSIONS.items():
        yield zh, dimension.replace("_", " and "), "data/indicators"


def _facts() -> Iterator[tuple[str, str, str]]:
    for scope in vars(facts).values():
        if isinstance(scope, facts.Facts):
            for field in scope.fields.values():
                yield field.zh, field.en, "policy/facts.py"


def _parameters() -> Iterator[tuple[str, str, str]]:
    for declaration in declarations.DECLARED.values():
        yield declaration.zh, declaration.en, "policy/declarations.py"


def _rules() -> Iterator[tuple[str, str, str]]:
    for programme in PROGRAMMES.values():
        for rule in vars(programme).values():
            if isinstance(rule, Expression):
                yield rule.zh, rule.en, "policy/programmes"
