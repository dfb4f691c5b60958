"""标签: the labels that the layers below give to their rules, facts, parameters and indicators, for the catalogues."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass

from zhongfu.data import indicators
from zhongfu.data.sources import discover
from zhongfu.policy import declarations, facts, programmes
from zhongfu.policy.language import Expression, Programme
from zhongfu.policy.values import Choice


@dataclass(frozen=True)
class Label:
    """A Chinese text's English form as the code has it ("" where it has none), and where it stands."""

    en: str
    where: str


def labels() -> dict[str, Label]:
    """Every label below the pages: {Chinese: Label}."""
    found: dict[str, Label] = {}
    for zh, en, where in (*_indicators(), *_facts(), *_parameters(), *_rules(), *_codes()):
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
                yield from ((choice.zh, choice.en, "policy/facts.py") for choice in field.choices if isinstance(choice, Choice))


def _parameters() -> Iterator[tuple[str, str, str]]:
    for declaration in declarations.DECLARED.values():
        yield declaration.zh, declaration.en, "policy/declarations.py"


def _rules() -> Iterator[tuple[str, str, str]]:
    for module in pkgutil.iter_modules(programmes.__path__):
        for owner in vars(importlib.import_module(f"{programmes.__name__}.{module.name}")).values():
            if isinstance(owner, type) and issubclass(owner, Programme):
                yield from ((rule.zh, rule.en, "policy/programmes") for rule in vars(owner).values() if isinstance(rule, Expression))


def _codes() -> Iterator[tuple[str, str, str]]:
    """The codes of the departments' files that a page shows as they are: kinds of disability, stages of school, aids."""
    for source, field in (("disability_certificates", "kind"), ("student_records", "stage"), ("assistance_register", "programme")):
        for column in discover()[source].columns:
            if column.field == field:
                yield from ((code, "", f"data/sources: {source}") for code in column.codes)
